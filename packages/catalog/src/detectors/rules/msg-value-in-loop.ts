import type { Detector } from '../detector.ts';
import { find, text } from '../model/ast.ts';
import { rootsOf } from '../model/roots.ts';

/** One msg.value counted once per turn of a loop. */
export const msgValueInLoop: Detector = {
  id: 'msg-value-in-loop', title: 'msg.value is used again in every turn', category: 'logic', severity: 'high', confidence: 'medium',
  description: 'msg.value stays the same in every turn of a loop: the caller pays once and is credited several times.',
  fix: 'Count down what is left of msg.value, or take tokens instead.',
  owasp: 'SC02:2026',
  *detect(unit) {
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          if (step.loops.length === 0 || step.kind !== 'write' || !step.value || step.operator === '-=') continue;
          const node = unit.ownSite(step);
          const value = rootsOf(unit.project, step.value, step.frame);
          if (node && value.has('msg.value') && !/\//.test(unit.project.source(step.value)) && find(step.value, one => one.nodeType === 'MemberAccess' && text(one, 'memberName') === 'value')) yield { node };
        }
      }
    }
  },
};
