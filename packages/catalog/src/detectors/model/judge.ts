import { bare, child, children, name, referenced, type Node } from './ast.ts';
import { canFollow, knownAt, type Flow, type Step, type StepOf } from './flow.ts';
import type { Frame } from './frame.ts';
import type { Project } from './project.ts';
import { rootsOf } from './roots.ts';
import type { Unit } from './unit.ts';

/** Runs once by a modifier such as OpenZeppelin's `initializer`. */
export function isInitializer(project: Project, definition: Node): boolean {
  return children(definition, 'modifiers').some(use => /^(re)?initializer$|^onlyInitializing$|^initOnce$/i.test(name(child(use, 'modifierName'))) || /initializ/i.test(name(project.node(referenced(child(use, 'modifierName'))))));
}

/** The keys of `a[k1][k2].b`, outermost first. */
export function keysOf(target: Node): Node[] {
  const keys: Node[] = [];
  for (let node = bare(target); node && node.nodeType !== 'Identifier'; node = bare(child(node, node.nodeType === 'IndexAccess' ? 'baseExpression' : 'expression'))) {
    const key = child(node, 'indexExpression');
    if (key) keys.unshift(key);
  }
  return keys;
}

/** Does anything before the step tie it to the caller's own things: a balance of the caller, tokens taken from it, a one-time latch? */
export function ownBusiness(unit: Unit, flow: Flow, step: Step): boolean {
  for (const known of knownAt(flow, step)) {
    const roots = rootsOf(unit.project, known.condition, known.frame);
    if (roots.has('msg.sender') || roots.has('msg.value') || roots.has('ecrecover')) return true;
    if ([...roots].some(root => /^call:|^builtin:(keccak256|sha3|sha256)/.test(root))) return true;
  }
  return flow.steps.some(one => {
    if (one === step) return false;
    if (one.kind === 'write') return keysOf(one.target).some(key => rootsOf(unit.project, key, one.frame).has('msg.sender')) && (one.operator !== '=' || canFollow(one, step));
    return one.kind === 'call' && /^(safe)?(transferFrom|burnFrom|burn)$/i.test(one.call.method) && one.call.arguments.some(argument => rootsOf(unit.project, argument, one.frame).has('msg.sender'));
  });
}

/** A flag or address that is empty before and set here: only the first caller gets through. */
export function latched(unit: Unit, flow: Flow, step: StepOf<'write'>): boolean {
  for (const known of knownAt(flow, step)) {
    const ids = [...rootsOf(unit.project, known.condition, known.frame)].flatMap(root => (root.startsWith('state:') ? [Number(root.slice(6))] : []));
    if (ids.some(id => flow.steps.some(one => one.kind === 'write' && one.variable.id === id))) return true;
  }
  return false;
}

type Part = { expression: Node; frame: Frame };
/** A token movement in other contracts: a call of the token, or of a library such as SafeERC20 with the token as its first argument. */
export function tokenMovement(unit: Unit, step: Step): { pull: boolean; push: boolean; parts: Part[] } | null {
  let [method, parts]: [string, Part[]] = ['', []];
  if (step.kind === 'call' && step.call.kind === 'high') [method, parts] = [step.call.method, step.call.arguments.map(expression => ({ expression, frame: step.frame }))];
  if (step.kind === 'enter' && unit.project.contractOf(step.definition)?.kind === 'library') [method, parts] = [name(step.definition), [...step.inner.bindings.values()].slice(1)];
  const pull = /^(safe)?transferFrom$/i.test(method) && parts.length === 3;
  const push = /^(safe)?transfer$/i.test(method) && parts.length === 2;
  return pull || push ? { pull, push, parts } : null;
}
