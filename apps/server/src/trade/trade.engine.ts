import { readFileSync } from 'node:fs';
import path from 'node:path';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import { AppError, type Fork } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployer, makeScene, type Scene } from './scene.kit.ts';
import type { bodies } from './tokens.fixture.ts';

let scene: Scene;
beforeAll(async () => { scene = await makeScene(); });
afterAll(async () => { await scene.close(); });

/** Flags that are neither false nor 0, without the one all of them share. */
const told = (flags: Record<string, { value: unknown }>) => Object.fromEntries(Object.entries(flags).filter(([name, { value }]) => value !== false && value !== 0 && name !== 'is_in_dex').map(([name, { value }]) => [name, value]));

const honest: [keyof typeof bodies, Record<string, unknown>][] = [
  ['Clean', {}], ['NoReturn', {}], ['Checked', { external_call: true }],
  ['Mintable', { is_mintable: true }], ['SetBalance', { is_mintable: true, owner_change_balance: true }], ['Confiscate', { owner_change_balance: true }],
  ['Tax5', { buy_tax: 0.05, sell_tax: 0.05 }], ['TaxRaise', { buy_tax: 0.05, sell_tax: 0.05, slippage_modifiable: true }], ['TaxCapped', { buy_tax: 0.02, sell_tax: 0.02, slippage_modifiable: true }],
  ['Pools', { buy_tax: 0.05, sell_tax: 0.08 }], ['TaxOne', { personal_slippage_modifiable: true }], ['Exempt', { buy_tax: 0.05, sell_tax: 0.05, is_whitelisted: true }],
  ['Blacklist', { is_blacklisted: true }], ['BlacklistMany', { is_blacklisted: true }], ['Pausable', { transfer_pausable: true }],
  ['MaxTx', { is_anti_whale: true, anti_whale: true, anti_whale_modifiable: true }], ['MaxWallet', { is_anti_whale: true, anti_whale: true }],
  ['HiddenConstant', { is_mintable: true }], ['HiddenInStorage', { transfer_pausable: true }], ['Sleeping', { is_blacklisted: true }],
  ['Cooldown', { trading_cooldown: true }], ['Gate', { cannot_buy: true }],
  ['FixedFee', { buy_tax: expect.closeTo(0.01, 1) as number, sell_tax: expect.closeTo(0.01, 1) as number, transfer_tax: expect.closeTo(0.01, 1) as number }], ['Beside', { cannot_sell_all: true, sell_tax: 0.0291 }], ['Counting', {}],
  ['Steps', { transfer_pausable: true }], ['Classes', { personal_slippage_modifiable: true }], ['Advised', { slippage_modifiable: true }], ['Grants', { owner_change_balance: true }],
  ['Annex', { owner_change_balance: true, is_mintable: true }], ['Guests', { is_honeypot: 'unknown', cannot_buy: true, is_whitelisted: true, buy_tax: 'unknown', sell_tax: 'unknown', cannot_sell_all: 'unknown', trading_cooldown: 'unknown', is_anti_whale: 'unknown', anti_whale: 'unknown', transfer_tax: 'unknown' }], ['Ceiling', { transfer_pausable: true, anti_whale_modifiable: true }], ['Shrinks', { owner_change_balance: true }],
];
const traps: [keyof typeof bodies, RegExp][] = [
  ['NoSell', /cannot sell/], ['NoSellFalse', /cannot sell/], ['SellTax99', /99 %/], ['Delayed', /300 blocks/], ['TimeBomb', /30 days/], ['ByAmount', /cannot sell/], ['ByGas', /cannot sell/],
  ['GasHigh', /cannot sell|gas limit/], ['ByOrigin', /cannot sell/], ['SecondSell', /sell again/], ['FirstFew', /several wallets/], ['ManyBuys', /several wallets/], ['BlacklistOnBuy', /cannot sell/], ['ApproveDrain', /takes the tokens|takes tokens/], ['ApproveHidden', /lets owner take/],
  ['FakeEvents', /never arrived/], ['Rewrites', /did nothing/], ['Vanish', /did nothing/],
];

describe('a token that is no honeypot', () => {
  it.each(honest)('%s', async (name, expected) => {
    const report = await scene.examine(name);
    expect(told(report.flags)).toEqual(expected);
    const ids = new Set(report.evidence.map(({ id }) => id));
    for (const { evidence } of Object.values(report.flags)) for (const id of evidence) expect(ids).toContain(id);
  });
});

describe('a honeypot', () => {
  it.each(traps)('%s', async (name, reason) => {
    const report = await scene.examine(name);
    expect(report.flags.is_honeypot?.value).toBe(true);
    expect(JSON.stringify(report.facts['trade.traps']?.value)).toMatch(reason);
  });
});

describe('powers', () => {
  it('that nobody holds any more are no powers', async () => {
    const report = await scene.examine('Mintable', { admins: [{ address: `0x${'00'.repeat(20)}`, role: 'owner' }], before: (token) => scene.send(deployer, token, '0x715018a6') });
    expect(report.flags.is_mintable?.value).toBe(false);
  });
  it('of somebody hidden are found when that one is named', async () => {
    const report = await scene.examine('HiddenMint', { admins: [{ address: deployer, role: 'owner' }, { address: '0x0000000000000000000000000000000000C0FFEE', role: 'hidden' }] });
    expect(report.flags.is_mintable?.value).toBe(true);
    expect(JSON.stringify(report.facts['trade.powers']?.value)).toContain('sync2(uint256) mints (hidden)');
  });
  it.each([['BotsOnBuy', { is_blacklisted: true, is_whitelisted: false }], ['ListOfBuyers', { is_blacklisted: true, is_whitelisted: false }], ['Friends', { is_blacklisted: false, is_whitelisted: true }], ['SwitchedOff', { transfer_pausable: true, is_blacklisted: false }]] as const)('that are used already show by their other side: %s', async (name, expected) => {
    const { flags } = await scene.examine(name);
    expect(Object.fromEntries(Object.keys(expected).map((flag) => [flag, flags[flag]?.value]))).toEqual(expected);
    expect(flags.is_honeypot?.value).toBe(true);
  });
  it('name the highest tax that can be set', async () => {
    expect((await scene.examine('TaxRaise')).facts['trade.highestTax']?.value).toBe(0.99);
    expect((await scene.examine('TaxCapped')).facts['trade.highestTax']?.value).toBe(0.1);
  });
  it('are unknown when the functions are not known, or not all could be tried, and the code may still tell', async () => {
    const report = await scene.examine('Mintable', { functions: [], code: { is_mintable: { evidence: 'onchain.code.mint', value: true } } });
    expect(report.flags.transfer_pausable?.value).toBe('unknown');
    expect(report.flags.is_mintable).toMatchObject({ value: true, evidence: ['onchain.code.mint', 'onchain.trade.flag.is_mintable'] });
    const short = await scene.examine('Clean', { budget: 900 });
    expect(short.flags.is_honeypot?.value).toBe(false);
    expect(['unknown', false]).toContain(short.flags.is_mintable?.value);
  });
  it('that the code speaks of and everybody is refused are tried harder, and are over when nothing helps', async () => {
    const said = (flag: string, selector: `0x${string}`) => ({ code: { [flag]: { evidence: 'onchain.code.said', value: true, functions: [selector] } } });
    const mint = '0x40c10f19';
    for (const [name, expected] of [['Licensed', true], ['Matures', true], ['Exhausted', false], ['Finished', false], ['Reopened', true]] as const) expect([name, (await scene.examine(name, said('is_mintable', mint))).flags.is_mintable?.value]).toEqual([name, expected]);
    const governed = await scene.examine('Governed', said('is_mintable', mint));
    expect([governed.flags.is_mintable?.value, governed.facts['trade.openPowers']?.value]).toEqual([true, []]);
    expect((await scene.examine('NoPause', said('transfer_pausable', '0x8456cb59'))).flags.transfer_pausable?.value).toBe(false);
    // Whoever may call it was not among those who were tried: what the code says stays, and what it does not tell is not known.
    for (const value of [true, 'unknown'] as const) expect((await scene.examine('Bridged', { code: { is_mintable: { evidence: 'onchain.code.said', value, functions: [mint] } } })).flags.is_mintable?.value).toBe(value);
  });
  it('stand beside what the code says', async () => {
    const report = await scene.examine('Mintable', { code: { is_mintable: { evidence: 'onchain.code.mint', value: true } } });
    expect(report.flags.is_mintable?.evidence).toContain('onchain.code.mint');
    expect(report.flags.is_mintable?.evidence.length).toBeGreaterThan(1);
  });
});

describe('circumstances', () => {
  it('without a pool transfers still tell, and trades are unknown', async () => {
    const report = await scene.examine('Blacklist', { pools: [], code: { is_anti_whale: { evidence: 'onchain.code.limits', value: false } } });
    // That no function is named like a limit does not show that there is none.
    expect([report.flags.is_anti_whale?.value, report.flags.anti_whale?.value]).toEqual(['unknown', 'unknown']);
    expect(report.flags).toMatchObject({ is_in_dex: { value: false }, buy_tax: { value: 'unknown' }, is_honeypot: { value: 'unknown' }, transfer_tax: { value: 0 }, is_blacklisted: { value: true } });
  });
  it('without a router the pool is traded with straight', async () => {
    const report = await scene.examine('Tax5', { straight: true });
    expect(report.flags).toMatchObject({ buy_tax: { value: 0.05 }, sell_tax: { value: 0.05 }, is_honeypot: { value: false } });
    expect(report.evidence.find(({ id }) => id === 'onchain.trade.pool')?.method).toContain('straight');
  });
  it.each([[500, false], [2_500, false], [10_000, false], [50_000, false], [10_000, true]])('what a pair nobody knows the router of keeps (%i millionths, sent away: %s) is no tax and no trap', async (fee, away) => {
    expect(told((await scene.examine('Clean', { pair: { fee, away } })).flags)).toEqual({});
    const taxed = await scene.examine('Tax5', { pair: { fee, away } });
    expect(told(taxed.flags)).toEqual({ buy_tax: 0.05, sell_tax: 0.05 });
    expect(taxed.facts['trade.poolFee']?.value).toBe(fee / 1e6);
    expect((await scene.examine('NoSell', { pair: { fee, away } })).flags.is_honeypot?.value).toBe(true);
  });
  it.each([['Clean', {}], ['Blacklist', { is_blacklisted: true }], ['NoSell', { is_honeypot: true, cannot_sell_all: true, sell_tax: 'unknown' }]] as const)('in a pool like Uniswap V3\'s: %s', async (name, expected) => {
    const report = await scene.examine(name, { v3: true });
    expect(told(report.flags)).toEqual(expected);
  });
  it('gives the same report twice', async () => {
    const [one, other] = [await scene.examine('TaxRaise'), await scene.examine('TaxRaise')];
    expect(JSON.stringify({ ...one, milliseconds: 0 })).toBe(JSON.stringify({ ...other, milliseconds: 0 }));
  });
  it('says why nothing could be tried', async () => {
    const dead = { open: () => Promise.reject(new AppError('SIMULATION_UNAVAILABLE', { reason: 'no EVM here' })), close: async () => undefined };
    const code = Object.fromEntries(['is_mintable', 'is_blacklisted', 'trading_cooldown', 'gas_abuse', 'external_call'].map((flag) => [flag, { evidence: `onchain.code.${flag}`, value: flag === 'is_mintable' }]));
    const report = await scene.examine('Clean', { forks: dead, code });
    // A trial could refute what names say, for or against; only that there is no instruction for a call is sure.
    expect(Object.keys(code).map((flag) => report.flags[flag]?.value)).toEqual(['unknown', 'unknown', 'unknown', 'unknown', false]);
    expect(report.sources[0]).toMatchObject({ status: 'failed', reason: expect.stringContaining('no EVM here') as string });
    expect(report.flags.is_honeypot?.value).toBe('unknown');
    expect(report.evidence.find(({ id }) => id === 'onchain.trade.flag.is_honeypot')?.unknown).toContain('no EVM here');
  });
  it('keeps what it saw when the simulation dies in the middle', async () => {
    let sent = 0;
    const dying: Fork = { ...scene.fork, close: async () => undefined, send: (transaction) => { sent += 1; return sent > 60 ? Promise.reject(new AppError('SIMULATION_UNAVAILABLE', { reason: 'it died' })) : scene.fork.send(transaction); } };
    const report = await scene.examine('NoSell', { forks: { open: async () => dying, close: async () => undefined } });
    expect(report.sources[0]?.status).toBe('failed');
    expect(report.flags.is_mintable?.value).toBe('unknown');
  });
  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const examined = scene.examine('Clean', { context: { signal: controller.signal, progress: () => { controller.abort(); } } });
    await expect(examined).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});

describe('the trading contract', () => {
  it('is what its source compiles to', async () => {
    const folder = path.resolve(import.meta.dirname, '../../../../packages/agents/src/research/onchain/trade');
    const compiler = makeCompiler();
    const result = await compiler.compile({ sources: { 'Trader.sol': readFileSync(path.join(folder, 'Trader.sol'), 'utf8') }, evmVersion: 'paris', viaIR: true, settings: { metadata: { bytecodeHash: 'none', appendCBOR: false } } });
    await compiler.close();
    expect(readFileSync(path.join(folder, 'trader.ts'), 'utf8')).toContain(`'0x${result.contracts.find(({ name }) => name === 'Trader')?.bytecode}'`);
  });
});
