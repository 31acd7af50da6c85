import type { Detector } from '../detector.ts';
import { bare, child, text, typeOf, type Node } from '../model/ast.ts';
import { assignedTo } from '../model/frame.ts';
import { ownNodes, type Project } from '../model/project.ts';
import { referenced } from '../model/ast.ts';

/** A division whose result still carries its rounding error, directly or through one local variable. */
function division(project: Project, node: Node | undefined, depth = 0): Node | undefined {
  const inner = bare(node);
  if (inner?.nodeType === 'BinaryOperation' && text(inner, 'operator') === '/') return /^int_const|rational/.test(typeOf(inner)) ? undefined : inner;
  if (inner?.nodeType === 'BinaryOperation' && text(inner, 'operator') === '*') return division(project, child(inner, 'leftExpression'), depth) ?? division(project, child(inner, 'rightExpression'), depth);
  if (inner?.nodeType === 'FunctionCall' && /\.div\s*\([^()]*\)$/.test(project.source(inner))) return inner;
  if (inner?.nodeType === 'Identifier' && depth < 1) {
    const values = assignedTo(project, project.node(referenced(inner)) ?? inner);
    if (values.length === 1) return division(project, values[0], depth + 1);
  }
  return undefined;
}

/** SCWE-123's family: rounding before scaling up. */
export const divideBeforeMultiply: Detector = {
  id: 'divide-before-multiply', title: 'Division before multiplication', category: 'precision', severity: 'medium', confidence: 'medium',
  description: 'Integer division cuts off the fraction; multiplying afterwards multiplies the error. Small amounts can become zero.',
  fix: 'Multiply first, divide last.',
  owasp: 'SC07:2026',
  *detect({ project }) {
    for (const node of ownNodes(project, 'BinaryOperation')) {
      if (text(node, 'operator') !== '*' || project.contractOf(node)?.kind === 'library') continue;
      const sides = [child(node, 'leftExpression'), child(node, 'rightExpression')];
      const found = sides.map(side => division(project, side)).find(one => one !== undefined);
      if (!found) continue;
      // `x / y * y` rounds down to a multiple on purpose.
      const divisor = project.source(child(found, 'rightExpression') ?? found);
      if (sides.some(side => side && project.source(side) === divisor) || project.functionOf(node) === undefined) continue;
      const direct = sides.some(side => division(project, side, 1) !== undefined);
      yield { node, ...(direct ? {} : { severity: 'low' as const, confidence: 'low' as const }) };
    }
    for (const node of ownNodes(project, 'FunctionCall')) {
      const callee = child(node, 'expression');
      if (callee?.nodeType === 'MemberAccess' && text(callee, 'memberName') === 'mul' && division(project, child(callee, 'expression'))) yield { node };
    }
  },
};
