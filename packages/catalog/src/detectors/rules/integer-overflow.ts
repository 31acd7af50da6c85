import type { Detector } from '../detector.ts';
import { bare, child, children, find, isLiteral, name, referenced, text, typeOf, walk, type Node } from '../model/ast.ts';
import { enter } from '../model/frame.ts';
import { isPublic, ownNodes, type Project } from '../model/project.ts';
import { callerChosen, hasParameter, isParameter, rootsOf } from '../model/roots.ts';

const growing = new Set(['+', '*', '-', '+=', '*=', '-=', '**', '++', '--', '<<']);

/** solc checks arithmetic from 0.8.0 on. */
const checksItself = (version: string) => Number(version.split('.')[1]) >= 8;

/** Is some operand of this operation compared with anything in the same function (a guard written by hand)? */
function compared(project: Project, definition: Node, parts: (Node | undefined)[]): boolean {
  const texts = new Set(parts.flatMap(part => { const inner = bare(part); return inner && inner.nodeType !== 'Literal' ? [project.source(inner)] : []; }));
  for (const node of walk(child(definition, 'body'))) {
    if (node.nodeType !== 'BinaryOperation' || !['<', '>', '<=', '>='].includes(text(node, 'operator'))) continue;
    for (const side of walk(node)) if (side !== node && texts.has(project.source(side))) return true;
  }
  return false;
}

/** SCWE-047. Old compilers everywhere a caller's value counts; new ones in `unchecked` blocks. */
export const integerOverflow: Detector = {
  id: 'integer-overflow', title: 'Arithmetic can wrap around', category: 'arithmetic', severity: 'high', confidence: 'medium',
  description: 'Before Solidity 0.8, and inside `unchecked`, a sum or product beyond the type\'s range silently starts again at zero, and a difference below zero becomes huge. With a value the caller chooses this breaks balances and limits.',
  fix: 'Use Solidity 0.8 or newer without `unchecked` here, or SafeMath, or check the range first.',
  scwe: 'SCWE-047', owasp: 'SC09:2026', swc: 'SWC-101',
  *detect({ project }) {
    const safe = checksItself(project.solcVersion);
    // One word per function: `unchecked` is one decision.
    const reported = new Set<number>();
    for (const node of ownNodes(project, 'BinaryOperation', 'Assignment', 'UnaryOperation')) {
      const operator = text(node, 'operator');
      if (!growing.has(operator) || !/^u?int\d*$/.test(typeOf(node).replace(/^int_const .*/, ''))) continue;
      const definition = project.functionOf(node);
      const contract = project.contractOf(node);
      if (!definition || !contract || definition.nodeType !== 'FunctionDefinition' || (!isPublic(definition) && !safe && contract.kind === 'library')) continue;
      if (contract.kind === 'library' || (text(definition, 'stateMutability') === 'pure' && /^(safe)?(add|sub|mul|pow|try\w+)(256)?$/i.test(name(definition)))) continue;
      const inUnchecked = safe && hasAbove(project, node, 'UncheckedBlock');
      if (safe && !inUnchecked) continue;
      const [left, right] = node.nodeType === 'Assignment' ? [child(node, 'leftHandSide'), child(node, 'rightHandSide')]
        : node.nodeType === 'UnaryOperation' ? [child(node, 'subExpression'), undefined] : [child(node, 'leftExpression'), child(node, 'rightExpression')];
      const frame = enter(definition, contract, [], undefined, undefined);
      const [a, b] = [rootsOf(project, left, frame, false), rootsOf(project, right, frame, false)];
      if (operator === '++' || operator === '--' || operator === '**' || operator === '<<') continue;
      const stored = [...a].some(root => root.startsWith('state:'));
      const chosen = [a, b].some(roots => (safe ? hasParameter(roots) : hasParameter(roots) || (callerChosen(roots) && roots.has('msg.value') && operator.startsWith('*'))));
      // `middle - 1` of a search over positions.
      if (operator === '-' && isLiteral(right) && !stored && bare(left)?.nodeType === 'Identifier' && !isParameter(project, project.node(referenced(bare(left))) ?? node)) continue;
      // Without a caller's value: a stored number moved by a constant, in old code, as counters that anyone may run up or down.
      const drift = !safe && stored && isLiteral(right) && operator !== '+' && operator !== '+=' && operator !== '*';
      if (!chosen && !drift) continue;
      if (chosen && !safe && operator.startsWith('+') && !hasParameter(a) && b.has('msg.value')) continue;
      // Knowing that an amount is at most one balance says nothing about adding it to another.
      if (compared(project, definition, operator.startsWith('+') && !safe ? [node, left] : [node, left, right])) continue;
      // `x / n + y` with small parts is not worth a word in new code.
      if (safe && !stored && !hasParameter(b)) continue;
      if (safe && (reported.has(definition.id) || !(hasParameter(a) || hasParameter(b)))) continue;
      reported.add(definition.id);
      yield { node, severity: safe ? 'medium' : drift ? 'medium' : 'high', message: `\`${project.source(node).slice(0, 80)}\` can wrap around${chosen ? ' with a value the caller chooses' : ''}.` };
    }
    if (safe) return;
    // `for (var i = 0; ...)`: the type is inferred as uint8, and the loop never ends above 255.
    for (const node of ownNodes(project, 'VariableDeclarationStatement')) {
      const counter = children(node, 'declarations')[0];
      if (!/^var\b/.test(project.source(node)) || !isLiteral(child(node, 'initialValue')) || !counter) continue;
      const counts = project.parent(node)?.nodeType === 'ForStatement' || find(child(project.functionOf(node), 'body'), one => one.nodeType === 'UnaryOperation' && text(one, 'operator') === '++' && referenced(child(one, 'subExpression')) === counter.id);
      if (counts) {
        yield { node, confidence: 'high', message: 'A counter declared with `var` takes the smallest type that fits its first value (uint8) and wraps around at 255.' };
      }
    }
  },
};

function hasAbove(project: Project, node: Node, type: string): boolean {
  for (let current: Node | undefined = node; current; current = project.parent(current)) if (current.nodeType === type) return true;
  return false;
}
