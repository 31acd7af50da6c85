import { z } from 'zod';
import { address } from './common.ts';

/** A chain as data: one file in catalog/chains/definitions, or an entry of the configuration. */
export const network = z.object({
  /** Short name used on the command line, for example `mantle-sepolia`. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  chainId: z.number().int().positive(),
  /** CAIP-2, `eip155:5003`. */
  caip2: z.string(),
  testnet: z.boolean(),
  /** `local` starts by itself; `remote` is reached by its RPC URLs, tried in order. */
  kind: z.enum(['local', 'remote']),
  rpcUrls: z.array(z.url()),
  currency: z.object({ name: z.string(), symbol: z.string(), decimals: z.number().int() }),
  /** solc evmVersion to compile for. */
  evmVersion: z.string(),
  fees: z.object({
    /** Transaction type the chain takes. */
    type: z.enum(['eip1559', 'legacy']),
    /** Extra layer-1 data fee: `mantle` reads BVM_GasPriceOracle getL1Fee and tokenRatio, `op-stack` getL1Fee. */
    layer1: z.enum(['none', 'op-stack', 'mantle']).default('none'),
    oracle: address.optional(),
    /** Added to the node's gas estimate, in percent. */
    gasMarginPercent: z.number().int().default(15),
  }),
  /** Blocks on top of the one that holds the transaction before it counts. */
  confirmations: z.number().int().min(0),
  /** How long to wait for confirmation, seconds. */
  confirmationTimeoutSeconds: z.number().int().positive().default(300),
  /** Whether a deployment needs an explicit approval. */
  approval: z.enum(['never', 'always']),
  explorer: z.object({ name: z.string(), url: z.url(), apiUrl: z.url().optional(), kind: z.enum(['blockscout', 'etherscan', 'other']) }).optional(),
  faucet: z.url().optional(),
  verifiers: z.array(z.enum(['sourcify', 'blockscout', 'etherscan'])).default([]),
  /** Where the facts of this entry come from. */
  source: z.string().optional(),
});
export type Network = z.infer<typeof network>;

/**
 * The public test mnemonic of Hardhat and Foundry. Its accounts are funded on the local chain and anybody has their keys: they sign there and
 * nowhere else.
 */
export const developmentMnemonic = 'test test test test test test test test test test test junk';

export const networkHealth = z.object({
  network: z.string(),
  status: z.enum(['healthy', 'degraded', 'unreachable', 'wrong_chain', 'idle']),
  blockNumber: z.number().int().nullable(),
  endpoints: z.array(z.object({ url: z.string(), status: z.enum(['healthy', 'unreachable', 'wrong_chain', 'garbage', 'unchecked']), latencyMilliseconds: z.number().nullable(), reason: z.string().optional() })),
});
export type NetworkHealth = z.infer<typeof networkHealth>;
