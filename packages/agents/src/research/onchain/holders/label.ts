import type { ChainReader, KnownContracts } from '@hyperlens/protocol';
import type { Pool } from '../pool.ts';

/** What a holder is. `contract`: has code, and nothing more is known of it. */
export type HolderKind = 'pool' | 'burned' | 'token' | 'locker' | 'contract' | 'wallet' | 'unknown';
export interface Label { kind: HolderKind; label: string | null }

/** Names holders without asking the chain. Addresses lower case, without 0x. */
export function makeLabels({ token, pools, known, people }: { token: string; pools: readonly Pool[]; known: KnownContracts; people: readonly { address: string; label: string }[] }): (holder: string) => Label | null {
  const labels = new Map<string, Label>();
  const bare = (address: string) => address.toLowerCase().replace(/^0x/, '');
  for (const { name, address } of known.labels) labels.set(bare(address), { kind: 'contract', label: name });
  for (const { address, label } of people) labels.set(bare(address), { kind: 'unknown', label });
  for (const { name, address } of known.lockers) labels.set(bare(address), { kind: 'locker', label: name });
  for (const pool of pools) labels.set(bare(pool.address), { kind: 'pool', label: `${pool.kind} pool` });
  for (const address of known.burns) labels.set(bare(address), { kind: 'burned', label: 'burn address' });
  labels.set(bare(token), { kind: 'token', label: 'the token itself' });
  labels.set('0'.repeat(40), { kind: 'burned', label: 'zero address' });
  return (holder) => labels.get(holder) ?? null;
}

/** Tells contracts from wallets by their code; `unknown` when the node does not say. An account that delegates to a contract (EIP-7702) stays a wallet. */
export async function kindOf(reader: ChainReader, holder: `0x${string}`, signal?: AbortSignal): Promise<HolderKind> {
  const code = await reader.code(holder).catch(() => null);
  signal?.throwIfAborted();
  if (code === null) return 'unknown';
  return code === '0x' || code.startsWith('0xef0100') ? 'wallet' : 'contract';
}

/** Tokens here belong to nobody in particular, so they say nothing about concentration. */
export const isNobodys = (kind: HolderKind | undefined): boolean => kind === 'pool' || kind === 'burned' || kind === 'token' || kind === 'locker';
