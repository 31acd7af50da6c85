import { ContractDecoder, EdrContext, L1_CHAIN_TYPE, MineOrdering, l1GenesisState, l1HardforkFromString, l1ProviderFactory } from '@nomicfoundation/edr';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mnemonicToAccount } from 'viem/accounts';
import { developmentMnemonic } from '../../packages/protocol/src/index.ts';

/** JSON-RPC to a chain. Throws RpcError with what the node said. */
export interface Node { request(method: string, parameters: readonly unknown[]): Promise<unknown> }

export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly data: unknown;
  constructor(message: string, data?: unknown) { super(message); this.data = data; }
}

interface Answer { result?: unknown; error?: { message?: string; data?: unknown } }
function read(answer: Answer): unknown {
  if (!answer.error) return answer.result;
  const { data } = answer.error;
  throw new RpcError(answer.error.message ?? 'refused', typeof data === 'object' && data !== null && 'data' in data ? data.data : data);
}

/** A node behind a URL. */
export function openRpc(url: string): Node {
  let id = 0;
  return {
    async request(method, parameters) {
      id += 1;
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id, method, params: parameters }), signal: AbortSignal.timeout(60_000) });
      return read(await response.json() as Answer);
    },
  };
}

/** The accounts of the development mnemonic that the bench spends from; the first ten are left to others. */
export const fundingAccounts = () => Array.from({ length: 10 }, (_one, at) => mnemonicToAccount(developmentMnemonic, { addressIndex: 10 + at }));

const bytes = (address: string): Uint8Array => Uint8Array.from(Buffer.from(address.slice(2), 'hex'));

/**
 * A chain in this process, empty or a fork of `upstream` at its block, that mines each transaction by itself and can go back to snapshots.
 * The product is not involved: this is what truth is checked with.
 */
export async function openEdr(upstream?: { url: string; block: number }): Promise<Node> {
  const context = new EdrContext();
  await context.registerProviderFactory(L1_CHAIN_TYPE, l1ProviderFactory());
  const hardfork = 'osaka';
  const provider = await context.createProvider(
    L1_CHAIN_TYPE,
    {
      allowBlocksWithSameTimestamp: true, allowUnlimitedContractSize: false, bailOnCallFailure: true, bailOnTransactionFailure: false,
      chainId: 31337n, networkId: 31337n, hardfork, coinbase: new Uint8Array(20).fill(0xc0), defaultTransactionGasLimit: 16_777_216n, minGasPrice: 0n,
      genesisState: upstream ? [] : [
        ...l1GenesisState(l1HardforkFromString(hardfork)),
        ...fundingAccounts().map((account) => ({ address: bytes(account.address), balance: 10_000n * 10n ** 18n })),
      ],
      initialBaseFeePerGas: 1_000_000_000n, initialParentBeaconBlockRoot: new Uint8Array(32),
      mining: { autoMine: true, blockGasLimit: 60_000_000n, memPool: { order: MineOrdering.Fifo } },
      network: upstream
        ? { url: upstream.url, cacheDir: path.join(tmpdir(), 'research-bench-edr'), blockNumber: BigInt(upstream.block), chainOverrides: [{ chainId: 31337n, name: 'bench', hardforkActivationOverrides: [{ condition: { blockNumber: 0n }, hardfork }] }] }
        : { genesisBlockGasLimit: 60_000_000n, genesisBlockTime: 1_760_000_000n, genesisBlobGas: { gasUsed: 0n, excessGas: 0n } },
      observability: {}, ownedAccounts: [], precompileOverrides: [],
    },
    { enable: false, decodeConsoleLogInputsCallback: () => [], printLineCallback: () => undefined },
    { subscriptionCallback: () => undefined },
    new ContractDecoder(),
  );
  let id = 0;
  return {
    async request(method, parameters) {
      id += 1;
      const { data } = await provider.handleRequest(JSON.stringify({ jsonrpc: '2.0', id, method, params: parameters }));
      return read((typeof data === 'string' ? JSON.parse(data) : data) as Answer);
    },
  };
}
