import { bare, child, children, magic, name, referenced, text, walk, type Node } from './ast.ts';
import { readCall, type Call } from './calls.ts';
import { baseVariable, callee, enter, modifierUses, type Frame } from './frame.ts';
import type { Contract, Project } from './project.ts';

/** How a statement ends: control falls out of it, leaves the loop, leaves the function, or everything is undone. */
export type Ending = 'falls' | 'breaks' | 'returns' | 'reverts';
/** One run of an `if`, `?:` or `try`. */
export interface Branch { condition?: Node; frame: Frame; endings: Record<'true' | 'false', Ending> }
/** The arm of a branch that a step is inside of. */
export interface Arm { branch: Branch; side: 'true' | 'false' }
interface Common { node: Node; frame: Frame; arms: Arm[]; loops: Node[]; unchecked: boolean; at: number; inModifier: boolean }
export type Step = Common & (
  | { kind: 'read'; variable: Node }
  | { kind: 'write'; variable: Node; operator: string; value?: Node; target: Node }
  | { kind: 'call'; call: Call; declaration?: Node }
  /** A condition. Behind it, it is known to be `holds` (require, assert, if-revert, if-return), by `ending`; undefined: it only steers its arms. */
  | { kind: 'condition'; condition: Node; holds: boolean | undefined; ending: Ending }
  | { kind: 'assembly'; operations: string[] }
  | { kind: 'enter'; definition: Node; inner: Frame });
export type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;
/** What happens, in order, when an entry function of a contract runs. */
export interface Flow { entry: Node; contract: Contract; frame: Frame; steps: Step[]; complete: boolean }

const stepLimit = 6_000;
const depthLimit = 14;

/** Is the frame the activation itself or something it called? Code of a modifier behind `_` runs even when the function returned. */
function within(frame: Frame, activation: Frame): boolean {
  for (let current: Frame | undefined = frame; current; current = current.parent) {
    if (current === activation) return true;
    if (current.definition.nodeType === 'ModifierDefinition') return false;
  }
  return false;
}
const cutsOff = (ending: Ending, activation: Frame, later: Step): boolean => ending === 'reverts' || (ending === 'returns' && within(later.frame, activation));

/** Can `later` run after `earlier` in one execution? False for other arms of the same branch and behind an arm that left. */
export function canFollow(earlier: Step, later: Step): boolean {
  if (later.at <= earlier.at) return false;
  return earlier.arms.every(({ branch, side }) => {
    const same = later.arms.find(other => other.branch === branch);
    return same ? same.side === side : !cutsOff(branch.endings[side], branch.frame, later);
  });
}
/** Does `earlier` always run before `later` does? */
export function dominates(earlier: Step, later: Step): boolean {
  return later.at > earlier.at && earlier.loops.every(loop => later.loops.includes(loop)) && earlier.arms.every(({ branch, side }) => {
    const same = later.arms.find(other => other.branch === branch);
    return same ? same.side === side : cutsOff(branch.endings[side === 'true' ? 'false' : 'true'], branch.frame, later);
  });
}
/** A condition that is known to be `holds` whenever the step runs. */
export interface Known { condition: Node; frame: Frame; holds: boolean; node: Node }
export function* knownAt(flow: Flow, step: Step): Generator<Known> {
  for (const earlier of flow.steps) {
    if (earlier.at >= step.at) break;
    if (earlier.kind !== 'condition' || earlier.holds === undefined || !dominates(earlier, step)) continue;
    if (earlier.ending === 'breaks' ? earlier.loops.every(loop => step.loops.includes(loop)) : cutsOff(earlier.ending, earlier.frame, step)) {
      yield { condition: earlier.condition, frame: earlier.frame, holds: earlier.holds, node: earlier.node };
    }
  }
  for (const { branch, side } of step.arms) if (branch.condition) yield { condition: branch.condition, frame: branch.frame, holds: side === 'true', node: branch.condition };
}

/** Lists the steps of one function on one contract, internal calls and modifiers written out. Bounded; `complete` is false when cut off. */
export function makeFlow(project: Project, contract: Contract, entry: Node): Flow {
  const steps: Step[] = [];
  let complete = true;
  let arms: Arm[] = [];
  let loops: Node[] = [];
  let unchecked = false;
  let modifierDepth = 0;
  const stack: Node[] = [];
  type Own = Step extends infer One ? One extends Step ? Omit<One, keyof Common> & { node: Node; frame: Frame } : never : never;
  const push = (step: Own) => {
    if (steps.length >= stepLimit) { complete = false; return; }
    steps.push({ ...step, arms, loops, unchecked, at: steps.length, inModifier: modifierDepth > 0 } as Step);
  };
  const inArm = (branch: Branch, side: 'true' | 'false', run: () => void) => { const before = arms; arms = [...arms, { branch, side }]; run(); arms = before; };

  const runFunction = (definition: Node, frame: Frame) => {
    if (stack.includes(definition) || stack.length > depthLimit) return;
    stack.push(definition);
    const [armsBefore, loopsBefore, uncheckedBefore] = [arms, loops, unchecked];
    unchecked = false;
    runModifiers(modifierUses(definition), 0, definition, frame);
    [arms, loops, unchecked] = [armsBefore, loopsBefore, uncheckedBefore];
    stack.pop();
  };
  const runModifiers = (uses: Node[], at: number, definition: Node, frame: Frame) => {
    const use = uses[at];
    if (!use) { const before = modifierDepth; modifierDepth = 0; statement(child(definition, 'body'), frame); modifierDepth = before; return; }
    const named = project.node(referenced(child(use, 'modifierName')));
    children(use, 'arguments').forEach(argument => expression(argument, frame));
    if (named?.nodeType !== 'ModifierDefinition') {
      // A base constructor: its body runs before ours.
      const base = children(named, 'nodes').find(node => node.nodeType === 'FunctionDefinition' && (text(node, 'kind') === 'constructor' || node.isConstructor === true));
      if (base) runFunction(base, enter(base, frame.contract, children(use, 'arguments'), undefined, frame, use));
      runModifiers(uses, at + 1, definition, frame);
      return;
    }
    const modifier = project.resolve(named, frame.contract);
    const inner = enter(modifier, frame.contract, children(use, 'arguments'), undefined, frame, use);
    modifierDepth += 1;
    statement(child(modifier, 'body'), inner, () => runModifiers(uses, at + 1, definition, frame));
    modifierDepth -= 1;
  };

  const statement = (node: Node | undefined, frame: Frame, placeholder?: () => void): void => {
    if (!node || steps.length >= stepLimit) { if (node) complete = false; return; }
    const inner = (field: string) => statement(child(node, field), frame, placeholder);
    switch (node.nodeType) {
      case 'Block': case 'UncheckedBlock': {
        const before = unchecked;
        if (node.nodeType === 'UncheckedBlock') unchecked = true;
        children(node, 'statements').forEach(one => statement(one, frame, placeholder));
        unchecked = before;
        return;
      }
      case 'PlaceholderStatement': placeholder?.(); return;
      case 'IfStatement': {
        const condition = child(node, 'condition');
        const [onTrue, onFalse] = [child(node, 'trueBody'), child(node, 'falseBody')];
        const endings = { true: ending(onTrue), false: ending(onFalse) };
        expression(condition, frame);
        const holds = endings.true !== 'falls' && endings.false === 'falls' ? false : endings.false !== 'falls' && endings.true === 'falls' ? true : undefined;
        if (condition) push({ kind: 'condition', node, frame, condition, holds, ending: endings[holds === false ? 'true' : 'false'] });
        const branch: Branch = { frame, endings, ...(condition ? { condition } : {}) };
        inArm(branch, 'true', () => statement(onTrue, frame, placeholder));
        if (onFalse) inArm(branch, 'false', () => statement(onFalse, frame, placeholder));
        return;
      }
      case 'WhileStatement': case 'DoWhileStatement': case 'ForStatement': {
        inner('initializationExpression');
        const before = loops;
        loops = [...loops, node];
        expression(child(node, 'condition'), frame);
        inner('body');
        inner('loopExpression');
        loops = before;
        return;
      }
      case 'VariableDeclarationStatement': expression(child(node, 'initialValue'), frame); return;
      case 'ExpressionStatement': case 'Return': case 'EmitStatement': case 'RevertStatement':
        expression(child(node, 'expression') ?? child(node, 'eventCall') ?? child(node, 'errorCall'), frame); return;
      case 'TryStatement': {
        expression(child(node, 'externalCall'), frame);
        const [success, ...failures] = children(node, 'clauses').map(clause => child(clause, 'block'));
        const branch: Branch = { frame, endings: { true: ending(success), false: failures.every(one => ending(one) === 'reverts') ? 'reverts' : 'falls' } };
        inArm(branch, 'true', () => statement(success, frame, placeholder));
        failures.forEach(one => inArm(branch, 'false', () => statement(one, frame, placeholder)));
        return;
      }
      case 'InlineAssembly': assembly(node, frame); return;
      default:
    }
  };

  const write = (target: Node | undefined, operator: string, value: Node | undefined, node: Node, frame: Frame): void => {
    const inner = bare(target);
    if (inner?.nodeType === 'TupleExpression') { children(inner, 'components').forEach(part => write(part, operator, value, node, frame)); return; }
    for (let part = inner; part && part.nodeType !== 'Identifier';) {
      if (part.nodeType === 'IndexAccess') expression(child(part, 'indexExpression'), frame);
      part = bare(child(part, part.nodeType === 'IndexAccess' ? 'baseExpression' : 'expression'));
    }
    const variable = baseVariable(project, inner, frame);
    // Making a local reference point elsewhere writes nothing to storage.
    const repoint = inner?.nodeType === 'Identifier' && project.node(referenced(inner))?.stateVariable !== true;
    if (!variable || !inner || repoint) return;
    if (operator !== '=' && operator !== 'delete') push({ kind: 'read', node, frame, variable });
    push({ kind: 'write', node, frame, variable, operator, target: inner, ...(value ? { value } : {}) });
  };

  const expression = (node: Node | undefined, frame: Frame): void => {
    if (!node) return;
    switch (node.nodeType) {
      case 'Assignment':
        expression(child(node, 'rightHandSide'), frame);
        write(child(node, 'leftHandSide'), text(node, 'operator'), child(node, 'rightHandSide'), node, frame);
        return;
      case 'UnaryOperation': {
        const operator = text(node, 'operator');
        if (['++', '--', 'delete'].includes(operator)) write(child(node, 'subExpression'), operator, undefined, node, frame);
        else expression(child(node, 'subExpression'), frame);
        return;
      }
      case 'Conditional': {
        const condition = child(node, 'condition');
        expression(condition, frame);
        if (condition) push({ kind: 'condition', node, frame, condition, holds: undefined, ending: 'falls' });
        const branch: Branch = { frame, endings: { true: 'falls', false: 'falls' }, ...(condition ? { condition } : {}) };
        inArm(branch, 'true', () => expression(child(node, 'trueExpression'), frame));
        inArm(branch, 'false', () => expression(child(node, 'falseExpression'), frame));
        return;
      }
      case 'FunctionCall': call(node, frame); return;
      case 'Identifier': case 'IndexAccess': case 'MemberAccess': {
        if (node.nodeType === 'MemberAccess' && magic(node)) return;
        const variable = project.node(referenced(node));
        if (variable?.nodeType === 'VariableDeclaration' && variable.stateVariable === true) { push({ kind: 'read', node, frame, variable }); return; }
        if (node.nodeType === 'IndexAccess') { expression(child(node, 'baseExpression'), frame); expression(child(node, 'indexExpression'), frame); }
        if (node.nodeType === 'MemberAccess') expression(child(node, 'expression'), frame);
        if (node.nodeType === 'Identifier' && variable?.storageLocation === 'storage') {
          const base = baseVariable(project, node, frame);
          if (base) push({ kind: 'read', node, frame, variable: base });
        }
        return;
      }
      default:
        for (const field of ['leftExpression', 'rightExpression', 'expression']) expression(child(node, field), frame);
        for (const field of ['components', 'options']) children(node, field).forEach(part => expression(part, frame));
    }
  };

  const call = (node: Node, frame: Frame) => {
    const one = readCall(node);
    const definition = one.kind === 'internal' ? callee(project, one.callee, frame.contract) : project.node(referenced(one.callee));
    expression(one.target, frame);
    if (one.value) expression(one.value, frame);
    one.arguments.forEach(argument => expression(argument, frame));
    if (one.kind === 'builtin' && ['push', 'pop'].includes(one.method) && one.target) write(memberOf(one), one.method, one.arguments[0], node, frame);
    if (one.kind === 'builtin' && ['require', 'assert'].includes(one.method) && one.arguments[0]) {
      push({ kind: 'condition', node, frame, condition: one.arguments[0], holds: true, ending: 'reverts' });
      return;
    }
    if (one.kind === 'internal' && definition?.nodeType === 'FunctionDefinition') {
      const inner = enter(definition, frame.contract, one.arguments, one.target, frame, node);
      push({ kind: 'enter', node, frame, definition, inner });
      if (child(definition, 'body')) runFunction(definition, inner);
      return;
    }
    if (one.kind === 'none' || one.kind === 'event') return;
    push({ kind: 'call', node, frame, call: one, ...(definition ? { declaration: definition } : {}) });
  };

  const assembly = (node: Node, frame: Frame) => {
    const operations = new Set<string>();
    for (const part of walk(child(node, 'AST'))) if (part.nodeType === 'YulFunctionCall') operations.add(name(child(part, 'functionName')));
    for (const found of text(node, 'operations').matchAll(/\b(\w+)\s*\(/g)) operations.add(found[1] ?? '');
    push({ kind: 'assembly', node, frame, operations: [...operations] });
    if (!operations.has('sstore')) return;
    for (const reference of (node.externalReferences as { declaration?: number; isSlot?: boolean }[] | undefined) ?? []) {
      const variable = project.node(reference.declaration);
      if (variable?.stateVariable === true && reference.isSlot) push({ kind: 'write', node, frame, variable, operator: '=', target: node });
    }
  };

  const frame = enter(entry, contract, [], undefined, undefined);
  runFunction(entry, frame);
  return { entry, contract, frame, steps, complete };
}

/** `x.push(v)`: the list that grows. */
const memberOf = (call: Call): Node => ({ ...(call.target as Node), nodeType: (call.target as Node).nodeType === 'Identifier' ? 'MemberAccess' : (call.target as Node).nodeType, ...((call.target as Node).nodeType === 'Identifier' ? { expression: call.target } : {}) });

const order: Ending[] = ['falls', 'breaks', 'returns', 'reverts'];
/** How control leaves the end of a statement; of two arms the weaker ending counts. */
export function ending(node: Node | undefined): Ending {
  switch (node?.nodeType) {
    case 'Return': return 'returns';
    case 'Throw': case 'RevertStatement': return 'reverts';
    case 'Break': case 'Continue': return 'breaks';
    case 'Block': case 'UncheckedBlock': return children(node, 'statements').map(ending).find(one => one !== 'falls') ?? 'falls';
    case 'IfStatement': {
      const both = [ending(child(node, 'trueBody')), ending(child(node, 'falseBody'))];
      return order.find(one => both.includes(one)) ?? 'falls';
    }
    case 'ExpressionStatement': {
      const inner = child(node, 'expression');
      return inner?.nodeType === 'FunctionCall' && ['revert', '_revert', 'selfdestruct', 'suicide'].includes(name(child(inner, 'expression'))) ? 'reverts' : 'falls';
    }
    default: return 'falls';
  }
}
