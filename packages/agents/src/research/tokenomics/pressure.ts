import { depthMethod, type Pool, type Sale } from '../onchain/liquidity/index.ts';
import { shareOf, shown } from '../onchain/transfers/index.ts';
import type { TokenInput } from './input.ts';
import type { Supply } from './supply.ts';

/** The main pool and what selling in it does; `sale` null: it does not tell. */
export interface Market { pool: Pool; sale: ((amount: bigint) => Sale | null) | null }

/** What selling one percent of what circulates costs in the main pool. `market` null: pools could not all be looked for. */
export function writeImpact({ notes }: TokenInput, market: { main: Market | null } | null, circulating: bigint | null): void {
  const [name, title] = ['liquidity.impact', 'What selling one percent of what circulates costs'];
  const method = `one percent of the circulating supply, sold at once into the main pool of today; ${depthMethod}`;
  if (!market) { notes.missing(name, title, 'its pools could not all be looked for', method); return; }
  if (!market.main) { notes.fact(name, title, null, 'it has no pool with a price to sell it in', { unit: 'share of the price' }); return; }
  const { pool, sale } = market.main;
  if (circulating === null) { notes.missing(name, title, 'the circulating supply is not known', method); return; }
  const found = sale?.(circulating / 100n) ?? null;
  if (!found) notes.missing(name, title, sale ? `the liquidity of the main pool ${shown(pool.address)} is not known as far as such a sale would go` : `the main pool ${shown(pool.address)} does not tell what selling in it costs`, method);
  else notes.fact(name, title, found.slippage, `${method} (${shown(pool.address)})`, { unit: 'share of the price', confidence: 'medium' });
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
