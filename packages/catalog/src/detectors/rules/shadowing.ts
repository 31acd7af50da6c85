import type { Detector } from '../detector.ts';
import { child, children, name } from '../model/ast.ts';

/** SCWE-069: possible before 0.6, which refuses it. */
export const shadowedState: Detector = {
  id: 'shadowed-state', title: 'Two state variables of one name', category: 'state-init', severity: 'high', confidence: 'high',
  description: 'A contract declares a state variable that its base has too. Functions of the base use the other one: setting the owner here does not change who the base thinks is owner.',
  fix: 'Remove one of them. Solidity 0.6 and newer refuse this.',
  scwe: 'SCWE-069', owasp: 'SC02:2026', swc: 'SWC-119',
  *detect({ project }) {
    for (const contract of project.contracts) {
      const declared = children(contract.node, 'nodes').filter(node => node.nodeType === 'VariableDeclaration');
      for (const base of contract.bases.slice(1)) {
        for (const variable of children(base.node, 'nodes')) {
          if (variable.nodeType !== 'VariableDeclaration' || variable.visibility === 'private' || child(variable, 'value')?.nodeType === 'Literal' && variable.constant === true) continue;
          const twin = declared.find(one => name(one) === name(variable));
          if (twin) yield { node: twin, message: `\`${name(twin)}\` hides the one of \`${base.name}\`.` };
        }
      }
    }
  },
};
