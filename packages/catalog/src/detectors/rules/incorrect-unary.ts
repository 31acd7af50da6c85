import type { Detector } from '../detector.ts';
import { child, text } from '../model/ast.ts';
import { ownNodes } from '../model/project.ts';

/** `=+` and `=-` read like `+=` and `-=`. */
export const typoOperator: Detector = {
  id: 'incorrect-unary', title: 'Assignment of a signed value', category: 'logic', severity: 'medium', confidence: 'high',
  description: '`x =+ y` assigns y instead of adding it.',
  fix: 'Write `+=` or `-=`.',
  swc: 'SWC-129', owasp: 'SC02:2026',
  *detect({ project }) {
    for (const node of ownNodes(project, 'Assignment')) {
      if (text(node, 'operator') === '=' && /=[+-]\s*[\w(]/.test(project.source(node).replace(/\s*=\s+[+-]/, '')) && child(node, 'rightHandSide')?.nodeType === 'UnaryOperation' && /[^=<>!+*/-]=[+-]/.test(project.source(node))) yield { node };
    }
  },
};
