import { findPools, reserveOf, type Pool } from '../../onchain/liquidity/index.ts';
import type { TokenInput } from '../input.ts';
import { isDollar, priceText, readPrices, type PricedPool } from './spot.ts';

/** Whole dollars a pool must hold before its price says something; a small one is moved by anybody. */
const fewestDollars = 10_000n;

/** The price of a pool's other token in dollars, by a second pool of the same chain at the same block. */
export interface QuoteInDollars { price: number; pool: Pool; symbol: string }

/**
 * What the main pool's other token costs in a stable coin known by address, in the pool of a known factory that holds most of that coin. Null
 * where the main pool is in dollars already, or no such pool holds enough. Throws what the reader throws.
 */
export async function readQuoteInDollars(input: TokenInput, main: PricedPool | null): Promise<QuoteInDollars | null> {
  if (!main || isDollar(input, main.quote)) return null;
  const quoted: TokenInput = { ...input, address: main.quote, decimals: main.decimals };
  const found = await findPools({ reader: input.reader, token: main.quote, candidates: [], known: input.known });
  const priced = await readPrices(quoted, found);
  const deep = priced.map((one) => ({ ...one, held: reserveOf(one.pool, one.quote) / 10n ** BigInt(one.decimals) })).filter((one) => isDollar(input, one.quote) && one.held >= fewestDollars);
  const [best] = deep.toSorted((a, b) => (a.held > b.held ? -1 : a.held < b.held ? 1 : a.pool.address < b.pool.address ? -1 : 1));
  return best ? { price: Number(priceText(best.price)), pool: best.pool, symbol: best.symbol } : null;
}
