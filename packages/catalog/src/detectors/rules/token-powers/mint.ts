import { limitsOn } from '../../model/bounds.ts';
import type { Flow, StepOf } from '../../model/flow.ts';
import { isZero } from '../../model/ast.ts';
import { keysOf, latched } from '../../model/judge.ts';
import { hasParameter, rootsOf } from '../../model/roots.ts';
import { changesBalance, type Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { direction, hitAt, isWrite, power } from './power.ts';

/** Larger than any supply that means something, or the most a type of at least eight bytes holds: such a limit only keeps numbers in their type. */
const isMeaningless = (limit: bigint): boolean => limit >= 2n ** 128n || Array.from({ length: 9 }, (_, at) => 2n ** BigInt(64 + 8 * at) - 1n).includes(limit);

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
    const own = writes.filter(step => changesBalance(token, step));
    const grown = writes.some(step => token.supplies.includes(step.variable) && direction(unit, step) === 'more');
    const credit = own.find(step => direction(unit, step) === 'more') ?? own.find(step => token.balances.length === 1 && (setsFreely(unit, step) || setsFixed(unit, token, flow, step) || addsInAssembly(flow, step)));
    if (!credit) return [];
    const taken = own.some(step => step !== credit && direction(unit, step) !== 'more');
    const hidden = !grown && !taken && token.balances.length === 1;
    if ((!grown && !hidden) || (grown && taken && !createsMore(unit, token, flow))) return [];
    return [{ flow, step: credit, hidden, limited: !hidden && capped(unit, token, flow, credit) }];
  });
}

/** A balance becomes what the caller says. */
const setsFreely = (unit: Unit, step: StepOf<'write'>): boolean => direction(unit, step) === 'set' && step.value !== undefined && hasParameter(rootsOf(unit.project, step.value, step.frame, false));
/** A balance becomes a number that stands in the code or the state, again and again. */
const setsFixed = (unit: Unit, token: Token, flow: Flow, step: StepOf<'write'>): boolean => {
  if (direction(unit, step) !== 'set' || step.operator !== '=' || !step.value || isZero(step.value) || latched(unit, flow, step)) return false;
  const roots = rootsOf(unit.project, step.value, step.frame, false);
  return roots.size > 0 && [...roots].every(root => /^(state:|literal|constant|builtin:type$)/.test(root)) && ![...token.balances, ...token.allowances].some(one => roots.has(`state:${one.id}`));
};
/** A balance is written in assembly that adds, or does nothing that only takes. */
const addsInAssembly = (flow: Flow, step: StepOf<'write'>): boolean => flow.steps.some(one => one.kind === 'assembly' && one.node === step.node && (one.operations.includes('add') || !one.operations.includes('sub')));

/** A flow that also takes (a batch, a fee) creates tokens only when what it adds goes to an account it did not take from. */
function createsMore(unit: Unit, token: Token, flow: Flow): boolean {
  const writes = flow.steps.filter(isWrite).filter(step => changesBalance(token, step));
  const keys = (more: boolean) => writes.filter(step => (direction(unit, step) === 'more') === more).length;
  return keys(true) > keys(false);
}

/** Does something that cannot be moved later limit the total, or a counter that grows along? */
function capped(unit: Unit, token: Token, flow: Flow, credit: StepOf<'write'>): boolean {
  const counters = flow.steps.filter(isWrite).filter(step => direction(unit, step) === 'more' && !token.balances.includes(step.variable) && keysOf(step.target).length === 0).map(step => step.variable.id);
  const roots = new Set([...counters, ...token.supplies.map(one => one.id)].map(id => `state:${id}`));
  const grown = flow.steps.filter(isWrite).filter(step => direction(unit, step) === 'more' && roots.has(`state:${step.variable.id}`));
  const added = [credit, ...grown].flatMap(step => [...rootsOf(unit.project, step.value, step.frame, false)]).filter(root => root.startsWith('parameter:') || root.startsWith('msg.'));
  return limitsOn(unit.project, flow, roots).some(limit => {
    if (limit.value !== null && (limit.value <= 0n || isMeaningless(limit.value))) return false;
    // A total that is compared before it grows, without what comes in, lets the last addition be of any size.
    const asked = flow.steps.find(step => step.node === limit.node);
    const before = asked !== undefined && grown.every(step => step.at > asked.at);
    return !before || added.length === 0 || limit.counts(added);
  });
}

