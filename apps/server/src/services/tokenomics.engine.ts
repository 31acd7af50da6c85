// Tokenomics against a local chain: a token with mints, burns, vesting, stakes and a Uniswap V2 pool, whose artifacts are data for tests only.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { makeTokenomicsService } from '@hyperlens/agents/research/tokenomics';
import { deploymentEncoder, knownContracts, makeChainReaders } from '@hyperlens/catalog/chains';
import { findKind } from '@hyperlens/catalog/templates';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import { projectProfile, type BlockReference, type Json, type KnownContracts, type ProjectProfile, type SectionReport } from '@hyperlens/protocol';
import { encodeFunctionData, parseAbi } from 'viem/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { startChain, type TestChain } from './testing/chain.kit.ts';

type Hex = `0x${string}`;
const find = createRequire(import.meta.url);
const artifact = (name: string): string => (JSON.parse(readFileSync(find.resolve(`@uniswap/${name}.json`), 'utf8')) as { bytecode: string }).bytecode.replace(/^0x/, '');
const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0');
const unit = 10n ** 18n;
const day = 86_400;
const dead: Hex = '0x000000000000000000000000000000000000dEaD';

let chain: TestChain;
let token: Hex; let dollar: Hex; let pair: Hex; let router: Hex; let wallet: Hex; let timelock: Hex; let stakes: Hex; let grants: Hex; let factory: Hex;
let start: number;
let client: { request(method: string, parameters: unknown[]): Promise<unknown> };
const call = (to: Hex, signature: string, args: readonly unknown[], from = 0) => chain.send(to, encodeFunctionData({ abi: parseAbi([`function ${signature}`] as readonly string[]), args } as Parameters<typeof encodeFunctionData>[0]), from);
const known = (): KnownContracts => ({ ...knownContracts(31337), factories: [{ name: 'Test V2', kind: 'v2', address: factory.toLowerCase() as Hex, router }], quotes: [{ symbol: 'USDC', address: dollar.toLowerCase() as Hex }] });
const swap = async (amount: bigint, of: Hex): Promise<void> => {
  const now = Number(BigInt(((await client.request('eth_getBlockByNumber', ['latest', false])) as { timestamp: string }).timestamp));
  await call(router, 'swapExactTokensForTokens(uint256,uint256,address[],address,uint256)', [amount, 0n, of === token ? [token, dollar] : [dollar, token], chain.accounts[0], BigInt(now + 10_000)]);
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
  for (const [to, amount] of [[wallet, 90_000n], [timelock, 30_000n], [stakes, 50_000n], [grants, 60_000n], [treasury, 100_000n], [dead, 20_000n], [person, 5_000n]] as const) await call(token, 'transfer(address,uint256)', [to, amount * unit]);
  for (const one of [token, dollar]) await call(one, 'approve(address,uint256)', [router, 2n ** 255n]);
  await call(router, 'addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)', [token, dollar, 100_000n * unit, 200_000n * 10n ** 6n, 0n, 0n, deployer, BigInt(start + 1000 * day)]);
  const [found] = await makeChainReaders({ networks: chain.networks }).open('local').then((reader) => reader.calls([{ to: factory, data: `0xe6a43905${word(token)}${word(dollar)}` }]));
  pair = `0x${found?.ok ? found.returned.slice(-40) : ''}`;
  for (let at = 0; at < 14; at += 1) { await chain.pass(5); await swap(at % 3 === 0 ? 3_000n * unit : 5_000n * 10n ** 6n, at % 3 === 0 ? token : dollar); }
  await call(token, 'mint(address,uint256)', [deployer, 50_000n * unit]);
  await call(token, 'burn(uint256)', [10_000n * unit]);
  await chain.pass(30);
});
afterAll(async () => { await chain?.close(); });

async function look(project: z.input<typeof projectProfile> = {}, { at, markets = [] }: { at?: BlockReference; markets?: Parameters<typeof makeTokenomicsService>[0]['markets'] } = {}): Promise<SectionReport> {
  const readers = makeChainReaders({ networks: chain.networks });
  const block = at ?? (await readers.open('local')).block;
  const service = makeTokenomicsService({ readers, known, markets });
  const { report } = await service.analyze({ runId: 'run', subject: { kind: 'token', query: token, network: 'local', chainId: 31337, address: token, name: 'Acorn', symbol: 'ACRN', decimals: 18 }, block, observedAt: block.time, project: projectProfile.parse(project) as ProjectProfile });
  const ids = new Set(report.evidence.map(({ id }) => id));
  for (const claim of Object.values(report.facts)) for (const id of claim.evidence) expect(ids.has(id), id).toBe(true);
  for (const chart of report.charts) for (const id of chart.evidence) expect(ids.has(id), id).toBe(true);
  return report;
}
const value = (report: SectionReport, name: string): Json | undefined => report.facts[name]?.value;

describe('tokenomics of a token on a chain', () => {
  it('adds up supply, circulation, unlocks, price and scenarios', async () => {
    const report = await look({ treasuries: [chain.accounts[1]!], vesting: [wallet, timelock] });
    if (process.env.SHOW) console.log(report.summary, JSON.stringify(report.facts, null, 1), JSON.stringify(report.sources));
    expect([value(report, 'supply.total'), value(report, 'supply.max'), value(report, 'supply.burned')]).toEqual([(1_040_000n * unit).toString(), (2_000_000n * unit).toString(), (20_000n * unit).toString()]);
    // 1 040 000 less 20 000 burned, 90 000 + 30 000 + 60 000 vesting, 100 000 of the treasury.
    expect(value(report, 'supply.circulating')).toBe((740_000n * unit).toString());
    expect([value(report, 'mints.count'), value(report, 'burns.total'), value(report, 'supply.explained')]).toEqual([2, (10_000n * unit).toString(), true]);
    expect((value(report, 'vesting.contracts') as Json[]).map((one) => (one as { kind: string }).kind).toSorted()).toEqual(['grants', 'timelock', 'vesting-wallet']);
  });
});
