import { limitsOn } from '../../model/bounds.ts';
import type { Flow } from '../../model/flow.ts';
import { keysOf } from '../../model/judge.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { direction, hitAt, isWrite, power } from './power.ts';

/** Larger than any supply that means something: such a limit only keeps numbers in their type. */
const meaningless = 2n ** 128n;

/** GoPlus `is_mintable`. */
export const tokenMint = power('mint', 'informational', 'Owner can mint without limit', 'A privileged account can create new tokens, which dilutes all holders.', 'Cap the supply, or give up the right.', function* (unit, token) {
  for (const flow of token.powers) {
    const writes = flow.steps.filter(isWrite);
    const credit = writes.find(step => token.balances.includes(step.variable) && direction(unit, step) === 'more');
    if (!credit) continue;
    const grown = writes.some(step => token.supplies.includes(step.variable) && direction(unit, step) === 'more');
    // Hidden: somebody is given tokens that nobody loses, and the total does not tell.
    const taken = writes.some(step => token.balances.includes(step.variable) && direction(unit, step) !== 'more');
    const hidden = !grown && !taken && token.balances.length === 1;
    if ((!grown && !hidden) || (grown && taken && !createsMore(unit, token, flow)) || capped(unit, token, flow)) continue;
    yield* hitAt(unit, token, flow, credit, hidden ? { message: 'The tokens it gives come from nobody, and the total supply does not count them.', severity: 'low', details: { hidden } } : {});
  }
});

/** A flow that also takes (a batch, a fee) creates tokens only when what it adds goes to an account it did not take from. */
function createsMore(unit: Unit, token: Token, flow: Flow): boolean {
  const writes = flow.steps.filter(isWrite).filter(step => token.balances.includes(step.variable));
  const keys = (more: boolean) => writes.filter(step => (direction(unit, step) === 'more') === more).length;
  return keys(true) > keys(false);
}

/** Does something that cannot be moved later limit the total, or a counter that grows along? */
function capped(unit: Unit, token: Token, flow: Flow): boolean {
  const counters = flow.steps.filter(isWrite).filter(step => direction(unit, step) === 'more' && !token.balances.includes(step.variable) && keysOf(step.target).length === 0).map(step => step.variable.id);
  const roots = new Set([...counters, ...token.supplies.map(one => one.id)].map(id => `state:${id}`));
  return limitsOn(unit.project, flow, roots).some(limit => limit.value === null || (limit.value > 0n && limit.value < meaningless));
}

