import { reserveOf, type Pool } from '../onchain/liquidity/index.ts';
import { shareOf, shown } from '../onchain/transfers/index.ts';
import { ratio } from './decimal.ts';
import type { TokenInput } from './input.ts';
import type { Supply } from './supply.ts';

/** Uniswap V2's fee in thousandths. */
const feeThousandths = 3n;

/**
 * How far the price that a sale gets lies below the price now, as a share, when `sold` tokens go at once into a constant-product pool that holds
 * `reserve` of them: 1 - 0.997 T / (T + 0.997 a). Uniswap V2 whitepaper, x * y = k.
 */
export function slippageOf(reserve: bigint, sold: bigint): number {
  const paid = sold * (1000n - feeThousandths);
  return ratio(reserve * feeThousandths + paid, reserve * 1000n + paid);
}

/** What selling one percent of what circulates costs in the main pool. `market` null: pools could not all be looked for. */
export function writeImpact({ notes, address }: TokenInput, market: { main: Pool | null } | null, circulating: bigint | null): void {
  const [name, title] = ['liquidity.impact', 'What selling one percent of what circulates costs'];
  const method = '1 - 0.997 T / (T + 0.997 a) for one percent of the circulating supply, sold at once into the main pool of today';
  const pool = market?.main;
  if (market && !pool) notes.fact(name, title, null, 'it has no pool with a price to sell it in', { unit: 'share of the price' });
  else if (!pool) notes.missing(name, title, 'its pools could not all be looked for', method);
  else if (circulating === null) notes.missing(name, title, 'the circulating supply is not known', method);
  else if (pool.kind !== 'v2') notes.missing(name, title, `the main pool ${shown(pool.address)} keeps its liquidity in ranges, which are not walked`, method);
  else notes.fact(name, title, slippageOf(reserveOf(pool, address), circulating / 100n), `${method} (${shown(pool.address)})`, { unit: 'share of the price', confidence: 'medium' });
}

/** How much of all there can be does not circulate yet: burned tokens never will, and do not count. */
export function writeDilution({ notes }: TokenInput, { total, limit, burned }: Supply, circulating: bigint | null): void {
  const [name, title] = ['supply.dilution', 'Share of the full supply that does not circulate yet'];
  const method = '1 - circulating supply / (stated most, else total supply, less what lies at burn addresses)';
  if (circulating === null || burned === null) { notes.missing(name, title, circulating === null ? 'the circulating supply is not known' : 'what lies at burn addresses is not known', method); return; }
  // A limit that is broken already is no limit.
  const whole = (limit !== null && limit >= total ? limit : total) - burned;
  if (whole <= 0n) notes.fact(name, title, null, 'there is nothing that could circulate', { unit: 'share of supply' });
  else notes.fact(name, title, shareOf(whole - circulating, whole), method, { unit: 'share of supply', confidence: 'low' });
}
