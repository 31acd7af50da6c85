import { describe, expect, it } from 'vitest';
import { projectProfile, type CallResult, type ChainReader, type KnownContracts, type Log, type LogFilter, type ReadCall, type ResearchTask } from '@hyperlens/protocol';
import { toEventSelector, toFunctionSelector } from 'viem/utils';
import { makeLedger } from '../evidence/index.ts';
import type { Pool } from '../onchain/liquidity/index.ts';
import { examineTreasury } from './allocation.ts';
import { readCirculating } from './circulating.ts';
import { makeClock } from './clock.ts';
import { isoOf, makeNotes, type Hex, type TokenInput } from './input.ts';
import { makePast } from './past.ts';
import { priceText, readPrices, type PricedPool } from './price/spot.ts';
import { readTrades } from './price/trades.ts';
import { writeDilution, writeImpact } from './pressure.ts';
import { examineStaking } from './staking.ts';
import { readSupply } from './supply.ts';
import { findSchedules, writeSchedules } from './vesting/find.ts';

const account = (number: number): Hex => `0x${number.toString(16).padStart(40, '0')}`;
const word = (value: bigint): string => BigInt.asUintN(256, value).toString(16).padStart(64, '0');
const [token, quote, pool, wallet] = [account(0xaa), account(0xbb), account(0xcc), account(0xdd)];
const day = 86_400;
const height = 1_000;
/** What contracts answer: `address.function()` with the argument's last digits, in words. */
type Answers = Record<string, readonly bigint[] | Error>;

/** A chain of a thousand blocks, three hours apart, with these answers and logs. */
function inputOf(answers: Answers, { logs = [], known = {}, project = {}, complete = true }: { logs?: Log[]; known?: Partial<KnownContracts>; project?: object; complete?: boolean } = {}): TokenInput {
  const named = new Map(Object.entries(answers).map(([name, answer]) => { const [address, call] = name.split(' '); const [signature, argument = ''] = call!.split('='); return [`${address}${toFunctionSelector(signature!)}${argument}`.toLowerCase(), answer]; }));
  const reply = ({ to, data }: ReadCall): CallResult => {
    const found = named.get(`${to}${data.slice(0, 10)}`.toLowerCase()) ?? named.get(`${to}${data.slice(0, 10)}0x${data.slice(34, 74)}`.toLowerCase());
    if (found instanceof Error) throw found;
    return found ? { ok: true, returned: `0x${found.map(word).join('')}` } : { ok: false, reason: 'nothing there', data: null };
  };
  const block = (number: number) => ({ number, hash: `0x${word(BigInt(number))}`, time: isoOf(1_700_000_000 + number * 10_800) });
  const reader = {
    network: { id: 'fake', name: 'Fake', chainId: 7, kind: 'remote', confirmations: 1 }, block: block(height), blockAt: async (number: number) => block(number), balance: async () => 5n,
    call: async (call: ReadCall) => reply(call), calls: async (calls: readonly ReadCall[]) => calls.map(reply),
    async logs({ fromBlock, toBlock, address, topics }: LogFilter, onPage: (logs: Log[]) => Promise<void> | void) {
      const wanted = [topics?.[0] ?? []].flat();
      await onPage(logs.filter((log) => log.blockNumber >= fromBlock && log.blockNumber <= toBlock && (!address || address === log.address) && (wanted.length === 0 || wanted.includes(log.topics[0]!))));
      return { fromBlock, toBlock, complete, ...(complete ? {} : { reason: 'refused' }) };
    },
  } as unknown as ChainReader;
  const ledger = makeLedger({ section: 'tokenomics', block: reader.block, observedAt: reader.block.time });
  const task = { project: projectProfile.parse(project), subject: { network: 'fake', chainId: 7 } } as ResearchTask;
  return { task, reader, readers: { open: async () => reader }, ledger, notes: makeNotes(ledger, 'chain:fake', undefined), context: {}, known: { factories: [], quotes: [], lockers: [], burns: [], labels: [], ...known }, address: token, decimals: 18, symbol: 'ACRN', clock: makeClock(reader) };
}
const facts = ({ ledger }: TokenInput): Record<string, unknown> => Object.fromEntries(Object.entries(ledger.report('').facts).map(([name, { value }]) => [name, value]));
const log = (blockNumber: number, first: string, words: readonly bigint[], address: Hex = pool): Log => ({ address, topics: [first as Hex], data: `0x${words.map(word).join('')}`, blockNumber, blockHash: '0x00', transactionHash: `0x${blockNumber.toString(16)}`, logIndex: 0 });
const sync = '0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1';
const swap = '0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822';
const poolSwap = '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67';
const unit = 10n ** 18n;
const pairOf = (kind: 'v2' | 'v3', swapped = false): PricedPool => {
  const [token0, token1] = swapped ? [quote, token] : [token, quote];
  const one: Pool = { kind, address: pool, token0, token1, reserve0: 100n * unit, reserve1: 100n * unit, factory: null, fee: null, routers: [] };
  return { pool: one, quote, symbol: 'Q', decimals: 18, price: { numerator: 1n, denominator: 1n } };
};

describe('trades', () => {
  it('of a pair are read in stretches, with prices in order and volume in the quote token', async () => {
    // Eight blocks a day: the last day is blocks 993 to 1000.
    const logs = [log(200, sync, [unit, 9n * unit]), log(500, sync, [unit, 3n * unit]), log(500, swap, [0n, 7n, 5n, 0n]), log(995, sync, [unit, 2n * unit]), log(995, swap, [4n, 0n, 0n, 11n]), log(900, sync, [unit, unit])];
    for (const swapped of [false, true]) {
      const turned = logs.map((one) => (swapped ? { ...one, data: `0x${(one.topics[0] === sync ? [1, 0] : [1, 0, 3, 2]).map((at) => one.data.slice(2 + at * 64, 66 + at * 64)).join('')}` as Hex } : one));
      const trades = await readTrades(inputOf({}, { logs: turned.toSorted((a, b) => a.blockNumber - b.blockNumber) }), pairOf('v2', swapped));
      expect([trades.through, trades.reason, [...trades.volume]]).toEqual([90, null, [[1, 11n], [7, 11n], [30, 11n], [90, 18n]]]);
      expect(trades.ticks.map(({ block, price }) => [block, priceText(price)])).toEqual([[500, '3'], [900, '1'], [995, '2']]);
    }
  });
  it('of a pool with concentrated liquidity carry the price in their root', async () => {
    const logs = [log(990, poolSwap, [-unit, 4n * unit, 2n << 96n, 1n, 0n]), log(995, poolSwap, [unit, -9n * unit, 3n << 96n, 1n, 0n])];
    const trades = await readTrades(inputOf({}, { logs }), pairOf('v3'));
    expect([trades.ticks.map(({ price }) => priceText(price)), trades.volume.get(7), trades.swaps]).toEqual([['4', '9'], 13n * unit, 2]);
  });
  it('that cannot be read whole leave their windows out', async () => {
    const trades = await readTrades(inputOf({}, { complete: false }), pairOf('v2'));
    expect([trades.through, trades.reason, trades.volume.size]).toEqual([0, 'refused', 0]);
    const flood = Array.from({ length: 30_001 }, () => log(600, sync, [unit, unit]));
    const many = await readTrades(inputOf({}, { logs: flood }), pairOf('v2'));
    expect([many.through, many.reason]).toEqual([30, 'it has more than 30000 logs in 90 days']);
  });
  it('of a pool nobody traded in leave the price of now', async () => { expect((await readTrades(inputOf({}), pairOf('v2'))).ticks).toEqual([{ block: height, price: { numerator: 10n ** 38n, denominator: 10n ** 38n } }]); });
});

describe('prices in pools', () => {
  it('need decimals of the other token', async () => {
    const { pool: one } = pairOf('v3');
    expect(await readPrices(inputOf({ [`${pool} slot0()`]: [2n << 96n, 0n] }), [one])).toEqual([]);
    const [found] = await readPrices(inputOf({ [`${pool} slot0()`]: [2n << 96n, 0n], [`${quote} decimals()`]: [6n] }), [one]);
    expect(priceText(found!.price)).toBe('4000000000000');
  });
});

describe('supply', () => {
  const burn = account(0xdead);
  it('without a number is unknown', async () => {
    const input = inputOf({});
    expect([await readSupply(input), facts(input)['supply.total']]).toEqual([null, 'unknown']);
  });
  it('takes each address off once, and is unknown when a balance is', async () => {
    const answers = { [`${token} totalSupply()`]: [1000n], [`${token} maxSupply()`]: [900n], [`${token} balanceOf(address)=${burn}`]: [100n], [`${token} balanceOf(address)=${wallet}`]: [50n] };
    const input = inputOf(answers, { known: { burns: [burn] }, project: { treasuries: [wallet], notCirculating: [wallet, burn, token] } });
    const supply = await readSupply(input);
    expect((await readCirculating(input, supply!, { found: [], failed: [], looked: true })).amount).toBe(850n);
    expect(facts(input)).toMatchObject({ 'supply.max': '900', 'supply.overMax': true, 'supply.burned': '100' });
    const blind = inputOf(answers, { known: { burns: [burn] }, project: { treasuries: [account(9)] } });
    expect((await readCirculating(blind, (await readSupply(blind))!, { found: [], failed: [], looked: true })).amount).toBeNull();
    const lying = inputOf({ ...answers, [`${token} balanceOf(address)=${wallet}`]: [5000n] }, { project: { treasuries: [wallet] } });
    expect((await readCirculating(lying, (await readSupply(lying))!, { found: [], failed: [], looked: true })).amount).toBeNull();
    expect(facts(lying)['supply.circulatingAtMost']).toBe('unknown');
  });
  it('of the past is not made up from logs that do not explain the present', async () => {
    const history = { fromBlock: 0, toBlock: height, complete: true, reason: null, transfers: new Map<string, bigint>(), wrapped: new Map<string, bigint>(), tally: { transfers: 2, oddities: 0, mints: 2, burns: 0, minted: 30n, burned: 0n, newest: [{ block: 5, kind: 'mint' as const, account: wallet, amount: 10n }, { block: 50, kind: 'mint' as const, account: wallet, amount: 20n }], recent: [] } };
    const blind: TokenInput = { ...inputOf({}), readers: { open: () => Promise.reject(new Error('pruned')) } };
    expect([await makePast(blind, 30n, history)(20), await makePast(blind, 31n, history)(20), await makePast(blind, 30n, { ...history, complete: false })(20), await makePast(blind, 30n, { ...history, tally: { ...history.tally, mints: 9 } })(4)]).toEqual([{ amount: 10n, by: 'logs' }, null, null, null]);
  });
});

describe('contracts among the holders', () => {
  const now = 1_700_000_000 + height * 10_800;
  const vesting = (change: Answers = {}): Answers => ({ [`${wallet} start()`]: [BigInt(now - day)], [`${wallet} duration()`]: [BigInt(2 * day)], [`${wallet} released(address)`]: [10n], [`${wallet} vestedAmount(address,uint64)`]: [55n], [`${token} balanceOf(address)=${wallet}`]: [90n], ...change });
  it('vest when they answer like it', async () => {
    const input = inputOf(vesting());
    const { found } = await findSchedules(input, [], [wallet], 0);
    expect(found).toMatchObject([{ kind: 'vesting-wallet', total: 100n, released: 10n, given: false }]);
    expect((await findSchedules(inputOf(vesting({ [`${wallet} vestedAmount(address,uint64)`]: [101n] })), [], [wallet], 0)).found).toEqual([]);
  });
  it('that were given and are not understood are said so', async () => {
    const input = inputOf({});
    const schedules = await findSchedules(input, [wallet], null, 0);
    expect(schedules).toMatchObject({ found: [], looked: false, failed: [{ address: wallet, reason: 'it does not answer like a vesting contract known here' }] });
    writeSchedules(input, schedules);
    expect(facts(input)['vesting.contracts']).toBe('unknown');
  });
  it('whose grants do not follow their schedule are not believed', async () => {
    const granted: Log = { ...log(10, '0x', [], wallet), topics: [toEventSelector('Granted(address,uint256,uint64)'), `0x${word(BigInt(account(7)))}`] };
    const answers: Answers = { [`${wallet} DURATION()`]: [BigInt(2 * day)], [`${wallet} outstanding()`]: [100n], [`${wallet} token()`]: [BigInt(token)], [`${wallet} getGrant(address)`]: [100n, 0n, BigInt(now - day)], [`${wallet} vestedAmount(address,uint64)`]: [49n] };
    expect((await findSchedules(inputOf(answers, { logs: [granted] }), [], [wallet], 0)).failed[0]?.reason).toContain('does not follow the schedule');
    const honest = await findSchedules(inputOf({ ...answers, [`${wallet} vestedAmount(address,uint64)`]: [50n] }, { logs: [granted] }), [], [wallet], 0);
    expect(honest.found).toMatchObject([{ kind: 'grants', total: 100n, beneficiaries: 1 }]);
    expect(await honest.found[0]!.vested([now - 2 * day, now, now + day])).toEqual([0n, 50n, 100n]);
  });
  it('of other makes are read by their getters, and compared with their own word', async () => {
    const start = now - 100 * day;
    const straight: Answers = { [`${wallet} start()`]: [BigInt(start)], [`${wallet} duration()`]: [BigInt(200 * day)], [`${wallet} cliff()`]: [BigInt(start + 10 * day)], [`${wallet} beneficiary()`]: [BigInt(account(7))], [`${wallet} released(address)`]: [400n], [`${token} balanceOf(address)=${wallet}`]: [600n] };
    const read = async (answers: Answers) => findSchedules(inputOf(answers), [], [wallet], 0);
    const plain = await read(straight);
    expect(plain.found).toMatchObject([{ kind: 'linear', total: 1000n, released: 400n, assumed: true, cliff: start + 10 * day, end: start + 200 * day }]);
    expect(await plain.found[0]!.vested([start + 9 * day, start + 10 * day, now, start + 200 * day])).toEqual([0n, 50n, 500n, 1000n]);
    const agreed = await read({ ...straight, [`${wallet} releasable(address)`]: [100n] });
    expect(agreed.found[0]).toMatchObject({ assumed: false });
    expect(await read({ ...straight, [`${wallet} releasable(address)`]: [300n] })).toMatchObject({ found: [], failed: [{ reason: 'what it says has vested is not on a straight line between its start and its end' }] });
    // Another token's, or nobody's.
    expect((await read({ ...straight, [`${wallet} token()`]: [BigInt(quote)] })).found).toEqual([]);
    expect((await read({ ...straight, [`${wallet} beneficiary()`]: [0n] })).found).toEqual([]);
    // As seconds after the start, and with an end.
    const short: Answers = { [`${wallet} vestingStart()`]: [BigInt(start)], [`${wallet} vestingEnd()`]: [BigInt(start + 200 * day)], [`${wallet} cliffDuration()`]: [BigInt(150 * day)], [`${wallet} recipient()`]: [BigInt(account(7))], [`${wallet} claimed()`]: [0n], [`${wallet} token()`]: [BigInt(token)], [`${token} balanceOf(address)=${wallet}`]: [600n] };
    expect(await (await read(short)).found[0]!.vested([now, start + 150 * day])).toEqual([0n, 450n]);
  });
  it('with schedules by index or streams by number are added up', async () => {
    const start = now - 100 * day;
    const record = [BigInt(account(7)), BigInt(start), BigInt(start), BigInt(200 * day), BigInt(day), 1n, 1000n, 100n, 0n];
    const indexed: Answers = { [`${wallet} getVestingSchedulesCount()`]: [1n], [`${wallet} getToken()`]: [BigInt(token)], [`${wallet} getVestingIdAtIndex(uint256)`]: [5n], [`${wallet} getVestingSchedule(bytes32)`]: record, [`${wallet} computeReleasableAmount(bytes32)`]: [400n], [`${token} balanceOf(address)=${wallet}`]: [900n] };
    const read = async (answers: Answers) => findSchedules(inputOf(answers), [], [wallet], 0);
    for (const words of [record, [1n, ...record]]) {
      const { found } = await read({ ...indexed, [`${wallet} getVestingSchedule(bytes32)`]: words });
      expect(found).toMatchObject([{ kind: 'schedules', total: 1000n, released: 100n, assumed: false }]);
      expect(await found[0]!.vested([now, now + 100 * day])).toEqual([500n, 1000n]);
    }
    expect((await read({ ...indexed, [`${wallet} computeReleasableAmount(bytes32)`]: [0n] })).failed[0]?.reason).toContain('not on a straight line');
    expect((await read({ ...indexed, [`${token} balanceOf(address)=${wallet}`]: [899n] })).failed[0]?.reason).toContain('holds less');
    expect((await read({ ...indexed, [`${wallet} getVestingSchedulesCount()`]: [501n] })).failed[0]?.reason).toContain('500 are read at most');
    const streams: Answers = { [`${wallet} nextStreamId()`]: [2n], [`${wallet} getAsset(uint256)`]: [BigInt(token)], [`${wallet} getStartTime(uint256)`]: [BigInt(start)], [`${wallet} getEndTime(uint256)`]: [BigInt(start + 200 * day)], [`${wallet} getDepositedAmount(uint256)`]: [800n], [`${wallet} getWithdrawnAmount(uint256)`]: [0n], [`${wallet} streamedAmountOf(uint256)`]: [400n], [`${token} balanceOf(address)=${wallet}`]: [800n] };
    const { found } = await read(streams);
    expect(found).toMatchObject([{ kind: 'streams', total: 800n }]);
    expect(await found[0]!.vested([now, now + 50 * day])).toEqual([400n, 600n]);
    // What was taken back when a stream was stopped does not come any more.
    const [stopped] = (await read({ ...streams, [`${wallet} getRefundedAmount(uint256)`]: [400n] })).found;
    expect(await stopped!.vested([now, now + 100 * day])).toEqual([400n, 400n]);
  });
  it('hold stakes as vaults or reward pools', async () => {
    const input = inputOf({ [`${wallet} asset()`]: [BigInt(token)], [`${wallet} totalAssets()`]: [70n], [`${token} balanceOf(address)=${wallet}`]: [60n] });
    await examineStaking(input, [wallet], 700n);
    expect(facts(input)).toMatchObject({ 'staking.staked': '70', 'staking.share': 0.1, 'staking.contracts': [{ kind: 'vault', backed: false, yearlyRate: null }] });
    const unread = inputOf({});
    await examineStaking(unread, null, 700n);
    expect(facts(unread)['staking.staked']).toBe('unknown');
  });
});

it('treasuries are read in the token, the coin of the chain and known tokens', async () => {
  const input = inputOf({ [`${token} balanceOf(address)=${wallet}`]: [250n], [`${quote} balanceOf(address)=${wallet}`]: [7n] }, { known: { quotes: [{ symbol: 'USDC', address: quote }] }, project: { treasuries: [wallet] } });
  await examineTreasury(input, { total: 1000n, limit: null, burned: 0n, burnedAt: [], evidence: 'x' });
  expect(facts(input)).toMatchObject({ 'treasury.share': 0.25, 'treasury.balances': [{ amount: '250', wei: '5', others: [{ symbol: 'USDC', amount: '7' }] }] });
});

describe('pressure', () => {
  const supply = { total: 1000n, limit: null, burned: 0n, burnedAt: [], evidence: 'x' };
  const impactOf = (...given: Parameters<typeof writeImpact> extends [unknown, ...infer Rest] ? Rest : never) => { const input = inputOf({}); writeImpact(input, ...given); return facts(input)['liquidity.impact']; };
  const dilutionOf = (change: object, circulating: bigint | null) => { const input = inputOf({}); writeDilution(input, { ...supply, ...change }, circulating); return facts(input)['supply.dilution']; };
  it('is that of one percent of what circulates, nothing without a pool, and unknown where it cannot be told', () => {
    const { pool: pair } = pairOf('v2');
    const main = { pool: pair, sale: (amount: bigint) => (amount <= 100n * unit ? { slippage: Number(amount / unit) / 1000, priceLeft: 0.5 } : null) };
    expect(impactOf({ main }, 5_000n * unit)).toBe(0.05);
    expect(impactOf({ main: null }, 100n)).toBeNull();
    expect([impactOf(null, 100n), impactOf({ main }, null), impactOf({ main }, 20_000n * unit), impactOf({ main: { pool: pair, sale: null } }, 100n)]).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });
  it('of what is to come leaves burned tokens and broken limits out', () => {
    expect([dilutionOf({}, 1000n), dilutionOf({ burned: 600n }, 400n), dilutionOf({ limit: 4000n }, 1000n), dilutionOf({ limit: 10n }, 500n), dilutionOf({ total: 0n }, 0n)]).toEqual([0, 0, 0.75, 0.5, null]);
    expect([dilutionOf({}, null), dilutionOf({ burned: null }, 5n)]).toEqual(['unknown', 'unknown']);
  });
});
