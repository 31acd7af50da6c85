import type { ForkReceipt } from '@hyperlens/protocol';
import { quoteOf, reserveOf, type Pool } from '../pool.ts';
import { encode, largest, selectors, signed, topics, words } from './encode.ts';
import { readAddress, type Sending, type Stage } from './stage.ts';
import { traderSelectors } from './trader.ts';

type Hex = `0x${string}`;

/** What came of a trade. Amounts in smallest units; `tax` is the share of the token, 0 to 1, that did not get where it should; null when unknown. */
export interface Trade {
  ok: boolean;
  reason: string | null;
  /** What the wallet gave and got, by its balances. */
  spent: bigint;
  received: bigint;
  tax: number | null;
  /** Share of the money that a sale should have brought by the reserves before it and did not. */
  loss: number | null;
  /** Whether the token's Transfer events told of what the wallet really got or gave. */
  eventsMatch: boolean;
  gasUsed: bigint;
  receipt: ForkReceipt | null;
}

/** One pool to trade the token in. Throws what the fork throws. */
export interface Market {
  readonly pool: Pool;
  readonly quote: Hex;
  /** Router, or our own contract when the pool's router is not known. */
  readonly spender: Hex;
  readonly throughRouter: boolean;
  /** What the pool keeps of a trade, in millionths; null where it neither says nor could be measured. */
  readonly fee: number | null;
  /** What the pool held of the other token at the start. */
  readonly depth: bigint;
  /** Gives a wallet money and lets the spender take it. False when it cannot be had. */
  fund(wallet: Hex, amount: bigint): Promise<boolean>;
  buy(wallet: Hex, money: bigint, more?: Sending): Promise<Trade>;
  /** Another purchase of a wallet that has money and allowed it to be taken; whether it went through. */
  repeat(wallet: Hex, money: bigint): Promise<boolean>;
  /** Lets the spender take the tokens of a wallet; the receipt of the approval. */
  allow(wallet: Hex): Promise<ForkReceipt>;
  sell(wallet: Hex, amount: bigint, more?: Sending): Promise<Trade>;
  /** Call data of a trade by our own contract, which answers what it measured. */
  quickly(direction: 'buy' | 'sell', amount: bigint, to: Hex): Hex;
  /** Whether the other token can be sent to the wallet: if not, a failed sale is not this token's doing. */
  pays(wallet: Hex): Promise<boolean>;
  /** Whether a wallet that has some of the other token can send it to the pool: if not, a failed purchase is not this token's doing. */
  takes(wallet: Hex): Promise<boolean>;
}

/** Uniswap V2's, in millionths: taken where a pair's own could not be measured. */
const usualFee = 3_000;

/** Takes a pool into use. Null when nobody can get its other token, so that nothing can be tried there. */
export async function openMarket(stage: Stage, pool: Pool): Promise<Market | null> {
  const { token, trader } = stage;
  const quote = quoteOf(pool, token);
  const depth = (await stage.look([pool.address], quote)).of(pool.address) ?? reserveOf(pool, quote);
  const router = pool.kind === 'v2' ? await findRouter(stage, pool, quote) : null;
  const spender = router ?? trader;
  const first = pool.token0.toLowerCase() === token.toLowerCase();

  const probe = await stage.wallet('money');
  const wrapped = await stage.apart(async () => {
    const made = await stage.send(probe, quote, selectors.deposit, { value: 10n ** 15n });
    return made.status === 'success' && (await stage.look([probe], quote)).of(probe) === 10n ** 15n;
  });
  /** Money comes from wrapping coins, or else out of the pool itself, which is told to take note of it. */
  const give = async (wallet: Hex, amount: bigint): Promise<boolean> => {
    if (wrapped) return (await stage.send(wallet, quote, selectors.deposit, { value: amount })).status === 'success';
    const sent = await stage.send(pool.address, quote, encode(selectors.transfer, ['address', 'uint256'], [wallet, amount]));
    if (sent.status !== 'success') return false;
    return pool.kind === 'v3' || (await stage.send(trader, pool.address, selectors.sync)).status === 'success';
  };
  const permit = (wallet: Hex, what: Hex): Promise<ForkReceipt> => stage.send(wallet, what, encode(selectors.approve, ['address', 'uint256'], [spender, largest]));
  const fee = pool.fee ?? (pool.kind === 'v2' ? await stage.apart(() => measureFee(depth / 1_000n)) : null);
  const quickly = (direction: 'buy' | 'sell', amount: bigint, to: Hex): Hex => {
    const path = direction === 'buy' ? [quote, token] : [token, quote];
    return pool.kind === 'v2'
      ? encode(traderSelectors.tradePair, ['address', 'address', 'address', 'uint256', 'address', 'uint256'], [pool.address, ...path, amount, to, BigInt(fee ?? usualFee)])
      : encode(traderSelectors.tradePool, ['address', 'address', 'address', 'uint256', 'address'], [pool.address, ...path, amount, to]);
  };
  /** A pair does not say its fee, and asked for more than it leaves it refuses, which would look like the token's doing. */
  async function measureFee(amount: bigint): Promise<number | null> {
    // Tokens that came in without a trade, as with rebasing, would pay the fee and make it look like none.
    await stage.send(probe, pool.address, selectors.sync);
    if (!await give(probe, amount) || (await stage.send(probe, quote, encode(selectors.approve, ['address', 'uint256'], [trader, largest]))).status !== 'success') return null;
    const answer = await stage.call(probe, trader, encode(traderSelectors.feeOf, ['address', 'address', 'uint256'], [pool.address, quote, amount]));
    const value = answer.ok ? words(answer.returned)[0] : undefined;
    return value === undefined || value === largest ? null : Number(value);
  }
  const see = async (wallet: Hex): Promise<{ token: bigint; poolToken: bigint; quote: bigint; poolQuote: bigint }> => {
    const answer = await stage.call(wallet, trader, encode(traderSelectors.see, ['address', 'address', 'address', 'address'], [token, quote, wallet, pool.address]));
    const [own = 0n, poolToken = 0n, money = 0n, poolQuote = 0n] = (answer.ok ? words(answer.returned) : []).map((value) => (value === largest ? 0n : value));
    return { token: own, poolToken, quote: money, poolQuote };
  };
  const dataOf = (direction: 'buy' | 'sell', wallet: Hex, amount: bigint): Hex => (router ? encode(selectors.swapTokens, ['uint256', 'uint256', 'address[]', 'address', 'uint256'], [amount, 0n, direction === 'buy' ? [quote, token] : [token, quote], wallet, largest]) : quickly(direction, amount, wallet));
  const trade = async (direction: 'buy' | 'sell', wallet: Hex, amount: bigint, more?: Sending): Promise<Trade> => {
    const data = dataOf(direction, wallet, amount);
    const before = await see(wallet);
    const receipt = await stage.send(wallet, spender, data, more);
    if (receipt.status !== 'success') return { ok: false, reason: receipt.reason, spent: 0n, received: 0n, tax: null, loss: null, eventsMatch: true, gasUsed: receipt.gasUsed, receipt };
    const after = await see(wallet);
    const moved = after.token - before.token;
    const money = after.quote - before.quote;
    const told = tokenEvents(receipt, token, wallet);
    const common = { ok: true, reason: null, gasUsed: receipt.gasUsed, receipt, eventsMatch: close(told, moved) };
    const through = swapped(receipt, pool, first);
    if (direction === 'buy') {
      const asked = through ?? before.poolToken - after.poolToken;
      return { ...common, spent: -money, received: moved, tax: share(asked - moved, asked), loss: null };
    }
    const arrived = through ?? after.poolToken - before.poolToken;
    // Where the wallet gives about what was asked for, that amount is exact and its balance may not be (reflection).
    const given = close(-moved, amount) ? amount : -moved;
    const [reserveIn, reserveOut] = [before.poolToken, before.poolQuote];
    const kept = amount * (1_000_000n - BigInt(fee ?? usualFee));
    const due = pool.kind === 'v2' && reserveIn > 0n ? (kept * reserveOut) / (reserveIn * 1_000_000n + kept) : 0n;
    return { ...common, spent: -moved, received: money, tax: share(given - arrived, given), loss: due > 0n ? share(due - money, due) : null };
  };

  const usable = await stage.apart(async () => (await give(probe, depth / 1_000n)) && ((await stage.look([probe], quote)).of(probe) ?? 0n) > 0n);
  // Below this, rounding would pass for a tax.
  if (!usable || depth < 1_000_000n || reserveOf(pool, token) < 10_000n) return null;
  return {
    pool, quote, spender, throughRouter: router !== null, fee, depth, quickly,
    async fund(wallet, amount) { return await give(wallet, amount) && (await permit(wallet, quote)).status === 'success'; },
    buy: (wallet, money, more) => trade('buy', wallet, money, more),
    async repeat(wallet, money) { return (await stage.send(wallet, spender, dataOf('buy', wallet, money))).status === 'success'; },
    allow: (wallet) => permit(wallet, token),
    sell: (wallet, amount, more) => trade('sell', wallet, amount, more),
    pays: (wallet) => stage.apart(async () => (await stage.send(pool.address, quote, encode(selectors.transfer, ['address', 'uint256'], [wallet, depth / 10_000n]))).status === 'success'),
    takes: (wallet) => stage.apart(async () => await give(wallet, depth / 1_000n) && (await stage.send(wallet, quote, encode(selectors.transfer, ['address', 'uint256'], [pool.address, depth / 10_000n]))).status === 'success'),
  };
}

/** The first router of the pool that speaks Uniswap V2's language and finds this very pool. */
async function findRouter(stage: Stage, pool: Pool, quote: Hex): Promise<Hex | null> {
  for (const router of pool.routers.slice(0, 5)) {
    const factory = await readAddress(stage, router, selectors.factory);
    if (factory === null) continue;
    const found = await readAddress(stage, factory, selectors.getPair, ['address', 'address'], [stage.token, quote]);
    if (found !== null && found.toLowerCase() === pool.address.toLowerCase()) return router;
  }
  return null;
}

/** How much of the token went through the pool by its last Swap event, null when it has none. */
function swapped(receipt: ForkReceipt, pool: Pool, first: boolean): bigint | null {
  const known: readonly string[] = pool.kind === 'v2' ? [topics.swapV2, topics.swapSolidly] : [topics.swapV3, topics.swapPancake];
  const log = receipt.logs.findLast((one) => one.address.toLowerCase() === pool.address.toLowerCase() && known.includes(one.topics[0] ?? ''));
  if (!log) return null;
  const values = words(log.data);
  if (pool.kind === 'v3') { const amount = signed(values[first ? 0 : 1] ?? 0n); return amount < 0n ? -amount : amount; }
  const [into, out] = first ? [values[0] ?? 0n, values[2] ?? 0n] : [values[1] ?? 0n, values[3] ?? 0n];
  return out > 0n ? out : into;
}

/** What a wallet got (or gave, negative) by the token's Transfer events. */
export function tokenEvents(receipt: ForkReceipt, token: Hex, wallet: Hex): bigint {
  const own = wallet.slice(2).toLowerCase();
  let sum = 0n;
  for (const { address, topics: [name, from, to], data } of receipt.logs) {
    if (address.toLowerCase() !== token.toLowerCase() || name !== topics.transfer) continue;
    const value = words(data)[0] ?? 0n;
    if (to?.toLowerCase().endsWith(own)) sum += value;
    if (from?.toLowerCase().endsWith(own)) sum -= value;
  }
  return sum;
}

/** Within 2 %: reflection gives holders a little more than events tell. */
export function close(one: bigint, other: bigint): boolean {
  const gap = one > other ? one - other : other - one;
  return gap * 50n <= (other < 0n ? -other : other) || gap <= 2n;
}

/** Part of a whole as a number from 0 to 1 with 4 digits, null when the whole is nothing. */
export function share(part: bigint, whole: bigint): number | null {
  if (whole <= 0n) return null;
  const value = Math.round(Number((part * 1_000_000n) / whole) / 100) / 10_000;
  return Math.min(1, Math.max(0, value));
}
