import type { Detector } from '../detector.ts';
import { isZero, name } from '../model/ast.ts';
import { origin } from '../model/frame.ts';
import { callerAt } from '../model/guard.ts';
import { hasParameter, rootsOf } from '../model/roots.ts';

/** A call with target and data from the caller acts in the name of this contract: its approvals and roles are theirs. */
export const arbitraryCall: Detector = {
  id: 'arbitrary-call', title: 'Caller chooses target and data of a call', category: 'input-validation', severity: 'high', confidence: 'medium',
  description: 'The contract calls an address with data that both come from the caller. Whoever approved this contract, and whatever trusts it, can be abused through it.',
  fix: 'Allow only known targets and function selectors, or restrict who may call.',
  scwe: 'SCWE-042', owasp: 'SC05:2026',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      if (contract.kind === 'library') continue;
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          if (step.kind !== 'call' || step.call.kind !== 'bare') continue;
          const data = step.call.arguments[0];
          if (!data || isZero(data) || !hasParameter(rootsOf(project, step.call.target, step.frame)) || !hasParameter(rootsOf(project, data, step.frame))) continue;
          if (/^(hex)?""|^''/.test(project.source(data)) || callerAt(project, flow, step)) continue;
          // Data made by this code names the function itself; only the arguments are the caller's.
          const made = origin(project, data, step.frame);
          const encoded = made !== undefined && /^abi\.encode(WithSelector|WithSignature|Call)/.test(project.source(made));
          const node = unit.ownSite(step);
          if (node && !encoded) yield { node, message: `\`${name(flow.entry)}\` calls any address with any data its caller gives.` };
        }
      }
    }
  },
};
