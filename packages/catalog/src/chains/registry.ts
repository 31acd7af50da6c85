import { AppError, network as networkShape, type Network } from '@hyperlens/protocol';
import type { z } from 'zod';
import { ethereum } from './definitions/ethereum.ts';
import { hyperionTestnet } from './definitions/hyperion-testnet.ts';
import { local } from './definitions/local.ts';
import { mantleSepolia } from './definitions/mantle-sepolia.ts';
import { mantle } from './definitions/mantle.ts';
import { sepolia } from './definitions/sepolia.ts';

/** The chains the product ships. One file and one line adds a chain. */
export const builtinNetworks: readonly Network[] = [local, hyperionTestnet, mantleSepolia, mantle, sepolia, ethereum];

/** An entry of the configuration: a whole network, or for a known id only what differs. */
export type NetworkEntry = Partial<z.input<typeof networkShape>> & { id: string };

/**
 * Built-in networks with the configuration's entries laid over them: an entry with a known id replaces what it names, one with a new id
 * must have `chainId` and `rpcUrls`; the rest has defaults, of which `testnet` is the careful one: false. Throws CONFIG_INVALID naming the field.
 */
export function resolveNetworks(entries: readonly NetworkEntry[] = []): Map<string, Network> {
  const networks = new Map(builtinNetworks.map((entry) => [entry.id, entry]));
  for (const entry of entries) networks.set(entry.id, resolve(entry, networks.get(entry.id)));
  return networks;
}

const ether = { name: 'Ether', symbol: 'ETH', decimals: 18 };

function resolve(entry: NetworkEntry, known: Network | undefined): Network {
  const key = `networks.${entry.id}`;
  const refuse = (problem: string): never => { throw new AppError('CONFIG_INVALID', { key, source: 'the configuration', problem }); };
  if (!known && (entry.chainId === undefined || entry.rpcUrls === undefined)) refuse(`a network of your own needs ${[entry.chainId === undefined && 'chainId', entry.rpcUrls === undefined && 'rpcUrls'].filter(Boolean).join(' and ')}`);
  // The built-in chain is run by this product, at an address of its own choice.
  if (known?.kind === 'local' && entry.rpcUrls !== undefined) refuse('the built-in local chain has no rpcUrls; give another node an id of its own');
  const merged = known
    ? { ...known, ...entry, fees: { ...known.fees, ...entry.fees } }
    : { name: entry.id, testnet: false, currency: ether, kind: 'remote', evmVersion: 'cancun', confirmations: 2, approval: 'always', caip2: `eip155:${entry.chainId}`, ...entry, fees: { type: 'eip1559', ...entry.fees } };
  const parsed = networkShape.safeParse(merged);
  if (!parsed.success) return refuse(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'entry'}: ${issue.message}`).join('; '));
  const result = parsed.data;
  if (known && known.chainId !== result.chainId) return refuse(`chainId ${result.chainId} differs from the known ${known.chainId}; use another id for another chain`);
  // Its accounts have public keys: only the built-in chain may be the local one.
  if (result.kind !== (known?.kind ?? 'remote')) return refuse('kind local is only for the built-in local chain');
  if (result.kind === 'remote' && result.rpcUrls.length === 0) return refuse('at least one rpcUrls entry is needed');
  if (result.rpcUrls.some((url) => !/^https?:\/\//.test(url))) return refuse('rpcUrls must start with http:// or https://');
  if (result.caip2 !== `eip155:${result.chainId}`) return refuse(`caip2 must be eip155:${result.chainId}`);
  if (result.fees.layer1 !== 'none' && !result.fees.oracle) return refuse('fees.oracle is needed for a layer-1 data fee');
  return result;
}
