import type { Json } from '@hyperlens/protocol';
import { quoteOf, reserveOf, type Pool } from '../pool.ts';
import { shareOf } from '../transfers/words.ts';

/** Uniswap V2's fee, in hundredths of a basis point; pairs do not say theirs. */
const pairFee = 3000n;
const million = 1_000_000n;

/**
 * What selling costs in a constant-product pool (Uniswap V2 whitepaper, x * y = k): for 1, 5 and 10 % of the pool's tokens, how far the price
 * got is below the price now, fee included; and how many tokens move the price down by 1, 5 and 10 %.
 */
export function depthOf(pool: Pool, token: `0x${string}`): Json {
  const tokens = reserveOf(pool, token);
  const quote = reserveOf(pool, quoteOf(pool, token));
  if (pool.kind !== 'v2' || tokens === 0n || quote === 0n) return null;
  const slippage = [1n, 5n, 10n].map((percent) => {
    const amount = (tokens * percent) / 100n;
    const paid = amount * (million - pairFee);
    const received = (paid * quote) / (tokens * million + paid);
    const fair = (amount * quote) / tokens;
    return { percentOfPool: Number(percent), sold: amount.toString(), received: received.toString(), slippage: fair === 0n ? null : shareOf(fair - received, fair, 4) };
  });
  // Price after selling a: q * t / (t + a)^2 = (1 - p) * q / t, so (t + a)^2 = t^2 / (1 - p).
  const depth = [1n, 5n, 10n].map((percent) => ({ percentDown: Number(percent), tokens: (((rootOf((tokens * tokens * 100n) / (100n - percent)) - tokens) * million) / (million - pairFee)).toString() }));
  return { pool: pool.address, slippage, depth };
}

/** Integer square root (Newton). */
function rootOf(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
