import { bare, child, children, nodesOf, referenced, text, unconverted, type Node } from './ast.ts';
import { readCall } from './calls.ts';
import type { StepOf } from './flow.ts';
import { assignedTo, baseVariable, callee, enter, type Frame } from './frame.ts';
import { returns, type Project } from './project.ts';

/** What an expression makes of the old value of a variable: adds to it, takes from it, or hands it on. */
type Change = 'more' | 'less' | 'same';

const deepest = 14;

/**
 * Does a write make what it writes larger, smaller, or something else (`set`)? The new value is followed through locals, arguments and
 * functions of any name; `old + part - fee` is more, for what is taken off is a part of what comes in.
 */
export function direction(unit: { project: Project }, step: StepOf<'write'>): 'more' | 'less' | 'set' {
  if (step.operator === '+=' || step.operator === '++') return 'more';
  if (step.operator === '-=' || step.operator === '--') return 'less';
  const known = remembered.get(step);
  if (known) return known;
  const change = step.operator === '=' ? changeIn(unit.project, step.value, step.frame, step.variable, 0) : undefined;
  const answer = change === 'more' || change === 'less' ? change : 'set';
  remembered.set(step, answer);
  return answer;
}
/** Answers by step; several rules ask the same. */
const remembered = new WeakMap<StepOf<'write'>, 'more' | 'less' | 'set'>();

function changeIn(project: Project, expression: Node | undefined, frame: Frame, variable: Node, depth: number): Change | undefined {
  const node = unconverted(expression);
  if (!node || depth > deepest) return undefined;
  const recurse = (part: Node | undefined, at = frame): Change | undefined => changeIn(project, part, at, variable, depth + 1);
  switch (node.nodeType) {
    case 'BinaryOperation': {
      const operator = text(node, 'operator');
      if (operator !== '+' && operator !== '-') return undefined;
      const before = recurse(child(node, 'leftExpression')) ?? (operator === '+' ? recurse(child(node, 'rightExpression')) : undefined);
      // What was changed before stays changed that way.
      return before === 'same' ? operator === '+' ? 'more' : 'less' : before;
    }
    case 'Conditional': return recurse(child(node, 'trueExpression')) ?? recurse(child(node, 'falseExpression'));
    case 'IndexAccess': case 'MemberAccess': return baseVariable(project, node, frame) === variable ? 'same' : undefined;
    case 'Identifier': {
      if (baseVariable(project, node, frame) === variable) return 'same';
      const declaration = project.node(referenced(node));
      if (declaration?.nodeType !== 'VariableDeclaration' || declaration.stateVariable === true) return undefined;
      const bound = frame.bindings.get(declaration.id);
      const handed = bound && recurse(bound.expression, bound.frame);
      if (handed) return handed;
      return firstOf(assignedTo(project, declaration), value => recurse(value));
    }
    case 'FunctionCall': {
      const call = readCall(node);
      const definition = call.kind === 'internal' ? callee(project, call.callee, frame.contract) : undefined;
      if (!definition || !child(definition, 'body') || frame.depth > deepest) return undefined;
      const inner = enter(definition, frame.contract, call.arguments, call.target, frame, node);
      const results = [...nodesOf(child(definition, 'body'), 'Return').flatMap(one => child(one, 'expression') ?? []), ...returns(definition).flatMap(one => assignedTo(project, one))];
      return firstOf(results, value => bare(value)?.nodeType === 'TupleExpression' ? firstOf(children(bare(value), 'components'), part => recurse(part, inner)) : recurse(value, inner));
    }
    default: return undefined;
  }
}

function firstOf(values: Node[], change: (value: Node) => Change | undefined): Change | undefined {
  let kept: Change | undefined;
  for (const value of values) {
    const found = change(value);
    if (found && found !== 'same') return found;
    kept ??= found;
  }
  return kept;
}
