import { child, isZero, referenced, text, unconverted, type Node } from '../../model/ast.ts';
import { readCall } from '../../model/calls.ts';
import type { Flow, StepOf } from '../../model/flow.ts';
import { assignedTo, type Frame } from '../../model/frame.ts';
import { keysThrough, type Key } from '../../model/keys.ts';
import { hasParameter, isParameter, rootsOf, stateIds } from '../../model/roots.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { isSettled, numberOf } from '../../model/value.ts';
import { direction, hitAt, isWrite, power } from './power.ts';

/** Funds the contract collected from trades go to a wallet whenever a privileged account says so. */
export const tokenLiquidity = power('liquidity', 'low', 'Collected funds can be taken to a private wallet without limit', 'A privileged account can send all ether, or all tokens, that the contract collected from holders to a wallet of the team.', 'Send only the part that fees are declared for, and lock or burn pool shares.', function* (unit, token) {
  for (const flow of token.powers) {
    const step = flow.steps.find(one => one.kind === 'call' && (sendsEther(unit, token, flow, one) || swapsToWallet(unit, token, flow, one))) ?? inParts(unit, token, flow) ?? movesOwn(unit, token, flow);
    if (step) yield* hitAt(unit, token, flow, step);
  }
});

/** Pool shares made while holders trade belong to a person. */
export const tokenAutoLiquidity = power('auto-liquidity', 'informational', 'Pool shares made from fees belong to a private wallet', 'Liquidity is added while holders trade, and the shares go to an account that can take the liquidity out again.', 'Lock or burn the pool shares.', function* (unit, token) {
  for (const flow of token.transfers) {
    for (const step of flow.steps) {
      if (step.kind !== 'call' || !/^addLiquidity\w*$/.test(step.call.method)) continue;
      const node = unit.ownSite(step);
      if (node && isWallet(unit, flow, step.frame, step.call.arguments.at(-2))) { yield { node, details: { token: token.contract.name } }; return; }
    }
  }
});

/** An account of somebody: not this contract, and not an address that stands for nobody. */
function isWallet(unit: Unit, flow: Flow, frame: Frame, to: Node | undefined): boolean {
  if (!to || isZero(to)) return false;
  const roots = rootsOf(unit.project, to, frame, false);
  if (roots.has('this')) return false;
  if (roots.has('msg.sender') || hasParameter(roots)) return true;
  // An address written into the code, directly or in a variable nothing changes, may be one that stands for nobody.
  const variables = stateIds(roots).map(id => unit.project.node(id));
  const fixed = variables.every(one => isSettled(unit.project, flow.contract, one)) ? numberOf(unit.project, unconverted(to), frame) : null;
  return fixed === null ? variables.length > 0 : !isNobody(fixed);
}

/** Addresses nobody can have the key of: small numbers such as 0xdead, and the word repeated. */
const isNobody = (address: bigint): boolean => address < 2n ** 64n || /^(dead)+/.test(address.toString(16).padStart(40, '0'));

/** The whole of what the contract has, or an amount its caller names: no part worked out from rates, no proceeds of one swap. */
function isWhole(unit: Unit, token: Token, amount: Node | undefined, frame: Frame, seen = new Set<number>()): boolean {
  const { project } = unit;
  const node = unconverted(amount);
  if (!node || seen.has(node.id)) return false;
  seen.add(node.id);
  const roots = rootsOf(project, node, frame);
  switch (node.nodeType) {
    case 'Identifier': {
      const declaration = project.node(referenced(node));
      if (declaration?.nodeType !== 'VariableDeclaration' || declaration.stateVariable === true) return false;
      const bound = frame.bindings.get(declaration.id);
      if (bound ? isWhole(unit, token, bound.expression, bound.frame, seen) : isParameter(project, declaration)) return true;
      return assignedTo(project, declaration).some(value => isWhole(unit, token, value, frame, seen));
    }
    case 'MemberAccess': return roots.has('balance') && roots.has('this');
    case 'IndexAccess': return roots.has('this') && token.balances.some(one => roots.has(`state:${one.id}`));
    case 'Conditional': return isWhole(unit, token, child(node, 'trueExpression'), frame, seen) || isWhole(unit, token, child(node, 'falseExpression'), frame, seen);
    // A percentage the caller names.
    case 'BinaryOperation': return hasParameter(roots) && ['leftExpression', 'rightExpression'].some(side => isWhole(unit, token, child(node, side), frame, seen));
    case 'FunctionCall': {
      const call = readCall(node);
      if (call.method === 'balanceOf') return call.arguments.some(argument => rootsOf(project, argument, frame).has('this'));
      return hasParameter(roots) && [call.target, ...call.arguments].some(part => isWhole(unit, token, part, frame, seen));
    }
    default: return false;
  }
}

function sendsEther(unit: Unit, token: Token, flow: Flow, step: StepOf<'call'>): boolean {
  const { call } = step;
  const amount = call.kind === 'bare' ? call.value : call.kind === 'transfer' || call.kind === 'send' ? call.arguments[0] : undefined;
  return amount !== undefined && isWallet(unit, flow, step.frame, call.target) && isWhole(unit, token, amount, step.frame);
}

/** Ether that goes out in fixed parts, which together are the whole: the first of the steps that send it. */
function inParts(unit: Unit, token: Token, flow: Flow): StepOf<'call'> | undefined {
  const sent = flow.steps.flatMap(step => {
    if (step.kind !== 'call') return [];
    const amount = step.call.kind === 'bare' ? step.call.value : step.call.kind === 'transfer' || step.call.kind === 'send' ? step.call.arguments[0] : undefined;
    const part = amount && isWallet(unit, flow, step.frame, step.call.target) ? partOf(unit, token, amount, step.frame) : null;
    return part ? [{ step, part }] : [];
  });
  return sent.reduce((sum, { part }) => sum + part, 0) > almostAll ? sent[0]?.step : undefined;
}

/** Divisions leave a remainder. */
const almostAll = 0.98;

/** Which part of the whole an amount is, by numbers that stand in the code; null when that is not known. */
function partOf(unit: Unit, token: Token, amount: Node, frame: Frame, depth = 0): number | null {
  const node = unconverted(amount);
  if (!node || depth > 8) return null;
  const whole = node.nodeType === 'BinaryOperation' || (node.nodeType === 'FunctionCall' && readCall(node).method !== 'balanceOf') ? false : isWhole(unit, token, node, frame);
  if (whole && !(node.nodeType === 'Identifier' && frame.bindings.has(referenced(node) ?? -1))) return 1;
  const call = node.nodeType === 'FunctionCall' ? readCall(node) : undefined;
  const operator = call ? { mul: '*', div: '/' }[call.method] : text(node, 'operator');
  const [left, right] = call ? [call.arguments.length === 1 ? call.target : call.arguments[0], call.arguments.at(-1)] : [child(node, 'leftExpression'), child(node, 'rightExpression')];
  if ((operator === '*' || operator === '/') && left && right) {
    const [first, second] = [partOf(unit, token, left, frame, depth + 1), numberOf(unit.project, right, frame)];
    if (first !== null && second !== null) return operator === '*' ? first * Number(second) : second === 0n ? null : first / Number(second);
    const [factor, other] = [numberOf(unit.project, left, frame), partOf(unit, token, right, frame, depth + 1)];
    return operator === '*' && factor !== null && other !== null ? Number(factor) * other : null;
  }
  if (node.nodeType !== 'Identifier') return null;
  const declaration = unit.project.node(referenced(node));
  if (!declaration || declaration.stateVariable === true) return null;
  const bound = frame.bindings.get(declaration.id);
  const values = assignedTo(unit.project, declaration);
  if (bound) return partOf(unit, token, bound.expression, bound.frame, depth + 1);
  return values.length === 1 && values[0] ? partOf(unit, token, values[0], frame, depth + 1) : null;
}

function swapsToWallet(unit: Unit, token: Token, flow: Flow, step: StepOf<'call'>): boolean {
  const { call } = step;
  if (call.kind !== 'high' || !/^swapExactTokensFor(ETH|AVAX|Tokens)/.test(call.method)) return false;
  const own = rootsOf(unit.project, call.arguments[0], step.frame);
  return isWallet(unit, flow, step.frame, call.arguments.at(-2)) && (own.has('this') || token.balances.some(one => own.has(`state:${one.id}`)) || hasParameter(own));
}

/** The contract's own tokens, all of them, credited to a wallet, where transfers leave a part with the contract. */
function movesOwn(unit: Unit, token: Token, flow: Flow): StepOf<'write'> | undefined {
  if (!token.transfers.some(one => one.steps.some(step => isWrite(step) && token.balances.includes(step.variable) && direction(unit, step) === 'more' && keysThrough(unit.project, step.target, step.frame).some(key => isThis(unit, key))))) return undefined;
  const moves = flow.steps.filter(isWrite).filter(step => token.balances.includes(step.variable));
  const taken = moves.find(step => direction(unit, step) !== 'more' && keysThrough(unit.project, step.target, step.frame).some(key => isThis(unit, key)));
  return taken && moves.find(step => direction(unit, step) === 'more' && keysThrough(unit.project, step.target, step.frame).some(key => isWallet(unit, flow, key.frame, key.node)) && wholeBalance(unit, token, step));
}

export const isThis = (unit: Unit, key: Key): boolean => { const roots = rootsOf(unit.project, key.node, key.frame); return roots.has('this') && roots.size === 1; };

/** Added: `a + b` or `a.add(b)` where b is the balance itself, seen through parameters. */
function wholeBalance(unit: Unit, token: Token, step: StepOf<'write'>): boolean {
  const { value } = step;
  const added = value?.nodeType === 'FunctionCall' ? (value.arguments as Node[] | undefined)?.[0] : value?.nodeType === 'BinaryOperation' ? value.rightExpression as Node : value;
  return isWhole(unit, token, added, step.frame);
}
