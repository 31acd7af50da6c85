import { bare, child, children, isLiteral, isZero, magic, name, nodesOf, text, typeOf, unconverted, type Node } from './ast.ts';
import { readCall } from './calls.ts';
import { callee, enter, type Frame } from './frame.ts';
import { dominates, knownAt, type Flow, type Known, type Step } from './flow.ts';
import { returns, type Project } from './project.ts';
import { rootsOf, stateIds } from './roots.ts';

/**
 * What a condition says about who calls. `authority`: the caller is somebody in particular (an owner, a role, a signer);
 * `entitlement`: the caller owns something (a balance, a position). `variables`: the state that decides it.
 */
export interface Check { level: 'authority' | 'entitlement'; variables: number[] }

/** Reads a condition that must be `holds`. Null when it says nothing about the caller. */
export function senderCheck(project: Project, condition: Node | undefined, frame: Frame, holds: boolean, depth = 0): Check | null {
  const node = bare(condition);
  if (!node || depth > 6) return null;
  const recurse = (part: Node | undefined, wanted = holds, at = frame) => senderCheck(project, part, at, wanted, depth + 1);
  if (node.nodeType === 'UnaryOperation' && text(node, 'operator') === '!') return recurse(child(node, 'subExpression'), !holds);
  if (node.nodeType === 'BinaryOperation') {
    const operator = text(node, 'operator');
    const [left, right] = [child(node, 'leftExpression'), child(node, 'rightExpression')];
    // Either side of `and` and of `or` counts: an `or` with an open side is rarer than one whose other side we do not understand.
    if (operator === '&&' || operator === '||') return strongest(recurse(left), recurse(right));
    const flag = bitCheck(project, node, frame, holds);
    if (flag) return flag;
    if (['<', '>', '<=', '>='].includes(operator)) {
      const roots = new Set([...rootsOf(project, left, frame), ...rootsOf(project, right, frame)]);
      return roots.has('msg.sender') && stateIds(roots).length > 0 ? { level: 'entitlement', variables: stateIds(roots) } : null;
    }
    if (operator !== '==' && operator !== '!=') return null;
    if ((operator === '==') !== holds) {
      // `sender != 0`, `value[sender] != 0`: says that the caller has something, never who it is.
      const roots = rootsOf(project, isLiteral(left) || isZero(left) ? right : left, frame);
      return roots.has('msg.sender') && stateIds(roots).length > 0 ? { level: 'entitlement', variables: stateIds(roots) } : null;
    }
    return equality(project, left, right, frame);
  }
  const roots = rootsOf(project, node, frame);
  if (node.nodeType === 'FunctionCall') {
    const call = readCall(node);
    if (call.kind === 'internal') {
      const definition = callee(project, call.callee, frame.contract);
      if (definition && child(definition, 'body')) {
        const inner = enter(definition, frame.contract, call.arguments, call.target, frame, node);
        let best: Check | null = null;
        for (const part of nodesOf(child(definition, 'body'), 'Return')) best = strongest(best, recurse(child(part, 'expression'), holds, inner));
        const named = returns(definition).map(name).filter(one => one !== '');
        if (named.length > 0) for (const part of nodesOf(child(definition, 'body'), 'Assignment')) if (named.includes(name(child(part, 'leftHandSide')))) best = strongest(best, recurse(child(part, 'rightHandSide'), holds, inner));
        if (best) return best;
      }
      if (/verify|isValid|recover/i.test(call.method) && holds) return { level: 'authority', variables: stateIds(roots) };
    }
    // Another contract is asked about the caller, or a signature or proof is checked by one.
    if (call.kind === 'high' && holds && (roots.has('msg.sender') || /verify|isValidSig/i.test(call.method))) return { level: 'authority', variables: stateIds(roots) };
    return null;
  }
  if (!holds || !roots.has('msg.sender')) return null;
  if (node.nodeType === 'IndexAccess' || node.nodeType === 'MemberAccess') return { level: 'authority', variables: stateIds(roots) };
  return node.nodeType === 'Identifier' && typeOf(node) === 'bool' ? { level: 'authority', variables: stateIds(roots) } : null;
}

/** `roles[msg.sender] & bit != 0`: the bit stands for somebody's role. */
function bitCheck(project: Project, node: Node, frame: Frame, holds: boolean): Check | null {
  const operator = text(node, 'operator');
  const [left, right] = [child(node, 'leftExpression'), child(node, 'rightExpression')];
  const masked = isZero(right) ? bare(left) : isZero(left) ? bare(right) : undefined;
  if (text(masked, 'operator') !== '&' || !(holds ? ['!=', '>'].includes(operator) : operator === '==')) return null;
  const roots = rootsOf(project, masked, frame);
  return roots.has('msg.sender') && (stateIds(roots).length > 0 || roots.has('storage')) ? { level: 'authority', variables: stateIds(roots) } : null;
}

function equality(project: Project, left: Node | undefined, right: Node | undefined, frame: Frame): Check | null {
  const [a, b] = [rootsOf(project, left, frame), rootsOf(project, right, frame)];
  const both = new Set([...a, ...b]);
  const variables = stateIds(both);
  if (both.has('ecrecover') || [...both].some(root => /^call:(recover|isValidSignature)/.test(root))) return { level: 'authority', variables };
  const sender = [a, b].find(roots => roots.has('msg.sender'));
  if (!sender) {
    // tx.origin names somebody too, badly; the detector for it says so.
    const origin = [a, b].find(roots => roots.has('tx.origin'));
    return origin && variables.length > 0 ? { level: 'authority', variables } : null;
  }
  const other = sender === a ? b : a;
  const otherSide = sender === a ? right : left;
  if (magic(unconverted(otherSide)) === 'tx.origin' || (other.size === 1 && other.has('tx.origin'))) return null;
  if (sender.size > 1 && stateIds(sender).length > 0 && isLiteral(otherSide)) return isZero(otherSide) ? null : { level: 'authority', variables };
  if (isZero(otherSide)) return null;
  // `msg.sender == parameter` proves that the caller is who it claims to be, which is worth as much as an entitlement.
  const known = variables.length > 0 || other.has('constant') || other.has('this') || other.has('literal') || [...other].some(root => root.startsWith('call:'));
  return { level: known ? 'authority' : 'entitlement', variables };
}

function strongest(first: Check | null, second: Check | null): Check | null {
  if (!first || !second) return first ?? second;
  return { level: first.level === 'authority' || second.level === 'authority' ? 'authority' : 'entitlement', variables: [...first.variables, ...second.variables] };
}

/** The strongest thing that is known about the caller when the step runs. */
export function callerAt(project: Project, flow: Flow, step: Step): Check | null {
  const known = answered.get(step);
  if (known !== undefined) return known;
  const check = computeCaller(project, flow, step);
  answered.set(step, check);
  return check;
}
const answered = new WeakMap<Step, Check | null>();

function computeCaller(project: Project, flow: Flow, step: Step): Check | null {
  let best: Check | null = null;
  for (const known of knownAt(flow, step)) best = strongest(best, senderCheck(project, known.condition, known.frame, known.holds) ?? recorded(project, known));
  if (flow.steps.some(one => one.kind === 'assembly' && one !== step && asksCaller(one.operations, 'revert') && dominates(one, step))) best = strongest(best, { level: 'authority', variables: [] });
  // A hook without a body, such as `_authorizeUpgrade`, is where a derived contract puts its check.
  const hook = flow.steps.some(one => one.kind === 'enter' && one.at < step.at && !child(one.definition, 'body') && project.contractOf(one.definition)?.abstract === true);
  return hook ? strongest(best, { level: 'authority', variables: [] }) : best;
}

/** Does assembly compare the caller with something, and then do `what`? */
export const asksCaller = (operations: readonly string[], what: string): boolean => operations.includes('caller') && operations.includes('sload') && operations.includes(what) && ['eq', 'sub', 'xor'].some(one => operations.includes(one));

/** The arguments must hash to something that was recorded before, as timelocks and governors do it. */
function recorded(project: Project, known: Known): Check | null {
  const roots = rootsOf(project, known.condition, known.frame);
  const mapped = stateIds(roots).filter(id => typeOf(project.node(id)).startsWith('mapping(bytes32 =>') || typeOf(project.node(id)).startsWith('mapping(uint256 => struct'));
  return roots.has('builtin:keccak256') && mapped.length > 0 ? { level: 'authority', variables: [] } : null;
}

/** Names people give to the modifier that keeps a second entry out. */
const lockName = /^(non_?re-?entran\w*|no_?re-?entran\w*|lock|locked|mutex|one_?at_?a_?time|initializer|reinitializer)$/i;

/** Does a lock keep this contract from being entered again while the step runs: a known modifier, or a flag tested, set before and set back after? */
export function isLocked(project: Project, flow: Flow, step: Step): boolean {
  const uses = children(flow.entry, 'modifiers').map(use => name(child(use, 'modifierName')) || text(child(use, 'modifierName'), 'name'));
  if (uses.some(use => lockName.test(use))) return true;
  for (let frame: Frame | undefined = step.frame; frame; frame = frame.parent) {
    if (children(frame.definition, 'modifiers').some(use => lockName.test(name(child(use, 'modifierName'))))) return true;
  }
  const tested = new Set<number>();
  for (const known of knownAt(flow, step)) stateIds(rootsOf(project, known.condition, known.frame)).forEach(id => tested.add(id));
  for (const id of tested) {
    const writes = flow.steps.filter(one => one.kind === 'write' && one.variable.id === id && one.target.nodeType === 'Identifier');
    if (writes.some(one => one.at < step.at) && writes.some(one => one.at > step.at) && /^(bool|uint|enum)/.test(typeOf(project.node(id)))) return true;
  }
  return false;
}
