import { describe, expect, it } from 'vitest';
import { AppError, projectProfile, type Json, type MarketQuote, type MarketSource, type ResearchTask, type SectionReport } from '@hyperlens/protocol';
import { makeTokenomicsService, type TokenomicsDependencies } from './service.ts';
import type { z } from 'zod';

const observedAt = '2026-06-01T00:00:00.000Z';
const quote: MarketQuote = { listed: true, id: 'acorn', name: 'Acorn', symbol: 'ACRN', price: 2, marketCap: 2000, fullyDiluted: 4000, volume24Hours: 10, circulatingSupply: 1000, totalSupply: 2000, maxSupply: null, updatedAt: observedAt };
const history = Array.from({ length: 60 }, (_, at) => ({ time: new Date(Date.parse('2026-03-01') + at * 86_400_000).toISOString(), price: at % 2 === 0 ? 2 : 1, volume24Hours: null }));
const market = (id: string, change: Partial<MarketSource> = {}): MarketSource => ({ id, title: id === 'coingecko' ? 'CoinGecko' : 'CoinMarketCap', byContract: async () => ({ value: quote }), byId: async () => ({ value: quote }), history: async () => ({ value: history }), ...change });
const readers: TokenomicsDependencies['readers'] = { open: () => Promise.reject(new AppError('NETWORK_UNREACHABLE', { network: 'local', reason: 'it is gone' })) };
const known = () => ({ factories: [], quotes: [], lockers: [], burns: [], labels: [] });
const taskOf = (project: z.input<typeof projectProfile>, token = false): ResearchTask => ({
  runId: 'r', observedAt, project: projectProfile.parse(project), block: token ? { number: 7, hash: `0x${'7'.repeat(64)}`, time: observedAt } : null,
  subject: { kind: token ? 'token' : 'project', query: 'Acorn', network: token ? 'local' : null, chainId: token ? 1 : null, address: token ? '0x5FbDB2315678afecb367f032d93F642f64180aa3' : null, name: 'Acorn', symbol: null, decimals: token ? 18 : null },
});
const analyze = async (task: ResearchTask, markets: MarketSource[]): Promise<SectionReport> => (await makeTokenomicsService({ readers, known, markets }).analyze(task)).report;
const value = (report: SectionReport, name: string): Json | undefined => report.facts[name]?.value;
const gone = () => Promise.resolve({ value: null, status: 'unreachable' as const, reason: 'it does not \u0007answer' });

describe('without a chain', () => {
  it('a project is what market sources say of it, and says so', async () => {
    const report = await analyze(taskOf({ coingeckoId: 'acorn' }), [market('coingecko'), market('coinmarketcap')]);
    expect([value(report, 'price.usd'), value(report, 'market.cap'), value(report, 'market.fullyDiluted'), value(report, 'supply.total'), value(report, 'price.usd.maxDrawdown')]).toEqual([2, 2000, 4000, 'unknown', 0.5]);
    expect(report.sources.map(({ id, status }) => [id, status])).toEqual([['chain', 'not_applicable'], ['coingecko', 'ok'], ['coinmarketcap', 'not_applicable']]);
    expect(report.evidence.find(({ id }) => id === 'tokenomics.price.usd')).toMatchObject({ source: 'coingecko', unit: 'USD', time: observedAt, block: null });
    expect(report.charts.map(({ id }) => id)).toEqual(['price-usd']);
  });

  it('no price is invented when nobody has one', async () => {
    const report = await analyze(taskOf({ coingeckoId: 'acorn', coinmarketcapId: '1' }), [market('coingecko', { byId: gone }), market('coinmarketcap', { byId: async () => ({ value: { listed: false } }) })]);
    for (const name of ['price.usd', 'price.disagreement', 'market.cap', 'market.fullyDiluted', 'price.usd.volatility']) expect(value(report, name), name).toBe('unknown');
    expect([value(report, 'market.coingecko.listed'), value(report, 'market.coinmarketcap.listed')]).toEqual(['unknown', false]);
    expect(report.sources.find(({ id }) => id === 'coingecko')).toEqual({ id: 'coingecko', title: 'CoinGecko', status: 'unreachable', reason: 'it does not answer' });
  });

  it('sources that differ are pointed out', async () => {
    const other = (price: number) => market('coinmarketcap', { byId: async () => ({ value: { ...quote, price } }) });
    for (const [price, expected] of [[2.05, false], [2.2, true]] as const) expect(value(await analyze(taskOf({ coingeckoId: 'a', coinmarketcapId: '1' }), [market('coingecko'), other(price)]), 'price.disagreement')).toBe(expected);
  });

  it('that they agree is only known when all who could tell have answered', async () => {
    const ids = taskOf({ coingeckoId: 'a', coinmarketcapId: '1' });
    const third = (change: Partial<MarketSource>): MarketSource => ({ ...market('third', change), byContract: change.byContract ?? (async () => ({ value: { listed: false } })) });
    const withThird = { ...ids, subject: { ...ids.subject, address: taskOf({}, true).subject.address, chainId: 1 } };
    const said = async (change: Partial<MarketSource>) => { const report = await analyze(withThird, [market('coingecko'), market('coinmarketcap'), third(change)]); return [value(report, 'price.disagreement'), report.evidence.find(({ id }) => id === 'tokenomics.price.disagreement')?.unknown]; };
    expect(await said({ byContract: gone })).toEqual(['unknown', 'what is known agrees; CoinMarketCap did not answer']);
    expect(await said({ byContract: async () => ({ value: { ...quote, price: 9 } }) })).toEqual([true, undefined]);
    // One price has nothing to disagree with, and that is known.
    expect(value(await analyze(taskOf({ coingeckoId: 'a' }), [market('coingecko')]), 'price.disagreement')).toBeNull();
    expect(value(await analyze(taskOf({ coingeckoId: 'a' }), [market('coingecko', { byId: gone })]), 'price.disagreement')).toBe('unknown');
  });

  it('a source that throws or lacks the past is limited, and only that', async () => {
    const report = await analyze(taskOf({ coingeckoId: 'a', coinmarketcapId: '1' }), [market('coingecko', { byId: () => Promise.reject(new Error('broken')) }), market('coinmarketcap', { history: gone })]);
    expect(report.sources.map(({ id, status }) => [id, status])).toEqual([['chain', 'not_applicable'], ['coingecko', 'failed'], ['coinmarketcap', 'limited']]);
    expect(value(report, 'price.usd')).toBe(2);
  });

  it('a chain that does not answer leaves what market sources say', async () => {
    const report = await analyze(taskOf({}, true), [market('coingecko')]);
    expect(report.sources.find(({ id }) => id === 'chain:local')).toMatchObject({ status: 'unreachable' });
    expect([value(report, 'supply.total'), value(report, 'price.usd'), report.status]).toEqual(['unknown', 2, 'partial']);
  });

  it('a block long past gets no price of today', async () => {
    const report = await analyze({ ...taskOf({}, true), observedAt: '2026-07-01T00:00:00.000Z' }, [market('coingecko')]);
    expect([value(report, 'price.usd'), value(report, 'market.cap')]).toEqual(['unknown', 'unknown']);
  });

  it('is the token its name stands for when the contract is listed, and not when another is', async () => {
    const task = (() => { const one = taskOf({}, true); return { ...one, subject: { ...one.subject, symbol: 'ACRN' } }; })();
    const none = async () => ({ value: { listed: false as const } });
    const said = async (first: Partial<MarketSource>, second: Partial<MarketSource> = { byContract: none }) => { const report = await analyze(task, [market('coingecko', first), market('coinmarketcap', second)]); return [report.flags.is_true_token?.value, value(report, 'token.listed'), value(report, 'token.namesake')]; };
    const other = { id: 'acorn', address: '0x00000000000000000000000000000000000000aa' };
    const found = (list: { id: string; address: string }[]) => ({ byContract: none, named: async () => ({ value: list }) });
    expect(await said({ named: async () => ({ value: [] }) })).toEqual([true, true, null]);
    expect(await said(found([other]))).toEqual([false, false, { id: 'acorn', address: '0x00000000000000000000000000000000000000AA' }]);
    expect(await said(found([{ ...other, address: task.subject.address! }]))).toEqual(['unknown', false, null]);
    // One that did not answer might list it.
    expect(await said(found([other]), { byContract: gone })).toEqual(['unknown', 'unknown', { id: 'acorn', address: '0x00000000000000000000000000000000000000AA' }]);
    expect(await said({ byContract: gone, named: async () => ({ value: [] }) })).toEqual(['unknown', 'unknown', 'unknown']);
    expect(await said({ byContract: none, named: gone })).toEqual(['unknown', false, 'unknown']);
    const nowhere = async () => ({ value: null, status: 'not_applicable' as const, reason: 'another chain' });
    expect(await said({ byContract: nowhere, named: nowhere }, { byContract: nowhere })).toEqual(['unknown', null, null]);
  });

  it('is the same twice, whatever answers first', async () => {
    const slow = (id: string, wait: number) => market(id, { byId: () => new Promise((resolve) => { setTimeout(() => { resolve({ value: quote }); }, wait); }) });
    const task = taskOf({ coingeckoId: 'a', coinmarketcapId: '1' });
    expect(JSON.stringify(await analyze(task, [slow('coingecko', 20), slow('coinmarketcap', 1)]))).toBe(JSON.stringify(await analyze(task, [slow('coingecko', 1), slow('coinmarketcap', 20)])));
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const running = makeTokenomicsService({ readers, known, markets: [market('coingecko', { byId: (_, signal) => new Promise((_resolve, reject) => { signal?.addEventListener('abort', () => { reject(signal.reason as Error); }); }) })] }).analyze(taskOf({ coingeckoId: 'a' }), { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});
