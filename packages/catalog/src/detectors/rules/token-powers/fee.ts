import { child, name, text, typeOf, type Node } from '../../model/ast.ts';
import { readCall } from '../../model/calls.ts';
import { boundsOf, hasFloor, limitsOn } from '../../model/bounds.ts';
import type { Flow, StepOf } from '../../model/flow.ts';
import { rootsOf, stateIds } from '../../model/roots.ts';
import { dearerLists, ratesOf } from '../../model/tax.ts';
import type { Token } from '../../model/token.ts';
import type { Unit } from '../../model/unit.ts';
import { numberOf } from '../../model/value.ts';
import { hitAt, isWrite, keyChosen, nameOf, power, setterOf } from './power.ts';

/** What a variable does to the amount: its whole (what 100 % is), and how sure that is. */
interface Role { whole: bigint | null; wholeVariables: number[]; share: boolean; divides: boolean; /** Further variables it is added to before the amount is multiplied. */ added: number[] }

/** Fees above a quarter. */
export const tokenFee = power('fee', 'low', 'Owner can raise fees above a quarter', 'A privileged account can set the transfer fee so high that selling is pointless.', 'Limit the fee in the code, well below 25 %.', function* (unit, token) {
  for (const { flow, step, reached } of changes(unit, token)) {
    if (reached) yield* hitAt(unit, token, flow, step, { message: `\`${name(flow.entry)}\` sets \`${name(step.variable)}\` ${reached}.`, details: { decides: name(step.variable), reach: reached } });
  }
});

/** Changes of the fee within limits; GoPlus `slippage_modifiable` counts them and those beyond. */
export const tokenFeeChange = power('fee-change', 'informational', 'Owner can change the fee within limits', 'A privileged account can change what part of a transfer arrives.', 'Say within which limits.', function* (unit, token) {
  for (const { flow, step, reached } of changes(unit, token)) if (!reached) yield* hitAt(unit, token, flow, step, { message: `\`${name(flow.entry)}\` sets \`${name(step.variable)}\`.`, details: { decides: name(step.variable) } });
});

/** GoPlus `personal_slippage_modifiable`: a fee of its own for an account. */
export const tokenPersonalFee = power('personal-fee', 'low', 'Owner can set the fee of one account', 'A privileged account can give a holder it names a fee of its own.', 'Remove it.', function* (unit, token) {
  for (const { flow, step, role } of changes(unit, token)) {
    if (!role.share && typeOf(step.variable).startsWith('mapping(address =>') && keyChosen(unit, step)) yield* hitAt(unit, token, flow, step, { details: { decides: name(step.variable) } });
  }
  for (const list of dearerLists(unit, token)) {
    const setter = setterOf(token, list, one => keyChosen(unit, one));
    if (setter) yield* hitAt(unit, token, setter.flow, setter.step, { message: `Who is in \`${nameOf(unit, list)}\` pays more.`, details: { decides: nameOf(unit, list) } });
  }
});

/** Where privileged accounts write what decides the fee, and how far that goes. */
function changes(unit: Unit, token: Token): { flow: Flow; step: StepOf<'write'>; role: Role; reached: string | undefined }[] {
  const roles = rolesOf(unit, token);
  return token.powers.flatMap(flow => flow.steps.filter(isWrite).flatMap(step => {
    const role = roles.get(step.variable.id);
    if (!role || (role.share && !/fee|tax/i.test(name(step.variable)))) return [];
    const moved = chosenFor(unit, flow, step).length > 0 || (step.value !== undefined && numberOf(unit.project, step.value, step.frame) !== null);
    return moved ? [{ flow, step, role, reached: reach(unit, token, flow, step, role) }] : [];
  }));
}

/** Every variable that decides the fee, those included that others are computed from. */
export function rolesOf(unit: Unit, token: Token): Map<number, Role> {
  const roles = new Map<number, Role>();
  const rates = ratesOf(unit, token);
  const wholes = rates.flatMap(rate => (rate.share || rate.whole === null ? [] : [rate.whole]));
  const usual = wholes.length > 0 ? wholes.reduce((a, b) => (a > b ? a : b)) : null;
  for (const rate of rates) {
    for (const id of rate.variables) {
      const before = roles.get(id);
      if (!before || (before.share && !rate.share)) roles.set(id, { whole: rate.whole ?? usual, wholeVariables: rate.wholeVariables, share: rate.share, divides: rate.divides, added: rate.summands.length > 1 ? rate.summands.flat() : [] });
    }
  }
  // `totalFee = liquidityFee + marketingFee` makes its parts fees too.
  for (let round = 0; round < 3; round++) {
    for (const flow of [...token.powers, ...token.transfers]) {
      for (const step of flow.steps.filter(isWrite)) {
        const role = roles.get(step.variable.id);
        if (!role || role.divides || !step.value || !typeOf(step.variable).startsWith('uint')) continue;
        for (const id of stateIds(rootsOf(unit.project, step.value, step.frame, false))) {
          if (/^(uint|mapping\(.*=> uint|struct )/.test(typeOf(unit.project.node(id))) && !token.balances.some(one => one.id === id) && !token.supplies.some(one => one.id === id) && (roles.get(id)?.share ?? true) && !(roles.has(id) && role.share)) roles.set(id, role);
        }
      }
    }
  }
  return roles;
}

/** How far a power can take a fee, in words; undefined when the code keeps it at a quarter or below. */
function reach(unit: Unit, token: Token, flow: Flow, step: StepOf<'write'>, role: Role): string | undefined {
  const { project } = unit;
  const whole = role.whole ?? 100n;
  if (!step.value) return undefined;
  const fixed = numberOf(project, step.value, step.frame);
  if (fixed !== null) return !role.share && !role.divides && fixed * 4n > whole ? `to ${fixed} of ${whole}` : undefined;
  const chosen = chosenFor(unit, flow, step);
  if (chosen.length === 0) return undefined;
  const roots = new Set([...chosen, `state:${step.variable.id}`]);
  if (role.divides) return hasFloor(project, flow, roots, step) ? undefined : 'a divisor of the amount, to anything';
  if (quartered(unit, flow, step, role) || lowersOnly(unit, flow, step, chosen)) return undefined;
  const total = limitsOn(project, flow, new Set([`state:${step.variable.id}`]), step).flatMap(limit => limit.value ?? []);
  const parts = withAdded(unit, token, flow, step, role, sumOfLimits(unit, flow, step, chosen));
  const most = [...total, ...parts === null ? [] : [parts]];
  if (most.length === 0) return role.share && !/fee|tax/i.test(name(step.variable)) ? undefined : 'to anything';
  const least = most.reduce((a, b) => (a < b ? a : b));
  return !role.share && least * 4n > whole ? `to at most ${least} of ${whole}` : undefined;
}

/** What a variable made of several arguments can come to: each by its own limit, those limited together once. Null when one has no limit. */
function sumOfLimits(unit: Unit, flow: Flow, step: StepOf<'write'>, chosen: string[]): bigint | null {
  const counted = new Map<Node, bigint>();
  for (const root of new Set(chosen)) {
    // A limit on a sum counts for its parts; the sum may be a variable that is computed after them.
    const sums = flow.steps.filter(isWrite).filter(one => one.value && typeOf(one.variable).startsWith('uint') && (rootsOf(unit.project, one.value, one.frame).has(root) || chosenFor(unit, flow, one).includes(root)));
    const limits = limitsOn(unit.project, flow, new Set([root, ...sums.map(one => `state:${one.variable.id}`)]), step).flatMap(limit => (limit.value === null ? [] : [{ on: limit.on, value: limit.value }]));
    if (limits.length === 0) return null;
    const least = limits.reduce((a, b) => (b.value < a.value ? b : a));
    counted.set(least.on, least.value);
  }
  return [...counted.values()].reduce((a, b) => a + b, 0n);
}

/** The limit with what the other summands can come to, set by this function or others. */
function withAdded(unit: Unit, token: Token, flow: Flow, step: StepOf<'write'>, role: Role, own: bigint | null): bigint | null {
  if (own === null || role.added.length < 2) return own;
  let sum = 0n;
  const counted = new Set<number>();
  for (const other of [flow, ...token.powers.filter(one => one !== flow)]) {
    const writes = other.steps.filter(isWrite).filter(one => role.added.includes(one.variable.id) && !counted.has(one.variable.id));
    const chosen = writes.flatMap(one => chosenFor(unit, other, one));
    if (chosen.length === 0) continue;
    writes.forEach(one => counted.add(one.variable.id));
    // What has no limit at all is reported where it is set.
    sum += sumOfLimits(unit, other, other === flow ? step : writes[0] ?? step, chosen) ?? 0n;
  }
  return sum;
}

/** `next <= fee`: what is set is never above what it was. */
function lowersOnly(unit: Unit, flow: Flow, step: StepOf<'write'>, chosen: string[]): boolean {
  const written = rootsOf(unit.project, step.value, step.frame, false);
  return chosen.every(root => written.has(root)) && boundsOf(unit.project, flow, step).some(bound => {
    const [small, large] = [rootsOf(unit.project, bound.small, bound.frame, false), rootsOf(unit.project, bound.large, bound.frame, false)];
    return bound.alone && large.size === 1 && large.has(`state:${step.variable.id}`) && chosen.some(root => small.has(root));
  });
}

/** `fee <= whole / 4` where the whole itself can change. */
function quartered(unit: Unit, flow: Flow, step: StepOf<'write'>, role: Role): boolean {
  return boundsOf(unit.project, flow, step).some(bound => {
    const small = rootsOf(unit.project, bound.small, bound.frame);
    if (!bound.alone || !(small.has(`state:${step.variable.id}`) || chosenFor(unit, flow, step).some(root => small.has(root)))) return false;
    const large = rootsOf(unit.project, bound.large, bound.frame);
    const call = bound.large.nodeType === 'FunctionCall' ? readCall(bound.large) : undefined;
    const divisor = text(bound.large, 'operator') === '/' ? child(bound.large, 'rightExpression') : call?.method === 'div' ? call.arguments.at(-1) : undefined;
    return role.wholeVariables.some(id => large.has(`state:${id}`)) && (numberOf(unit.project, divisor, bound.frame) ?? 0n) >= 4n;
  });
}

/** The arguments a written value comes from, directly or through state the same call wrote before. */
function chosenFor(unit: Unit, flow: Flow, step: StepOf<'write'>): string[] {
  const roots = rootsOf(unit.project, step.value, step.frame, false);
  const before = flow.steps.filter(isWrite).filter(one => one.at < step.at && roots.has(`state:${one.variable.id}`) && one.variable !== step.variable);
  return [...roots, ...before.flatMap(one => chosenFor(unit, flow, one))].filter(root => root.startsWith('parameter:'));
}
