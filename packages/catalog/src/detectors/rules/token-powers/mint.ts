import { limitsOn } from '../../model/bounds.ts';
import type { Flow, StepOf } from '../../model/flow.ts';
import { keysOf } from '../../model/judge.ts';
import { hasParameter, rootsOf } from '../../model/roots.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { direction, hitAt, isWrite, power } from './power.ts';

/** Larger than any supply that means something: such a limit only keeps numbers in their type. */
const meaningless = 2n ** 128n;

/** Tokens without limit. */
export const tokenMint = power('mint', 'informational', 'Owner can mint without limit', 'A privileged account can create new tokens, which dilutes all holders.', 'Cap the supply, or give up the right.', function* (unit, token) {
  for (const { flow, step, hidden, limited } of creations(unit, token)) {
    if (!limited) yield* hitAt(unit, token, flow, step, hidden ? { message: 'The tokens it gives come from nobody, and the total supply does not count them.', severity: 'low', details: { hidden } } : {});
  }
});

/** Tokens up to a limit; GoPlus `is_mintable` counts both. */
export const tokenMintCapped = power('mint-capped', 'informational', 'Owner can mint up to a limit', 'A privileged account can create new tokens until the limit in the code is reached.', 'Say how many are still to come.', function* (unit, token) {
  for (const { flow, step, limited } of creations(unit, token)) if (limited) yield* hitAt(unit, token, flow, step);
});

/** Where privileged accounts create tokens. `hidden`: the total supply does not tell. */
function creations(unit: Unit, token: Token): { flow: Flow; step: StepOf<'write'>; hidden: boolean; limited: boolean }[] {
  return token.powers.flatMap(flow => {
    const writes = flow.steps.filter(isWrite);
    const own = writes.filter(step => token.balances.includes(step.variable));
    const grown = writes.some(step => token.supplies.includes(step.variable) && direction(unit, step) === 'more');
    const credit = own.find(step => direction(unit, step) === 'more') ?? own.find(step => token.balances.length === 1 && (setsFreely(unit, step) || addsInAssembly(flow, step)));
    if (!credit) return [];
    const taken = own.some(step => step !== credit && direction(unit, step) !== 'more');
    const hidden = !grown && !taken && token.balances.length === 1;
    if ((!grown && !hidden) || (grown && taken && !createsMore(unit, token, flow))) return [];
    return [{ flow, step: credit, hidden, limited: !hidden && capped(unit, token, flow) }];
  });
}

/** A balance becomes what the caller says. */
const setsFreely = (unit: Unit, step: StepOf<'write'>): boolean => direction(unit, step) === 'set' && step.value !== undefined && hasParameter(rootsOf(unit.project, step.value, step.frame, false));
/** A balance is written in assembly that adds, or does nothing that only takes. */
const addsInAssembly = (flow: Flow, step: StepOf<'write'>): boolean => flow.steps.some(one => one.kind === 'assembly' && one.node === step.node && (one.operations.includes('add') || !one.operations.includes('sub')));

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

