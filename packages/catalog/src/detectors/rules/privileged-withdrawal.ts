import type { Detector } from '../detector.ts';
import { name, typeOf, unconverted } from '../model/ast.ts';
import { knownAt } from '../model/flow.ts';
import { callerAt } from '../model/guard.ts';
import { hasParameter, rootsOf, stateIds } from '../model/roots.ts';

/** SCWE-017: a rescue function that also reaches what users deposited. */
export const privilegedWithdrawal: Detector = {
  id: 'privileged-withdrawal', title: 'Owner can withdraw what users deposited', category: 'access-control', severity: 'medium', confidence: 'medium',
  description: 'A privileged function sends out any token the contract holds, and nothing excludes the token users entrusted to it.',
  fix: 'Exclude the tokens that belong to users, or withdraw only the surplus.',
  scwe: 'SCWE-017', owasp: 'SC01:2026',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      const held = new Set(contract.variables.filter(one => /^contract I?\w*(ERC20|Token|BEP20)/i.test(typeOf(one))).map(one => one.id));
      if (held.size === 0) continue;
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          const [method, target, amount] = step.kind === 'call' && step.call.kind === 'high' ? [step.call.method, step.call.target, step.call.arguments.at(-1)] : step.kind === 'enter' ? [name(step.definition), undefined, undefined] : ['', undefined, undefined];
          if (!/^(safe)?transfer$/i.test(method)) continue;
          const bound = step.kind === 'enter' ? [...step.inner.bindings.values()] : [];
          const token = step.kind === 'enter' ? bound[0] : target && { expression: target, frame: step.frame };
          const sum = step.kind === 'enter' ? bound.at(-1) : amount && { expression: amount, frame: step.frame };
          if (!token || !sum || unconverted(token.expression) === undefined) continue;
          const node = unit.ownSite(step);
          if (!node || !hasParameter(rootsOf(project, token.expression, token.frame)) || !hasParameter(rootsOf(project, sum.expression, sum.frame))) continue;
          if (callerAt(project, flow, step)?.level !== 'authority') continue;
          const excluded = [...knownAt(flow, step)].some(known => stateIds(rootsOf(project, known.condition, known.frame)).some(id => held.has(id)));
          if (!excluded) yield { node, message: `\`${name(flow.entry)}\` sends out any token in any amount.` };
        }
      }
    }
  },
};
