import type { Argument } from './encode.ts';
import { largest, selectors } from './encode.ts';
import type { TokenFunction } from './input.ts';
import { traderSelectors } from './trader.ts';

type Hex = `0x${string}`;

/** Whom and what an owner might name. */
export interface Cast {
  /** Wallet that holds tokens and is looked at. */
  victim: Hex;
  /** Wallet that holds nothing. */
  nobody: Hex;
  pool: Hex | null;
  admin: Hex;
  /** A contract of ours that answers `see(address,address,address,address)`. */
  helper: Hex;
  /** Balance of the victim. */
  held: bigint;
  supply: bigint;
  /** One whole token in its smallest unit. */
  unit: bigint;
  /** Contracts of ours that answer every call with a number: for functions that name a contract the token then asks. */
  answering?: readonly Hex[];
}

const harmless = `${traderSelectors.see}${'00'.repeat(128)}`;
/** Most argument lists tried for one function. */
export const mostLists = 27;

/**
 * A small grid of arguments after their types, the most telling first: booleans both ways; a holder, the pool, an unused wallet; numbers that
 * are percentages, basis points, parts of the supply in both units, nothing and everything. Null when a type is not known how to fill.
 */
export function argumentLists({ selector, inputs }: Pick<TokenFunction, 'selector' | 'inputs'>, cast: Cast): Argument[][] | null {
  if (inputs === null) return null;
  const { victim, nobody, supply, held } = cast;
  // Of the standard functions only what they should not do is tried.
  if (selector === selectors.transfer) return [[nobody, supply * 1_000n], [victim, 0n], [cast.admin, supply]];
  if (selector === selectors.approve || selector === selectors.increaseAllowance || selector === selectors.decreaseAllowance) return [[victim, 1n], [victim, largest], [nobody, supply * 10n]];
  if (selector === selectors.transferFrom) return [[victim, nobody, held], [nobody, nobody, 0n]];
  // What forwards calls may run them on its own storage: a harmless call of our own contract shows it.
  if (inputs.length === 2 && inputs[0] === 'address' && inputs[1] === 'bytes') return [[cast.helper, harmless], [cast.helper, '0x'], [nobody, '0x']];
  const choices = inputs.map((type) => choicesOf(type, cast, inputs));
  if (choices.some((list) => list === null)) return null;
  return combine(choices as Argument[][]).slice(0, mostLists);
}

function choicesOf(type: string, cast: Cast, inputs: readonly string[]): Argument[] | null {
  if (type.endsWith('[]')) {
    // An empty list needs no knowledge of what would stand in it.
    if (type.startsWith('(')) return [[]];
    const inner = choicesOf(type.slice(0, -2), cast, [...inputs, 'element']);
    return inner ? inner.slice(0, 3).map((value) => [value]) : null;
  }
  if (type === 'bool') return [true, false];
  if (type === 'address') return [cast.victim, ...(cast.pool ? [cast.pool] : []), cast.nobody, cast.admin, ...(inputs.length === 1 ? cast.answering ?? [] : [])];
  if (/^u?int\d*$/.test(type)) return numbers(type, cast, inputs.length > 1);
  if (type === 'bytes') return ['0x'];
  if (type === 'string') return ['x'];
  return /^bytes\d+$/.test(type) ? [`0x${'00'.repeat(32)}`] : null;
}

function numbers(type: string, { supply, unit, held }: Cast, among: boolean): bigint[] {
  const width = BigInt(/\d+$/.exec(type)?.[0] ?? '256') - (type.startsWith('int') ? 1n : 0n);
  const most = (1n << width) - 1n;
  // So few bits are a kind, a group or a step more often than an amount.
  if (width <= 8n) return [1n, 2n, 3n, 0n, 4n, 5n, 10n, 7n, 8n, 16n, 25n, 50n, 99n, 100n, most].filter((amount) => amount <= most);
  const amounts = among ? [supply, 0n, 99n, 25n, 9_900n, 10n, 1n, 2n, 50n, 3n, 5n, held / 2n, supply / 200n, supply / 100n, 1_000n, 100n, most] : [9_900n, 99n, 100n, 50n, 25n, 10n, 0n, 1n, 2n, 3n, supply / 1_000n, supply / unit / 1_000n, 2_500n, 1_000n, supply / 100n, supply / unit / 100n, 90n, 20n, 15n, 5n, 5_000n, 500n, 10_000n, supply / 200n, supply, most];
  // What is added may be taken away as well.
  const both = type.startsWith('int') ? [supply / 100n, -(supply / 100n), -(supply / 2n), -1n, ...amounts] : amounts;
  return [...new Set(both.map((amount) => (amount > most ? most : amount < -most ? -most : amount)))];
}

/** Every combination, counted so that all lists come forward together and numbers of one kind move in step. */
function combine(choices: readonly Argument[][]): Argument[][] {
  const numeric = choices.map((list) => typeof list[0] === 'bigint');
  const steps = Math.max(1, ...choices.filter((_, index) => numeric[index]).map((list) => list.length));
  const others = choices.reduce<Argument[][]>((lists, list, index) => (numeric[index] ? lists.map((one) => [...one, 0n]) : lists.flatMap((one) => list.map((value) => [...one, value]))), [[]]);
  const result: Argument[][] = [];
  // The first other arguments with every number, then the rest, so that a cut leaves the breadth.
  for (let sum = 0; sum < steps + others.length; sum += 1) {
    for (const [place, list] of others.entries()) {
      const step = sum - place;
      if (step < 0 || step >= steps) continue;
      result.push(list.map((value, index) => (numeric[index] ? (choices[index]?.[Math.min(step, choices[index].length - 1)] ?? 0n) : value)));
    }
  }
  return result;
}
