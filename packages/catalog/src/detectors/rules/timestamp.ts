import type { Detector } from '../detector.ts';
import { child, magic, text, typeOf, walk } from '../model/ast.ts';
import { ownNodes } from '../model/project.ts';
import { rootsOf } from '../model/roots.ts';
import { ending } from '../model/flow.ts';
import { enter } from '../model/frame.ts';

/** SCWE-065. Strict: only outcomes that a few seconds decide, not deadlines and vesting. */
export const timestamp: Detector = {
  id: 'timestamp', title: 'The exact block time decides an outcome', category: 'timestamp', severity: 'medium', confidence: 'medium',
  description: 'Whoever builds a block chooses its time within some seconds. Comparing it for equality, or taking it modulo something, lets them choose the outcome.',
  fix: 'Do not let single seconds decide; compare with ranges of minutes or more.',
  scwe: 'SCWE-065', owasp: 'SC02:2026', swc: 'SWC-116',
  *detect({ project }) {
    for (const node of ownNodes(project, 'BinaryOperation')) {
      const operator = text(node, 'operator');
      const definition = project.functionOf(node);
      const contract = project.contractOf(node);
      if (!definition || !contract || !['==', '!=', '%'].includes(operator)) continue;
      const frame = enter(definition, contract, [], undefined, undefined);
      const sides = [child(node, 'leftExpression'), child(node, 'rightExpression')];
      const exact = sides.some(side => [...walk(side)].some(part => magic(part) === 'block.timestamp'));
      if (!exact && operator !== '%') {
        // A state variable that holds the time of something, compared with the present through a local.
        if (!sides.some(side => rootsOf(project, side, undefined).has('block.timestamp')) || !typeOf(sides[0]).startsWith('uint')) continue;
      }
      if (operator === '%' && !rootsOf(project, sides[0], frame).has('block.timestamp')) continue;
      if (operator === '%' && rootsOf(project, sides[0], frame).size > 3) continue;
      // `time == 0` asks whether something was set.
      if (sides.some(side => side?.nodeType === 'Literal' && text(side, 'value') === '0') && operator !== '%' && !exact) continue;
      // `if (now == last) return;` only saves work that was done in this block already.
      const parent = project.parent(node);
      if (operator === '==' && parent?.nodeType === 'IfStatement' && ending(child(parent, 'trueBody')) === 'returns') continue;
      yield { node };
    }
  },
};
