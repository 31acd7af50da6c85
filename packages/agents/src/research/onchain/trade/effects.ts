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

/** Taxes closer together than this are the same, unless all trades show the difference. */
const noise = 0.004;
/** A rise of tax that counts when all pay it: well-known issuers keep theirs below a fifth of a percent. */
const leastTax = 0.0008;

/** Compares two states. `named` are the addresses the call named. */
export function compare(before: State, after: State, actors: Actors, accounts: readonly Hex[], named: ReadonlySet<string>): Effect[] {
  const even = evenly(before, after, actors, accounts);
  // The caller shared out what was its own.
  if (even === 'gift') return [];
  const effects: Effect[] = even === 'growth' ? [] : [...balances(before, after, actors, accounts)];
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

  const rise = (was: Quick | null, is: Quick | null, least = noise): number | null => (was !== null && is !== null && is.tax > was.tax + least ? is.tax : null);
  // A wallet that was declared to be a pool is taxed like one when it sends or gets: no rate has changed, and nobody's trades have.
  const inForce = Math.max(...[before.sell, before.sellOther, before.buy].map((one) => one?.tax ?? 0)) + noise;
  const declared = [
    names(actors.victim) || names(actors.other) ? rise(before.move, after.move) : null, names(actors.other) || names(actors.nobody) ? rise(before.moveToNobody, after.moveToNobody) : null,
  ].some((tax) => tax !== null && tax <= inForce);
  const changed = (tax: number | null): tax is number => tax !== null && !(declared && tax <= inForce);
  const others = (least?: number): (number | null)[] => [rise(before.sellOther, after.sellOther, least), rise(before.buy, after.buy, least), rise(before.moveToNobody, after.moveToNobody, least)];
  // A little on one trade may be rounding; the same little on all of them is a rule.
  const all = others(others(leastTax).includes(null) ? noise : leastTax).filter(changed);
  const own = [rise(before.sell, after.sell), rise(before.move, after.move)].filter(changed);
  if (all.length > 0) effects.push({ kind: 'taxesAll', tax: Math.max(...all, ...own) });
  else if (own.length > 0) effects.push({ kind: 'taxesOne', tax: Math.max(...own) });
  const fall = (was: Quick | null, is: Quick | null): boolean => was !== null && is !== null && is.tax < was.tax - noise && !(declared && is.tax > noise);
  const lower = fall(before.sell, after.sell) || fall(before.buy, after.buy);
  if (lower && named.size > 0) effects.push({ kind: 'exempts' });
  else if (lower) effects.push({ kind: 'taxesAll', tax: after.sell?.tax ?? 0 });
  return effects;
}

const precision = 10n ** 18n;

/**
 * Whether nobody was singled out. `growth`: all balances moved by one small factor and the supply by no more, as interest does with every second.
 * `gift`: all but the caller's grew by one factor, and the caller has less. Null: anything else.
 */
function evenly({ sight: before }: State, { sight: after }: State, actors: Actors, accounts: readonly Hex[]): 'growth' | 'gift' | null {
  const changes = [...new Set(accounts)].map((account) => ({ account, was: before.of(account) ?? 0n, is: after.of(account) ?? 0n }));
  const counted = changes.filter(({ was, account }) => was > 1_000n && account !== actors.admin);
  const [first] = counted;
  if (!first || counted.length < 3) return null;
  // What rounding of one unit may make of a share.
  const parts = counted.map(({ was, is }) => ({ part: ((is - was) * precision) / was, slack: (2n * precision) / was + 2n }));
  const [leading] = parts;
  const same = ({ part, slack }: { part: bigint; slack: bigint }): boolean => leading !== undefined && part - leading.part <= slack + leading.slack && leading.part - part <= slack + leading.slack;
  const still = changes.every(({ was, is, account }) => was > 1_000n || account === actors.admin || (is - was <= 2n && was - is <= 2n));
  if (!leading || leading.part <= 0n || !parts.every(same) || !still) return null;
  const caller = changes.find(({ account }) => account === actors.admin);
  const more = before.supply === null || after.supply === null || before.supply === 0n ? null : ((after.supply - before.supply) * precision) / before.supply;
  const slack = parts.reduce((most, one) => (one.slack > most ? one.slack : most), 0n);
  if (caller && caller.was > 1_000n && caller.is < caller.was) return more === 0n ? 'gift' : null;
  const own = caller && caller.was > 1_000n ? { part: ((caller.is - caller.was) * precision) / caller.was, slack: (2n * precision) / caller.was + 2n } : leading;
  const untouched = !caller || caller.was > 1_000n || caller.is <= caller.was + 2n;
  return same(own) && untouched && more !== null && more <= leading.part + 2n * slack && leading.part < precision / 1_000n ? 'growth' : null;
}

/** Who has more or less than before without having traded. */
function balances({ sight: before }: State, { sight: after }: State, actors: Actors, accounts: readonly Hex[]): Effect[] {
  const changes = accounts.map((account) => ({ account, was: before.of(account) ?? 0n, is: after.of(account) ?? (before.of(account) ?? 0n) }));
  // One or two of the smallest unit are rounding, where balances are shares.
  const counts = (change: { was: bigint; is: bigint }): boolean => change.was <= 1_000_000n || change.is - change.was > 2n || change.was - change.is > 2n;
  const [ups, downs] = [changes.filter((one) => one.is > one.was && counts(one)), changes.filter((one) => one.is < one.was && counts(one))];
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
