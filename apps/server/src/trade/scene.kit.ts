// A fork with Uniswap V2 and the tokens of the fixture on it, and the trial of one of them. Uniswap's artifacts are data for tests only.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeLedger } from '@hyperlens/agents/research/evidence';
import { examineTrade, type Admin, type Pool, type TradeInput } from '@hyperlens/agents/research/onchain/trade';
import { makeNetworks } from '@hyperlens/catalog/chains';
import { makeForks } from '@hyperlens/catalog/simulation';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import type { CompiledContract, Fork, Forks, SectionReport } from '@hyperlens/protocol';
import { tokenSource } from './tokens.fixture.ts';

type Hex = `0x${string}`;
const find = createRequire(import.meta.url);
const artifact = (name: string): { bytecode: string } => JSON.parse(readFileSync(find.resolve(`@uniswap/${name}.json`), 'utf8')) as { bytecode: string };
const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0');
const far = 1n << 60n;
export const deployer: Hex = `0x${'d0'.repeat(20)}`;

export interface Scene {
  fork: Fork;
  forks: Forks;
  weth: Hex;
  router: Hex;
  /** Deploys a token of the fixture, adds 10 coins and 80 % of the supply as liquidity. */
  launch(name: string): Promise<{ token: Hex; pair: Hex; contract: CompiledContract }>;
  /** Launches a token into a pool of Uniswap V3 instead, with all liquidity in one range around the price 1. */
  launchInPool(name: string): Promise<{ token: Hex; pool: Pool; contract: CompiledContract }>;
  /** Sends as anybody, and throws when it fails. */
  send(from: Hex, to: Hex, data: Hex, value?: bigint): Promise<void>;
  examine(name: string, change?: Partial<TradeInput> & { /** Happens after the launch. */ before?: (token: Hex, pair: Hex) => Promise<void>; admins?: Admin[]; /** The pool's router is not known. */ straight?: boolean; /** Launch into a pool of Uniswap V3. */ v3?: boolean; /** Launch into a pair of nobody's exchange that takes this fee (millionths), which stays in it or is sent away. */ pair?: { fee: number; away: boolean } }): Promise<SectionReport & { milliseconds: number }>;
  close(): Promise<void>;
}

export async function makeScene(): Promise<Scene> {
  const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-trade-'));
  const networks = makeNetworks({ home });
  const compiler = makeCompiler();
  const forks = makeForks({ networks });
  const compiled = await compiler.compile({ sources: { 'Tokens.sol': tokenSource }, evmVersion: 'paris' });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ formatted, message }) => formatted ?? message).join('\n'));
  await networks.client('local');
  const fork = await forks.open('local', 0);
  await fork.setBalance(deployer, 10n ** 24n);
  const make = async (code: string): Promise<Hex> => {
    const { contractAddress, reason } = await fork.send({ from: deployer, to: null, data: `0x${code.replace(/^0x/, '')}` });
    if (!contractAddress) throw new Error(`not deployed: ${reason}`);
    return contractAddress;
  };
  const factory = await make(`${artifact('v2-core/build/UniswapV2Factory').bytecode}${word(deployer)}`);
  const weth = await make(artifact('v2-periphery/build/WETH9').bytecode);
  const router = await make(`${artifact('v2-periphery/build/UniswapV2Router02').bytecode}${word(factory)}${word(weth)}`);
  const send: Scene['send'] = async (from, to, data, value = 0n) => {
    const { status, reason } = await fork.send({ from, to, data, value });
    if (status !== 'success') throw new Error(`${data.slice(0, 10)} failed: ${reason}`);
  };
  const read = async (to: Hex, data: Hex): Promise<bigint[]> => {
    const answer = await fork.call({ to, data });
    if (!answer.ok) throw new Error(answer.reason);
    return (answer.returned.slice(2).match(/.{64}/g) ?? []).map((text) => BigInt(`0x${text}`));
  };
  const compiledOf = (name: string): CompiledContract => {
    const contract = compiled.contracts.find((one) => one.name === name);
    if (!contract) throw new Error(`no contract ${name}`);
    return contract;
  };
  const launch: Scene['launch'] = async (name) => {
    const contract = compiledOf(name);
    const token = await make(contract.bytecode);
    await send(deployer, factory, `0xc9c65396${word(token)}${word(weth)}`);
    const pair = `0x${word((await read(factory, `0xe6a43905${word(token)}${word(weth)}`))[0] ?? 0n).slice(24)}` as Hex;
    await send(deployer, token, `0x8187f516${word(pair)}`);
    await send(deployer, token, `0x095ea7b3${word(router)}${'f'.repeat(64)}`);
    await send(deployer, router, `0xf305d719${word(token)}${word(800_000n * 10n ** 18n)}${word(0n)}${word(0n)}${word(deployer)}${word(far)}`, 10n * 10n ** 18n);
    return { token, pair, contract };
  };

  const launchInPool: Scene['launchInPool'] = async (name) => {
    const contract = compiledOf(name);
    const token = await make(contract.bytecode);
    const factoryV3 = await make(artifact('v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory').bytecode);
    await send(deployer, factoryV3, `0xa1671295${word(token)}${word(weth)}${word(3_000n)}`);
    const address = `0x${word((await read(factoryV3, `0x1698ee82${word(token)}${word(weth)}${word(3_000n)}`))[0] ?? 0n).slice(24)}` as Hex;
    await send(deployer, address, `0xf637731d${word(1n << 96n)}`);
    const { bytecode, methodIdentifiers } = compiledOf('Provider');
    const provider = await make(bytecode);
    const amount = 50n * 10n ** 18n;
    await send(deployer, weth, '0xd0e30db0', amount);
    for (const one of [token, weth]) await send(deployer, one, `0xa9059cbb${word(provider)}${word(amount)}`);
    await send(deployer, provider, `0x${methodIdentifiers['provide(address,int24,int24,uint128)']}${word(address)}${word(BigInt.asUintN(256, -6_000n))}${word(6_000n)}${word(100n * 10n ** 18n)}`);
    await send(deployer, token, `0x8187f516${word(address)}`);
    const [token0, token1] = BigInt(token) < BigInt(weth) ? [token, weth] : [weth, token];
    return { token, contract, pool: { kind: 'v3', address, token0, token1, reserve0: amount, reserve1: amount, factory: factoryV3, fee: 3_000, routers: [] } };
  };

  const launchInPair = async (name: string, fee: number, away: boolean): Promise<{ token: Hex; contract: CompiledContract; pool: Pool }> => {
    const contract = compiledOf(name);
    const token = await make(contract.bytecode);
    const address = await make(`${compiledOf('FeePair').bytecode}${word(token)}${word(weth)}${word(BigInt(fee))}${word(away ? 1n : 0n)}`);
    const [tokens, money] = [800_000n * 10n ** 18n, 10n * 10n ** 18n];
    await send(deployer, weth, '0xd0e30db0', money);
    await send(deployer, weth, `0xa9059cbb${word(address)}${word(money)}`);
    await send(deployer, token, `0xa9059cbb${word(address)}${word(tokens)}`);
    await send(deployer, address, '0xfff6cae9');
    await send(deployer, token, `0x8187f516${word(address)}`);
    const [token0, token1, reserve0, reserve1] = BigInt(token) < BigInt(weth) ? [token, weth, tokens, money] : [weth, token, money, tokens];
    return { token, contract, pool: { kind: 'v2', address, token0, token1, reserve0, reserve1, factory: deployer, fee: null, routers: [] } };
  };

  return {
    fork, forks, weth, router, send, launch, launchInPool,
    async examine(name, { before, straight = false, v3 = false, pair: own, ...change } = {}) {
      const snapshot = await fork.snapshot();
      try {
        const placed = v3 ? await launchInPool(name) : own ? await launchInPair(name, own.fee, own.away) : null;
        const { token, pair, contract } = placed ? { ...placed, pair: placed.pool.address } : await launch(name);
        await before?.(token, pair);
        const [reserve0 = 0n, reserve1 = 0n] = placed ? [] : await read(pair, '0x0902f1ac');
        const [token0, token1] = BigInt(token) < BigInt(weth) ? [token, weth] : [weth, token];
        const ledger = makeLedger({ section: 'onchain', block: fork.block, observedAt: '2026-01-01T00:00:00Z' });
        const startedAt = performance.now();
        await examineTrade({
          ledger, forks: { open: async () => ({ ...fork, close: async () => undefined }), close: async () => undefined }, network: 'local', block: 0, address: token,
          pools: placed ? [placed.pool] : [{ kind: 'v2', address: pair, token0, token1, reserve0, reserve1, factory, fee: 3_000, routers: straight ? [] : [router] }],
          holders: [deployer], admins: [{ address: deployer, role: 'owner' }],
          functions: contract.abi.filter(({ type }) => type === 'function').map((entry) => {
            const inputs = (entry.inputs ?? []).map(({ type }) => type);
            return { selector: `0x${contract.methodIdentifiers[`${entry.name}(${inputs.join(',')})`]}` as Hex, name: entry.name ?? '', inputs, mutability: entry.stateMutability as 'view' };
          }),
          ...change,
        });
        return { ...ledger.report(''), milliseconds: performance.now() - startedAt };
      } finally {
        await fork.revert(snapshot);
      }
    },
    async close() {
      await forks.close();
      await compiler.close();
      await networks.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
