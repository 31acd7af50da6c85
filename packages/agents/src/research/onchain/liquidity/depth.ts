import type { ChainReader, Json } from '@hyperlens/protocol';
import { quoteOf, reserveOf, type Pool } from '../pool.ts';
import { shareOf } from '../transfers/words.ts';
import { readCurve } from './curve.ts';
import { rootOf, sellOn, type Curve } from './ticks.ts';

/** Uniswap V2's fee, in hundredths of a basis point; pairs do not say theirs. */
const pairFee = 3000n;
const million = 1_000_000n;
const percents = [1n, 5n, 10n] as const;

/** What `depthOf` rests on, for evidence. */
export const depthMethod = 'constant-product formula on the reserves with a fee of 0.3 % (Uniswap V2), or liquidity tick by tick with the fee of the pool (Uniswap V3); taxes of the token come on top';

/**
 * What selling costs in a pool: for 1, 5 and 10 % of the pool's tokens, how far the price got is below the price now, fee included; and how many
 * tokens move the price down by 1, 5 and 10 %. Null where the pool does not tell enough. Throws what the reader throws.
 */
export async function depthOf(reader: ChainReader, pool: Pool, token: `0x${string}`): Promise<Json> {
  return pool.kind === 'v2' ? pairDepth(pool, token) : poolDepth(reader, pool, token);
}

/** What an amount would bring at the price now. */
function fairOf({ root, first }: Curve, amount: bigint): bigint {
  const square = root * root;
  return first ? (amount * square) >> 192n : (amount << 192n) / square;
}

/** In a constant-product pool (Uniswap V2 whitepaper, x * y = k). */
function pairDepth(pool: Pool, token: `0x${string}`): Json {
  const tokens = reserveOf(pool, token);
  const quote = reserveOf(pool, quoteOf(pool, token));
  if (tokens === 0n || quote === 0n) return null;
  const slippage = percents.map((percent) => {
    const amount = (tokens * percent) / 100n;
    const paid = amount * (million - pairFee);
    const received = (paid * quote) / (tokens * million + paid);
    const fair = (amount * quote) / tokens;
    return { percentOfPool: Number(percent), sold: amount.toString(), received: received.toString(), slippage: fair === 0n ? null : shareOf(fair - received, fair, 4) };
  });
  // Price after selling a: q * t / (t + a)^2 = (1 - p) * q / t, so (t + a)^2 = t^2 / (1 - p).
  const depth = percents.map((percent) => ({ percentDown: Number(percent), tokens: (((rootOf((tokens * tokens * 100n) / (100n - percent)) - tokens) * million) / (million - pairFee)).toString() }));
  return { pool: pool.address, slippage, depth };
}

/** In a pool of concentrated liquidity, tick by tick. Where the liquidity ends before the amount, or is not known that far, the figure is null. */
async function poolDepth(reader: ChainReader, pool: Pool, token: `0x${string}`): Promise<Json> {
  const tokens = reserveOf(pool, token);
  const curve = pool.fee === null || tokens === 0n ? null : await readCurve(reader, pool, token);
  if (!curve) return null;
  const kept = million - BigInt(pool.fee ?? 0);
  const square = curve.root * curve.root;
  const slippage = percents.map((percent) => {
    const amount = (tokens * percent) / 100n;
    const { received, known } = sellOn(curve, (amount * kept) / million, null);
    const fair = fairOf(curve, amount);
    return { percentOfPool: Number(percent), sold: amount.toString(), received: known ? received.toString() : null, slippage: !known || fair === 0n ? null : shareOf(fair - received, fair, 4) };
  });
  // The root is of the price of the first token; the second one's price falls as it rises.
  const depth = percents.map((percent) => {
    const { sold, known } = sellOn(curve, null, rootOf(curve.first ? (square * (100n - percent)) / 100n : (square * 100n) / (100n - percent)));
    return { percentDown: Number(percent), tokens: known ? ((sold * million) / kept).toString() : null };
  });
  return { pool: pool.address, slippage, depth };
}

/** What a sale at once does: how far below the price now the price got is, fee included, and which share of the price is left. Null: the liquidity is not known that far. */
export interface Sale { slippage: number; priceLeft: number }

/**
 * Tells what selling an amount of the token at once does in a pool, by `depthMethod`: for a pair 1 - 0.997 T / (T + 0.997 a) and
 * T^2 / ((T + 0.997 a)(T + a)), for a pool of concentrated liquidity tick by tick. Null for a pool that does not tell enough. Throws what the reader throws.
 */
export async function openSale(reader: ChainReader, pool: Pool, token: `0x${string}`): Promise<((amount: bigint) => Sale | null) | null> {
  const tokens = reserveOf(pool, token);
  if (tokens === 0n || reserveOf(pool, quoteOf(pool, token)) === 0n) return null;
  if (pool.kind === 'v2') {
    return (amount) => {
      const paid = amount * (million - pairFee);
      return { slippage: shareOf(tokens * pairFee + paid, tokens * million + paid), priceLeft: shareOf(tokens * tokens * million, (tokens * million + paid) * (tokens + amount)) };
    };
  }
  const curve = pool.fee === null ? null : await readCurve(reader, pool, token);
  if (!curve) return null;
  const kept = million - BigInt(pool.fee ?? 0);
  const square = curve.root * curve.root;
  return (amount) => {
    if (amount === 0n) return { slippage: shareOf(million - kept, million), priceLeft: 1 };
    const { received, root, known } = sellOn(curve, (amount * kept) / million, null);
    const fair = fairOf(curve, amount);
    if (!known || fair === 0n) return null;
    return { slippage: shareOf(fair > received ? fair - received : 0n, fair), priceLeft: curve.first ? shareOf(root * root, square) : shareOf(square, root * root) };
  };
}
