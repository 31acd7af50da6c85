import { bare, child, text, type Node } from './ast.ts';
import { readCall } from './calls.ts';
import { callee, enter, type Frame } from './frame.ts';
import type { Flow, Step } from './flow.ts';
import { rootsOf, stateIds } from './roots.ts';
import type { Project } from './project.ts';
import { isSettled, numberOf } from './value.ts';

/** A part of a condition without `!`, `&&`, `||`, and whether it has to be true. `alone`: it must be so; otherwise another part may do instead. */
export interface Atom { node: Node; frame: Frame; holds: boolean; alone: boolean }

/** Takes a condition that has to be `holds` apart, through functions that only return a condition. */
export function atomsOf(project: Project, condition: Node | undefined, frame: Frame, holds: boolean, alone = true, depth = 0): Atom[] {
  const node = bare(condition);
  if (!node || depth > 12) return [];
  const recurse = (part: Node | undefined, wanted: boolean, single: boolean, at = frame) => atomsOf(project, part, at, wanted, single, depth + 1);
  if (node.nodeType === 'UnaryOperation' && text(node, 'operator') === '!') return recurse(child(node, 'subExpression'), !holds, alone);
  if (node.nodeType === 'BinaryOperation') {
    const operator = text(node, 'operator');
    const [left, right] = [child(node, 'leftExpression'), child(node, 'rightExpression')];
    if (operator === '&&' || operator === '||') {
      const single = alone && (operator === '&&') === holds;
      return [...recurse(left, holds, single), ...recurse(right, holds, single)];
    }
    if (operator === '==' || operator === '!=') {
      for (const [side, other] of [[left, right], [right, left]]) {
        const value = bare(other);
        if (value?.nodeType === 'Literal' && text(value, 'kind') === 'bool') return recurse(side, ((text(value, 'value') === 'true') === (operator === '==')) === holds, alone);
      }
    }
  }
  if (node.nodeType === 'FunctionCall') {
    const call = readCall(node);
    const definition = call.kind === 'internal' ? callee(project, call.callee, frame.contract) : undefined;
    const statements = child(definition, 'body')?.statements as Node[] | undefined;
    if (definition && statements?.length === 1 && statements[0]?.nodeType === 'Return') return recurse(child(statements[0], 'expression'), holds, alone, enter(definition, frame.contract, call.arguments, call.target, frame, node));
  }
  return [{ node, frame, holds, alone }];
}

/** `small <= large`, or `small < large`, as a condition demands it. */
export interface Bound { small: Node; large: Node; frame: Frame; strict: boolean; node: Node; alone: boolean }

/** The comparisons a flow insists on. Conditions inside an arm count only for steps of the same arm. */
export function boundsOf(project: Project, flow: Flow, forStep?: Step): Bound[] {
  return flow.steps.flatMap(step => {
    if (step.kind !== 'condition' || step.holds === undefined || step.ending === 'breaks') return [];
    if (!step.arms.every(arm => forStep === undefined || forStep.arms.some(other => other.branch === arm.branch && other.side === arm.side))) return [];
    return atomsOf(project, step.condition, step.frame, step.holds).flatMap(atom => {
      const operator = text(atom.node, 'operator');
      const [left, right] = [child(atom.node, 'leftExpression'), child(atom.node, 'rightExpression')];
      if (atom.node.nodeType !== 'BinaryOperation' || !left || !right || !/^([<>]=?|==)$/.test(operator)) return [];
      const shared = { frame: atom.frame, node: step.node, alone: atom.alone };
      if (operator === '==') return atom.holds ? [{ small: left, large: right, strict: false, ...shared }, { small: right, large: left, strict: false, ...shared }] : [];
      const less = operator.startsWith('<') === atom.holds;
      const strict = (operator.length === 1) === atom.holds;
      return [less ? { small: left, large: right, strict, ...shared } : { small: right, large: left, strict, ...shared }];
    });
  });
}

/** An upper limit. `value` is null for one that stands since construction but is not in the code. `on`: the limited expression. */
export interface Limit { value: bigint | null; node: Node; on: Node; /** Does the limited expression contain one of these? */ counts(roots: readonly string[]): boolean }

/** Upper limits of anything that comes from one of the roots. Limits that functions can move, and comparisons of a value with a part of itself, are none. */
export function limitsOn(project: Project, flow: Flow, roots: ReadonlySet<string>, forStep?: Step): Limit[] {
  return boundsOf(project, flow, forStep).flatMap((bound): Limit[] => {
    const small = rootsOf(project, bound.small, bound.frame);
    const large = rootsOf(project, bound.large, bound.frame);
    if (!bound.alone || ![...small].some(root => roots.has(root)) || [...large].some(root => roots.has(root))) return [];
    const value = numberOf(project, bound.large, bound.frame);
    const counts = (wanted: readonly string[]) => wanted.some(root => small.has(root) || large.has(root));
    if (value !== null) return [{ value: bound.strict ? value - 1n : value, node: bound.node, on: bound.small, counts }];
    const variables = stateIds(large).map(id => project.node(id));
    const standing = large.size > 0 && variables.length > 0 && [...large].every(root => /^(state:|constant|literal)/.test(root)) && variables.every(one => isSettled(project, flow.contract, one));
    return standing ? [{ value: null, node: bound.node, on: bound.small, counts }] : [];
  });
}

/** Is there a lower limit of at least one for anything that comes from the roots? */
export function hasFloor(project: Project, flow: Flow, roots: ReadonlySet<string>, forStep?: Step): boolean {
  return boundsOf(project, flow, forStep).some(bound => {
    if (!bound.alone || ![...rootsOf(project, bound.large, bound.frame)].some(root => roots.has(root))) return false;
    const small = rootsOf(project, bound.small, bound.frame);
    if ([...small].some(root => roots.has(root))) return false;
    const value = numberOf(project, bound.small, bound.frame);
    return value === null ? small.size > 0 && [...small].some(root => root !== 'literal') : value > 0n || (bound.strict && value === 0n);
  });
}
