import { CallKind, ContractDecoder, EdrContext, IncludeTraces, L1_CHAIN_TYPE, MineOrdering, l1ProviderFactory, type CallTrace, type LogTrace } from '@nomicfoundation/edr';
import type { ForkCall } from '@hyperlens/protocol';
import { isRecord } from '../chains/rpc.ts';

/** An answer of the EVM node: a result or an error as JSON-RPC has them, and the calls inside a transaction. */
export interface EngineAnswer { result: unknown; error: { message: string; data: unknown } | null; calls(): ForkCall[] }
export interface Engine { request(method: string, parameters: readonly unknown[]): Promise<EngineAnswer> }

export interface ForkOrigin { url: string; chainId: number; name: string; block: number; /** For what the engine writes to disk. */ folder: string }

/**
 * Makes EDR nodes that continue a chain from a block. Every chain runs under the newest hard fork's rules: a fork only runs new transactions,
 * and those of EDR's own table of chains would refuse chains it has never heard of. EDR's interface promises no stability, so this is the
 * only file that knows it for forks.
 */
export async function makeEngines(): Promise<{ open(origin: ForkOrigin): Promise<Engine> }> {
  const context = new EdrContext();
  await context.registerProviderFactory(L1_CHAIN_TYPE, l1ProviderFactory());
  return {
    async open({ url, chainId, name, block, folder }) {
      const hardfork = 'osaka';
      const provider = await context.createProvider(
        L1_CHAIN_TYPE,
        {
          allowBlocksWithSameTimestamp: true, allowUnlimitedContractSize: true, bailOnCallFailure: true, bailOnTransactionFailure: true,
          chainId: BigInt(chainId), networkId: BigInt(chainId), hardfork, coinbase: new Uint8Array(20).fill(0xc0), defaultTransactionGasLimit: 16_777_216n,
          genesisState: [], minGasPrice: 0n, initialParentBeaconBlockRoot: new Uint8Array(32), mining: { autoMine: true, blockGasLimit: 60_000_000n, memPool: { order: MineOrdering.Fifo } },
          network: { url, blockNumber: BigInt(block), cacheDir: folder, chainOverrides: [{ chainId: BigInt(chainId), name, hardforkActivationOverrides: [{ condition: { blockNumber: 0n }, hardfork }] }] },
          observability: { includeCallTraces: IncludeTraces.All }, ownedAccounts: [], precompileOverrides: [], transactionGasCap: false,
        },
        { enable: false, decodeConsoleLogInputsCallback: () => [], printLineCallback: () => undefined },
        { subscriptionCallback: () => undefined },
        new ContractDecoder(),
      );
      let id = 0;
      return {
        async request(method, parameters) {
          id += 1;
          const first = parameters[0];
          const sender = isRecord(first) && typeof first.from === 'string' ? first.from.toLowerCase() : `0x${'00'.repeat(20)}`;
          const response = await provider.handleRequest(JSON.stringify({ jsonrpc: '2.0', id, method, params: parameters }));
          const answer: unknown = typeof response.data === 'string' ? JSON.parse(response.data) : response.data;
          if (!isRecord(answer)) throw new Error('the engine gave no answer');
          const error = isRecord(answer.error) ? { message: typeof answer.error.message === 'string' ? answer.error.message : 'refused', data: answer.error.data } : null;
          return { result: answer.result, error, calls: () => callsOf(response.callTraces(), sender) };
        },
      };
    },
  };
}

const kinds: Record<CallKind, ForkCall['kind']> = { [CallKind.Call]: 'call', [CallKind.CallCode]: 'delegatecall', [CallKind.DelegateCall]: 'delegatecall', [CallKind.StaticCall]: 'staticcall', [CallKind.Create]: 'create' };

/** Who called whom in a trace, at most 200 pairs. `account` is whose state the frame works on. */
function callsOf(traces: readonly (CallTrace | LogTrace)[], account: string, found = new Map<string, ForkCall>()): ForkCall[] {
  for (const trace of traces) {
    if (!('address' in trace) || found.size >= 200) continue;
    const kind = kinds[trace.kind];
    const to = trace.address.toLowerCase();
    const call = { from: account, to, kind } as ForkCall;
    found.set(`${account} ${to} ${kind}`, call);
    callsOf(trace.children, kind === 'delegatecall' ? account : to, found);
  }
  return [...found.values()];
}
