import type { Detector } from '../detector.ts';
import { child, name, typeOf } from '../model/ast.ts';
import { functionKind } from '../model/project.ts';
import { callerAt } from '../model/guard.ts';

const plain = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '').replace(/0/g, 'o').replace(/1/g, 'l');

/** SCWE-070. */
export const misnamedConstructor: Detector = {
  id: 'misnamed-constructor', title: 'Public function looks like a constructor', category: 'access-control', severity: 'high', confidence: 'medium',
  description: 'A function meant as the constructor is an ordinary public one, because its name is not exactly the contract\'s or lacks the keyword. Anyone can call it and become owner.',
  fix: 'Use the `constructor` keyword.',
  scwe: 'SCWE-070', owasp: 'SC01:2026', swc: 'SWC-118',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      const constructed = contract.functions.some(one => functionKind(one) === 'constructor');
      for (const flow of unit.entries(contract)) {
        if (!child(flow.entry, 'body') || functionKind(flow.entry) !== 'function' || !project.isOwn(flow.entry)) continue;
        const close = name(flow.entry) !== contract.name && (plain(name(flow.entry)) === plain(contract.name) || /^(constructor|init_?constructor|construct)$/i.test(name(flow.entry)));
        const owner = flow.steps.find(step => step.kind === 'write' && typeOf(step.variable).startsWith('address') && !callerAt(project, flow, step));
        if (close && owner && !constructed) yield { node: flow.entry };
      }
    }
  },
};
