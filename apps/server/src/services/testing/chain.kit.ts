// A local chain with contracts on it, for tests of the research services.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deploymentEncoder, makeNetworks } from '@hyperlens/catalog/chains';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import { makeSigner } from '@hyperlens/platform/signer';
import type { CompiledContract, ConstructorArgument, Networks } from '@hyperlens/protocol';

type Hex = `0x${string}`;

export interface TestChain {
  networks: Networks;
  accounts: Hex[];
  /** Sends from an account (0 by default) and gives the receipt's contract address, or the transaction's hash. */
  send(to: Hex | null, data: Hex, from?: number, value?: bigint): Promise<{ hash: Hex; contract: Hex | null }>;
  deploy(name: string, values?: readonly ConstructorArgument['value'][], from?: number): Promise<Hex>;
  contract(name: string): CompiledContract;
  /** Address of its RPC. */
  readonly url: string;
  /** Moves the clock of the chain forward by so many days, into a new block. */
  pass(days: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts one in a folder of its own and compiles a file of this folder. */
export async function startChain(file = 'Cases.sol'): Promise<TestChain> {
  const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-onchain-'));
  const networks = makeNetworks({ home });
  const compiler = makeCompiler();
  const signer = makeSigner({ home, passphrase: async () => null });
  const compiled = await compiler.compile({ sources: { [file]: readFileSync(path.join(import.meta.dirname, file), 'utf8') }, evmVersion: 'cancun' });
  await compiler.close();
  if (!compiled.ok) throw new Error(compiled.diagnostics.filter((one) => one.severity === 'error').map((one) => one.formatted).join('\n'));
  const client = await networks.client('local');
  const network = networks.get('local');
  const accounts = await signer.accounts(network);
  const contract = (name: string): CompiledContract => {
    const found = compiled.contracts.find((one) => one.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  const chain: TestChain = {
    networks, accounts, contract,
    get url() { return (JSON.parse(readFileSync(path.join(home, 'chain/endpoint.json'), 'utf8')) as { url: string }).url; },
    async send(to, data, from = 0, value = 0n) {
      const account = accounts[from]!;
      const nonce = await client.nonce(account, 'pending');
      const { rawTransaction, transactionHash } = await signer.sign(network, account, { chainId: network.chainId, nonce, to, data, value, gas: 12_000_000n, type: 'eip1559', maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 1n });
      await client.send(rawTransaction);
      const receipt = await client.receipt(transactionHash);
      if (receipt?.status !== 'success') throw new Error(`transaction to ${to ?? 'nobody'} failed`);
      return { hash: transactionHash, contract: receipt.contractAddress };
    },
    deploy: async (name, values = [], from = 0) => (await chain.send(null, deploymentEncoder.encodeDeployment(contract(name), values.map((value) => ({ name: '', type: '', value })), accounts[from]!).data, from)).contract!,
    async pass(days) {
      for (const [method, params] of [['evm_increaseTime', [days * 86_400]], ['evm_mine', []]] as const) {
        const answer = await fetch(chain.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) });
        const { error } = await answer.json() as { error?: { message: string } };
        if (error) throw new Error(error.message);
      }
    },
    async close() { await networks.close(); rmSync(home, { recursive: true, force: true }); },
  };
  return chain;
}
