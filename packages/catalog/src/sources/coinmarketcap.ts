import type { Fetch, MarketPoint, MarketQuote, MarketSource, SourceAnswer, Unlisted } from '@hyperlens/protocol';
import { z } from 'zod';
import { answerOf } from './answer.ts';
import { SourceFailure } from './failure.ts';
import { makeApiClient, type ApiCall } from './http.ts';
import { marketChains } from './market-chains.ts';

/** Without a key it is not configured and asks nothing. */
export interface CoinmarketcapOptions { fetch: Fetch; apiKey: string | undefined; baseUrl?: string; timeoutMilliseconds?: number; attempts?: number }

const number = z.number().finite().nullish();
const id = z.union([z.number().int(), z.string()]).transform(String);
const status = z.object({ error_code: z.union([z.number(), z.string()]).transform(Number) });
const price = z.object({ price: number, market_cap: number, fully_diluted_market_cap: number, volume_24h: number, last_updated: z.string().nullish() });
const token = z.object({ id, name: z.string().nullish(), symbol: z.string().nullish(), circulating_supply: number, total_supply: number, max_supply: number, quote: z.object({ USD: price.nullish() }) });
const platform = z.object({ slug: z.string().nullish(), token_address: z.string().nullish() });
const info = z.object({ id, platform: platform.nullish(), contract_address: z.array(z.object({ contract_address: z.string(), platform: z.object({ coin: platform.nullish() }).nullish() })).nullish() });
const past = z.object({ quotes: z.array(z.object({ timestamp: z.string(), quote: z.object({ USD: price.nullish() }) })) });
/** Version 2 keys records by id, and gives one or a list for each. */
const keyed = <Record extends z.ZodType>(record: Record) => z.record(z.string(), z.union([record.transform((one) => [one]), z.array(record)]));
const envelope = <Data extends z.ZodType>(data: Data) => z.object({ status, data: data.nullish() });

/** Error codes of its documentation: keys, plans and rates. 400 stands for an id, slug or address it does not have. */
const keyCodes = new Set([1001, 1002, 1005, 1007]);
const limitCodes = new Set([1003, 1004, 1006, 1008, 1009, 1010, 1011]);

/**
 * CoinMarketCap Pro API with a key. An address is looked up on its chain only, because the same address may be another token elsewhere. Prices of
 * the past need a paid plan; without one they are refused and the source is limited.
 */
export function makeCoinmarketcap({ fetch, apiKey, baseUrl = 'https://pro-api.coinmarketcap.com', timeoutMilliseconds, attempts }: CoinmarketcapOptions): MarketSource {
  const client = makeApiClient({ id: 'coinmarketcap', fetch, baseUrl, headers: apiKey ? { 'X-CMC_PRO_API_KEY': apiKey } : {}, ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }), ...(attempts === undefined ? {} : { attempts }) });

  /** Data of an answer; null for what it does not have. Its errors come with HTTP 400 to 500, some with HTTP 200. */
  async function ask<Data extends z.ZodType>(path: string, data: Data, call: ApiCall): Promise<z.infer<Data> | null> {
    try {
      const answer = await client.json(path, envelope(data), call);
      const code = answer.status.error_code;
      if (code === 400) return null;
      if (code !== 0) throw new SourceFailure(limitCodes.has(code) ? 'limited' : 'failed', keyCodes.has(code) ? 'it refused the key' : limitCodes.has(code) ? 'the rate or the plan of the key does not allow it' : `it answered with the error code ${code}`);
      return answer.data ?? null;
    } catch (error) {
      const failure = error instanceof Error && error.cause instanceof SourceFailure ? error.cause : null;
      if (failure?.httpStatus === 400) return null;
      // 401 stands for a key that is wrong or missing, 403 for a plan that does not cover the question (its documentation, Errors and Rate Limits).
      if (failure?.httpStatus === 403) throw new SourceFailure('limited', 'the plan of the key does not cover this (HTTP 403)', { httpStatus: 403 });
      throw error;
    }
  }
  const configured = <Value>(signal: AbortSignal | undefined, work: () => Promise<SourceAnswer<Value>>): Promise<SourceAnswer<Value>> => (apiKey ? answerOf(signal, work) : Promise.resolve({ value: null, status: 'not_configured', reason: 'no key of CoinMarketCap is configured' }));
  async function quoteById(one: string, signal: AbortSignal | undefined): Promise<MarketQuote | Unlisted> {
    const key = /^\d+$/.test(one) ? { id: one } : { slug: one };
    const data = await ask('v2/cryptocurrency/quotes/latest', keyed(token), { query: { ...key, convert: 'USD' }, signal });
    const found = Object.values(data ?? {}).flat()[0];
    return found ? quoteOf(found) : { listed: false };
  }

  return {
    id: 'coinmarketcap', title: 'CoinMarketCap',
    byContract: (chainId, address, signal) => {
      const slugs = marketChains[chainId]?.coinmarketcap;
      if (!slugs) return Promise.resolve({ value: null, status: 'not_applicable', reason: `it has no prices on the chain ${chainId}` });
      return configured<MarketQuote | Unlisted>(signal, async () => {
        const data = await ask('v2/cryptocurrency/info', keyed(info), { query: { address, aux: 'platform' }, signal });
        const same = (other: string | null | undefined): boolean => other?.toLowerCase() === address.toLowerCase();
        const found = Object.values(data ?? {}).flat().find((one) => [...(one.platform ? [one.platform] : []), ...(one.contract_address ?? []).map((entry) => ({ slug: entry.platform?.coin?.slug, token_address: entry.contract_address }))].some((place) => same(place.token_address) && slugs.includes(place.slug ?? '')));
        return { value: found ? await quoteById(found.id, signal) : { listed: false } };
      });
    },
    byId: (one, signal) => configured<MarketQuote | Unlisted>(signal, async () => ({ value: await quoteById(one, signal) })),
    history: (one, days, signal) => configured<MarketPoint[]>(signal, async () => {
      const data = await ask('v2/cryptocurrency/quotes/historical', z.union([past.transform((record) => ({ [one]: [record] })), keyed(past)]), { query: { id: one, interval: 'daily', count: days, convert: 'USD' }, signal });
      const quotes = Object.values(data ?? {}).flat()[0]?.quotes;
      if (!quotes) return { value: null, status: 'failed', reason: 'it has no prices of that token' };
      return { value: quotes.flatMap(({ timestamp, quote }): MarketPoint[] => { const time = Date.parse(timestamp); const at = quote.USD?.price; return Number.isNaN(time) || !at || at <= 0 ? [] : [{ time: new Date(time).toISOString(), price: at, volume24Hours: quote.USD?.volume_24h ?? null }]; }).toSorted((a, b) => (a.time < b.time ? -1 : 1)) };
    }),
  };
}

function quoteOf({ id: one, name, symbol, circulating_supply, total_supply, max_supply, quote: { USD } }: z.infer<typeof token>): MarketQuote {
  const positive = (given: number | null | undefined): number | null => (given === undefined || given === null || given <= 0 ? null : given);
  const updated = Date.parse(USD?.last_updated ?? '');
  return {
    listed: true, id: one, name: name ?? null, symbol: symbol ?? null, price: USD?.price ?? null, marketCap: positive(USD?.market_cap), fullyDiluted: positive(USD?.fully_diluted_market_cap), volume24Hours: USD?.volume_24h ?? null,
    circulatingSupply: positive(circulating_supply), totalSupply: positive(total_supply), maxSupply: positive(max_supply), updatedAt: Number.isNaN(updated) ? null : new Date(updated).toISOString(),
  };
}
