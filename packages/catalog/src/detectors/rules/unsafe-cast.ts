import type { Detector } from '../detector.ts';
import { children, child, find, isLiteral, text, typeOf } from '../model/ast.ts';
import { enter } from '../model/frame.ts';
import { ownNodes } from '../model/project.ts';
import { hasParameter, rootsOf } from '../model/roots.ts';

const bits = (type: string) => Number(/^u?int(\d+)$/.exec(type)?.[1] ?? 0);

/** SCWE-041. solc checks arithmetic but never conversions. */
export const unsafeCast: Detector = {
  id: 'unsafe-cast', title: 'Conversion cuts off high bits', category: 'arithmetic', severity: 'medium', confidence: 'medium',
  description: 'Converting to a smaller integer type drops the high bits without an error, in all versions of Solidity. A large amount becomes a small one.',
  fix: 'Use OpenZeppelin SafeCast, or check the range first.',
  scwe: 'SCWE-041', owasp: 'SC07:2026', swc: 'SWC-101',
  *detect({ project }) {
    for (const node of ownNodes(project, 'FunctionCall')) {
      if (text(node, 'kind') !== 'typeConversion') continue;
      const value = children(node, 'arguments')[0];
      const [to, from] = [bits(typeOf(node)), bits(typeOf(value))];
      if (to === 0 || from <= to || isLiteral(value) || to < 8) continue;
      const definition = project.functionOf(node);
      const contract = project.contractOf(node);
      if (!definition || !contract || contract.kind === 'library') continue;
      const roots = rootsOf(project, value, enter(definition, contract, [], undefined, undefined), false);
      // Times and block numbers fit for longer than anyone will run this.
      const ether = roots.has('msg.value') && to < 96;
      if ((!hasParameter(roots) && !ether) || roots.has('block.timestamp') || roots.has('block.number')) continue;
      if ([...roots].some(root => root.startsWith('builtin:'))) continue;
      const written = project.source(value ?? node);
      // Masks, remainders and shifts say that the cut is meant; a comparison says that it was checked.
      if (/[%&>]/.test(written)) continue;
      // The other half is taken by a shift: two numbers were packed into one.
      if (project.source(definition).replace(/\s/g, '').includes(`${written.replace(/\s/g, '')}>>`)) continue;
      const checked = find(child(definition, 'body'), one => one.nodeType === 'BinaryOperation' && ['<', '>', '<=', '>='].includes(text(one, 'operator'))
        && [child(one, 'leftExpression'), child(one, 'rightExpression')].some(side => side !== undefined && project.source(side) === written));
      if (!checked) yield { node };
    }
  },
};
