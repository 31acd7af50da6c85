import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeLedger } from '@hyperlens/agents/research/evidence';
import { examineFlows } from '@hyperlens/agents/research/onchain/flows';
import { examineHolders } from '@hyperlens/agents/research/onchain/holders';
import { examineLiquidity } from '@hyperlens/agents/research/onchain/liquidity';
import { examineTransfers } from '@hyperlens/agents/research/onchain/transfers';
import { knownContracts, makeChainReaders, makeNetworks } from '@hyperlens/catalog/chains';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import { developmentMnemonic, type ChainReader, type KnownContracts, type SectionReport, type TransferIndex } from '@hyperlens/protocol';
import { encodeDeployData, encodeFunctionData, parseAbi, type Abi, type Hex } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { contracts } from './contracts.ts';

export const people = [0, 1, 2, 3, 4].map((addressIndex) => mnemonicToAccount(developmentMnemonic, { addressIndex }));
const root = path.resolve(import.meta.dirname, '../../..');
const artifact = (file: string): { abi: Abi; bytecode: Hex } => {
  const { abi, bytecode } = JSON.parse(readFileSync(path.join(root, 'node_modules/@uniswap', file), 'utf8')) as { abi: Abi; bytecode: string };
  return { abi, bytecode: bytecode.startsWith('0x') ? bytecode as Hex : `0x${bytecode}` };
};

/** A local chain with the contracts of contracts.ts and Uniswap's, and the parts under test over it. */
export async function openWorld() {
  const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-holders-'));
  const networks = makeNetworks({ home });
  const client = await networks.client('local');
  const readers = makeChainReaders({ networks });
  const compiler = makeCompiler();
  const compiled = await compiler.compile({ sources: { 'World.sol': contracts } }).finally(() => compiler.close());
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics.filter(({ severity }) => severity === 'error')));
  const codes = new Map<string, { abi: Abi; bytecode: Hex }>(compiled.contracts.map((one) => [one.name, { abi: one.abi as Abi, bytecode: `0x${one.bytecode}` }]));
  codes.set('FactoryV2', artifact('v2-core/build/UniswapV2Factory.json'));
  codes.set('FactoryV3', artifact('v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json'));

  async function send(to: Hex | null, data: Hex, { from = 0, value = 0n }: { from?: number; value?: bigint } = {}) {
    const account = people[from]!;
    const nonce = await client.nonce(account.address, 'pending');
    const raw = await account.signTransaction({ type: 'eip1559', chainId: 31337, nonce, to, data, value, gas: 12_000_000n, maxFeePerGas: 100_000_000_000n, maxPriorityFeePerGas: 1n });
    const receipt = await client.receipt(await client.send(raw));
    if (receipt?.status !== 'success') throw new Error(`a transaction of the test failed: ${data.slice(0, 10)}`);
    return receipt;
  }
  const deploy = async (name: string, args: readonly unknown[] = []): Promise<Hex> => {
    const { abi, bytecode } = codes.get(name)!;
    return (await send(null, encodeDeployData({ abi, bytecode, args }))).contractAddress!;
  };
  /** Calls a function given by its Solidity signature, `transfer(address,uint256)`. */
  const call = (to: Hex, signature: string, args: readonly unknown[], options?: { from?: number; value?: bigint }) =>
    send(to, encodeFunctionData({ abi: parseAbi([`function ${signature}`] as readonly string[]) as Abi, args }), options);
  const read = async (to: Hex, signature: string, args: readonly unknown[]): Promise<bigint> => {
    const abi = parseAbi([`function ${signature} view returns (uint256)`] as readonly string[]) as Abi;
    return BigInt(await client.request('eth_call', [{ to, data: encodeFunctionData({ abi, args }) }, 'latest']) as string);
  };

  /** Runs all parts over a token and gives what they wrote. */
  async function examine(address: Hex, options: { index?: TransferIndex; wrap?: (reader: ChainReader) => ChainReader; known?: Partial<KnownContracts>; atBlock?: number; owner?: Hex } = {}): Promise<SectionReport & { pools: Awaited<ReturnType<typeof examineLiquidity>> }> {
    const opened = await readers.open('local', options.atBlock);
    const reader = options.wrap ? options.wrap(opened) : opened;
    const ledger = makeLedger({ section: 'onchain', block: reader.block, observedAt: '2026-01-01T00:00:00.000Z' });
    const admins = options.owner ? [{ address: options.owner, why: 'owner' as const, evidence: [] }] : [];
    const base = { reader, ledger, address, context: {}, creationBlock: null, admins, deployer: people[0]!.address, token: { name: null, symbol: null, decimals: 18, totalSupply: null }, known: { ...knownContracts(31337), ...options.known }, index: options.index };
    const history = await examineTransfers(base);
    const pools = await examineLiquidity({ ...base, history });
    await examineHolders({ ...base, history, pools });
    await examineFlows({ ...base, history, pools });
    return { ...ledger.report('test'), pools };
  }
  return { send, deploy, call, read, examine, client, readers, async close() { await networks.close(); rmSync(home, { recursive: true, force: true }); } };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
