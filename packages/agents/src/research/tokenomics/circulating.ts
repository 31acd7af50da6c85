import { callOf, readNumber, shareOf, shown } from '../onchain/transfers/index.ts';
import type { Hex, TokenInput } from './input.ts';
import type { Supply } from './supply.ts';
import { notLooked, type Schedules } from './vesting/find.ts';

/** Why tokens at an address do not count as circulating. An address counts once, for the first of these that applies. */
export type Reserve = 'burned' | 'vesting' | 'lock' | 'treasury' | 'stated';
export interface SetAside { address: Hex; why: Reserve; amount: bigint }
/** `amount` null: it could not be told. */
export interface Circulating { amount: bigint | null; setAside: SetAside[]; evidence: string }

/** The rule, as evidence carries it and docs/research-tokenomics.md explains it. */
export const circulatingRule = 'total supply minus balanceOf of burn addresses, vesting contracts, known lockers, the stated treasuries and the stated addresses that do not circulate, each address once; what a vesting contract holds does not circulate until it is paid out';

const disorder = 'balances that do not circulate are larger than the total supply: the token does not add up';

/**
 * The supply that circulates, by the rule above. Unknown when one of the balances cannot be read. Without stated treasuries the figure is an upper
 * bound, because nobody told which wallets are the project's: confidence low.
 */
export async function readCirculating({ reader, notes, address, known, task: { project } }: TokenInput, supply: Supply, schedules: Schedules | null): Promise<Circulating> {
  const title = 'Circulating supply';
  const wanted = new Map<string, Reserve>();
  const add = (list: readonly string[], why: Reserve): void => { for (const one of list) { const key = one.toLowerCase(); if (!wanted.has(key) && key !== address.toLowerCase()) wanted.set(key, why); } };
  add(project.vesting, 'vesting');
  add(schedules?.found.map((one) => one.address) ?? [], 'vesting');
  add(known.lockers.map((one) => one.address), 'lock');
  add(project.treasuries, 'treasury');
  add(project.notCirculating, 'stated');
  for (const { address: burn } of supply.burnedAt) wanted.delete(burn.toLowerCase());
  const asked = [...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const answers = await reader.calls(asked.map(([holder]) => callOf(address, 'balanceOf(address)', holder as Hex)));
  const balances = asked.map(([holder, why], at) => ({ address: holder as Hex, why, amount: readNumber(answers[at]) }));
  const unread = balances.find(({ amount }) => amount === null);
  const burned = supply.burnedAt.map((one) => ({ address: one.address, why: 'burned' as const, amount: one.amount }));
  const setAside: SetAside[] = [...burned, ...balances.flatMap(({ amount, ...one }) => (amount ? [{ ...one, amount }] : []))];
  const list = notes.fact('supply.setAside', 'Tokens that do not circulate', setAside.map((one) => ({ address: shown(one.address), why: one.why, amount: one.amount.toString(), share: shareOf(one.amount, supply.total) })), 'balanceOf of burn addresses, vesting contracts, known lockers, stated treasuries and stated others', { unit: 'smallest unit', ...(unread ? { confidence: 'medium' } : {}) });

  const missing = (because: string): Circulating => {
    const evidence = notes.missing('supply.circulating', title, because, circulatingRule);
    notes.missing('supply.circulatingShare', 'Share of the supply that circulates', because, circulatingRule);
    return { amount: null, setAside, evidence };
  };
  const out = setAside.reduce((sum, { amount }) => sum + amount, 0n);
  if (out <= supply.total) notes.fact('supply.circulatingAtMost', 'Circulates at most', (supply.total - out).toString(), `${circulatingRule}; whatever of it could not be found or read is still in here`, { unit: 'smallest unit', confidence: 'medium' });
  else notes.missing('supply.circulatingAtMost', 'Circulates at most', disorder, circulatingRule);
  if (unread) return missing(`balanceOf(${shown(unread.address)}) gave no number`);
  if (supply.burned === null) return missing('what lies at burn addresses is not known');
  if (schedules === null) return missing('vesting contracts could not be looked for');
  if (!schedules.looked) return missing(notLooked);
  if (out > supply.total) return missing(disorder);
  const told = project.treasuries.length + project.vesting.length + project.notCirculating.length > 0;
  const confidence = told ? 'medium' : 'low';
  const amount = supply.total - out;
  const evidence = notes.fact('supply.circulating', title, amount.toString(), `${circulatingRule}${told ? '' : '; nobody stated which wallets are the project\'s, so this is at most'}`, { unit: 'smallest unit', confidence });
  notes.fact('supply.circulatingShare', 'Share of the supply that circulates', shareOf(amount, supply.total), `circulating over total supply: ${list.replace('tokenomics.', '')} taken off`, { unit: 'share of supply', confidence });
  return { amount, setAside, evidence };
}
