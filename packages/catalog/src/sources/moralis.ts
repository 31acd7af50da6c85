import type { Fetch, TokenArchive } from '@hyperlens/protocol';
import { z } from 'zod';
import { makeApiClient } from './http.ts';

export interface MoralisOptions { apiKey: string; baseUrl: string; fetch: Fetch; timeoutMilliseconds?: number }

type Hex = `0x${string}`;
/** Chains of the Web3 Data API (https://docs.moralis.com/supported-chains). */
const chains = new Set([1, 10, 25, 56, 100, 137, 1284, 1285, 2020, 8453, 42161, 43114, 59144, 11155111, 80002, 84532, 421614, 11155420]);
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/).transform((text) => text as Hex);
const amount = z.union([z.string().regex(/^\d+$/), z.number().int().nonnegative().transform(String)]);
const metadata = z.array(z.object({ address, name: z.string().nullable(), symbol: z.string().nullable(), decimals: z.union([z.string(), z.number()]).nullable(), total_supply: amount.nullable().optional(), possible_spam: z.boolean().nullable().optional() }));
const owners = z.object({ result: z.array(z.object({ owner_address: address, balance: amount })) });
const holders = z.object({ totalHolders: z.number().int().nonnegative() });
const transfers = z.object({ result: z.array(z.object({ from_address: address, to_address: address, value: amount, transaction_hash: z.string().transform((text) => text as Hex), block_number: z.union([z.string(), z.number()]), block_timestamp: z.string().nullable().optional() })) });
const tokens = z.array(z.object({ token_address: address, balance: amount }));

/** Moralis Web3 Data API v2.2 with a key, as a second opinion on tokens. */
export function makeMoralis({ apiKey, baseUrl, fetch, timeoutMilliseconds }: MoralisOptions): TokenArchive {
  const client = makeApiClient({ id: 'moralis', fetch, baseUrl, headers: { 'X-API-Key': apiKey }, ...(timeoutMilliseconds ? { timeoutMilliseconds } : {}) });
  const chainOf = (chainId: number): string => `0x${chainId.toString(16)}`;
  return {
    id: 'moralis',
    title: 'Moralis',
    covers: (chainId) => chains.has(chainId),
    async token(chainId, token, context) {
      const [found] = await client.json('erc20/metadata', metadata, { query: { chain: chainOf(chainId), 'addresses[0]': token }, signal: context?.signal });
      if (!found || found.address.toLowerCase() !== token.toLowerCase() || (found.name === null && found.symbol === null)) return null;
      const decimals = found.decimals === null ? null : Number(found.decimals);
      return { name: found.name, symbol: found.symbol, decimals: decimals !== null && Number.isSafeInteger(decimals) ? decimals : null, totalSupply: found.total_supply ?? null, spam: found.possible_spam ?? null };
    },
    async holders(chainId, token, context) {
      const query = { chain: chainOf(chainId) };
      const [count, largest] = await Promise.all([
        client.find(`erc20/${token}/holders`, holders, { query, signal: context?.signal }),
        client.find(`erc20/${token}/owners`, owners, { query: { ...query, limit: 100, order: 'DESC' }, signal: context?.signal }),
      ]);
      return count || largest ? { count: count?.totalHolders ?? null, largest: (largest?.result ?? []).map((one) => ({ address: one.owner_address, balance: one.balance })) } : null;
    },
    async transfers(chainId, token, context) {
      const found = await client.find(`erc20/${token}/transfers`, transfers, { query: { chain: chainOf(chainId), limit: 100, order: 'DESC' }, signal: context?.signal });
      return found ? found.result.map((one) => ({ from: one.from_address, to: one.to_address, amount: one.value, transactionHash: one.transaction_hash, blockNumber: Number(one.block_number), time: one.block_timestamp ?? null })) : null;
    },
    async balances(chainId, wallet, context) {
      const found = await client.find(`${wallet}/erc20`, tokens, { query: { chain: chainOf(chainId) }, signal: context?.signal });
      return found ? found.map((one) => ({ token: one.token_address, balance: one.balance })) : null;
    },
  };
}
