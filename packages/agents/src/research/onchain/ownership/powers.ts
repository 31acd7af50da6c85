import type { ChainReader, ReadCall } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { changing, isEverybodys } from '../code/functions.ts';
import { stranger } from '../identity/standards.ts';
import type { KnownFunction } from '../input.ts';
import { sampleCalls } from './arguments.ts';

/** A function that this address may call and a stranger may not. */
export interface Power { selector: Hex; name: string | null; data: Hex }
export interface PowerSearch {
  /** By address, in the order given. */
  powers: Map<Hex, Power[]>;
  /** Functions a stranger is refused with every argument tried. */
  guarded: KnownFunction[];
  /** Functions left out: too many, or with types that could not be encoded. */
  left: number;
}

const mostFunctions = 48;

/** Functions with the names of powers first, then those without a known name, so that a bound cuts off the least telling. */
const weight = ({ name }: KnownFunction): number => (name === null ? 1 : /^(transferOwnership|renounceOwnership|set|mint|pause|upgrade|grantRole|enable|update|add|blacklist|rescue|withdraw)/i.test(name) ? 0 : 2);

/**
 * Finds out who may do what others may not, by eth_call from each address: a function is guarded when a stranger fails with all arguments of a
 * small grid, and a power of those who get through with one of them. Nothing is sent. Throws what the reader throws.
 */
export async function findPowers(reader: ChainReader, to: Hex, functions: readonly KnownFunction[], candidates: readonly Hex[]): Promise<PowerSearch> {
  const possible = changing(functions).filter((one) => !isEverybodys(one)).toSorted((a, b) => weight(a) - weight(b) || (a.selector < b.selector ? -1 : 1));
  const known = possible.slice(0, mostFunctions).map((one) => ({ one, calls: sampleCalls(one) }));
  const tried = known.filter(({ calls }) => calls.length > 0);
  const asks = tried.flatMap(({ one, calls }) => calls.map((data) => ({ one, data })));
  const as = (from: Hex, data: Hex): ReadCall => ({ to, data, from });
  const refused = await reader.calls(asks.map(({ data }) => as(stranger, data)));
  const guarded = tried.map(({ one }) => one).filter((one) => asks.every((asked, index) => asked.one !== one || refused[index]?.ok === false));
  const open = asks.filter(({ one }) => guarded.includes(one));
  const answers = await Promise.all(candidates.map((from) => reader.calls(open.map(({ data }) => as(from, data)))));
  const powers = new Map<Hex, Power[]>();
  candidates.forEach((candidate, position) => {
    const passed = new Map<Hex, Power>();
    open.forEach(({ one, data }, index) => { if (answers[position]?.[index]?.ok && !passed.has(one.selector)) passed.set(one.selector, { selector: one.selector, name: one.name, data }); });
    powers.set(candidate, [...passed.values()].toSorted((a, b) => (a.selector < b.selector ? -1 : 1)));
  });
  return { powers, guarded, left: possible.length - tried.length };
}

