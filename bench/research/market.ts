import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseAbi, parseEther, type Abi, type Address, type Hex, type PrivateKeyAccount } from 'viem';
import type { Artifacts } from './compile.ts';
import type { Contract, Stage } from './stage.ts';

const require = createRequire(import.meta.url);
/** An artifact of the Uniswap packages, read as data. */
function published(file: string): { abi: Abi; bytecode: Hex } {
  const { abi, bytecode } = JSON.parse(readFileSync(require.resolve(file), 'utf8')) as { abi: Abi; bytecode: string };
  return { abi, bytecode: `0x${bytecode.replace(/^0x/, '')}` };
}

export const erc20 = parseAbi([
  'function totalSupply() view returns (uint256)', 'function balanceOf(address) view returns (uint256)', 'function approve(address,uint256)', 'function transfer(address,uint256)',
]);
export const pairAbi = parseAbi(['function token0() view returns (address)', 'function getReserves() view returns (uint112,uint112,uint32)']);
const poolAbi = parseAbi(['function initialize(uint160)', 'function token0() view returns (address)']);
const most = 2n ** 256n - 1n;
const forever = 4_000_000_000n;
/** Distance of usable ticks by fee, as the V3 factory has them. */
const tickSpacings: Record<number, number> = { 500: 10, 3000: 60, 10_000: 200 };

/** Uniswap V2 and V3 as they are deployed, wrapped ether, and a locker. */
export interface Exchange { weth: Contract; factory: Contract; router: Contract; factoryV3: Contract; helperV3: Contract; locker: Contract }

export async function deployExchange(stage: Stage, artifacts: Artifacts): Promise<Exchange> {
  const builder = stage.account('builder');
  const own = (name: string) => { const found = artifacts[name]; if (!found) throw new Error(`${name} was not compiled`); return found; };
  const weth = await stage.deploy(builder, published('@uniswap/v2-periphery/build/WETH9.json'), [], 'WETH9');
  const factory = await stage.deploy(builder, published('@uniswap/v2-core/build/UniswapV2Factory.json'), [builder.address], 'the V2 factory');
  const router = await stage.deploy(builder, published('@uniswap/v2-periphery/build/UniswapV2Router02.json'), [factory.address, weth.address], 'the V2 router');
  const factoryV3 = await stage.deploy(builder, published('@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json'), [], 'the V3 factory');
  const helperV3 = await stage.deploy(builder, own('shared/V3Helper:V3Helper'), [], 'the V3 helper');
  const locker = await stage.deploy(builder, own('shared/Locker:Locker'), [], 'the locker');
  return { weth, factory, router, factoryV3, helperV3, locker };
}

/** Trades of one token against wrapped ether, or against `quote`, which then has a pool with wrapped ether of its own. Shares are percent of what the account holds; ether is in whole ether. */
export function makeMarket(stage: Stage, exchange: Exchange, token: Address, quote?: Address) {
  const way = quote ? [exchange.weth.address, quote, token] : [exchange.weth.address, token];
  const contract: Contract = { address: token, abi: erc20 };
  const share = async (of: Address, who: Address, percent: number): Promise<bigint> => (await stage.read<bigint>({ address: of, abi: erc20 }, 'balanceOf', [who])) * BigInt(percent) / 100n;
  const pair = async (): Promise<Address> => stage.read<Address>(exchange.factory, 'getPair', [token, quote ?? exchange.weth.address]);
  const pairToken = async (): Promise<Contract> => ({ address: await pair(), abi: erc20 });
  const poolV3 = async (fee = 3000): Promise<Contract> => ({ address: await stage.read<Address>(exchange.factoryV3, 'getPool', [token, exchange.weth.address, fee]), abi: poolAbi });
  return {
    pair, poolV3, share,
    async addLiquidity(from: PrivateKeyAccount, percent: number, ether: string) {
      const amount = await share(token, from.address, percent);
      await stage.write(from, contract, 'approve', [exchange.router.address, amount]);
      await stage.write(from, exchange.router, 'addLiquidityETH', [token, amount, 0n, 0n, from.address, forever], { value: parseEther(ether) });
    },
    async addLiquidityQuote(from: PrivateKeyAccount, percent: number, quotePercent: number) {
      if (!quote) throw new Error('there is nothing to trade it against');
      await this.addLiquidityWith(from, quote, percent, await share(quote, from.address, quotePercent));
    },
    /** A pool against another token; `amount` of that in its smallest unit. Answers with the pool. */
    async addLiquidityWith(from: PrivateKeyAccount, other: Address, percent: number, amount: bigint): Promise<Address> {
      const own = await share(token, from.address, percent);
      await stage.write(from, contract, 'approve', [exchange.router.address, own]);
      await stage.write(from, { address: other, abi: erc20 }, 'approve', [exchange.router.address, amount]);
      await stage.write(from, exchange.router, 'addLiquidity', [token, other, own, amount, 0n, 0n, from.address, forever]);
      return stage.read<Address>(exchange.factory, 'getPair', [token, other]);
    },
    async addLiquidityV3(from: PrivateKeyAccount, percent: number, ether: string, fee = 3000): Promise<Address> {
      const amount = await share(token, from.address, percent);
      await stage.write(from, exchange.factoryV3, 'createPool', [token, exchange.weth.address, fee]);
      const pool = await poolV3(fee);
      const tokenFirst = (await stage.read<Address>(pool, 'token0')).toLowerCase() === token.toLowerCase();
      const wei = parseEther(ether);
      const [amount0, amount1] = tokenFirst ? [amount, wei] : [wei, amount];
      // Q64.96 square root of the price, and the liquidity of the whole range, from the amounts (Uniswap v3 white paper, 6.2).
      await stage.write(from, pool, 'initialize', [root((amount1 << 192n) / amount0)]);
      await stage.write(from, exchange.weth, 'deposit', [], { value: wei });
      for (const one of [contract, { address: exchange.weth.address, abi: erc20 }]) await stage.write(from, one, 'approve', [exchange.helperV3.address, most]);
      const edge = 887_272 - 887_272 % (tickSpacings[fee] ?? 60);
      await stage.write(from, exchange.helperV3, 'mint', [pool.address, -edge, edge, root(amount0 * amount1) * 999n / 1000n]);
      return pool.address;
    },
    async buy(from: PrivateKeyAccount, ether: string) {
      await stage.write(from, exchange.router, 'swapExactETHForTokensSupportingFeeOnTransferTokens', [0n, way, from.address, forever], { value: parseEther(ether) });
    },
    async buyV3(from: PrivateKeyAccount, ether: string, fee = 3000) {
      const pool = await poolV3(fee);
      const wethFirst = (await stage.read<Address>(pool, 'token0')).toLowerCase() !== token.toLowerCase();
      await stage.write(from, exchange.weth, 'deposit', [], { value: parseEther(ether) });
      await stage.write(from, { address: exchange.weth.address, abi: erc20 }, 'approve', [exchange.helperV3.address, most]);
      await stage.write(from, exchange.helperV3, 'swap', [pool.address, wethFirst, parseEther(ether)]);
    },
    async sell(from: PrivateKeyAccount, percent: number, refused: boolean) {
      const amount = await share(token, from.address, percent);
      await stage.write(from, contract, 'approve', [exchange.router.address, amount]);
      await stage.write(from, exchange.router, 'swapExactTokensForETHSupportingFeeOnTransferTokens', [amount, 0n, way.toReversed(), from.address, forever], { refused });
    },
    async givePool(from: PrivateKeyAccount, percent: number, to: Address) {
      const pool = await pairToken();
      await stage.write(from, pool, 'transfer', [to, await share(pool.address, from.address, percent)]);
    },
    async burnPool(from: PrivateKeyAccount, percent: number) {
      await this.givePool(from, percent, '0x000000000000000000000000000000000000dEaD');
    },
    async lockPool(from: PrivateKeyAccount, percent: number, until: bigint) {
      const pool = await pairToken();
      const amount = await share(pool.address, from.address, percent);
      await stage.write(from, pool, 'approve', [exchange.locker.address, amount]);
      await stage.write(from, exchange.locker, 'lock', [pool.address, amount, until]);
    },
    async pullPool(from: PrivateKeyAccount, percent: number) {
      const pool = await pairToken();
      const amount = await share(pool.address, from.address, percent);
      await stage.write(from, pool, 'approve', [exchange.router.address, amount]);
      await stage.write(from, exchange.router, 'removeLiquidityETH', [token, amount, 0n, 0n, from.address, forever]);
    },
  };
}
export type Market = ReturnType<typeof makeMarket>;

/** Integer square root, rounded down. */
export function root(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (let next = (guess + value / guess) >> 1n; next < guess; next = (guess + value / guess) >> 1n) guess = next;
  return guess;
}
