import type { Detector } from '../detector.ts';
import { child, children, find, name, referenced, text, typeIdentifier, typeOf } from '../model/ast.ts';
import { ownNodes } from '../model/project.ts';

/** SCWE-071: before 0.5 a local storage reference without a value points at slot 0. */
export const uninitializedStorage: Detector = {
  id: 'uninitialized-storage', title: 'Storage reference without a value', category: 'state-init', severity: 'high', confidence: 'high',
  description: 'A local struct or array without a value and without `memory` is a reference to the first storage slot: writing to it overwrites the contract\'s first variables, such as the owner.',
  fix: 'Add `memory`, or give the reference the place it should point to. Solidity 0.5 and newer refuse this.',
  scwe: 'SCWE-071', owasp: 'SC02:2026', swc: 'SWC-109',
  *detect({ project }) {
    for (const statement of ownNodes(project, 'VariableDeclarationStatement')) {
      if (child(statement, 'initialValue')) continue;
      for (const declaration of children(statement, 'declarations')) {
        if (!typeIdentifier(declaration).endsWith('_storage_ptr') || declaration.storageLocation === 'memory') continue;
        const body = child(project.functionOf(statement), 'body');
        const given = find(body, one => one.nodeType === 'Assignment' && child(one, 'leftHandSide')?.nodeType === 'Identifier' && referenced(child(one, 'leftHandSide')) === declaration.id);
        if (!given) yield { node: statement, message: `\`${name(declaration)}\` points at storage slot 0.` };
      }
    }
  },
};

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
