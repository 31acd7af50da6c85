import { parseAbi, type Address } from 'viem';
import { root } from '../../../bench/research/market.ts';
import type { Contract } from '../../../bench/research/stage.ts';
import { day, type Economy, type World } from './world.ts';

const e18 = 10n ** 18n;
const dead: Address = '0x000000000000000000000000000000000000dEaD';
export type Truth = Record<string, unknown>;
export interface Built extends Economy { contract: Contract; truth: Truth }

/** Builds the economies one beside the other on one chain, over about two years; what is true of each is worked out here from what was done. */
export async function build(world: World): Promise<Record<string, Built>> {
  const { stage, builder, people, deploy, give, pool, pass, now, dollar, swap } = world;
  const [team, treasurer, saver, trader, whale] = people as [typeof builder, typeof builder, typeof builder, typeof builder, typeof builder];
  const built: Record<string, Built> = {};
  const keep = (id: string, contract: Contract, symbol: string, decimals: number, project: Economy['project'] = {}): Built => built[id] = { contract, token: contract.address, symbol, decimals, project, truth: {} };
  const start = await now();

  // 1 fixed supply, two pools, burned, treasury, crash.
  const fixed = await deploy('Coin', ['FIX', 18, 1_000_000n * e18]);
  keep('fixed', fixed, 'FIX', 18, { treasuries: [treasurer.address], allocation: [{ label: 'Treasury', share: 0.2, address: treasurer.address }, { label: 'Team', share: 0.15, address: team.address }, { label: 'Public', share: 0.6 }] });
  await give(fixed, dead, 50_000n * e18);
  await give(fixed, treasurer.address, 200_000n * e18);
  await give(fixed, team.address, 100_000n * e18);
  await give(fixed, saver.address, 30_000n * e18);
  await pool(fixed, 100_000n * e18, 200_000n * 10n ** 6n);
  // 2 capped, mints and burns.
  const capped = await deploy('CappedCoin', ['CAP', 18, 100_000n * e18, 1_000_000n * e18]);
  keep('capped', capped, 'CAP', 18);
  // 3 halving by the second, 4 chef by the block, interest without logs, elastic, burner.
  const halving = await deploy('Halving', ['HALF', 1_000_000n * e18, e18 / 1000n, 180n * 86_400n]);
  keep('halving', halving, 'HALF', 18);
  const interest = await deploy('Interest', ['INT']);
  keep('interest', interest, 'INT', 18);
  await give(interest, saver.address, 400_000n * e18);
  const elastic = await deploy('Elastic', ['ELA']);
  keep('elastic', elastic, 'ELA', 9);
  await give(elastic, saver.address, 300_000n * 10n ** 9n);
  const burner = await deploy('Burner', ['BRN']);
  keep('burner', burner, 'BRN', 18);
  // 7 vesting wallets and a timelock.
  const vested = await deploy('Coin', ['VEST', 18, 1_000_000n * e18]);
  const linear = await deploy('Wallet', [team.address, BigInt(start), BigInt(1000 * day)])
  const cliff = await deploy('CliffWallet', [whale.address, BigInt(start), BigInt(1000 * day), BigInt(800 * day)]);
  const later = await deploy('TokenTimelock', [vested.address, saver.address, BigInt(start + 900 * day)]);
  keep('vested', vested, 'VEST', 18);
  await give(vested, linear.address, 200_000n * e18);
  await give(vested, cliff.address, 100_000n * e18);
  await give(vested, later.address, 50_000n * e18);
  // 8 vesting of other makes.
  const other = await deploy('Coin', ['OTH', 18, 1_000_000n * e18]);
  keep('other', other, 'OTH', 18);
  const old = await deploy('OldVesting', [team.address, BigInt(start), BigInt(100 * day), BigInt(1000 * day)]);
  const plain = await deploy('PlainVesting', [other.address, saver.address, BigInt(start), BigInt(1200 * day), 60_000n * e18]);
  const many = await deploy('ManyVesting', [other.address]);
  const streams = await deploy('Streams');
  await give(other, old.address, 100_000n * e18);
  await give(other, plain.address, 60_000n * e18);
  await give(other, many.address, 90_000n * e18);
  for (const [who, cliff, length, amount] of [[team, 0, 900, 30_000n], [saver, 600, 900, 40_000n], [whale, 200, 1000, 20_000n]] as const) await stage.write(builder, many, 'add', [who.address, BigInt(start), BigInt(cliff * day), BigInt(length * day), BigInt(day), amount * e18]);
  await stage.write(builder, other, 'approve', [streams.address, 2n ** 255n]);
  await stage.write(builder, streams, 'create', [other.address, team.address, start, start + 700 * day, start + 1000 * day, 80_000n * e18]);
  // 9 a supplied table.
  const table = await deploy('Coin', ['TAB', 18, 1_000_000n * e18]);
  keep('table', table, 'TAB', 18, { treasuries: [treasurer.address] });
  await give(table, treasurer.address, 500_000n * e18);
  // 10 stakes.
  const staked = await deploy('Coin', ['STK', 18, 1_000_000n * e18]);
  keep('staked', staked, 'STK', 18);
  const rewards = await deploy('StakingRewards', [staked.address, staked.address]);
  const vault = await deploy('Vault', [staked.address]);
  const chef = await deploy('Chef', [staked.address, e18]);
  const escrow = await deploy('Escrow', [staked.address]);
  for (const one of [rewards, vault, chef, escrow]) await stage.write(builder, staked, 'approve', [one.address, 2n ** 255n]);
  await stage.write(builder, rewards, 'stake', [100_000n * e18]);
  await give(staked, rewards.address, 36_500n * e18);
  await stage.write(builder, vault, 'deposit', [50_000n * e18, saver.address]);
  await stage.write(builder, chef, 'add', [100n, staked.address]);
  await stage.write(builder, chef, 'deposit', [0n, 80_000n * e18]);
  await stage.write(builder, escrow, 'create_lock', [70_000n * e18, BigInt(start + 1400 * day)]);
  // 11 treasuries and a bridge.
  const held = await deploy('Coin', ['DAO', 18, 1_000_000n * e18]);
  const safe = await deploy('Safe', [[team.address, saver.address, trader.address], 2n]);
  const timelock = await deploy('Delay', [2n * 86_400n, [team.address], [team.address], builder.address]);
  const bridge = await deploy('Bridge');
  keep('dao', held, 'DAO', 18);
  await give(held, safe.address, 250_000n * e18);
  await give(held, timelock.address, 150_000n * e18);
  await stage.write(builder, held, 'approve', [bridge.address, 2n ** 255n]);
  await stage.write(builder, bridge, 'depositERC20', [held.address, dead, 300_000n * e18]);
  // 12 odd units.
  const whole = await deploy('Coin', ['ZERO', 0, 1_000_000n]);
  keep('whole', whole, 'ZERO', 0);
  await pool(whole, 100_000n, 50_000n * 10n ** 6n);
  const fine = await deploy('Coin', ['RAY', 27, 1_000_000n * 10n ** 27n]);
  keep('fine', fine, 'RAY', 27);
  await pool(fine, 1_000n * 10n ** 27n, 5_000n * 10n ** 6n);
  const huge = await deploy('Coin', ['HUGE', 18, 10n ** 30n * e18]);
  keep('huge', huge, 'HUGE', 18);
  await pool(huge, 10n ** 33n, 1_000n * 10n ** 6n);
  const tiny = await deploy('Coin', ['TINY', 18, 5n]);
  keep('tiny', tiny, 'TINY', 18);
  await give(tiny, saver.address, 2n);
  const silent = await deploy('Coin', ['QUIET', 18, 1_000_000n * e18]);
  keep('silent', silent, 'QUIET', 18);
  await pool(silent, 400_000n * e18, 100_000n * 10n ** 6n);

  // Two years of life.
  let volume30 = 0n;
  const prices: number[] = [];
  for (let month = 0; month < 24; month += 1) {
    await pass(30);
    if (month % 6 === 5) await stage.write(builder, capped, 'mint', [whale.address, 100_000n * e18]);
    if (month === 8) await stage.write(builder, capped, 'burn', [25_000n * e18]);
    if (month % 4 === 3) await stage.write(builder, halving, 'pull', [whale.address]);
    if (month === 10) await stage.write(builder, elastic, 'rebase', [1500n]);
    if (month === 20) await stage.write(builder, elastic, 'rebase', [1200n]);
    if (month % 5 === 4) await give(burner, trader.address, 100_000n * e18);
    if (month % 6 === 5) await stage.write(builder, chef, 'updatePool', [0n]);
    if (month === 11) await stage.write(saver, plain, 'release', []);
    if (month === 13) await stage.write(builder, rewards, 'notifyRewardAmount', [36_500n * e18]);
  }
  // A stretch of daily trades: up, then the crash, then a little up.
  const trade = async (amount: bigint, buys: boolean): Promise<void> => {
    const before = await world.reserves(fixed);
    await swap(amount, buys ? dollar : fixed, buys ? fixed : dollar);
    const after = await world.reserves(fixed);
    volume30 += buys ? before[0] - after[0] : after[0] - before[0];
    prices.push(Number(after[1]) / 1e6 / (Number(after[0]) / 1e18));
  };
  for (let at = 0; at < 24; at += 1) {
    await pass(1);
    if (at < 12) await trade(10_000n * 10n ** 6n, true);
    else if (at === 15) await trade(120_000n * e18, false);
    else await trade(1_000n * 10n ** 6n, true);
  }
  // A second pool of another kind, at about twice the price of the first.
  const v3 = async (token: Contract, amount: bigint, dollars: bigint): Promise<Contract> => {
    await stage.write(builder, world.factoryV3, 'createPool', [token.address, dollar.address, 3000]);
    const at: Contract = { address: await stage.read<Address>(world.factoryV3, 'getPool', [token.address, dollar.address, 3000]), abi: parseAbi(['function initialize(uint160)', 'function token0() view returns (address)', 'function slot0() view returns (uint160,int24,uint16,uint16,uint16,uint8,bool)', 'function liquidity() view returns (uint128)']) };
    const first = (await stage.read<Address>(at, 'token0')).toLowerCase() === token.address.toLowerCase();
    const [a, b] = first ? [amount, dollars] : [dollars, amount];
    await stage.write(builder, at, 'initialize', [root((b << 192n) / a)]);
    await stage.write(builder, token, 'approve', [world.hand.address, 2n ** 255n]);
    await stage.write(builder, world.hand, 'mint', [at.address, -887_220, 887_220, root(a * b) * 999n / 1000n]);
    return at;
  };
  const [tokensNow, dollarsNow] = await world.reserves(fixed);
  await v3(fixed, 10_000n * e18, 10_000n * e18 * dollarsNow * 2n / tokensNow);
  // A token whose only pool is concentrated.
  const deep = await deploy('Coin', ['DEEP', 18, 1_000_000n * e18]);
  keep('deep', deep, 'DEEP', 18);
  const deepPool = await v3(deep, 200_000n * e18, 100_000n * 10n ** 6n);
  for (let at = 0; at < 12; at += 1) {
    await pass(1);
    const first = (await stage.read<Address>(deepPool, 'token0')).toLowerCase() === deep.address.toLowerCase();
    await stage.write(builder, world.hand, 'swap', [deepPool.address, at % 2 === 0 ? first : !first, at % 2 === 0 ? 5_000n * e18 : 2_000n * 10n ** 6n]);
  }
  built.deep!.truth = { pool: deepPool.address };
  // A token that trades against another token only.
  const chained = await deploy('Coin', ['CHAIN', 18, 1_000_000n * e18]);
  keep('chained', chained, 'CHAIN', 18);
  await stage.write(builder, chained, 'approve', [world.router.address, 2n ** 255n]);
  await stage.write(builder, world.router, 'addLiquidity', [chained.address, fixed.address, 1_000n * e18, 4_000n * e18, 0n, 0n, builder.address, 40_000_000_000n]);
  const fresh = await deploy('CappedCoin', ['NEW', 18, 1_000n * e18, 10_000n * e18]);
  keep('fresh', fresh, 'NEW', 18);
  const lonely = await deploy('Coin', ['ALONE', 18, 1_000_000n * e18]);
  keep('lonely', lonely, 'ALONE', 18, { treasuries: [builder.address] });
  built.fixed!.truth = { volume30, prices };
  built.other!.truth = { old: old.address, plain: plain.address, many: many.address, streams: streams.address, start };
  built.vested!.truth = { linear: linear.address, cliff: cliff.address, later: later.address, start };
  built.staked!.truth = { rewards: rewards.address, vault: vault.address, chef: chef.address, escrow: escrow.address };
  built.dao!.truth = { safe: safe.address, timelock: timelock.address, bridge: bridge.address };
  return built;
}
