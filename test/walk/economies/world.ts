import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeTokenomicsService } from '@hyperlens/agents/research/tokenomics';
import { knownContracts, makeChainReaders, makeLocalChain, makeNetworks } from '@hyperlens/catalog/chains';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import { projectProfile, type Json, type KnownContracts, type MarketSource, type ProjectProfile, type SectionReport } from '@hyperlens/protocol';
import { parseAbi, type Abi, type Address, type Hex } from 'viem';
import type { z } from 'zod';
import { openRpc } from '../../../bench/research/node.ts';
import { openStage, type Contract } from '../../../bench/research/stage.ts';
import { contracts } from './contracts.ts';

const require = createRequire(import.meta.url);
export const day = 86_400;
export type ProjectInput = z.input<typeof projectProfile>;
/** An artifact of the Uniswap packages, read as data. */
function published(file: string): { abi: Abi; bytecode: Hex } {
  const { abi, bytecode } = JSON.parse(readFileSync(require.resolve(file), 'utf8')) as { abi: Abi; bytecode: string };
  return { abi, bytecode: `0x${bytecode.replace(/^0x/, '')}` };
}

/** The sources with everything they import from OpenZeppelin, by their import paths. */
function withImports(): Record<string, string> {
  const sources: Record<string, string> = { 'Economies.sol': contracts };
  const follow = (name: string, text: string): void => {
    for (const [, found] of text.matchAll(/^import\s[^;]*?["']([^"']+)["'];/gm)) {
      const file = found!.startsWith('.') ? path.posix.join(path.posix.dirname(name), found!) : found!;
      if (sources[file] !== undefined) continue;
      sources[file] = readFileSync(require.resolve(file), 'utf8');
      follow(file, sources[file]);
    }
  };
  follow('Economies.sol', contracts);
  return sources;
}

/** A token with what is stated of its project, and what the services would say of it. */
export interface Economy { token: Address; symbol: string; decimals: number; project?: ProjectInput }
export interface Looked { known?: Partial<KnownContracts>; markets?: MarketSource[]; project?: ProjectInput }

/** A local chain, the contracts of contracts.ts and Uniswap's, and the tokenomics service over it. */
export async function openWorld() {
  const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-economies-'));
  const local = makeLocalChain({ folder: path.join(home, 'chain') });
  const url = await local.url();
  const node = openRpc(url);
  const stage = await openStage(node);
  const compiler = makeCompiler();
  const compiled = await compiler.compile({ sources: withImports(), evmVersion: 'cancun' }).finally(() => compiler.close());
  if (!compiled.ok) throw new Error(compiled.diagnostics.filter(({ severity }) => severity === 'error').map(({ formatted, message }) => formatted ?? message).join('\n'));
  const codes = new Map<string, { abi: Abi; bytecode: Hex }>(compiled.contracts.map((one) => [one.name, { abi: one.abi as Abi, bytecode: `0x${one.bytecode.replace(/^0x/, '')}` as Hex }]));
  const builder = stage.account('economist');
  await stage.fund(builder.address, '900');
  const people = ['team', 'treasurer', 'saver', 'trader', 'whale'].map((name) => stage.account(name));
  for (const one of people) await stage.fund(one.address, '20');
  const deploy = (name: string, values: readonly unknown[] = [], from = builder) => stage.deploy(from, codes.get(name)!, values, name);
  const factory = await stage.deploy(builder, published('@uniswap/v2-core/build/UniswapV2Factory.json'), [builder.address], 'FactoryV2');
  const weth = await stage.deploy(builder, published('@uniswap/v2-periphery/build/WETH9.json'), [], 'WETH9');
  const router = await stage.deploy(builder, published('@uniswap/v2-periphery/build/UniswapV2Router02.json'), [factory.address, weth.address], 'RouterV2');
  const factoryV3 = await stage.deploy(builder, published('@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json'), [], 'FactoryV3');
  const hand = await deploy('HandV3');
  const dollar = await deploy('Coin', ['USDC', 6, 10n ** 20n]);
  await stage.write(builder, dollar, 'approve', [router.address, 2n ** 255n]);
  await stage.write(builder, dollar, 'approve', [hand.address, 2n ** 255n]);

  const now = async (): Promise<number> => Number((await node.request('eth_getBlockByNumber', ['latest', false]) as { timestamp: Hex }).timestamp);
  const blockNumber = async (): Promise<number> => Number(await node.request('eth_blockNumber', []));
  const pass = async (days: number): Promise<void> => { await node.request('evm_increaseTime', [Math.round(days * day)]); await node.request('evm_mine', []); };
  const give = (token: Contract, to: Address, amount: bigint, from = builder) => stage.write(from, token, 'transfer', [to, amount]);
  const pairOf = async (token: Contract): Promise<Contract> => ({ address: await stage.read<Address>(factory, 'getPair', [token.address, dollar.address]), abi: parseAbi(['function getReserves() view returns (uint112,uint112,uint32)', 'function token0() view returns (address)']) });
  /** Puts tokens and dollars into a V2 pool. */
  async function pool(token: Contract, tokens: bigint, dollars: bigint): Promise<Contract> {
    await stage.write(builder, token, 'approve', [router.address, 2n ** 255n]);
    await stage.write(builder, router, 'addLiquidity', [token.address, dollar.address, tokens, dollars, 0n, 0n, builder.address, 40_000_000_000n]);
    return pairOf(token);
  }
  /** Reserves as [tokens, dollars]. */
  async function reserves(token: Contract): Promise<[bigint, bigint]> {
    const pair = await pairOf(token);
    const [a, b] = await stage.read<[bigint, bigint, number]>(pair, 'getReserves');
    return (await stage.read<Address>(pair, 'token0')).toLowerCase() === token.address.toLowerCase() ? [a, b] : [b, a];
  }
  const swap = (amount: bigint, from: Contract, to: Contract) => stage.write(builder, router, 'swapExactTokensForTokensSupportingFeeOnTransferTokens', [amount, 0n, [from.address, to.address], builder.address, 40_000_000_000n]);

  const networks = makeNetworks({ home });
  const readers = makeChainReaders({ networks });
  async function look({ token, symbol, decimals, project = {} }: Economy, { known, markets = [], project: more = {} }: Looked = {}): Promise<SectionReport> {
    const { block } = await readers.open('local');
    const service = makeTokenomicsService({ readers, known: (id) => ({ ...knownContracts(id), ...known }), markets });
    const { report } = await service.analyze({ runId: 'run', subject: { kind: 'token', query: token, network: 'local', chainId: 31337, address: token, name: symbol, symbol, decimals }, block, observedAt: block.time, project: projectProfile.parse({ ...project, ...more }) as ProjectProfile });
    return report;
  }
  return { url, stage, builder, people, deploy, factory, factoryV3, router, hand, dollar, weth, now, blockNumber, pass, give, pool, reserves, swap, pairOf, look, readers, home,
    async close() { await networks.close(); await local.close(); rmSync(home, { recursive: true, force: true }); } };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
export const value = (report: SectionReport, name: string): Json | undefined => report.facts[name]?.value;
