// Tokenomics against a local chain: a token with mints, burns, vesting, stakes and a Uniswap V2 pool, whose artifacts are data for tests only.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { makeTokenomicsService } from '@hyperlens/agents/research/tokenomics';
import { deploymentEncoder, knownContracts, makeChainReaders } from '@hyperlens/catalog/chains';
import { findKind } from '@hyperlens/catalog/templates';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import { AppError, projectProfile, type BlockReference, type ChainReader, type Json, type KnownContracts, type LogFilter, type MarketQuote, type MarketSource, type ProjectProfile, type SectionReport } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { startChain, type TestChain } from './testing/chain.kit.ts';

type Hex = `0x${string}`;
const find = createRequire(import.meta.url);
const artifact = (name: string): string => (JSON.parse(readFileSync(find.resolve(`@uniswap/${name}.json`), 'utf8')) as { bytecode: string }).bytecode.replace(/^0x/, '');
const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0');
const unit = 10n ** 18n;
const transfer = 'a9059cbb';
const day = 86_400;
const dead: Hex = '0x000000000000000000000000000000000000dEaD';

let chain: TestChain;
let token: Hex; let dollar: Hex; let pair: Hex; let router: Hex; let wallet: Hex; let timelock: Hex; let stakes: Hex; let grants: Hex; let factory: Hex;
let start: number;
let client: { request(method: string, parameters: unknown[]): Promise<unknown> };
const call = (to: Hex, selector: string, ...words: readonly (bigint | string)[]) => chain.send(to, `0x${selector}${words.map(word).join('')}`);
const known = (): KnownContracts => ({ ...knownContracts(31337), factories: [{ name: 'Test V2', kind: 'v2', address: factory.toLowerCase() as Hex, router }], quotes: [{ symbol: 'USDC', address: dollar.toLowerCase() as Hex }] });
const swap = async (amount: bigint, of: Hex): Promise<void> => {
  const now = Number(BigInt(((await client.request('eth_getBlockByNumber', ['latest', false])) as { timestamp: string }).timestamp));
  // swapExactTokensForTokens(uint256,uint256,address[],address,uint256)
  await call(router, '38ed1739', amount, 0n, 0xa0n, chain.accounts[0]!, BigInt(now + 10_000), 2n, of, of === token ? dollar : token);
};

beforeAll(async () => {
  chain = await startChain('Tokenomics.sol');
  const [deployer, treasury, person] = chain.accounts as [Hex, Hex, Hex];
  client = await chain.networks.client('local');
  token = await chain.deploy('Acorn');
  dollar = await chain.deploy('Dollar');
  start = Math.floor(Date.parse((await makeChainReaders({ networks: chain.networks }).open('local')).block.time) / 1000);
  factory = (await chain.send(null, `0x${artifact('v2-core/build/UniswapV2Factory')}${word(deployer)}`)).contract!;
  router = (await chain.send(null, `0x${artifact('v2-periphery/build/UniswapV2Router02')}${word(factory)}${word(dollar)}`)).contract!;
  wallet = await chain.deploy('Wallet', [person, start, 300 * day]);
  timelock = await chain.deploy('Timelock', [token, person, start + 200 * day]);
  stakes = await chain.deploy('Stakes', [token, (40_000n * unit).toString(), (unit / 1000n).toString(), start + 400 * day]);
  const vesting = findKind('vesting')!;
  const made = vesting.compose('TeamVesting', vesting.schema.parse({ currency: { type: 'token', token, decimals: 18 }, grants: [{ beneficiary: person, amount: (60_000n * unit).toString() }], addable: false, schedule: { start: 'deployment', cliffSeconds: 50 * day, durationSeconds: 200 * day, stepSeconds: 50 * day, upfrontBasisPoints: 1000 }, revocable: true, access: 'ownable', owner: deployer }));
  const compiler = makeCompiler();
  const compiled = await compiler.compile({ sources: made.sources, evmVersion: 'cancun' });
  await compiler.close();
  if (!compiled.ok) throw new Error('the vesting contract does not compile');
  grants = (await chain.send(null, deploymentEncoder.encodeDeployment(compiled.contracts.find(({ name }) => name === 'TeamVesting')!, made.constructorArguments, deployer).data)).contract!;
  for (const [to, amount] of [[wallet, 90_000n], [timelock, 30_000n], [stakes, 50_000n], [grants, 60_000n], [treasury, 100_000n], [dead, 20_000n], [person, 5_000n]] as const) await call(token, transfer, to, amount * unit);
  for (const one of [token, dollar]) await call(one, '095ea7b3', router, 2n ** 255n);
  // addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)
  await call(router, 'e8e33700', token, dollar, 100_000n * unit, 200_000n * 10n ** 6n, 0n, 0n, deployer, BigInt(start + 1000 * day));
  const [found] = await makeChainReaders({ networks: chain.networks }).open('local').then((reader) => reader.calls([{ to: factory, data: `0xe6a43905${word(token)}${word(dollar)}` }]));
  pair = `0x${found?.ok ? found.returned.slice(-40) : ''}`;
  for (let at = 0; at < 14; at += 1) { await chain.pass(5); await swap(at % 3 === 0 ? 3_000n * unit : 5_000n * 10n ** 6n, at % 3 === 0 ? token : dollar); }
  await call(token, '40c10f19', deployer, 50_000n * unit);
  await call(token, '42966c68', 10_000n * unit);
  await chain.pass(30);
});
afterAll(async () => { await chain?.close(); });

interface Looked { at?: BlockReference; of?: Hex; markets?: MarketSource[]; wrap?: (reader: ChainReader, past: boolean) => ChainReader }
async function look(project: z.input<typeof projectProfile> = {}, { at, of = token, markets = [], wrap = (reader) => reader }: Looked = {}): Promise<SectionReport> {
  const readers = makeChainReaders({ networks: chain.networks });
  const block = at ?? (await readers.open('local')).block;
  const service = makeTokenomicsService({ readers: { open: async (network, number) => wrap(await readers.open(network, number), number !== block.number) }, known, markets });
  const { report } = await service.analyze({ runId: 'run', subject: { kind: 'token', query: of, network: 'local', chainId: 31337, address: of, name: 'Acorn', symbol: 'ACRN', decimals: 18 }, block, observedAt: block.time, project: projectProfile.parse(project) as ProjectProfile });
  const ids = new Set(report.evidence.map(({ id }) => id));
  for (const claim of Object.values(report.facts)) for (const id of claim.evidence) expect(ids.has(id), id).toBe(true);
  for (const chart of report.charts) for (const id of chart.evidence) expect(ids.has(id), id).toBe(true);
  return report;
}
type Row = Record<string, Json>;
const value = (report: SectionReport, name: string): Json | undefined => report.facts[name]?.value;
const row = (report: SectionReport, name: string): Row => value(report, name) as Row;
const rows = (report: SectionReport, name: string): Row[] => value(report, name) as Row[];
const units = (whole: bigint): string => (whole * unit).toString();
const stated = (): z.input<typeof projectProfile> => ({ treasuries: [chain.accounts[1]!], vesting: [wallet, timelock] });

describe('tokenomics of a token on a chain', () => {
  it('add up supply and circulation, with what is set aside', async () => {
    const report = await look(stated());
    expect([report.status, value(report, 'supply.total'), value(report, 'supply.max'), value(report, 'supply.overMax'), value(report, 'supply.burned')]).toEqual(['completed', units(1_040_000n), units(2_000_000n), false, units(20_000n)]);
    // 1 040 000 less 20 000 burned, 90 000 + 30 000 + 60 000 vesting, 100 000 of the treasury.
    expect([value(report, 'supply.circulating'), value(report, 'supply.circulatingAtMost'), value(report, 'supply.circulatingShare')]).toEqual([units(740_000n), units(740_000n), 0.711538]);
    expect(rows(report, 'supply.setAside').map(({ why, amount }) => `${why as string} ${amount as string}`).toSorted()).toEqual([`burned ${units(20_000n)}`, `treasury ${units(100_000n)}`, `vesting ${units(30_000n)}`, `vesting ${units(60_000n)}`, `vesting ${units(90_000n)}`]);
    expect([value(report, 'mints.count'), value(report, 'mints.total'), value(report, 'burns.total'), value(report, 'supply.explained')]).toEqual([2, units(1_050_000n), units(10_000n), true]);
    expect(report.charts.map(({ id }) => id)).toEqual(['division', 'holders', 'price', 'scenarios', 'supply', 'unlocks']);
  });

  it('tell how the supply grew, and when', async () => {
    const report = await look(stated());
    expect([value(report, 'emission.days30'), value(report, 'emission.days90'), value(report, 'emission.days365')]).toEqual(['0', units(40_000n), 'unknown']);
    const { block } = await makeChainReaders({ networks: chain.networks }).open('local');
    const before = report.evidence.find(({ id }) => id === 'tokenomics.emission.days90')!.method.match(/block (\d+)/)![1];
    const from = await makeChainReaders({ networks: chain.networks }).open('local', Number(before));
    // 40 000 on 1 000 000, over the time between the two blocks.
    expect(value(report, 'inflation.days90')).toBeCloseTo((0.04 * 365 * day) / ((Date.parse(block.time) - Date.parse(from.block.time)) / 1000), 6);
    expect(rows(report, 'supply.changes').map(({ kind, amount }) => [kind, amount])).toEqual([['mint', units(1_000_000n)], ['mint', units(50_000n)], ['burn', units(10_000n)]]);
    expect(rows(report, 'supply.course').at(-1)).toMatchObject({ amount: units(1_040_000n), by: 'state' });
    expect(rows(report, 'holders.course').at(-1)).toMatchObject({ count: 9 });
  });

  it('know what vests, by whom and by when, in three kinds of contract', async () => {
    const report = await look(stated());
    const contracts = Object.fromEntries(rows(report, 'vesting.contracts').map((one) => [one.kind as string, one]));
    expect(contracts['vesting-wallet']).toMatchObject({ total: units(90_000n), released: '0', given: true, beneficiary: chain.accounts[2] });
    expect(contracts.grants).toMatchObject({ total: units(60_000n), given: false, beneficiaries: 1 });
    expect(contracts.timelock).toMatchObject({ total: units(30_000n), end: new Date((start + 200 * day) * 1000).toISOString() });
    // 100 of 300 days of 90 000, and the upfront 10 % with two of four steps of 60 000.
    expect(Number(value(report, 'vesting.releasable')) / 1e18).toBeCloseTo(90_000 * (100 / 300) + 6_000 + 27_000, -1);
    // The rest: 60 000 of the wallet, 27 000 of the grant, 30 000 of the timelock.
    expect(Number(row(report, 'unlocks.days365').amount) / 1e18).toBeCloseTo(117_000, -1);
    expect(rows(report, 'unlocks.calendar').reduce((sum, { amount }) => sum + Number(amount), 0) / 1e18).toBeCloseTo(117_000, -1);
    expect(rows(report, 'unlocks.calendar').find(({ label }) => (label as string).startsWith('timelock'))).toMatchObject({ time: new Date((start + 200 * day) * 1000).toISOString(), amount: units(30_000n) });
  });

  it('read price, trades, stakes, treasury and scenarios', async () => {
    const report = await look({ ...stated(), allocation: [{ label: 'Treasury', share: 0.1, address: chain.accounts[1]! }, { label: 'Team', share: 0.5, address: wallet }, { label: 'Everybody', share: 0.4 }] });
    const reader = await makeChainReaders({ networks: chain.networks }).open('local');
    const reserves = await reader.call({ to: pair, data: '0x0902f1ac' });
    const [first, second] = [0, 1].map((at) => BigInt(`0x${reserves.ok ? reserves.returned.slice(2 + at * 64, 66 + at * 64) : ''}`));
    const [tokens, dollars] = BigInt(token) < BigInt(dollar) ? [first!, second!] : [second!, first!];
    expect(Number(value(report, 'price.spot'))).toBeCloseTo(Number(dollars) / 1e6 / (Number(tokens) / 1e18), 9);
    expect([value(report, 'price.usd'), row(report, 'price.quote').symbol]).toEqual([Number(value(report, 'price.spot')), 'USDC']);
    expect(Number(value(report, 'market.capInQuote'))).toBeCloseTo(740_000 * Number(value(report, 'price.spot')), 2);
    expect(value(report, 'market.fullyDiluted')).toBeCloseTo(2_000_000 * Number(value(report, 'price.spot')), 1);
    expect([value(report, 'volume.days7'), value(report, 'volume.days30'), Number(value(report, 'volume.days90')) > 50_000e6]).toEqual(['0', '0', true]);
    expect(value(report, 'price.volatility')).toBeGreaterThan(0.05);
    expect(value(report, 'price.maxDrawdown')).toBeGreaterThan(0.03);
    expect(rows(report, 'staking.contracts')).toEqual([expect.objectContaining({ address: stakes, kind: 'rewards', staked: units(40_000n), backed: true, yearlyRate: 0.7884 })]);
    expect([value(report, 'staking.share'), value(report, 'treasury.share')]).toEqual([0.054054, 0.096154]);
    expect([value(report, 'allocation.complete'), value(report, 'allocation.kept'), rows(report, 'allocation.stated').map(({ kept }) => kept)]).toEqual([true, false, [true, false, null]]);
    expect(row(report, 'supply.scenario.mintToCap')).toEqual({ total: units(2_000_000n), minted: units(960_000n), shareKept: 0.52 });
    expect(rows(report, 'supply.scenario.base').at(-1)).toMatchObject({ days: 730 });
  });

  it('are the same twice, and of the past at a block of the past', async () => {
    const report = await look(stated());
    expect(JSON.stringify(await look(stated()))).toBe(JSON.stringify(report));
    const { block } = await makeChainReaders({ networks: chain.networks }).open('local', Number((rows(report, 'supply.changes')[1]!.block as number) - 1));
    const past = await look(stated(), { at: block });
    expect([value(past, 'supply.total'), value(past, 'mints.count'), value(past, 'burns.count')]).toEqual([units(1_000_000n), 1, 0]);
    expect(past.evidence.filter(({ source }) => source.startsWith('chain:')).every((one) => one.block === block.number)).toBe(true);
  });

  it('take unlocks from a supplied table where no contract tells', async () => {
    const plain = await chain.deploy('Acorn');
    const { block } = await makeChainReaders({ networks: chain.networks }).open('local');
    const time = (days: number): string => new Date(Date.parse(block.time) + days * day * 1000).toISOString();
    const report = await look({ unlocks: [{ time: time(20), amount: '1000.5', label: 'Team' }, { time: time(200), amount: '500', label: 'Seed' }, { time: time(-5), amount: '9', label: 'Past' }] }, { of: plain, at: block });
    expect([row(report, 'unlocks.days30').amount, row(report, 'unlocks.days365').amount, row(report, 'unlocks.next').label]).toEqual(['1000500000000000000000', '1500500000000000000000', 'Team']);
    expect(report.evidence.find(({ id }) => id === 'tokenomics.unlocks.calendar')).toMatchObject({ source: 'supplied', confidence: 'low' });
    expect([value(report, 'price.spot'), value(report, 'market.cap'), value(report, 'volume.days30')]).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

describe('with a source unplugged', () => {
  it('no old state: the past of the supply comes from logs and is the same', async () => {
    const refuse = () => Promise.reject(new AppError('STATE_UNAVAILABLE', { network: 'local', block: 1, reason: 'pruned' }));
    const [whole, without] = [await look(stated()), await look(stated(), { wrap: (reader, past) => ({ ...reader, creationBlock: async () => null, ...(past ? { call: refuse } : {}) }) })];
    expect(rows(without, 'supply.course').map(({ amount }) => amount)).toEqual(rows(whole, 'supply.course').map(({ amount }) => amount));
    expect(rows(without, 'supply.course')[0]).toMatchObject({ by: 'logs' });
    expect(value(without, 'inflation.annual')).toBe(value(whole, 'inflation.annual'));
  });

  it.each([
    ['refuses', () => Promise.reject(new AppError('NETWORK_UNREACHABLE', { network: 'local', reason: 'it is gone' }))],
    ['gives half', (filter: LogFilter) => Promise.resolve({ fromBlock: filter.fromBlock, toBlock: filter.fromBlock, complete: false, reason: 'limited' })],
  ])('a node that %s of its logs leaves unknown what rests on them, and moves nothing else', async (_, logs) => {
    const [whole, without] = [await look(stated()), await look(stated(), { wrap: (reader) => ({ ...reader, logs }) })];
    expect(without.status).toBe('partial');
    for (const name of ['supply.circulating', 'mints.count', 'holders.course', 'price.course', 'volume.days30', 'market.cap', 'staking.staked', 'supply.scenario.base']) expect(value(without, name), name).toBe('unknown');
    for (const name of ['supply.total', 'supply.max', 'supply.burned', 'price.spot', 'treasury.share', 'market.fullyDiluted', 'emission.days90']) expect(value(without, name), name).toEqual(value(whole, name));
    expect(BigInt(value(without, 'supply.circulatingAtMost') as string)).toBeGreaterThanOrEqual(BigInt(value(whole, 'supply.circulating') as string));
  });

  it('a node that fails on reads after the first says so', async () => {
    let asked = 0;
    const report = await look(stated(), { wrap: (reader) => ({ ...reader, calls: (list) => { asked += 1; return asked > 1 ? Promise.reject(new AppError('NETWORK_UNREACHABLE', { network: 'local', reason: 'it is gone' })) : reader.calls(list); } }) });
    expect([value(report, 'supply.total'), value(report, 'supply.circulating'), value(report, 'price.spot'), value(report, 'staking.staked'), value(report, 'unlocks.next')]).toEqual([units(1_040_000n), 'unknown', 'unknown', 'unknown', 'unknown']);
  });

  it('a replaced block ends it', async () => {
    const { block } = await makeChainReaders({ networks: chain.networks }).open('local');
    await expect(look({}, { at: { ...block, hash: `0x${'1'.repeat(64)}` } })).rejects.toMatchObject({ code: 'CHAIN_REORGANISED' });
  });
});

describe('with market sources', () => {
  const quote: MarketQuote = { listed: true, id: 'acorn', name: 'Acorn', symbol: 'ACRN', price: 2.3, marketCap: null, fullyDiluted: null, volume24Hours: null, circulatingSupply: 1_000_000, totalSupply: null, maxSupply: null, updatedAt: null };
  const market = (price: number): MarketSource => ({ id: 'coingecko', title: 'CoinGecko', byContract: async () => ({ value: { ...quote, price } }), byId: async () => ({ value: { ...quote, price } }), history: async () => ({ value: [] }) });
  it('their price comes first, and is held against the pool', async () => {
    const [agreeing, other] = [await look(stated(), { markets: [market(2.3)] }), await look(stated(), { markets: [market(4)] })];
    expect([value(agreeing, 'price.usd'), value(agreeing, 'price.disagreement'), value(agreeing, 'supply.disagreement.coingecko')]).toEqual([2.3, false, true]);
    expect([value(other, 'price.usd'), value(other, 'price.disagreement'), value(other, 'market.cap')]).toEqual([4, true, 2_960_000]);
  });
});
