import { ContractDecoder, EdrContext, L1_CHAIN_TYPE, MineOrdering, l1GenesisState, l1HardforkFromString, l1ProviderFactory } from '@nomicfoundation/edr';
import { isRecord } from '../rpc.ts';

/** What makes the genesis block: the same settings give the same block hash. */
export interface Genesis {
  chainId: number;
  hardfork: string;
  /** Seconds. */
  time: number;
  blockGasLimit: number;
  /** wei per gas */
  baseFee: string;
  accounts: readonly string[];
  /** wei each account holds */
  balance: string;
}

/** A JSON-RPC refusal by the engine, as it goes back to the caller. */
export class EngineRefusal extends Error {
  override readonly name = 'EngineRefusal';
  readonly code: number;
  readonly data: unknown;
  constructor(code: number, message: string, data?: unknown) { super(message); this.code = code; this.data = data; }
}

/** An EVM node in this process. Throws EngineRefusal. */
export interface Engine { request(method: string, parameters: readonly unknown[]): Promise<unknown> }

/**
 * Starts an EDR node that mines only when it is told to, so that what goes into each block is the caller's decision and can be repeated.
 * EDR's interface promises no stability, so this is the only file that knows it for the chain. One per process: a Rust panic ends the process.
 */
export async function startEngine(genesis: Genesis): Promise<Engine> {
  const context = new EdrContext();
  await context.registerProviderFactory(L1_CHAIN_TYPE, l1ProviderFactory());
  const provider = await context.createProvider(
    L1_CHAIN_TYPE,
    {
      allowBlocksWithSameTimestamp: true, allowUnlimitedContractSize: false, bailOnCallFailure: true, bailOnTransactionFailure: false,
      chainId: BigInt(genesis.chainId), networkId: BigInt(genesis.chainId), hardfork: genesis.hardfork,
      coinbase: new Uint8Array(20).fill(0xc0), defaultTransactionGasLimit: 16_777_216n, minGasPrice: 0n,
      genesisState: [
        ...l1GenesisState(l1HardforkFromString(genesis.hardfork)),
        ...genesis.accounts.map((account) => ({ address: Uint8Array.from(Buffer.from(account.slice(2), 'hex')), balance: BigInt(genesis.balance) })),
      ],
      initialBaseFeePerGas: BigInt(genesis.baseFee), initialParentBeaconBlockRoot: new Uint8Array(32),
      mining: { autoMine: false, blockGasLimit: BigInt(genesis.blockGasLimit), memPool: { order: MineOrdering.Fifo } },
      network: { genesisBlockGasLimit: BigInt(genesis.blockGasLimit), genesisBlockTime: BigInt(genesis.time), genesisBlobGas: { gasUsed: 0n, excessGas: 0n } },
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
      const response = await provider.handleRequest(JSON.stringify({ jsonrpc: '2.0', id, method, params: parameters }));
      const answer: unknown = typeof response.data === 'string' ? JSON.parse(response.data) : response.data;
      if (!isRecord(answer)) throw new EngineRefusal(-32603, 'the engine gave no answer');
      if (!isRecord(answer.error)) return answer.result;
      const { code, message, data } = answer.error;
      throw new EngineRefusal(typeof code === 'number' ? code : -32603, typeof message === 'string' ? message : 'refused', data);
    },
  };
}
