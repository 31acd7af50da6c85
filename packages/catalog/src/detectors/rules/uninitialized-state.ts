import type { Detector } from '../detector.ts';
import { child, find, name, referenced, text, typeOf } from '../model/ast.ts';

/** A state variable that is decided on but that nothing ever sets. */
export const uninitializedState: Detector = {
  id: 'uninitialized-state', title: 'State variable is never set', category: 'state-init', severity: 'medium', confidence: 'medium',
  description: 'The variable is used, but no code sets it: it is always zero, and so an address is the zero address and a limit is nothing.',
  fix: 'Set it in the constructor, or remove it.',
  scwe: 'SCWE-044', owasp: 'SC02:2026',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      if (contract.abstract) continue;
      const all = [...unit.flows(contract), ...contract.bases.flatMap(base => unit.construction(base) ?? [])];
      // Assembly may write anything.
      if (all.some(flow => !flow.complete || flow.steps.some(step => step.kind === 'assembly' && step.operations.some(one => ['sstore', 'delegatecall'].includes(one))) || flow.steps.some(step => step.kind === 'call' && step.call.kind === 'delegate'))) continue;
      for (const variable of contract.variables) {
        if (!project.isOwn(variable) || child(variable, 'value') || variable.constant === true || text(variable, 'mutability') === 'immutable' || /gap/i.test(name(variable))) continue;
        if (!/^(address|contract)/.test(typeOf(variable))) continue;
        const touched = all.some(flow => flow.steps.some(step => step.kind === 'write' && step.variable.id === variable.id));
        const paid = all.some(flow => flow.steps.some(step => step.kind === 'call' && (find(step.call.target, one => referenced(one) === variable.id) ?? undefined) !== undefined));
        if (!touched && paid) yield { node: variable, message: `\`${name(variable)}\` is called or paid but never set.` };
      }
    }
  },
};
