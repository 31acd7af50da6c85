import { afterEach, describe, expect, it } from 'vitest';
import { makeCoingecko, makeCoingeckoFinder } from './coingecko.ts';
import { makeCoinmarketcap } from './coinmarketcap.ts';
import { startApi, type Answer, type Seen } from './server.kit.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const server of open.splice(0)) await server.close(); });
const start = async (answer: (seen: Seen, count: number) => Answer) => { const server = await startApi(answer); open.push(server); return server; };
const token = '0xdAC17F958D2ee523a2206206994597C13D831ec7';
const key = 'K3y-that-must-not-show';
const bounded = { fetch, timeoutMilliseconds: 200, attempts: 1 };

const tether = {
  id: 'tether', symbol: 'usdt', name: 'Tether', platforms: { ethereum: token.toLowerCase(), tron: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }, description: { en: 'not read' },
  market_data: { current_price: { usd: 1.001, eur: 0.9 }, market_cap: { usd: 1000 }, fully_diluted_valuation: { usd: 1100 }, total_volume: { usd: 50 }, circulating_supply: 990.5, total_supply: 1000, max_supply: null, last_updated: '2026-01-01T00:00:00.123Z' },
};
const quote = { listed: true, id: 'tether', name: 'Tether', symbol: 'USDT', price: 1.001, marketCap: 1000, fullyDiluted: 1100, volume24Hours: 50, circulatingSupply: 990.5, totalSupply: 1000, maxSupply: null, updatedAt: '2026-01-01T00:00:00.123Z' };

/** What a source may do wrong, and how that counts. */
const failures: [string, Answer, string][] = [
  ['is down', { status: 503 }, 'unreachable'], ['limits the rate', { status: 429, headers: { 'retry-after': '60' } }, 'limited'], ['answers a page', { text: '<html>' }, 'failed'], ['answers something else', { json: { id: 7 } }, 'failed'],
  ['drops the connection', 'break', 'unreachable'], ['hangs', 'hang', 'unreachable'], ['refuses the key', { status: 401, json: { status: { error_code: 1001 } } }, 'failed'],
];

describe('CoinGecko', () => {
  it('gives the market of a contract, of an id, and its past', async () => {
    const server = await start(({ path }) => ({ json: path.endsWith('/market_chart') ? { prices: [[1767312000000, 2], [1767225600000, 1], [1767398400000, null]], market_caps: [], total_volumes: [[1767225600000, 9]] } : tether }));
    const source = makeCoingecko({ ...bounded, baseUrl: `${server.url}/api/v3`, apiKey: key, plan: 'pro' });
    expect(await source.byContract(1, token)).toEqual({ value: quote });
    expect(await source.byId('tether')).toEqual({ value: quote });
    expect(await source.history('tether', 365)).toEqual({ value: [{ time: '2026-01-01T00:00:00.000Z', price: 1, volume24Hours: 9 }, { time: '2026-01-02T00:00:00.000Z', price: 2, volume24Hours: null }], partial: '1 of 3 prices were empty' });
    expect(server.seen.map(({ path }) => path)).toEqual([`/api/v3/coins/ethereum/contract/${token.toLowerCase()}`, '/api/v3/coins/tether', '/api/v3/coins/tether/market_chart']);
    expect(server.seen.every(({ headers }) => headers['x-cg-pro-api-key'] === key)).toBe(true);
    await makeCoingecko({ ...bounded, baseUrl: server.url, apiKey: key, plan: 'demo' }).byId('tether');
    await makeCoingecko({ ...bounded, baseUrl: server.url }).byId('a/../b');
    expect([server.seen[3]?.headers['x-cg-demo-api-key'], server.seen[4]?.headers['x-cg-demo-api-key'], server.seen[4]?.path]).toEqual([key, undefined, '/coins/a%2F..%2Fb']);
  });
  it('says that a key may be of another plan', async () => {
    const server = await start(() => ({ status: 400, json: { status: { error_code: 10010 } } }));
    expect(await makeCoingecko({ ...bounded, baseUrl: server.url, apiKey: key }).byContract(1, token)).toMatchObject({ value: null, status: 'failed', reason: expect.stringContaining('sources.coingecko.plan') as string });
    expect(await makeCoingecko({ ...bounded, baseUrl: server.url }).byContract(1, token)).toMatchObject({ value: null, status: 'failed', reason: 'it answered HTTP 400' });
  });
  it('knows what it does not have', async () => {
    const server = await start(() => ({ status: 404, json: { error: 'coin not found' } }));
    const source = makeCoingecko({ ...bounded, baseUrl: server.url });
    expect(await source.byContract(1, token)).toEqual({ value: { listed: false } });
    expect(await source.byContract(31337, token)).toMatchObject({ value: null, status: 'not_applicable' });
    expect(server.seen).toHaveLength(1);
  });
  it.each(failures)('says so when it %s', async (_, given, status) => {
    const server = await start(() => given);
    const source = makeCoingecko({ ...bounded, baseUrl: server.url, apiKey: key, plan: 'demo' });
    const answers = [await source.byContract(1, token), await source.byId('tether'), await source.history('tether', 30)];
    for (const answer of answers) expect(answer).toMatchObject({ value: null, status });
    expect(JSON.stringify(answers)).not.toContain(key);
  });
  it('stops when it is told to', async () => {
    const server = await start(() => 'hang');
    const stop = new AbortController();
    const asked = makeCoingecko({ fetch, baseUrl: server.url }).byId('tether', stop.signal);
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });
  it('finds tokens by exactly their name on a network', async () => {
    const server = await start(({ path }) => ({ json: path === '/search' ? { coins: [{ id: 'tether', name: 'Tether', symbol: 'USDT' }, { id: 'bridged', name: 'Bridged', symbol: 'USDT' }, { id: 'usdt0', name: 'Other', symbol: 'USDT0' }] } : path === '/coins/tether' ? tether : { id: 'bridged', platforms: { mantle: token } } }));
    const finder = makeCoingeckoFinder({ ...bounded, baseUrl: server.url, chainIdOf: (network) => ({ ethereum: 1, local: 31337 })[network] ?? null });
    expect(await finder.find('usdt', 'ethereum', new AbortController().signal)).toEqual([{ address: token.toLowerCase(), network: 'ethereum', name: 'Tether', symbol: 'USDT', source: 'coingecko' }]);
    expect(server.seen).toHaveLength(3);
    expect(await finder.find('usdt', 'local', new AbortController().signal)).toEqual([]);
    expect(server.seen).toHaveLength(3);
    const source = makeCoingecko({ ...bounded, baseUrl: server.url });
    expect(await source.named!(1, 'tether', 'Usdt')).toEqual({ value: [{ id: 'tether', address: token.toLowerCase() }] });
    expect([await source.named!(1, 'Bridged', 'USDT'), await source.named!(1, 'Tether', 'USDC')]).toEqual([{ value: [] }, { value: [] }]);
    expect(await source.named!(31337, 'Tether', 'USDT')).toMatchObject({ value: null, status: 'not_applicable' });
  });
});

describe('CoinMarketCap', () => {
  const ok = { error_code: 0, error_message: null };
  const record = { id: 825, name: 'Tether', symbol: 'USDT', circulating_supply: 990.5, total_supply: 1000, max_supply: null, quote: { USD: { price: 1.001, market_cap: 1000, fully_diluted_market_cap: 1100, volume_24h: 50, last_updated: '2026-01-01T00:00:00.123Z' } } };
  const infoOf = (slug: string) => ({ 825: { id: 825, platform: { slug, token_address: token.toLowerCase() }, contract_address: [{ contract_address: token, platform: { name: 'Mantle', coin: { slug } } }] } });
  it('gives the market of a contract on its chain, of an id or slug, and its past', async () => {
    const server = await start(({ path }) => ({ json: { status: ok, data: path.endsWith('/info') ? infoOf('ethereum') : path.endsWith('/historical') ? { id: 825, quotes: [{ timestamp: '2026-01-02T00:00:00Z', quote: { USD: { price: 2, volume_24h: 3 } } }, { timestamp: '2026-01-01T00:00:00Z', quote: { USD: { price: 1 } } }] } : { 825: record } } }));
    const source = makeCoinmarketcap({ ...bounded, baseUrl: server.url, apiKey: key });
    expect(await source.byContract(1, token)).toEqual({ value: { ...quote, id: '825' } });
    expect(await source.byContract(5000, token)).toEqual({ value: { listed: false } });
    expect(await source.byId('tether')).toMatchObject({ value: { id: '825' } });
    expect(await source.history('825', 90)).toEqual({ value: [{ time: '2026-01-01T00:00:00.000Z', price: 1, volume24Hours: null }, { time: '2026-01-02T00:00:00.000Z', price: 2, volume24Hours: 3 }] });
    expect(server.seen.every(({ headers }) => headers['x-cmc_pro_api_key'] === key)).toBe(true);
    expect(server.seen.map(({ path }) => path.replace('/v2/cryptocurrency/', ''))).toEqual(['info', 'quotes/latest', 'info', 'quotes/latest', 'quotes/historical']);
  });
  it('asks nothing without a key', async () => {
    expect(await makeCoinmarketcap({ fetch: () => Promise.reject(new Error('must not be asked')), apiKey: undefined }).byContract(1, token)).toMatchObject({ value: null, status: 'not_configured' });
  });
  it.each([
    ['has no such token', { status: 400, json: { status: { error_code: 400 } } }, { value: { listed: false } }], ['says so with HTTP 200', { json: { status: { error_code: '400' } } }, { value: { listed: false } }],
    ['limits the plan in its body', { json: { status: { error_code: 1006 } } }, { value: null, status: 'limited' }], ['refuses the key in its body', { json: { status: { error_code: 1002 } } }, { value: null, status: 'failed' }], ['wants payment', { status: 402 }, { value: null, status: 'limited' }], ['does not cover it', { status: 403, json: { status: { error_code: 1006 } } }, { value: null, status: 'limited' }],
    ...failures.map(([title, given, status]) => [title, given, { value: null, status }] as [string, Answer, object]),
  ] as [string, Answer, object][])('says what it is when it %s', async (_, given, expected) => {
    const server = await start(() => given);
    const answer = await makeCoinmarketcap({ ...bounded, baseUrl: server.url, apiKey: key }).byId('825');
    expect(answer).toMatchObject(expected);
    expect(JSON.stringify(answer)).not.toContain(key);
  });
});
