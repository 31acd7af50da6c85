import type { ChainReader, Json } from '@hyperlens/protocol';
import { getAddress, type Hex } from 'viem';
import { describeHolder, isNobody, readDeclared } from './declared.ts';

/** Owners of owners that are followed: a proxy admin that a timelock owns, and the like. */
const deepest = 3;
const mostLooked = 16;

/** Whether one account needs others or time to act; null when its code does not tell. */
export async function isShared(reader: ChainReader, address: Hex, depth = 0): Promise<{ shared: boolean | null; because: string }> {
  const holder = await describeHolder(reader, address);
  if (holder.kind === 'nobody') return { shared: true, because: 'nobody' };
  if (holder.kind === 'wallet') return { shared: false, because: 'a wallet' };
  const { threshold = 0, owners = 0, delay = 0 } = holder;
  if (holder.kind === 'safe' || holder.kind === 'multisig') return { shared: threshold >= 2 && owners >= threshold, because: `${threshold} of ${owners}` };
  if (holder.kind === 'timelock') return { shared: delay > 0, because: `a delay of ${delay} s` };
  const { owner } = depth < deepest ? await readDeclared(reader, address) : { owner: null };
  if (owner === null || isNobody(owner) || owner === address) return { shared: null, because: 'a contract whose owner is not known' };
  const above = await isShared(reader, owner, depth + 1);
  return { shared: above.shared, because: `a contract of ${getAddress(owner)}: ${above.because}` };
}

/**
 * Whether everybody with power is a multisig of at least two or a timelock with a delay: true, false, or null when it cannot be told. False when
 * nobody has power: nothing is shared then. Throws what the reader throws.
 */
export async function readShared(reader: ChainReader, powerful: readonly Hex[]): Promise<{ shared: boolean | null; each: Json[] }> {
  const each = await Promise.all(powerful.slice(0, mostLooked).map(async (account) => ({ account, ...(await isShared(reader, account)) })));
  const shared = each.some((one) => one.shared === false) || powerful.length === 0 ? false : each.length < powerful.length || each.some((one) => one.shared === null) ? null : true;
  return { shared, each: each.map((one): Json => ({ ...one })) };
}
