import type { Detector } from '../detector.ts';
import { bare, child, text, typeOf } from '../model/ast.ts';
import { baseVariable } from '../model/frame.ts';
import { callerAt } from '../model/guard.ts';
import { hasParameter, rootsOf } from '../model/roots.ts';

/** SCWE-057: before 0.6 the length of an array could be assigned, and an index beyond all slots reaches any of them. */
export const storageWrite: Detector = {
  id: 'arbitrary-storage-write', title: 'Caller chooses where storage is written', category: 'access-control', severity: 'high', confidence: 'high',
  description: 'The length of a storage array is set from a value the caller chooses or can fall below zero. After that every index is within bounds, and an index chosen by the caller reaches every variable of the contract.',
  fix: 'Use push and pop, and never assign `length`. Solidity 0.6 and newer refuse it.',
  scwe: 'SCWE-057', owasp: 'SC05:2026', swc: 'SWC-124',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          if (step.kind !== 'write' || step.target.nodeType !== 'MemberAccess' || text(step.target, 'memberName') !== 'length') continue;
          const array = baseVariable(project, child(step.target, 'expression'), step.frame);
          if (!array || callerAt(project, flow, step)) continue;
          const chosen = step.value ? hasParameter(rootsOf(project, step.value, step.frame)) : false;
          const falls = step.operator === '--' || step.operator === '-=';
          const indexed = unit.entries(contract).flatMap(other => other.steps.filter(one => one.kind === 'write' && one.variable.id === array.id && bare(one.target)?.nodeType === 'IndexAccess' && hasParameter(rootsOf(project, child(one.target, 'indexExpression'), one.frame))));
          const [write] = indexed;
          if (!(chosen || falls) || !/\[\]/.test(typeOf(array))) continue;
          const node = unit.ownSite(step);
          if (node) yield { node, ...(write ? {} : { severity: 'medium' as const }) };
          const place = write && unit.ownSite(write);
          if (place) yield { node: place };
        }
      }
    }
  },
};
