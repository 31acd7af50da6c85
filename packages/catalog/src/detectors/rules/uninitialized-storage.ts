import type { Detector } from '../detector.ts';
import { child, children, find, name, referenced, typeIdentifier } from '../model/ast.ts';
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
