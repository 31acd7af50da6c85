import type { Fetch, MarketPoint, MarketQuote, MarketSource, Unlisted } from '@hyperlens/protocol';
import { z } from 'zod';
import { answerOf } from './answer.ts';
import { SourceFailure } from './failure.ts';
import { makeApiClient, type ApiClient } from './http.ts';
import { marketChains } from './market-chains.ts';

/** `plan`: which address and header a key is for (docs.coingecko.com, Authentication). A key without `pro` is a demo key; without a key the public plan is used. */
export interface CoingeckoOptions { fetch: Fetch; apiKey?: string | undefined; plan?: 'public' | 'demo' | 'pro' | undefined; baseUrl?: string | undefined; timeoutMilliseconds?: number; attempts?: number }

const number = z.number().finite().nullish();
const inCurrencies = z.object({ usd: number }).nullish();
const coin = z.object({
  id: z.string().min(1).max(200), symbol: z.string().nullish(), name: z.string().nullish(), platforms: z.record(z.string(), z.string().nullable()).nullish(),
  market_data: z.object({ current_price: inCurrencies, market_cap: inCurrencies, fully_diluted_valuation: inCurrencies, total_volume: inCurrencies, circulating_supply: number, total_supply: number, max_supply: number, last_updated: z.string().nullish() }).nullish(),
});
const pair = z.tuple([z.number(), z.number().nullable()]);
const chart = z.object({ prices: z.array(pair), total_volumes: z.array(pair).nullish() });
const results = z.object({ coins: z.array(z.object({ id: z.string(), name: z.string(), symbol: z.string() })) });

/** Coins of one name that are looked at; the search gives the largest first. */
const mostLooked = 5;
const mostPoints = 400;

/** Fields of a coin that are not wanted, so that an answer stays small. */
const slim = { localization: false, tickers: false, community_data: false, developer_data: false };

function clientOf({ fetch, apiKey, plan, baseUrl, timeoutMilliseconds, attempts }: CoingeckoOptions): ApiClient {
  const pro = plan === 'pro' && apiKey !== undefined;
  return makeApiClient({
    id: 'coingecko', fetch, baseUrl: baseUrl ?? (pro ? 'https://pro-api.coingecko.com/api/v3' : 'https://api.coingecko.com/api/v3'),
    headers: apiKey ? { [pro ? 'x-cg-pro-api-key' : 'x-cg-demo-api-key']: apiKey } : {}, ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }), ...(attempts === undefined ? {} : { attempts }),
  });
}

/**
 * CoinGecko API v3. Its own client package is not used: it takes keys and addresses from the environment by itself and checks no answer. A token
 * or chain it does not have is an answer; everything else that goes wrong is the reason of an empty one.
 */
export function makeCoingecko(options: CoingeckoOptions): MarketSource {
  const inner = clientOf(options);
  /** A key at the address of the other plan is answered with HTTP 400 (error codes 10010 and 10011 of its documentation). */
  const client: ApiClient = {
    ...inner,
    find: (path, schema, call) => inner.find(path, schema, call).catch((error: unknown) => {
      if (!options.apiKey || !(error instanceof Error && error.cause instanceof SourceFailure && error.cause.httpStatus === 400)) throw error;
      throw new SourceFailure('failed', 'it answered HTTP 400, as it does to a key of another plan: sources.coingecko.plan is "pro" for a Pro key and "demo" for a Demo key', { httpStatus: 400 });
    }),
  };
  const listing = (found: z.infer<typeof coin> | null): MarketQuote | Unlisted => (found ? quoteOf(found) : { listed: false });
  return {
    id: 'coingecko', title: 'CoinGecko',
    byContract: (chainId, address, signal) => answerOf<MarketQuote | Unlisted>(signal, async () => {
      const platform = marketChains[chainId]?.coingecko;
      if (!platform) return { value: null, status: 'not_applicable', reason: `it has no prices on the chain ${chainId}` };
      return { value: listing(await client.find(`coins/${platform}/contract/${address.toLowerCase()}`, coin, { signal })) };
    }),
    byId: (id, signal) => answerOf<MarketQuote | Unlisted>(signal, async () => ({ value: listing(await client.find(`coins/${encodeURIComponent(id)}`, coin, { query: slim, signal })) })),
    history: (id, days, signal) => answerOf<MarketPoint[]>(signal, async () => {
      const found = await client.find(`coins/${encodeURIComponent(id)}/market_chart`, chart, { query: { vs_currency: 'usd', days, interval: 'daily' }, signal });
      if (!found) return { value: null, status: 'failed', reason: 'it has no prices of that token' };
      const volumes = new Map(found.total_volumes ?? []);
      const points = found.prices.flatMap(([time, price]): MarketPoint[] => (price !== null && price > 0 && Number.isSafeInteger(Math.round(time)) && Math.abs(time) < 8e15 ? [{ time: new Date(Math.round(time)).toISOString(), price, volume24Hours: volumes.get(time) ?? null }] : []));
      const dropped = found.prices.length - points.length;
      return { value: points.toSorted((a, b) => (a.time < b.time ? -1 : 1)).slice(-mostPoints), ...(dropped > 0 ? { partial: `${dropped} of ${found.prices.length} prices were empty` } : {}) };
    }),
    named: (chainId, name, symbol, signal) => answerOf<{ id: string; address: string }[]>(signal, async () => {
      const platform = marketChains[chainId]?.coingecko;
      if (!platform) return { value: null, status: 'not_applicable', reason: `it has no prices on the chain ${chainId}` };
      const found = await onPlatform(client, platform, symbol, (one) => same(one.name, name) && same(one.symbol, symbol), signal);
      return { value: found.map(({ id, address }) => ({ id, address })) };
    }),
  };
}

function quoteOf({ id, name, symbol, market_data: market }: z.infer<typeof coin>): MarketQuote {
  const updated = Date.parse(market?.last_updated ?? '');
  const supply = (given: number | null | undefined): number | null => (given === undefined || given === null || given <= 0 ? null : given);
  return {
    listed: true, id, name: name ?? null, symbol: symbol?.toUpperCase() ?? null, price: market?.current_price?.usd ?? null, marketCap: supply(market?.market_cap?.usd), fullyDiluted: supply(market?.fully_diluted_valuation?.usd), volume24Hours: market?.total_volume?.usd ?? null,
    circulatingSupply: supply(market?.circulating_supply), totalSupply: supply(market?.total_supply), maxSupply: supply(market?.max_supply), updatedAt: Number.isNaN(updated) ? null : new Date(updated).toISOString(),
  };
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** The largest five coins of a search that are wanted, as far as they are on a platform. */
async function onPlatform(client: ApiClient, platform: string, query: string, wanted: (coin: { name: string; symbol: string }) => boolean, signal: AbortSignal | undefined): Promise<{ id: string; address: `0x${string}`; name: string | null; symbol: string | null }[]> {
  const { coins } = await client.json('search', results, { query: { query }, signal });
  const found = await Promise.all(coins.filter(wanted).slice(0, mostLooked).map(({ id }) => client.find(`coins/${encodeURIComponent(id)}`, coin, { query: { ...slim, market_data: false }, signal })));
  return found.flatMap((one) => {
    const address = one?.platforms?.[platform];
    return one && address && /^0x[0-9a-fA-F]{40}$/.test(address) ? [{ id: one.id, address: address as `0x${string}`, name: one.name?.slice(0, 100) ?? null, symbol: one.symbol?.slice(0, 40).toUpperCase() ?? null }] : [];
  });
}

/** A token of a name, as it can be found on one network. */
export interface FoundToken { address: `0x${string}`; network: string; name: string | null; symbol: string | null; source: string }

/**
 * Finds tokens by exactly their symbol or name on a network, the largest five of that name. Asks nothing for a network whose chain CoinGecko does not
 * have. Throws SOURCE_UNAVAILABLE, and the reason of the signal.
 */
export function makeCoingeckoFinder({ chainIdOf, ...options }: CoingeckoOptions & { /** Chain id of a network, null for one nobody knows. */ chainIdOf: (network: string) => number | null }): { readonly id: string; find(query: string, network: string, signal: AbortSignal): Promise<FoundToken[]> } {
  const client = clientOf(options);
  return {
    id: 'coingecko',
    async find(query, network, signal) {
      const platform = marketChains[chainIdOf(network) ?? -1]?.coingecko;
      if (!platform) return [];
      const found = await onPlatform(client, platform, query, ({ name, symbol }) => same(name, query) || same(symbol, query), signal);
      return found.map(({ address, name, symbol }): FoundToken => ({ address, network, name, symbol, source: 'coingecko' }));
    },
  };
}
