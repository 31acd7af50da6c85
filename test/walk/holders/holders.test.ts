import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeTransferIndex, openStorage, type Storage } from '@hyperlens/platform/storage';
import type { ChainReader, Json, LogFilter } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployCrowd } from '../../../bench/research/speed-token.ts';
import { openWorld, people, type World } from './world.ts';

const [deployer, alice, bob, carol] = people.map(({ address }) => address) as [`0x${string}`, `0x${string}`, `0x${string}`, `0x${string}`];
const unit = 10n ** 18n;
let world: World;
let storage: Storage;
const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-index-'));
beforeAll(async () => { [world, storage] = await Promise.all([openWorld(), openStorage({ home })]); });
afterAll(async () => { await world?.close(); await storage?.close(); rmSync(home, { recursive: true, force: true }); });

type Row = Record<string, Json>;
const valueOf = (report: { facts: Record<string, { value: Json }> }, name: string): Json => report.facts[name]!.value;
const table = (report: Parameters<typeof valueOf>[0]): Row[] => valueOf(report, 'holders.table') as Row[];

describe('holders on a real chain', () => {
  it('are those that hold, with shares, concentration and the people named', async () => {
    const coin = await world.deploy('Coin', ['ACE', 1000n]);
    for (const [to, amount] of [[alice, 300n], [bob, 100n], ['0x000000000000000000000000000000000000dEaD', 200n]] as const) await world.call(coin, 'transfer(address,uint256)', [to, amount]);
    await world.call(coin, 'transfer(address,uint256)', [carol, 100n], { from: 2 });
    const report = await world.examine(coin, { owner: alice });
    expect([valueOf(report, 'holders.count'), valueOf(report, 'holders.reconciled'), report.flags.holder_count!.value, report.flags.total_supply!.value]).toEqual([4, true, 4, '1000']);
    expect(table(report).map(({ address, balance, share, kind, label }) => [address, balance, share, kind, label])).toEqual([
      [deployer, '400', 0.5, 'wallet', 'deployer'], [alice, '300', 0.375, 'wallet', 'owner'], ['0x000000000000000000000000000000000000dEaD', '200', 0.25, 'burned', 'burn address'], [carol, '100', 0.125, 'wallet', null],
    ]);
    expect([valueOf(report, 'holders.top10Share'), valueOf(report, 'holders.nakamoto'), valueOf(report, 'holders.gini'), valueOf(report, 'holders.hhi')]).toEqual([1, 2, 0.25, 0.40625]);
    expect([report.flags.owner_balance!.value, report.flags.owner_percent!.value, report.flags.creator_percent!.value]).toEqual(['300', 0.3, 0.4]);
    expect([report.flags.is_in_dex!.value, valueOf(report, 'liquidity.pulled'), valueOf(report, 'liquidity.unlocked')]).toEqual([false, false, false]);
    expect((valueOf(report, 'flows.recent') as Row).transfers).toBe(5);
  });

  it('counts deposits of wrapped currency, which log no transfer', async () => {
    const wrapped = await world.deploy('Wrapped');
    await world.call(wrapped, 'deposit()', [], { value: 900n });
    await world.call(wrapped, 'transfer(address,uint256)', [alice, 300n]);
    await world.call(wrapped, 'withdraw(uint256)', [100n], { from: 1 });
    const report = await world.examine(wrapped);
    expect([valueOf(report, 'holders.count'), valueOf(report, 'holders.reconciled')]).toEqual([2, true]);
    expect(table(report).map(({ balance }) => balance)).toEqual(['600', '200']);
  });

  it.each([
    ['made without a log', 'Silent', async (token: `0x${string}`) => { await world.call(token, 'transfer(address,uint256)', [alice, 100n]); await world.call(token, 'conjure(address,uint256)', [alice, 9000n]); }, [['9100', alice], ['900', deployer]]],
    ['only said to be sent', 'Faker', async (token: `0x${string}`) => { await world.call(token, 'pretend(address[])', [[alice, bob, carol]]); }, [['1000', deployer]]],
    ['rebased', 'Rebaser', async (token: `0x${string}`) => { await world.call(token, 'transfer(address,uint256)', [alice, 100n]); await world.call(token, 'rebase()', []); }, [['1800', deployer], ['200', alice]]],
  ])('says so when tokens are %s, and believes the token', async (_, name, change, expected) => {
    const token = await world.deploy(name);
    await change(token);
    const report = await world.examine(token);
    expect(valueOf(report, 'holders.reconciled')).toBe(false);
    expect(table(report).map(({ balance, address }) => [balance, address])).toEqual(expected);
    expect(report.evidence.find(({ id }) => id === 'onchain.holders.table')?.confidence).toBe('medium');
    const differences = report.evidence.find(({ id }) => id === 'onchain.holders.differences')!.value as Row;
    expect(differences.differing).toBeGreaterThan(0);
  });

  it('are unknown for a token without logs', async () => {
    const report = await world.examine(await world.deploy('Mute'));
    expect([valueOf(report, 'holders.count'), valueOf(report, 'holders.reconciled'), report.flags.holder_count!.value]).toEqual(['unknown', false, 'unknown']);
  });

  it('are unknown, and so is what rests on them, when logs fail, are refused in part, or never come', async () => {
    const coin = await world.deploy('Coin', ['ACE', 1000n]);
    const failing = (logs: ChainReader['logs']) => world.examine(coin, { wrap: (reader) => ({ ...reader, logs }) });
    const refused = await failing(async () => { throw new Error('the node is on fire'); });
    expect(refused.status).toBe('partial');
    for (const name of ['holders.count', 'holders.top10Share', 'liquidity.pulled', 'liquidity.unlocked', 'flows.recent']) expect(valueOf(refused, name)).toBe('unknown');
    expect(refused.sources.map(({ id, status }) => `${id} ${status}`)).toEqual(['transfer-logs failed']);
    const partial = await failing(async ({ fromBlock, toBlock }) => ({ fromBlock, toBlock: toBlock - 1, complete: false, reason: 'pruned' }));
    expect([valueOf(partial, 'holders.count'), partial.sources[0]]).toMatchObject(['unknown', { status: 'limited', reason: 'pruned' }]);
    expect(JSON.stringify(partial)).toContain('pruned');
    const mute = await world.examine(coin, { wrap: (reader) => ({ ...reader, call: async () => { throw new Error('no state'); }, calls: async () => { throw new Error('no state'); } }) });
    for (const name of ['holders.count', 'holders.top10Share', 'liquidity.pulled', 'liquidity.unlocked']) expect(valueOf(mute, name)).toBe('unknown');
    expect(mute.flags.is_in_dex!.value).toBe('unknown');
    const codeless = await world.examine(coin, { wrap: (reader) => ({ ...reader, code: async () => { throw new Error('no state'); } }) });
    expect([valueOf(codeless, 'holders.count'), table(codeless)[0]!.kind]).toEqual([1, 'unknown']);
  });
});

describe('the index over a real chain', () => {
  it('reads only new blocks the second time, gives the same report, and works for the past', async () => {
    const crowd = await deployCrowd(world.client);
    await crowd.welcome(3_000);
    const middle = await world.client.blockNumber();
    const index = makeTransferIndex(storage);
    const asked: LogFilter[] = [];
    const wrap = (reader: ChainReader): ChainReader => ({ ...reader, logs(filter, ...rest) { asked.push(filter); return reader.logs(filter, ...rest); } });
    const cold = await world.examine(crowd.token, { index, wrap });
    expect(valueOf(cold, 'holders.count')).toBe(3_000);
    asked.length = 0;
    expect(JSON.stringify(await world.examine(crowd.token, { index, wrap }))).toBe(JSON.stringify(cold));
    expect(JSON.stringify(await world.examine(crowd.token))).toBe(JSON.stringify(cold));
    expect(asked).toEqual([]);
    await crowd.welcome(7);
    const warm = await world.examine(crowd.token, { index, wrap });
    expect(valueOf(warm, 'holders.count')).toBe(3_007);
    expect(asked.map(({ fromBlock, toBlock }) => [fromBlock, toBlock])).toEqual([[middle + 1, middle + 1]]);
    expect(JSON.stringify(await world.examine(crowd.token, { index, atBlock: middle }))).toBe(JSON.stringify(cold));
    const many = await Promise.all(Array.from({ length: 5 }, () => world.examine(crowd.token, { index })));
    expect(new Set(many.map((report) => JSON.stringify(report)))).toEqual(new Set([JSON.stringify(warm)]));
  });
});

describe('liquidity on a real chain', () => {
  /** A pair with 100 of the coin and 10 of the quote; its liquidity belongs to the deployer. */
  async function market() {
    const [coin, quote, factory, hand] = [await world.deploy('Coin', ['ACE', 1000n * unit]), await world.deploy('Wrapped'), await world.deploy('FactoryV2', [deployer]), await world.deploy('Hand')];
    await world.call(quote, 'deposit()', [], { value: 20n * unit });
    await world.call(factory, 'createPair(address,address)', [coin, quote]);
    const pair = `0x${(await world.read(factory, 'getPair(address,address)', [coin, quote])).toString(16).padStart(40, '0')}` as const;
    await world.call(coin, 'transfer(address,uint256)', [pair, 100n * unit]);
    await world.call(quote, 'transfer(address,uint256)', [pair, 10n * unit]);
    await world.call(pair, 'mint(address)', [deployer]);
    return { coin, quote, factory, hand, pair, liquidity: await world.read(pair, 'balanceOf(address)', [deployer]) };
  }

  it('is found by behaviour, with its routers, owners and cost of selling', async () => {
    const { coin, quote, hand, pair } = await market();
    await world.call(quote, 'transfer(address,uint256)', [hand, unit]);
    await world.call(hand, 'buy(address,address,uint256,uint256,address)', [pair, quote, unit, 9n * unit, alice]);
    const report = await world.examine(coin);
    expect(report.pools.map(({ kind, address, routers, reserve0, reserve1 }) => [kind, address.toLowerCase(), routers.map((router) => router.toLowerCase()), [reserve0, reserve1].toSorted((a, b) => (a < b ? -1 : 1))])).toEqual([['v2', pair, [hand.toLowerCase()], [11n * unit, 91n * unit]]]);
    expect([report.flags.is_in_dex!.value, valueOf(report, 'liquidity.unlocked'), valueOf(report, 'liquidity.pulled'), valueOf(report, 'liquidity.shareOfSupply'), report.flags.lp_holder_count!.value]).toEqual([true, true, false, 0.091, 1]);
    expect(valueOf(report, 'liquidity.largestFree')).toMatchObject({ address: deployer, share: 1, label: 'wallet' });
    expect(table(report).find(({ kind }) => kind === 'pool')).toMatchObject({ balance: (91n * unit).toString() });
    const [{ slippage, depth }] = valueOf(report, 'liquidity.depth') as [{ slippage: Row[]; depth: Row[] }];
    // Selling 10 % of the pool: fee 0.3 %, then 1 / (1 + 0.0997) of the fair amount.
    expect(slippage.map(({ slippage: part }) => part)).toEqual([0.0128, 0.0503, 0.0934]);
    expect(Number(depth[2]!.tokens) / 1e18).toBeCloseTo((91 * (1 / Math.sqrt(0.9) - 1)) / 0.997, 6);
  });

  it('is bound by burning and by locks that say until when', async () => {
    const { coin, pair, liquidity } = await market();
    const until = BigInt(Math.floor(Date.now() / 1000) + 365 * 86_400);
    const [locker, ended] = [await world.deploy('Locker', [until]), await world.deploy('Locker', [1_500_000_000n])];
    await world.call(pair, 'transfer(address,uint256)', ['0x000000000000000000000000000000000000dEaD', (liquidity * 3n) / 10n]);
    await world.call(pair, 'transfer(address,uint256)', [locker, (liquidity * 4n) / 10n]);
    await world.call(pair, 'transfer(address,uint256)', [ended, liquidity / 10n]);
    const report = await world.examine(coin);
    expect(valueOf(report, 'liquidity.unlocked')).toBe(false);
    expect(valueOf(report, 'liquidity.locks')).toMatchObject({ burned: 0.3, locked: 0.4, unlocked: 0.3, unclear: 0 });
    expect(valueOf(report, 'liquidity.unlockAt')).toBe(new Date(Number(until) * 1000).toISOString());
    expect((valueOf(report, 'liquidity.lpHolders') as Row[]).map(({ state, is_locked: locked, withdrawableBy }) => [state, locked, withdrawableBy])).toEqual([
      ['locked', true, deployer], ['burned', true, null], ['unlocked', false, deployer], ['unlocked', false, deployer], ['burned', true, null],
    ]);
    expect(report.flags.lp_holder_count!.value).toBe(4);
  });

  it('is bound by lockers that keep records of many, as far as the records go', async () => {
    const { coin, pair, liquidity } = await market();
    const until = BigInt(Math.floor(Date.now() / 1000) + 30 * 86_400);
    const vaults = await world.deploy('Vaults');
    await world.call(vaults, 'add(address,uint256,uint256)', [coin, liquidity, until]);
    await world.call(pair, 'transfer(address,uint256)', [vaults, liquidity]);
    await world.call(vaults, 'add(address,uint256,uint256)', [pair, liquidity / 2n, until]);
    expect(valueOf(await world.examine(coin), 'liquidity.unlocked')).toBe('unknown');
    await world.call(vaults, 'add(address,uint256,uint256)', [pair, liquidity - liquidity / 2n, until + 86_400n]);
    const bound = await world.examine(coin);
    expect([valueOf(bound, 'liquidity.unlocked'), valueOf(bound, 'liquidity.unlockAt')]).toEqual([false, new Date(Number(until) * 1000).toISOString()]);
  });

  it('is told when it was pulled, and when only a part was taken', async () => {
    const { coin, pair, liquidity } = await market();
    await world.call(pair, 'transfer(address,uint256)', [pair, liquidity / 4n]);
    await world.call(pair, 'burn(address)', [deployer]);
    const before = await world.examine(coin);
    expect([valueOf(before, 'liquidity.pulled'), valueOf(before, 'liquidity.pulledShare')]).toEqual([false, 0.25]);
    await world.call(pair, 'transfer(address,uint256)', [pair, liquidity - liquidity / 4n]);
    await world.call(pair, 'burn(address)', [deployer]);
    const after = await world.examine(coin);
    expect([valueOf(after, 'liquidity.pulled'), valueOf(after, 'liquidity.pulledShare'), after.flags.is_in_dex!.value]).toEqual([true, 1, true]);
  });

  it('is unknown where the pool holds it for a contract that says nothing, and where its logs fail', async () => {
    const { coin, pair, liquidity, hand } = await market();
    await world.call(pair, 'transfer(address,uint256)', [hand, liquidity]);
    expect(valueOf(await world.examine(coin), 'liquidity.unlocked')).toBe('unknown');
    const failing = await world.examine(coin, { wrap: (reader) => ({ ...reader, logs: async (filter, ...rest) => { if (filter.address === pair) throw new Error('no'); return reader.logs(filter, ...rest); } }) });
    expect([valueOf(failing, 'liquidity.unlocked'), valueOf(failing, 'liquidity.pulled'), failing.flags.is_in_dex!.value]).toEqual(['unknown', 'unknown', true]);
    expect(failing.sources.find(({ id }) => id === 'pools')).toMatchObject({ status: 'limited' });
  });

  it('is not hidden by a pool that invents its reserves', async () => {
    const { coin, quote, pair } = await market();
    const lie = await world.deploy('FalsePair', [coin, quote]);
    await world.call(coin, 'transfer(address,uint256)', [lie, 200n * unit]);
    const report = await world.examine(coin);
    expect(report.pools.map(({ address }) => address.toLowerCase())).toEqual([pair, lie.toLowerCase()]);
    expect([valueOf(report, 'liquidity.unlocked'), valueOf(report, 'liquidity.unbacked'), valueOf(report, 'liquidity.shareOfSupply')]).toEqual([true, true, 0.3]);
  });

  it('of a V3 pool belongs to its positions, and through a position manager to the owners of its NFTs', async () => {
    const [coin, quote, factory, hand] = [await world.deploy('Coin', ['ACE', 1000n * unit]), await world.deploy('Wrapped'), await world.deploy('FactoryV3'), await world.deploy('Hand')];
    await world.call(factory, 'createPool(address,address,uint24)', [coin, quote, 3000]);
    const pool = `0x${(await world.read(factory, 'getPool(address,address,uint24)', [coin, quote, 3000])).toString(16).padStart(40, '0')}` as const;
    await world.call(pool, 'initialize(uint160)', [2n ** 96n]);
    await world.call(quote, 'deposit()', [], { value: 150n * unit });
    for (const token of [coin, quote]) await world.call(token, 'transfer(address,uint256)', [hand, 50n * unit]);
    await world.call(hand, 'provide(address,int24,int24,uint128)', [pool, -6000, 6000, 100n * unit]);
    await world.call(hand, 'leave(address,int24,int24,uint128)', [pool, -6000, 6000, 60n * unit]);
    const report = await world.examine(coin);
    expect(report.pools[0]).toMatchObject({ kind: 'v3', fee: 3000 });
    expect([report.flags.is_in_dex!.value, valueOf(report, 'liquidity.pulled'), valueOf(report, 'liquidity.pulledShare'), valueOf(report, 'liquidity.unlocked'), report.flags.lp_total_supply!.value]).toEqual([true, true, 0.6, 'unknown', (40n * unit).toString()]);
    const manager = await world.deploy('Manager');
    for (const token of [coin, quote]) await world.call(token, 'transfer(address,uint256)', [manager, 100n * unit]);
    await world.call(manager, 'provide(address,int24,int24,uint128)', [pool, -6000, 6000, 160n * unit]);
    const managed = await world.examine(coin);
    expect([valueOf(managed, 'liquidity.unlocked'), valueOf(managed, 'liquidity.pulled')]).toEqual([true, false]);
    expect(valueOf(managed, 'liquidity.largestFree')).toMatchObject({ address: deployer, share: 0.8, label: 'wallet' });
  });

  it('of a V3 pool costs what the pool itself would take, over several ranges and either way round', async () => {
    const [coin, quote, factory, hand] = [await world.deploy('Coin', ['ACE', 1_000_000n * unit]), await world.deploy('Wrapped'), await world.deploy('FactoryV3'), await world.deploy('Hand')];
    await world.call(factory, 'createPool(address,address,uint24)', [coin, quote, 3000]);
    const pool = `0x${(await world.read(factory, 'getPool(address,address,uint24)', [coin, quote, 3000])).toString(16).padStart(40, '0')}` as const;
    await world.call(pool, 'initialize(uint160)', [(2n ** 96n * 11n) / 10n]);
    await world.call(quote, 'deposit()', [], { value: 500n * unit });
    for (const token of [coin, quote]) await world.call(token, 'transfer(address,uint256)', [hand, 500n * unit]);
    for (const [low, high, liquidity] of [[-887_220, 887_220, 50n], [1_500, 2_400, 200n], [-600, 1_800, 300n], [1_860, 3_000, 90n]] as const) await world.call(hand, 'provide(address,int24,int24,uint128)', [pool, low, high, liquidity * unit]);
    for (const token of [coin, quote]) {
      const report = await world.examine(token);
      const first = BigInt(coin) < BigInt(quote) === (token === coin);
      const [cost] = valueOf(report, 'liquidity.depth') as { slippage: { sold: string; received: string; slippage: number }[]; depth: { tokens: string }[] }[];
      for (const { sold, received, slippage } of cost!.slippage) {
        const real = await world.read(hand, 'sell(address,bool,int256,uint160)', [pool, first, BigInt(sold), first ? 4_295_128_740n : 1_461_446_703_485_210_103_287_273_052_203_988_822_378_723_970_341n]);
        const off = real - BigInt(received);
        expect(off < 0n ? -off : off, `${token === coin ? 'coin' : 'quote'} ${sold}`).toBeLessThan(1_000n);
        expect(slippage).toBeGreaterThan(0.003);
      }
      expect(cost!.depth.map(({ tokens }) => BigInt(tokens) > 0n)).toEqual([true, true, true]);
    }
  });
});
