import { bare, child, children, isLiteral, magic, name, nodesOf, referenced, text, typeOf, type Node } from './ast.ts';
import { readCall } from './calls.ts';
import { assembledIn, type Assembled } from './assembly.ts';
import { assignedTo, baseVariable, callee, enter, frameKey, type Frame } from './frame.ts';
import { returns, type Project } from './project.ts';

/**
 * Where a value comes from: `state:<id>`, `parameter:<id>` (of the entry function), `msg.sender`, `msg.value`, `block.timestamp` ...,
 * `blockhash`, `balance` (ether of an address), `storage` (read in assembly), `ecrecover`, `call:<method>` (another contract's answer), `constant`, `literal`.
 */
export type Roots = ReadonlySet<string>;

/** Follows local variables, parameters of inner calls, and what internal functions return. Over-approximates: everything that may flow in. `keys` false: what a mapping is asked for does not count as flowing into the answer. */
export function rootsOf(project: Project, expression: Node | undefined, frame: Frame | undefined, keys = true): Roots {
  if (!expression || !frame) return computeRoots(project, expression, frame, keys);
  let known = remembered.get(frame);
  if (!known) remembered.set(frame, known = [new WeakMap(), new WeakMap()]);
  const table = known[keys ? 1 : 0];
  let roots = table.get(expression);
  if (!roots) table.set(expression, roots = computeRoots(project, expression, frame, keys));
  return roots;
}

/** Answers by activation and expression, without and with the keys of mappings; the same question is asked by many detectors. */
const remembered = new WeakMap<Frame, [WeakMap<Node, Roots>, WeakMap<Node, Roots>]>();

function computeRoots(project: Project, expression: Node | undefined, frame: Frame | undefined, keys: boolean): Roots {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (node: Node | undefined, at: Frame | undefined): void => {
    const current = bare(node);
    if (!current) return;
    const key = `${current.id}:${frameKey(at)}`;
    if (seen.has(key) || seen.size > 3_000) return;
    seen.add(key);
    const special = magic(current);
    if (special) { found.add(special); return; }
    switch (current.nodeType) {
      case 'Literal': found.add('literal'); return;
      case 'Identifier': case 'MemberAccess': {
        const declaration = project.node(referenced(current));
        if (declaration?.nodeType === 'VariableDeclaration') { variable(declaration, at); if (declaration.stateVariable === true) return; }
        if (current.nodeType !== 'MemberAccess') { if (name(current) === 'this') found.add('this'); return; }
        if (text(current, 'memberName') === 'balance' && /^(address|contract)/.test(String((child(current, 'expression')?.typeDescriptions as { typeString?: string } | undefined)?.typeString))) found.add('balance');
        if (declaration?.nodeType === 'VariableDeclaration' && declaration.stateVariable !== true) {
          const base = baseVariable(project, current, at);
          if (base && base.stateVariable !== true) { found.add(`state:${base.id}`); return; }
        }
        visit(child(current, 'expression'), at);
        return;
      }
      case 'IndexAccess': visit(child(current, 'baseExpression'), at); if (keys) visit(child(current, 'indexExpression'), at); return;
      case 'FunctionCall': call(current, at); return;
      case 'Assignment': visit(child(current, 'rightHandSide'), at); return;
      case 'Conditional': for (const field of ['condition', 'trueExpression', 'falseExpression']) visit(child(current, field), at); return;
      default:
        for (const field of ['leftExpression', 'rightExpression', 'subExpression', 'expression', 'baseExpression']) visit(child(current, field), at);
        children(current, 'components').forEach(part => visit(part, at));
    }
  };
  const variable = (declaration: Node, at: Frame | undefined) => {
    if (declaration.stateVariable === true) { found.add(declaration.constant === true ? 'constant' : `state:${declaration.id}`); return; }
    const bound = at?.bindings.get(declaration.id);
    if (bound) visit(bound.expression, bound.frame);
    const values = assignedTo(project, declaration);
    values.forEach(value => visit(value, at));
    if (!bound && values.length === 0) assembledIn(project, declaration).forEach(one => assembled(one, declaration, at));
    if (!bound && isParameter(project, declaration)) found.add(`parameter:${declaration.id}`);
  };
  /** What assembly that sets a local reads may flow into it. */
  const assembled = (block: Assembled, declaration: Node, at: Frame | undefined) => {
    const key = `${block.node.id}:${frameKey(at)}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (block.operations.has('sload')) found.add('storage');
    if (block.operations.has('caller')) found.add('msg.sender');
    for (const other of block.mentioned) if (other !== declaration) variable(other, at);
  };
  const call = (node: Node, at: Frame | undefined) => {
    const one = readCall(node);
    if (one.kind === 'internal' && at) {
      const definition = callee(project, one.callee, at.contract);
      if (definition && child(definition, 'body') && at.depth < 10) {
        const inner = enter(definition, at.contract, one.arguments, one.target, at, node);
        const results: Node[] = [];
        for (const statement of nodesOf(child(definition, 'body'), 'Return')) { const result = child(statement, 'expression'); if (result) { results.push(result); visit(result, inner); } }
        // Which of several constants is returned depends on the conditions.
        if (results.length > 1 && results.every(result => isLiteral(result) || typeOf(result).startsWith('enum '))) {
          for (const statement of nodesOf(child(definition, 'body'), 'IfStatement')) visit(child(statement, 'condition'), inner);
        }
        for (const result of returns(definition)) if (name(result)) variable(result, inner);
        return;
      }
    }
    if (one.kind === 'high' || one.kind === 'bare' || one.kind === 'static') found.add(`call:${one.method}`);
    if (one.kind === 'builtin') found.add(`builtin:${one.method}`);
    if (one.kind === 'builtin' && (one.method === 'blockhash' || one.method === 'ecrecover')) found.add(one.method);
    if (one.kind !== 'builtin' && one.kind !== 'none') visit(one.target, at);
    one.arguments.forEach(argument => visit(argument, at));
  };
  visit(expression, frame);
  return found;
}

/** True for a parameter of a function (not a return value). */
export function isParameter(project: Project, declaration: Node): boolean {
  const list = project.parent(declaration);
  const owner = list && project.parent(list);
  return list?.nodeType === 'ParameterList' && !!owner && owner.parameters === list && ['FunctionDefinition', 'ModifierDefinition'].includes(owner.nodeType);
}
export const hasParameter = (roots: Roots): boolean => [...roots].some(root => root.startsWith('parameter:'));
export const stateIds = (roots: Roots): number[] => [...roots].flatMap(root => (root.startsWith('state:') ? [Number(root.slice(6))] : []));
/** A value any caller can choose. */
export const callerChosen = (roots: Roots): boolean => hasParameter(roots) || roots.has('msg.sender') || roots.has('msg.value') || roots.has('msg.data');
