import { AppError, type Fetch, type TokenArchive, type WorkContext } from '@hyperlens/protocol';
import { z } from 'zod';
import { makeApiClient } from './http.ts';

export interface AlchemyOptions { apiKey: string; /** Instead of the address of the network. */ baseUrl?: string | undefined; fetch: Fetch; timeoutMilliseconds?: number }

type Hex = `0x${string}`;
/** Names of networks in Alchemy's addresses (https://www.alchemy.com/docs/choosing-a-web3-network). */
const networks: Record<number, string> = { 1: 'eth-mainnet', 10: 'opt-mainnet', 56: 'bnb-mainnet', 100: 'gnosis-mainnet', 137: 'polygon-mainnet', 5000: 'mantle-mainnet', 5003: 'mantle-sepolia', 8453: 'base-mainnet', 42161: 'arb-mainnet', 43114: 'avax-mainnet', 59144: 'linea-mainnet', 11155111: 'eth-sepolia' };
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/).transform((text) => text as Hex);
const quantity = z.string().regex(/^0x[0-9a-fA-F]{1,64}$/);
const metadata = z.object({ name: z.string().nullable(), symbol: z.string().nullable(), decimals: z.number().int().nullable() });
const transfers = z.object({ transfers: z.array(z.object({ blockNum: quantity, hash: z.string().transform((text) => text as Hex), from: address, to: address.nullable(), rawContract: z.object({ value: quantity.nullable() }), metadata: z.object({ blockTimestamp: z.string() }).nullable().optional() })) });
const balances = z.object({ tokenBalances: z.array(z.object({ contractAddress: address, tokenBalance: z.string().nullable() })) });

/** Alchemy's token methods over JSON-RPC (https://www.alchemy.com/docs/reference/token-api) with a key, as a second opinion on tokens. It counts no holders. */
export function makeAlchemy({ apiKey, baseUrl, fetch, timeoutMilliseconds }: AlchemyOptions): TokenArchive {
  const ask = async <Value>(chainId: number, method: string, parameters: unknown[], result: z.ZodType<Value>, context?: WorkContext): Promise<Value> => {
    const client = makeApiClient({ id: 'alchemy', fetch, baseUrl: baseUrl ?? `https://${networks[chainId] ?? 'eth-mainnet'}.g.alchemy.com/v2`, secrets: [apiKey], ...(timeoutMilliseconds ? { timeoutMilliseconds } : {}) });
    const answer = await client.json(encodeURIComponent(apiKey), z.union([z.object({ result }), z.object({ error: z.object({ message: z.string() }) })]), { method: 'POST', body: { jsonrpc: '2.0', id: 1, method, params: parameters }, signal: context?.signal });
    if ('error' in answer) throw new AppError('SOURCE_UNAVAILABLE', { source: 'alchemy', reason: answer.error.message.replaceAll(apiKey, '***').slice(0, 200) });
    return answer.result;
  };
  return {
    id: 'alchemy',
    title: 'Alchemy',
    covers: (chainId) => networks[chainId] !== undefined,
    async token(chainId, token, context) {
      const found = await ask(chainId, 'alchemy_getTokenMetadata', [token], metadata, context);
      return found.name === null && found.symbol === null ? null : { ...found, totalSupply: null, spam: null };
    },
    holders: async () => null,
    async transfers(chainId, token, context) {
      const found = await ask(chainId, 'alchemy_getAssetTransfers', [{ fromBlock: '0x0', toBlock: 'latest', contractAddresses: [token], category: ['erc20'], order: 'desc', maxCount: '0x64', withMetadata: true, excludeZeroValue: false }], transfers, context);
      return found.transfers.flatMap((one) => (one.to === null ? [] : [{ from: one.from, to: one.to, amount: BigInt(one.rawContract.value ?? '0x0').toString(), transactionHash: one.hash, blockNumber: Number(one.blockNum), time: one.metadata?.blockTimestamp ?? null }]));
    },
    async balances(chainId, wallet, context) {
      const found = await ask(chainId, 'alchemy_getTokenBalances', [wallet, 'erc20'], balances, context);
      return found.tokenBalances.flatMap((one) => (one.tokenBalance && /^0x[0-9a-fA-F]{1,64}$/.test(one.tokenBalance) && BigInt(one.tokenBalance) > 0n ? [{ token: one.contractAddress, balance: BigInt(one.tokenBalance).toString() }] : []));
    },
  };
}
