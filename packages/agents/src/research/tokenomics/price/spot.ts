import { depthMethod, depthOf, quoteOf, reserveOf, type Pool } from '../../onchain/liquidity/index.ts';
import { readText } from '../../onchain/text.ts';
import { callOf, readNumber, shown } from '../../onchain/transfers/index.ts';
import { fractionText, wholeText } from '../decimal.ts';
import type { Hex, TokenInput } from '../input.ts';

/** A price as an exact fraction: whole quote tokens for one whole token. */
export interface Price { numerator: bigint; denominator: bigint }
/** A pool with the price in it. `decimals` are the quote token's. */
export interface PricedPool { pool: Pool; quote: Hex; symbol: string; decimals: number; price: Price }

/** Stable coins by their symbols among the quotes that are known by address; only those count as a dollar. */
const dollars = new Set(['USDC', 'USDT', 'DAI']);
const closelyExamined = 3;

/** The price by the reserves of a constant-product pair (Uniswap V2 whitepaper: the marginal price is the ratio of reserves). */
export const priceOfReserves = (tokens: bigint, quotes: bigint, decimals: number, quoteDecimals: number): Price | null =>
  (tokens > 0n && quotes > 0n ? { numerator: quotes * 10n ** BigInt(decimals), denominator: tokens * 10n ** BigInt(quoteDecimals) } : null);

/** The price by the root a Uniswap V3 pool keeps: token1 for token0 is (sqrtPriceX96 / 2^96) squared (whitepaper, 6.1). */
export function priceOfRoot(root: bigint, tokenIsFirst: boolean, decimals: number, quoteDecimals: number): Price | null {
  if (root <= 0n) return null;
  const [up, down] = tokenIsFirst ? [root * root, 1n << 192n] : [1n << 192n, root * root];
  return { numerator: up * 10n ** BigInt(decimals), denominator: down * 10n ** BigInt(quoteDecimals) };
}

/** Whether the quote token is one of the stable coins known by address on this chain. */
export const isDollar = ({ known }: TokenInput, quote: Hex): boolean => known.quotes.some(({ symbol, address }) => address === quote.toLowerCase() && dollars.has(symbol));
/** As many significant digits as prices carry. */
export const priceText = ({ numerator, denominator }: Price): string => fractionText(numerator, denominator);

/** Prices in the pools, in their order: most of the token first. A pool without a price, or with a quote that does not say its decimals, is left out. */
export async function readPrices(input: TokenInput, pools: readonly Pool[]): Promise<PricedPool[]> {
  const { reader, address, decimals, known } = input;
  const quotes = [...new Set(pools.map((pool) => quoteOf(pool, address).toLowerCase() as Hex))].toSorted();
  const answers = await reader.calls([...quotes.flatMap((quote) => [callOf(quote, 'decimals()'), callOf(quote, 'symbol()')]), ...pools.map((pool) => callOf(pool.address, 'slot0()'))]);
  return pools.flatMap((pool, at) => {
    const quote = quoteOf(pool, address).toLowerCase() as Hex;
    const place = quotes.indexOf(quote) * 2;
    const places = readNumber(answers[place]);
    if (places === null || places > 77n) return [];
    const price = pool.kind === 'v2'
      ? priceOfReserves(reserveOf(pool, address), reserveOf(pool, quote), decimals, Number(places))
      : priceOfRoot(BigInt.asUintN(160, readNumber(answers[quotes.length * 2 + at]) ?? 0n), pool.token0.toLowerCase() === address.toLowerCase(), decimals, Number(places));
    const symbol = known.quotes.find((one) => one.address === quote)?.symbol ?? readText(answers[place + 1]) ?? shown(quote);
    return price ? [{ pool, quote, symbol, decimals: Number(places), price }] : [];
  });
}

/** Writes the prices and what trading costs; gives the main pool's, the one with most of the token. */
export async function writePrices({ notes, reader, address, decimals }: TokenInput, prices: readonly PricedPool[], pools: readonly Pool[]): Promise<PricedPool | null> {
  const main = prices[0] ?? null;
  const method = 'reserves of pairs (Uniswap V2), sqrtPriceX96 of slot0() (Uniswap V3), in whole tokens';
  notes.fact('price.pools', 'Prices in its pools', prices.slice(0, 20).map(({ pool, quote, symbol, price, decimals: places }) => ({
    pool: shown(pool.address), kind: pool.kind, quote: shown(quote), quoteSymbol: symbol, price: priceText(price), tokens: wholeText(reserveOf(pool, address), decimals), quotes: wholeText(reserveOf(pool, quote), places), quoteDecimals: places,
  })), method, { unit: 'quote tokens for one token' });
  if (!main) {
    const because = pools.length === 0 ? 'no pool that trades it was found' : 'its pools are empty or their other token does not say its decimals';
    notes.missing('price.spot', 'Price in its main pool', because, method);
    notes.missing('price.quote', 'What that price is in', because, method);
  } else {
    notes.fact('price.spot', 'Price in its main pool', priceText(main.price), `${method}; pool ${shown(main.pool.address)}, the one with most of the token`, { unit: `${main.symbol} for one token` });
    notes.fact('price.quote', 'What that price is in', { address: shown(main.quote), symbol: main.symbol }, 'the other token of the main pool');
  }
  const depths = (await Promise.all(prices.slice(0, closelyExamined).map(({ pool }) => depthOf(reader, { ...pool, address: shown(pool.address) }, address)))).filter((depth) => depth !== null);
  if (main && depths.length === 0) notes.missing('liquidity.depth', 'What selling costs', 'its pools hold nothing, or do not tell what trading in them costs', depthMethod);
  else notes.fact('liquidity.depth', 'What selling costs', depths, depthMethod, { unit: 'smallest unit, shares' });
  return main;
}
