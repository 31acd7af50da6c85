import { encode, words } from './encode.ts';
import { share, type Market } from './market.ts';
import type { Sight, Stage } from './stage.ts';
import { traderSelectors } from './trader.ts';

type Hex = `0x${string}`;

/** The wallets a look goes by. All hold tokens but the last, and have let our contract trade for them. */
export interface Actors { victim: Hex; other: Hex; whale: Hex; buyer: Hex; nobody: Hex; admin: Hex; token: Hex }
/** What a trade would give now: null when it fails. */
export interface Quick { tax: number }
export interface State {
  sight: Sight;
  sell: Quick | null;
  sellOther: Quick | null;
  /** A hundredth of what the victim sells otherwise. */
  sellLittle: Quick | null;
  sellMuch: Quick | null;
  buy: Quick | null;
  move: Quick | null;
  /** Sending to the wallet that holds nothing and to the one that buys. */
  moveToNobody: Quick | null;
}
/** Amounts that are tried, fixed before so that states compare. */
export interface Sizes { sell: bigint; much: bigint; money: bigint }

/** Looks at a token by calls alone, so that nothing has to be taken back. */
export async function lookAt(stage: Stage, market: Market | null, actors: Actors, sizes: Sizes, accounts: readonly Hex[]): Promise<State> {
  const sight = await stage.look(accounts);
  const trade = async (direction: 'buy' | 'sell', wallet: Hex, amount: bigint): Promise<Quick | null> => {
    if (!market || amount === 0n) return null;
    const answer = await stage.call(wallet, stage.trader, market.quickly(direction, amount, wallet));
    if (!answer.ok) return null;
    const [, arrived = 0n, asked = 0n, received = 0n] = words(answer.returned);
    return { tax: (direction === 'sell' ? share(amount - arrived, amount) : share(asked - received, asked)) ?? 0 };
  };
  const move = async (from: Hex, to: Hex): Promise<Quick | null> => {
    const answer = await stage.call(from, stage.trader, encode(traderSelectors.move, ['address', 'address', 'uint256'], [stage.token, to, sizes.sell]));
    if (!answer.ok) return null;
    const [spent = 0n, received = 0n] = words(answer.returned);
    return spent === 0n ? null : { tax: share(sizes.sell - received, sizes.sell) ?? 0 };
  };
  return {
    sight,
    sell: await trade('sell', actors.victim, sizes.sell), sellOther: await trade('sell', actors.other, sizes.sell),
    sellLittle: await trade('sell', actors.victim, sizes.sell / 100n), sellMuch: await trade('sell', actors.whale, sizes.much),
    buy: await trade('buy', actors.buyer, sizes.money), move: await move(actors.victim, actors.other), moveToNobody: await move(actors.other, actors.nobody),
  };
}

/** What a call changed for holders. Taxes are the highest seen. */
export interface Effect {
  kind: 'runs' | 'upgrades' | 'stopsAll' | 'stopsOne' | 'limits' | 'unlimits' | 'taxesAll' | 'taxesOne' | 'exempts' | 'unbars' | 'opens' | 'mints' | 'takes' | 'scales';
  /** Tax after it, 0 to 1; for the kinds about taxes. */
  tax?: number;
  /** Of `scales`: everybody has less after it. */
  lowers?: true;
}

/** Compares two states. `named` are the addresses the call named. */
export function compare(before: State, after: State, actors: Actors, accounts: readonly Hex[], named: ReadonlySet<string>): Effect[] {
  const effects: Effect[] = [...balances(before, after, actors, accounts)];
  // With other balances the trades that were prepared say nothing about rules.
  if (effects.some(({ kind }) => kind === 'takes' || kind === 'scales')) return effects;
  const names = (who: Hex): boolean => named.has(who.toLowerCase());
  const stopped = (was: Quick | null, is: Quick | null): boolean => was !== null && is === null;
  const victimStopped = stopped(before.sell, after.sell) || (before.sell === null && stopped(before.move, after.move));
  const otherStopped = stopped(before.sellOther, after.sellOther) || (before.sellOther === null && stopped(before.moveToNobody, after.moveToNobody));
  if (victimStopped && otherStopped) effects.push({ kind: before.sellLittle !== null && after.sellLittle !== null ? 'limits' : 'stopsAll' });
  else if (victimStopped || (names(actors.nobody) && stopped(before.moveToNobody, after.moveToNobody))) effects.push({ kind: 'stopsOne' });
  else if (stopped(before.buy, after.buy)) effects.push({ kind: after.sellMuch === null && before.sellMuch !== null ? 'limits' : 'stopsAll' });
  else if (stopped(before.sellMuch, after.sellMuch)) effects.push({ kind: 'limits' });
  if (before.sell !== null && before.sellMuch === null && after.sellMuch !== null) effects.push({ kind: names(actors.whale) ? 'exempts' : 'unlimits' });
  if (before.buy === null && after.buy !== null) effects.push({ kind: 'opens' });
  else if (before.sell === null && after.sell !== null) effects.push({ kind: after.sellOther === null || names(actors.victim) ? 'exempts' : 'opens' });

  const rise = (was: Quick | null, is: Quick | null): number | null => (was !== null && is !== null && is.tax > was.tax + 0.004 ? is.tax : null);
  const all = [rise(before.sellOther, after.sellOther), rise(before.buy, after.buy), rise(before.moveToNobody, after.moveToNobody)].filter((tax) => tax !== null);
  const own = [rise(before.sell, after.sell), rise(before.move, after.move)].filter((tax) => tax !== null);
  if (all.length > 0) effects.push({ kind: 'taxesAll', tax: Math.max(...all, ...own) });
  else if (own.length > 0) effects.push({ kind: 'taxesOne', tax: Math.max(...own) });
  const fall = (was: Quick | null, is: Quick | null): boolean => was !== null && is !== null && is.tax < was.tax - 0.004;
  const lower = fall(before.sell, after.sell) || fall(before.buy, after.buy);
  if (lower && named.size > 0) effects.push({ kind: 'exempts' });
  else if (lower) effects.push({ kind: 'taxesAll', tax: after.sell?.tax ?? 0 });
  return effects;
}

/** Who has more or less than before without having traded. */
function balances({ sight: before }: State, { sight: after }: State, actors: Actors, accounts: readonly Hex[]): Effect[] {
  const changes = accounts.map((account) => ({ account, was: before.of(account) ?? 0n, is: after.of(account) ?? 0n }));
  const [ups, downs] = [changes.filter(({ was, is }) => is > was), changes.filter(({ was, is }) => is < was)];
  const more = before.supply !== null && after.supply !== null && after.supply > before.supply;
  const holding = changes.filter(({ was }) => was > 1_000n);
  const factor = (change: { was: bigint; is: bigint }): bigint => (change.is * 10_000n) / change.was;
  const first = holding[0];
  // Everybody by the same factor: a rebase, not theft and not a mint to somebody.
  if (first && holding.length >= 3 && (factor(first) < 9_990n || factor(first) > 10_010n) && holding.every((one) => { const gap = factor(one) - factor(first); return gap <= 2n && gap >= -2n; })) return [factor(first) < 10_000n ? { kind: 'scales', lowers: true } : { kind: 'scales' }];
  const effects: Effect[] = [];
  if (more || (ups.length > 0 && downs.length === 0)) effects.push({ kind: 'mints' });
  if (downs.some(({ account }) => account !== actors.admin && account !== actors.token)) effects.push({ kind: 'takes' });
  return effects;
}
