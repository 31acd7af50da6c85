// Economies whose truth is known from what was done on the chain, and what the tokenomics section says of them. No figure here comes from the product.
import type { Json, MarketPoint, MarketQuote, MarketSource, SectionReport } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAbi } from 'viem';
import { build, type Built } from './build.ts';
import { day, openWorld, value, type Looked, type World } from './world.ts';

const e18 = 10n ** 18n;
const dead = '0x000000000000000000000000000000000000dEaD';
let world: World;
let built: Record<string, Built>;
let now: number;
beforeAll(async () => { world = await openWorld(); built = await build(world); now = await world.now(); });
afterAll(async () => { await world?.close(); });

const of = (id: string): Built => built[id]!;
const look = (id: string, more?: Looked): Promise<SectionReport> => world.look(of(id), more);
const rows = (report: SectionReport, name: string): Record<string, Json>[] => value(report, name) as Record<string, Json>[];
const row = (report: SectionReport, name: string): Record<string, Json> => value(report, name) as Record<string, Json>;
const units = (whole: bigint): string => (whole * e18).toString();
/** Close to within a part in a million: two blocks of one moment may lie a second apart. */
const near = (said: Json | undefined, truth: bigint): void => { expect(Math.abs(Number(said) / Number(truth) - 1), `${JSON.stringify(said)} against ${truth}`).toBeLessThan(1e-6); };

describe('supply', () => {
  it('of a fixed token: burned and treasury off, the rest circulates', async () => {
    const report = await look('fixed');
    expect([value(report, 'supply.total'), value(report, 'supply.burned'), value(report, 'supply.circulating'), value(report, 'emission.days365'), value(report, 'inflation.annual')]).toEqual([units(1_000_000n), units(50_000n), units(750_000n), '0', 0]);
    expect(rows(report, 'supply.setAside').map(({ address, why, amount }) => [address, why, amount])).toEqual([[dead, 'burned', units(50_000n)], [world.people[1]!.address, 'treasury', units(200_000n)]]);
    // 20 % stated and held; 15 % stated, 10 % held; 60 % nowhere; together 95 %.
    expect([rows(report, 'allocation.stated').map(({ actual, kept }) => [actual, kept]), value(report, 'allocation.kept'), value(report, 'allocation.complete')]).toEqual([[[0.2, true], [0.1, false], [null, null]], false, false]);
    expect(report.summary).toContain('75 % of the supply circulates; the supply did not change in the last 365 days');
  });
  it('of a capped token: mints, burns, a year of growth and what is left to mint', async () => {
    const report = await look('capped');
    expect(['supply.total', 'supply.max', 'mints.count', 'mints.total', 'burns.count', 'burns.total', 'supply.explained'].map((name) => value(report, name))).toEqual([units(475_000n), units(1_000_000n), 5, units(500_000n), 1, units(25_000n), true]);
    // A year ago: 100 000 and two mints less the burn, 275 000.
    expect(value(report, 'emission.days365')).toBe(units(200_000n));
    expect(value(report, 'inflation.annual')).toBeCloseTo(200 / 275, 1);
    expect(row(report, 'supply.scenario.mintToCap')).toEqual({ total: units(1_000_000n), minted: units(525_000n), shareKept: 0.475 });
  });
  it('that grows without a log, in steps, by rebases or shrinks with each transfer is told by state', async () => {
    const token = { address: of('interest').token, abi: parseAbi(['function totalSupply() view returns (uint256)']) };
    const interest = await look('interest');
    near(value(interest, 'supply.total'), await world.stage.read<bigint>(token, 'totalSupply'));
    expect([value(interest, 'supply.explained'), value(interest, 'mints.count')]).toEqual([false, 1]);
    // A tenth of the first supply each year; the window begins at the block before it.
    const supplyThen = Number(value(interest, 'supply.total')) / 1e18 - 100_000;
    expect(value(interest, 'inflation.annual')).toBeCloseTo(100_000 / supplyThen, 3);
    const elastic = await look('elastic');
    expect([value(elastic, 'supply.total'), value(elastic, 'emission.days365'), value(elastic, 'supply.explained')]).toEqual([(1_200_000n * 10n ** 9n).toString(), (-300_000n * 10n ** 9n).toString(), false]);
    const burner = await look('burner');
    expect([value(burner, 'supply.total'), value(burner, 'burns.count'), value(burner, 'emission.days365'), value(burner, 'supply.explained')]).toEqual([units(996_000n), 4, units(-2_000n), true]);
    const halving = await look('halving');
    expect([value(halving, 'mints.count'), value(halving, 'supply.explained')]).toEqual([7, true]);
    near(value(halving, 'supply.total'), await world.stage.read<bigint>({ ...token, address: of('halving').token }, 'totalSupply'));
  });
  it('of odd units is exact, and a token made in this block has no past', async () => {
    for (const [id, total] of [['whole', 1_000_000n], ['fine', 10n ** 33n], ['huge', 10n ** 48n], ['tiny', 5n]] as const) expect([id, value(await look(id), 'supply.total')]).toEqual([id, total.toString()]);
    const lonely = await look('lonely');
    expect(['supply.circulating', 'staking.share', 'inflation.annual', 'liquidity.impact'].map((name) => value(lonely, name))).toEqual(['0', null, null, null]);
    expect(value(lonely, 'emission.days30')).toBe('unknown');
  });
});

describe('vesting', () => {
  it('in OpenZeppelin wallets and a timelock, with cliffs, claims and dates', async () => {
    const report = await look('vested');
    const { start, linear, cliff, later } = of('vested').truth as { start: number; linear: string; cliff: string; later: string };
    expect(Object.fromEntries(rows(report, 'vesting.contracts').map(({ address, kind }) => [(address as string).toLowerCase(), kind]))).toEqual({ [linear]: 'vesting-wallet', [cliff]: 'vesting-wallet', [later]: 'timelock' });
    expect(value(report, 'supply.circulating')).toBe(units(650_000n));
    const straight = 200_000n * e18 * BigInt(now - start) / BigInt(1000 * day);
    near(value(report, 'vesting.releasable'), straight);
    const [inMonth, inQuarter] = [30n, 90n].map((days) => 200_000n * e18 * days / 1000n) as [bigint, bigint];
    near(row(report, 'unlocks.days30').amount, inMonth);
    // The cliff of day 800 lies within 90 days: what vested until then, and what comes after it.
    const after = BigInt(now - start + 90 * day);
    near(row(report, 'unlocks.days90').amount, inQuarter + 100_000n * e18 * after / BigInt(1000 * day));
    expect(rows(report, 'unlocks.calendar').map(({ time }) => time)).toContain(new Date((start + 800 * day) * 1000).toISOString());
    expect(rows(report, 'unlocks.calendar').find(({ time }) => time === new Date((start + 900 * day) * 1000).toISOString() && time)).toBeDefined();
    expect(report.summary).toContain('has vested and can be taken at any moment');
    // Today is today: what vested and was not taken does not circulate yet.
    expect(rows(report, 'supply.scenario.base')[0]).toMatchObject({ days: 0, circulating: units(650_000n) });
  });
  it('in contracts of other makes: the first TokenVesting, getters only, a list of schedules, streams', async () => {
    const report = await look('other');
    const { start, old, plain, many, streams } = of('other').truth as { start: number; old: string; plain: string; many: string; streams: string };
    expect(Object.fromEntries(rows(report, 'vesting.contracts').map(({ address, kind, beneficiaries }) => [(address as string).toLowerCase(), [kind, beneficiaries]]))).toEqual({ [old]: ['linear', 1], [plain]: ['linear', 1], [many]: ['schedules', 3], [streams]: ['streams', 1] });
    const held = await world.stage.read<bigint>({ address: of('other').token, abi: parseAbi(['function balanceOf(address) view returns (uint256)']) }, 'balanceOf', [plain]);
    expect(value(report, 'supply.circulating')).toBe((730_000n * e18 - held).toString());
    // Old: 100 a day; plain: 50; many: 33.3 + 44.4 + 20; streams: 80.
    near(row(report, 'unlocks.days30').amount, 30n * (100n * e18 + 50n * e18 + 100n * e18 / 3n + 400n * e18 / 9n + 20n * e18 + 80n * e18));
    const ends = [900, 1000, 1200].map((days) => new Date((start + days * day) * 1000).toISOString());
    expect(rows(report, 'unlocks.calendar').map(({ time }) => time)).toEqual(expect.arrayContaining(ends));
  });
  it('nowhere is no promise that nothing is locked', async () => {
    const report = await look('lonely');
    expect(report.evidence.find(({ id }) => id === 'tokenomics.vesting.contracts')).toMatchObject({ value: [], confidence: 'medium' });
  });
});

describe('who holds it', () => {
  it('names shared wallets, contracts with a delay and bridges, and says what that leaves open', async () => {
    const report = await look('dao');
    const { safe, timelock, bridge } = of('dao').truth as Record<string, string>;
    expect(Object.fromEntries(rows(report, 'supply.contracts').map(({ address, kind, amount }) => [(address as string).toLowerCase(), [kind, amount]]))).toEqual({ [safe!]: ['multisig', units(250_000n)], [timelock!]: ['delay', units(150_000n)], [bridge!]: ['bridge', units(300_000n)] });
    expect([value(report, 'supply.circulating'), value(report, 'supply.circulatingAtLeast'), row(report, 'supply.undecided').share]).toEqual([units(1_000_000n), units(600_000n), 0.4]);
    expect(report.summary).toContain('Between 60 % and 100 %');
    // Somebody who knows better says so.
    const told = await look('dao', { project: { treasuries: [safe!, timelock!] } });
    expect([value(told, 'supply.circulating'), value(told, 'supply.circulatingAtLeast'), value(told, 'treasury.share')]).toEqual([units(600_000n), units(600_000n), 0.4]);
  });
  it('finds stakes in a reward contract, a vault, a farm and an escrow', async () => {
    const report = await look('staked');
    const { rewards, vault, chef, escrow } = of('staked').truth as Record<string, string>;
    const found = Object.fromEntries(rows(report, 'staking.contracts').map((one) => [(one.address as string).toLowerCase(), [one.kind, one.staked, one.held]]));
    expect(found).toEqual({ [rewards!]: ['rewards', units(100_000n), units(136_500n)], [vault!]: ['vault', units(50_000n), units(50_000n)], [chef!]: ['farm', found[chef!]![2], found[chef!]![2]], [escrow!]: ['escrow', units(70_000n), units(70_000n)] });
  });
});

describe('price', () => {
  it('of two pools: spot, fall, volume, trades and their disagreement', async () => {
    const report = await look('fixed');
    const { prices } = of('fixed').truth as { prices: number[] };
    expect(Number(value(report, 'price.spot'))).toBeCloseTo(prices.at(-1)!, 9);
    expect(value(report, 'price.maxDrawdown')).toBeCloseTo(1 - prices[15]! / prices[14]!, 5);
    expect([value(report, 'price.disagreement'), value(report, 'price.usd'), rows(report, 'price.pools').map(({ kind }) => kind)]).toEqual([true, 'unknown', ['v2', 'v3', 'v2']]);
    expect(Number(rows(report, 'price.pools')[1]!.price) / prices.at(-1)!).toBeCloseTo(2, 3);
    // One percent of 750 000 into a pool of T: 1 - 0.997 T / (T + 0.997 a).
    const [tokens] = (await world.reserves(of('fixed').contract)).map(Number) as [number, number];
    expect(value(report, 'liquidity.impact')).toBeCloseTo(1 - 0.997 * tokens / (tokens + 0.997 * 7500e18), 5);
  });
  it('of a pool of concentrated liquidity: what a sale costs is walked', async () => {
    const report = await look('deep');
    // The whole range is one position, so it sells as a constant-product pool with the fee of 0.3 %.
    const [pool] = rows(report, 'price.pools');
    const tokens = Number(pool!.tokens);
    expect(value(report, 'liquidity.impact')).toBeCloseTo(1 - 0.997 * tokens / (tokens + 0.997 * 10_000), 3);
    expect(rows(report, 'supply.scenario.unlocksSold')[0]).toMatchObject({ unlocked: '0', priceLeft: 1 });
  });
  it('in dollars comes from the chain where its quote is a stable coin, or is priced in one by a deep pool', async () => {
    const factories = [{ name: 'Test V2', kind: 'v2' as const, address: world.factory.address.toLowerCase() as `0x${string}`, router: null }];
    const usdc = { symbol: 'USDC', address: world.dollar.address.toLowerCase() as `0x${string}` };
    const fixed = await look('fixed', { known: { factories, quotes: [usdc] } });
    expect(value(fixed, 'price.usd')).toBeCloseTo(Number(value(fixed, 'price.spot')), 9);
    // CHAIN trades against FIX only: 4 FIX for one, and FIX costs what its own pool says.
    const { prices } = of('fixed').truth as { prices: number[] };
    expect(value(await look('chained', { known: { factories, quotes: [usdc] } }), 'price.usd')).toBeCloseTo(4 * prices.at(-1)!, 6);
    expect(value(await look('chained', { known: { factories } }), 'price.usd')).toBe('unknown');
  });
  it('of tokens with odd units', async () => {
    for (const [id, price] of [['whole', '0.5'], ['fine', '5'], ['huge', '0.000000000001'], ['silent', '0.25']] as const) expect([id, value(await look(id), 'price.spot')]).toEqual([id, price]);
    expect(['volume.days30', 'price.maxDrawdown'].map((name) => value(reportOfSilent, name))).toEqual(['0', 'unknown']);
  });
  let reportOfSilent: SectionReport;
  beforeAll(async () => { reportOfSilent = await look('silent'); });
});

const quoteOf = (change: Partial<MarketQuote> = {}): MarketQuote => ({ listed: true, id: 'fix', name: 'Fix', symbol: 'FIX', price: 0.7, marketCap: null, fullyDiluted: null, volume24Hours: null, circulatingSupply: null, totalSupply: null, maxSupply: null, updatedAt: null, ...change });
const market = (quote: MarketQuote, points: MarketPoint[] = []): MarketSource => ({ id: 'coingecko', title: 'CoinGecko', byContract: async (_chain, address) => ({ value: address.toLowerCase() === of('fixed').token.toLowerCase() ? quote : { listed: false } }), byId: async () => ({ value: quote }), history: async () => ({ value: points }) });

describe('market sources beside the chain', () => {
  it('give dollars when their price is of now, and none when it is old', async () => {
    const fresh = await look('fixed', { markets: [market(quoteOf({ updatedAt: new Date((now - 600) * 1000).toISOString() }))] });
    expect([value(fresh, 'price.usd'), value(fresh, 'market.cap')]).toEqual([0.7, 525_000]);
    const old = await look('fixed', { markets: [market(quoteOf({ updatedAt: new Date((now - 40 * day) * 1000).toISOString() }))] });
    expect([value(old, 'price.usd'), value(old, 'market.cap')]).toEqual(['unknown', 'unknown']);
    expect(old.evidence.find(({ id }) => id === 'tokenomics.price.usd')?.unknown).toContain('older than a day');
  });
  it('of another token, named by a wrong id, are not taken for this one', async () => {
    const report = await look('fixed', { markets: [market(quoteOf({ id: 'bitcoin', name: 'Bitcoin', symbol: 'BTC', price: 90_000 }))], project: { coingeckoId: 'bitcoin' } });
    expect(value(report, 'price.usd')).toBe('unknown');
    expect(report.evidence.find(({ id }) => id === 'tokenomics.price.usd')?.unknown).toContain('BTC');
  });
});

describe('a supplied table', () => {
  it('is added up from now on, and its faults are said', async () => {
    const at = (days: number): string => new Date((now + days * day) * 1000).toISOString();
    const report = await look('table', { project: { unlocks: [{ time: at(-30), amount: '100000', label: 'past' }, { time: at(10), amount: '50000.5', label: 'team' }, { time: at(10), amount: '50000.5', label: 'team' }, { time: at(60), amount: '900000', label: 'seed' }] } });
    expect([row(report, 'unlocks.days30').amount, row(report, 'unlocks.next').label]).toEqual([(100_001n * e18).toString(), 'team']);
    expect(row(report, 'unlocks.supplied')).toMatchObject({ entries: 4, past: 1, toCome: (1_000_001n * e18).toString(), repeated: 1, moreThanSupply: true });
  });
});
