import { bare, child, children, nodesOf, referenced, text, typeOf, type Node } from './ast.ts';
import { atomsOf } from './bounds.ts';
import { readCall } from './calls.ts';
import { assignedTo, callee, enter, frameKey, origin, type Frame } from './frame.ts';
import { parameters, type Project } from './project.ts';
import { hasParameter, rootsOf, stateIds } from './roots.ts';
import type { Token } from './token.ts';
import type { Unit } from './unit.ts';
import { numberOf } from './value.ts';

/**
 * A place where a transfer multiplies (or divides) what is moved by state: `amount * fee / 100`. `whole` is what 100 % is, null when the code
 * does not say. `share`: it is applied to a part already taken, such as the part of the fee that goes to marketing.
 */
export interface Rate { variables: number[]; whole: bigint | null; share: boolean; divides: boolean; /** State that says what 100 % is, where it can change. */ wholeVariables: number[]; /** Variables that are added up, one entry a summand. */ summands: number[][] }

interface Product { node: Node; left: Node; right: Node; divides: boolean; by?: Node }

/** Reads `a * b`, `a.mul(b)`, `mulDiv(a, b, c)`, and `a / b` as a product. */
function productOf(node: Node): Product | null {
  if (node.nodeType === 'BinaryOperation') {
    const [left, right] = [child(node, 'leftExpression'), child(node, 'rightExpression')];
    const operator = text(node, 'operator');
    return left && right && (operator === '*' || operator === '/') ? { node, left, right, divides: operator === '/' } : null;
  }
  if (node.nodeType !== 'FunctionCall') return null;
  const call = readCall(node);
  if (call.kind !== 'internal' || !/^(mul|div|mulDiv)$/i.test(call.method)) return null;
  const [left, right, by] = call.target && typeOf(call.target).startsWith('uint') ? [call.target, ...call.arguments] : call.arguments;
  return left && right ? { node, left, right, divides: /^div$/i.test(call.method), ...(by && /muldiv/i.test(call.method) ? { by } : {}) } : null;
}

const productsIn = (body: Node | undefined): Product[] => [...nodesOf(body, 'BinaryOperation'), ...nodesOf(body, 'FunctionCall')].flatMap(part => productOf(part) ?? []);

/**
 * Does the moved amount get here without having been multiplied by something a privileged account can move? Follows locals, parameters and
 * what functions return. Multiplication by other state only changes the unit, as rebasing tokens do.
 */
function fromAmount(project: Project, expression: Node | undefined, frame: Frame, amount: number, movable: ReadonlySet<number>, seen = new Set<string>()): boolean {
  const node = bare(expression);
  if (!node) return false;
  const key = `${node.id}:${frameKey(frame)}`;
  if (seen.has(key) || seen.size > 400) return false;
  seen.add(key);
  const recurse = (part: Node | undefined, at = frame) => fromAmount(project, part, at, amount, movable, seen);
  const fixed = (part: Node | undefined) => !stateIds(rootsOf(project, part, frame, false)).some(id => movable.has(id));
  const times = (a: Node | undefined, b: Node | undefined) => (fixed(b) && recurse(a)) || (fixed(a) && recurse(b));
  switch (node.nodeType) {
    case 'Identifier': {
      if (referenced(node) === amount) return true;
      const declaration = project.node(referenced(node));
      if (declaration?.nodeType !== 'VariableDeclaration' || declaration.stateVariable === true) return false;
      const bound = frame.bindings.get(declaration.id);
      return (bound !== undefined && recurse(bound.expression, bound.frame)) || assignedTo(project, declaration).some(value => recurse(value));
    }
    case 'BinaryOperation': {
      if (text(node, 'operator') === '*') return times(child(node, 'leftExpression'), child(node, 'rightExpression'));
      if (!['+', '-', '/'].includes(text(node, 'operator'))) return false;
      return recurse(child(node, 'leftExpression')) || (text(node, 'operator') === '+' && recurse(child(node, 'rightExpression')));
    }
    case 'Conditional': return recurse(child(node, 'trueExpression')) || recurse(child(node, 'falseExpression'));
    case 'FunctionCall': {
      if (text(node, 'kind') === 'typeConversion') return children(node, 'arguments').some(part => recurse(part));
      const call = readCall(node);
      if (call.kind !== 'internal') return false;
      const operands = call.target && typeOf(call.target).startsWith('uint') ? [call.target, ...call.arguments] : call.arguments;
      if (/^(sub|div|min)$/i.test(call.method)) return recurse(operands[0]);
      if (/^(add|max)$/i.test(call.method)) return operands.some(part => recurse(part));
      if (/^mul(Div)?$/i.test(call.method)) return times(operands[0], operands[1]);
      const definition = callee(project, call.callee, frame.contract);
      if (!definition || frame.depth > 10) return false;
      const inner = enter(definition, frame.contract, call.arguments, call.target, frame, node);
      return nodesOf(child(definition, 'body'), 'Return').some(part => recurse(child(part, 'expression'), inner));
    }
    default: return false;
  }
}

/** What divides a product: `p / whole`, `p.div(whole)`, the third of mulDiv, or what the other factor was divided by before. */
function wholeOf(project: Project, product: Product, other: Node): Node | undefined {
  if (product.by) return product.by;
  let current: Node | undefined = product.node;
  for (let step = 0; step < 6; step++) {
    const parent: Node | undefined = current && project.parent(current);
    if (!parent) break;
    const division = productOf(parent);
    if (division?.divides && bare(division.left) === bare(current)) return division.right;
    if (!['TupleExpression', 'MemberAccess', 'BinaryOperation'].includes(parent.nodeType) && !(parent.nodeType === 'FunctionCall' && readCall(parent).callee === current)) break;
    current = parent;
  }
  let inner = bare(other);
  if (inner?.nodeType === 'Identifier') {
    const values = assignedTo(project, project.node(referenced(inner)) ?? inner);
    if (values.length === 1) inner = bare(values[0]);
  }
  const before = inner && productOf(inner);
  return before?.divides ? before.right : undefined;
}

/** Every rate that decides how much of what is sent arrives. */
export function ratesOf(unit: Unit, token: Token): Rate[] {
  const { project } = unit;
  const found: Rate[] = [];
  const movable = movableBy(unit, token);
  const isRate = (id: number) => /^(uint\d*|mapping\(.*=> uint\d*\)|struct |uint\d*\[)/.test(typeOf(project.node(id))) && !token.balances.some(one => one.id === id) && !token.supplies.some(one => one.id === id) && ![...token.shown].some(one => one.id === id);
  for (const flow of token.transfers) {
    const amount = parameters(flow.entry).at(-1)?.id ?? -1;
    const frames = new Set<Frame>();
    for (const step of flow.steps) { frames.add(step.frame); if (step.kind === 'enter') frames.add(step.inner); }
    for (const frame of frames) {
      if (project.contractOf(frame.definition)?.kind === 'library') continue;
      for (const product of productsIn(child(frame.definition, 'body'))) {
        for (const [moved, factor] of product.divides ? [[product.left, product.right]] as const : [[product.left, product.right], [product.right, product.left]] as const) {
          const variables = stateIds(rootsOf(project, factor, frame, false)).filter(isRate);
          if (variables.length === 0) continue;
          const direct = fromAmount(project, moved, frame, amount, movable);
          if (direct && rootsOf(project, factor, frame).has(`parameter:${amount}`)) continue;
          const derived = direct || (!product.divides && (rootsOf(project, moved, frame).has(`parameter:${amount}`) || rootsOf(project, moved, frame).has('this')));
          const whole = product.divides ? undefined : wholeOf(project, product, moved);
          if (derived) found.push({ variables, share: !direct, divides: product.divides, whole: numberOf(project, whole, frame), wholeVariables: stateIds(rootsOf(project, whole, frame, false)), summands: summandsOf(project, factor, frame).map(ids => ids.filter(isRate)).filter(ids => ids.length > 0) });
        }
      }
    }
  }
  return found;
}

/** Numbers that privileged accounts set to what they choose, and those computed from them in the same call. */
function movableBy(unit: Unit, token: Token): Set<number> {
  const found = new Set<number>();
  for (const flow of token.powers) {
    for (const step of flow.steps) {
      if (step.kind !== 'write' || !step.value) continue;
      const roots = rootsOf(unit.project, step.value, step.frame, false);
      if (hasParameter(roots) || stateIds(roots).some(id => found.has(id))) found.add(step.variable.id);
    }
  }
  for (const one of [...token.balances, ...token.supplies]) found.delete(one.id);
  return found;
}

/** The summands of a sum, through locals that have one value and functions that return one. */
function summandsOf(project: Project, expression: Node, frame: Frame, depth = 0): number[][] {
  const node = bare(origin(project, expression, frame));
  const recurse = (part: Node | undefined, at = frame) => (part && depth < 8 ? summandsOf(project, part, at, depth + 1) : []);
  if (node?.nodeType === 'BinaryOperation' && text(node, 'operator') === '+') return [...recurse(child(node, 'leftExpression')), ...recurse(child(node, 'rightExpression'))];
  if (node?.nodeType === 'FunctionCall') {
    const call = readCall(node);
    if (call.kind === 'internal' && call.method === 'add') return [call.target, ...call.arguments].slice(-2).flatMap(part => recurse(part));
    const definition = call.kind === 'internal' ? callee(project, call.callee, frame.contract) : undefined;
    const results = nodesOf(child(definition, 'body'), 'Return');
    if (definition && results.length === 1) return recurse(child(results[0], 'expression'), enter(definition, frame.contract, call.arguments, call.target, frame, node));
  }
  return node ? [stateIds(rootsOf(project, node, frame, false))] : [];
}

/** Lists of addresses whose members meet a larger number than others, where a transfer chooses between numbers: `listed[from] ? 90 : 1`. */
export function dearerLists(unit: Unit, token: Token): number[] {
  const { project } = unit;
  const found = new Set<number>();
  const frames = new Set(token.transfers.flatMap(flow => flow.steps.flatMap(step => (step.kind === 'enter' ? [step.frame, step.inner] : [step.frame]))));
  for (const frame of frames) {
    const body = child(frame.definition, 'body');
    for (const part of [...nodesOf(body, 'Conditional'), ...nodesOf(body, 'IfStatement')]) {
      for (const atom of atomsOf(project, child(part, 'condition'), frame, true)) {
        const lists = atom.holds ? stateIds(rootsOf(project, atom.node, atom.frame, false)).filter(id => typeOf(project.node(id)) === 'mapping(address => bool)') : [];
        if (lists.length > 0 && costsMore(project, part, frame)) lists.forEach(id => found.add(id));
      }
    }
  }
  return [...found];
}

function costsMore(project: Project, part: Node, frame: Frame): boolean {
  if (part.nodeType === 'Conditional') {
    const [yes, no] = [numberOf(project, child(part, 'trueExpression'), frame), numberOf(project, child(part, 'falseExpression'), frame)];
    return yes !== null && no !== null && yes > no && isFactor(project, part);
  }
  for (const assignment of nodesOf(child(part, 'trueBody'), 'Assignment')) {
    const local = project.node(referenced(bare(child(assignment, 'leftHandSide'))));
    const value = numberOf(project, child(assignment, 'rightHandSide'), frame);
    if (!local || local.stateVariable === true || value === null || value === 0n) continue;
    const others = assignedTo(project, local).filter(one => one !== child(assignment, 'rightHandSide')).map(one => numberOf(project, one, frame));
    if (others.some(other => other !== null) && others.every(other => other === null || other < value) && isFactor(project, assignment)) return true;
  }
  return false;
}

/** Is the number, or the local it goes into, multiplied somewhere in its function? */
function isFactor(project: Project, node: Node): boolean {
  const definition = project.functionOf(node);
  return productsIn(child(definition, 'body')).some(product => !product.divides);
}
