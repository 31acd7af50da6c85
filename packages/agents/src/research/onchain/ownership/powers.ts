import type { CallResult, ChainReader, Fork, ReadCall } from '@hyperlens/protocol';
import { encodeFunctionData, parseAbi, type Hex } from 'viem';
import { changing, isEverybodys } from '../code/functions.ts';
import { stranger } from '../identity/standards.ts';
import type { KnownFunction } from '../input.ts';
import { askAll, question } from '../questions.ts';
import { sampleCalls } from './arguments.ts';
import { findEffects } from './effects.ts';
import { withoutHoldings } from './holdings.ts';

/** A function that this address may call, or has an effect for it, and for a stranger not. */
export interface Power { selector: Hex; name: string | null; /** The call that showed it; null for taking a holder's tokens, which no holding explains. */ data: Hex | null; /** A stranger is refused; else the stranger's call does less. */ refuses: boolean }
export interface PowerSearch {
  /** By address, in the order given. */
  powers: Map<Hex, Power[]>;
  /** Functions a stranger is refused with every argument tried. */
  guarded: KnownFunction[];
  /** Functions left out: too many, or with types that could not be encoded. */
  left: number;
  /** Whether functions that refuse nobody were tried in a fork. */
  effects: boolean;
  /** Of those, functions that the budget left out altogether, and those of which it left out some calls. */
  uncompared: KnownFunction[];
  cut: KnownFunction[];
}
export interface PowerQuestion {
  reader: ChainReader;
  /** A fork at the reader's block; null leaves out what only it can show. */
  fork: Fork | null;
  to: Hex;
  functions: readonly KnownFunction[];
  /** Selectors that only a fallback would answer. */
  fragments: readonly Hex[];
  candidates: readonly Hex[];
  /** Somebody who holds the token, to see who can take it from them. */
  holder: Hex | null;
  /** Storage positions that are watched. */
  slots: readonly Hex[];
  /** Whether it is a token, which holders can use. */
  token: boolean;
}

const mostFunctions = 48;
const mostFragments = 16;
const transferFrom = parseAbi(['function transferFrom(address from, address to, uint256 amount) returns (bool)']);

/** Functions with the names of powers first, then those without a known name, so that a bound cuts off the least telling. */
const weight = ({ name }: KnownFunction): number => (name === null ? 1 : /^(transferOwnership|renounceOwnership|set|mint|pause|upgrade|grantRole|enable|update|add|blacklist|rescue|withdraw)/i.test(name) ? 0 : 2);

/**
 * Finds out who may do what others may not. A function is guarded when a stranger fails with all arguments of a small grid, and a power of those
 * who get through with one of them. Taking a holder's tokens without an allowance is one as well. Functions that refuse nobody are sent in the
 * fork: where one changes storage for an address and not for a stranger, it is a power too. Throws what reader and fork throw.
 */
export async function findPowers({ reader, fork, to, functions, fragments, candidates, holder, slots, token }: PowerQuestion): Promise<PowerSearch> {
  const callAll = (calls: ReadCall[]): Promise<CallResult[]> => (fork ? Promise.all(calls.map((call) => fork.call(call))) : reader.calls(calls));
  const possible = changing(functions).filter((one) => !isEverybodys(one)).toSorted((a, b) => weight(a) - weight(b) || (a.selector < b.selector ? -1 : 1));
  const hidden = fragments.slice(0, mostFragments).map((selector): KnownFunction => ({ selector, name: null, inputs: null, mutability: null }));
  const tried = [...possible.slice(0, mostFunctions), ...hidden].map((one) => ({ one, calls: sampleCalls(one) })).filter(({ calls }) => calls.length > 0);
  const asks = tried.flatMap(({ one, calls }) => calls.map((data) => ({ one, data })));
  if (holder) asks.push({ one: { selector: '0x23b872dd', name: 'transferFrom(address,address,uint256) without allowance', inputs: null, mutability: 'nonpayable' }, data: encodeFunctionData({ abi: transferFrom, args: [holder, stranger, 1n] }) });
  const refused = await callAll(asks.map(({ data }) => ({ to, data, from: stranger })));
  const failsAlways = new Set(asks.map(({ one }) => one));
  asks.forEach(({ one }, index) => { if (refused[index]?.ok) failsAlways.delete(one); });
  const guarded = asks.filter(({ one }) => failsAlways.has(one));
  const powers = new Map<Hex, Map<Hex, Power>>(candidates.map((candidate) => [candidate, new Map()]));
  const allowances = holder ? await askAll(reader, candidates.map((candidate) => question(to, 'allowance', [holder, candidate]))) : [];
  const answers = await Promise.all(candidates.map((from) => callAll(guarded.map(({ data }) => ({ to, data, from })))));
  candidates.forEach((candidate, position) => {
    guarded.forEach(({ one, data }, index) => {
      if (!answers[position]?.[index]?.ok || (one.selector === '0x23b872dd' && (candidate === holder || allowances[position] !== 0n))) return;
      const known = powers.get(candidate);
      if (!known?.has(one.selector)) known?.set(one.selector, { selector: one.selector, name: one.name, data: one.selector === '0x23b872dd' ? null : data, refuses: true });
    });
  });
  // What refuses nobody may still do nothing for a stranger.
  const silent = asks.filter(({ one }) => !failsAlways.has(one) && !hidden.includes(one) && one.selector !== '0x23b872dd');
  const { effects, left: uncompared, cut } = fork ? await findEffects(fork, to, silent, candidates, slots) : { effects: [], left: [], cut: [] };
  for (const { candidate, one, data } of effects) powers.get(candidate)?.set(one.selector, { selector: one.selector, name: one.name, data, refuses: false });
  const all = new Map([...powers].map(([candidate, found]) => [candidate, [...found.values()].toSorted((a, b) => (a.selector < b.selector ? -1 : 1))]));
  return {
    powers: fork && token ? await withoutHoldings(fork, to, all, slots) : all,
    guarded: possible.filter((one) => failsAlways.has(one)), left: possible.length + hidden.length - tried.length, effects: fork !== null, uncompared, cut,
  };
}
