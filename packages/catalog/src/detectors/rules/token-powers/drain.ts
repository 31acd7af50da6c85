import { child, text, unconverted } from '../../model/ast.ts';
import { atomsOf, type Atom } from '../../model/bounds.ts';
import { callerAt } from '../../model/guard.ts';
import type { Flow, StepOf } from '../../model/flow.ts';
import { tokenMovement } from '../../model/judge.ts';
import { keysThrough } from '../../model/keys.ts';
import { hasParameter, rootsOf } from '../../model/roots.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { isThis } from './liquidity.ts';
import { direction, hitAt, isCondition, isWrite, power } from './power.ts';

/** Any token the contract holds, its own included. */
export const tokenDrain = power('drain', 'low', 'Owner can withdraw any token the contract holds', 'A privileged account can take tokens out of the contract, its own collected ones included.', 'Exclude the token itself, or say so to holders.', function* (unit, token) {
  for (const flow of token.powers) {
    const step = flow.steps.find(one => takes(unit, flow, one));
    if (step) yield* hitAt(unit, token, flow, step);
  }
});

/** Tokens of its own that the contract keeps, as a treasury does or as fees that were not sold yet. */
export const tokenTreasury = power('treasury', 'informational', 'Owner can hand out tokens the contract keeps', 'A privileged account can send the contract\'s own tokens to anybody.', 'Say to holders what these tokens are for.', function* (unit, token) {
  for (const flow of token.powers) {
    const step = flow.steps.find(one => sendsItself(unit, one)) ?? ownMoved(unit, token, flow);
    if (step) yield* hitAt(unit, token, flow, step);
  }
});

const coinOf = (unit: Unit, step: Flow['steps'][number]) => {
  const inner = step.kind === 'enter' ? [...step.inner.bindings.values()][0] : undefined;
  return rootsOf(unit.project, step.kind === 'call' ? unconverted(step.call.target) : inner?.expression, inner?.frame ?? step.frame);
};
function sendsItself(unit: Unit, step: Flow['steps'][number]): boolean {
  const target = tokenMovement(unit, step)?.push ? coinOf(unit, step) : new Set();
  return target.has('this') && target.size === 1;
}

/** Sends a token the caller names out of the contract, with nothing that keeps this token back. */
function takes(unit: Unit, flow: Flow, step: Flow['steps'][number]): boolean {
  if (!tokenMovement(unit, step)?.push) return false;
  const target = coinOf(unit, step);
  return hasParameter(target) && !flow.steps.filter(isCondition).some(one => one.holds !== undefined && atomsOf(unit.project, one.condition, one.frame, one.holds).some(atom => keepsBack(unit, atom, target)));
}

/** `coin != address(this)` for the coin that is sent. */
function keepsBack(unit: Unit, atom: Atom, target: ReadonlySet<string>): boolean {
  if (atom.node.nodeType !== 'BinaryOperation' || (text(atom.node, 'operator') === '!=') !== atom.holds) return false;
  const sides = ['leftExpression', 'rightExpression'].map(side => rootsOf(unit.project, child(atom.node, side), atom.frame));
  return sides.some((side, at) => side.has('this') && side.size === 1 && [...sides[1 - at] ?? []].some(root => target.has(root)));
}

/** Own balance of the contract goes to the caller, to the one who may call, or to whom the caller names. */
function ownMoved(unit: Unit, token: Token, flow: Flow): StepOf<'write'> | undefined {
  const moves = flow.steps.filter(isWrite).filter(step => token.balances.includes(step.variable));
  const taken = moves.find(step => direction(unit, step) !== 'more' && keysThrough(unit.project, step.target, step.frame).some(key => isThis(unit, key)));
  return taken && moves.find(step => direction(unit, step) === 'more' && keysThrough(unit.project, step.target, step.frame).some(key => {
    const roots = rootsOf(unit.project, key.node, key.frame, false);
    const rulers = callerAt(unit.project, flow, step)?.variables ?? [];
    return roots.has('msg.sender') || hasParameter(roots) || rulers.some(id => roots.has(`state:${id}`));
  }));
}
