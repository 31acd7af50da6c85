import type { Detector } from '../detector.ts';
import { child, isLiteral, text } from '../model/ast.ts';
import { enter } from '../model/frame.ts';
import { ownNodes } from '../model/project.ts';
import { rootsOf } from '../model/roots.ts';

/** Ether can be forced into any contract (selfdestruct, block rewards), tokens sent to any address. */
export const strictEquality: Detector = {
  id: 'strict-balance-equality', title: 'Exact balance is expected', category: 'logic', severity: 'medium', confidence: 'medium',
  description: 'The contract compares its own balance for equality. Anyone can send a tiny amount and make the comparison fail for ever.',
  fix: 'Compare with >= or <=, or keep your own books instead of reading the balance.',
  scwe: 'SCWE-075', owasp: 'SC02:2026', swc: 'SWC-132',
  *detect({ project }) {
    for (const node of ownNodes(project, 'BinaryOperation')) {
      if (!['==', '!='].includes(text(node, 'operator'))) continue;
      const definition = project.functionOf(node);
      const contract = project.contractOf(node);
      if (!definition || !contract) continue;
      const frame = enter(definition, contract, [], undefined, undefined);
      const sides = [child(node, 'leftExpression'), child(node, 'rightExpression')];
      const own = sides.find(side => { const roots = rootsOf(project, side, frame); return (roots.has('balance') && roots.has('this')) || (roots.has('call:balanceOf') && roots.has('this')); });
      // `balance == 0` asks whether there is anything at all.
      if (own && !sides.some(side => side !== own && isLiteral(side) && text(side, 'value') === '0')) yield { node };
    }
  },
};
