import type { Detector } from '../detector.ts';
import { name, unconverted } from '../model/ast.ts';
import { callerAt } from '../model/guard.ts';
import { callerChosen, hasParameter, rootsOf, stateIds } from '../model/roots.ts';

/** SCWE-035. */
export const controlledDelegatecall: Detector = {
  id: 'controlled-delegatecall', title: 'delegatecall into code others choose', category: 'delegatecall-proxy', severity: 'high', confidence: 'medium',
  description: 'Code reached by delegatecall runs with this contract\'s storage and ether. Whoever chooses the target, or may call any function of it, can take over the contract.',
  fix: 'Delegate only to a fixed, trusted implementation, with function selectors you allow, and keep the storage layouts equal.',
  scwe: 'SCWE-035', owasp: 'SC10:2026', swc: 'SWC-112',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          if (step.kind !== 'call' || step.call.kind !== 'delegate') continue;
          const target = rootsOf(project, step.call.target, step.frame);
          const node = unit.ownSite(step);
          if (!node) continue;
          const self = unconverted(step.call.target);
          if (name(self) === 'this') continue;
          const caller = callerAt(project, flow, step);
          if (hasParameter(target) || target.has('msg.sender')) {
            if (!caller) yield { node, severity: 'critical', confidence: 'high', message: `\`${name(flow.entry) || 'The fallback'}\` delegates to an address the caller chooses.` };
            else yield { node, severity: 'low', message: `\`${name(flow.entry)}\` lets a privileged account run any code in this contract.` };
            continue;
          }
          const data = step.call.arguments.map(argument => rootsOf(project, argument, step.frame));
          if (!data.some(roots => roots.has('msg.data') || callerChosen(roots)) || caller) continue;
          const writable = stateIds(target).filter(id => unit.entries(contract).some(other => other.steps.some(one => one.kind === 'write' && one.variable.id === id && !callerAt(project, other, one))));
          // A proxy hands back what the implementation answered; its admin chooses the implementation by design.
          const proxy = flow.steps.some(one => one.kind === 'assembly' && one.at > step.at && one.operations.includes('return'));
          if (proxy && writable.length === 0) continue;
          if (data.some(roots => roots.has('msg.data')) || writable.length > 0) {
            yield { node, severity: writable.length > 0 ? 'critical' : 'medium', message: 'The caller\'s own call data is passed on by delegatecall: every public function of the target can be run in the context of this contract.' };
          }
        }
      }
    }
  },
};
