import { child, isZero, referenced, unconverted, type Node } from '../../model/ast.ts';
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
    const step = flow.steps.find(one => one.kind === 'call' && (sendsEther(unit, token, flow, one) || swapsToWallet(unit, token, flow, one))) ?? movesOwn(unit, token, flow);
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
  // A dead address is a literal, directly or in a variable nothing changes.
  const variables = stateIds(roots).map(id => unit.project.node(id));
  return variables.length > 0 && !variables.every(one => isSettled(unit.project, flow.contract, one) && numberOf(unit.project, unconverted(to), frame) !== null);
}

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

function swapsToWallet(unit: Unit, token: Token, flow: Flow, step: StepOf<'call'>): boolean {
  const { call } = step;
  if (call.kind !== 'high' || !/^swapExactTokensFor(ETH|AVAX|Tokens)/.test(call.method)) return false;
  const own = rootsOf(unit.project, call.arguments[0], step.frame);
  return isWallet(unit, flow, step.frame, call.arguments.at(-2)) && (own.has('this') || token.balances.some(one => own.has(`state:${one.id}`)) || hasParameter(own));
}

/** The contract's own tokens, all of them, credited to a wallet. */
function movesOwn(unit: Unit, token: Token, flow: Flow): StepOf<'write'> | undefined {
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
