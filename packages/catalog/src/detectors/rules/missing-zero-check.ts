import type { Detector } from '../detector.ts';
import { isZero, name, typeOf, walk } from '../model/ast.ts';
import { callerAt } from '../model/guard.ts';
import { rootsOf } from '../model/roots.ts';

/** Owner or target set without a look whether it is the zero address. */
export const zeroAddress: Detector = {
  id: 'missing-zero-check', title: 'Zero address is accepted', category: 'input-validation', severity: 'informational', confidence: 'medium',
  description: 'An address that decides about rights or money can be set to zero, mostly by mistake, and then nobody has the right or the money is lost.',
  fix: 'Require that it is not the zero address.',
  scwe: 'SCWE-143', owasp: 'SC05:2026', swc: 'SWC-123',
  *detect(unit) {
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          if (step.kind !== 'write' || step.operator !== '=' || step.target.nodeType !== 'Identifier' || !typeOf(step.variable).startsWith('address') || !step.value || !unit.project.isOwn(step.node)) continue;
          const roots = [...rootsOf(unit.project, step.value, step.frame)];
          if (roots.length !== 1 || !roots[0]?.startsWith('parameter:') || callerAt(unit.project, flow, step)?.level !== 'authority') continue;
          const checked = flow.steps.some(one => one.kind === 'condition' && [...walk(one.condition)].some(part => isZero(part)) && rootsOf(unit.project, one.condition, one.frame).has(roots[0] ?? ''));
          if (!checked) yield { node: step.node, message: `\`${name(step.variable)}\` can become the zero address.` };
        }
      }
    }
  },
};
