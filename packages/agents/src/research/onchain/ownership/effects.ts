import type { Fork } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { stranger } from '../identity/standards.ts';
import type { KnownFunction } from '../input.ts';

export interface Effect { candidate: Hex; one: KnownFunction }

/** Transactions one search may send, and gas by which a path that stores something differs at least from one that does not. */
const most = 120;
const difference = 2_000n;

/**
 * Sends calls that refuse nobody, as a stranger and as each candidate, and compares: first the gas, then the watched storage. A call that
 * changes a position for a candidate and leaves it alone for the stranger is a power without a refusal. The fork is as before afterwards.
 */
export async function findEffects(fork: Fork, to: Hex, calls: readonly { one: KnownFunction; data: Hex }[], candidates: readonly Hex[], slots: readonly Hex[]): Promise<Effect[]> {
  if (calls.length === 0 || candidates.length === 0) return [];
  const read = (): Promise<Hex[]> => Promise.all(slots.map((slot) => fork.storage(to, slot)));
  const before = await read();
  const changed = async (): Promise<Set<number>> => new Set((await read()).flatMap((word, index) => (word === before[index] ? [] : [index])));
  /** Gas and, when it differs from `usual`, which positions changed. */
  const send = async (from: Hex, data: Hex, usual: bigint | null): Promise<{ gas: bigint; slots: Set<number> | null }> => {
    const start = await fork.snapshot();
    const receipt = await fork.send({ from, to, data });
    const differs = usual === null || (receipt.gasUsed > usual ? receipt.gasUsed - usual : usual - receipt.gasUsed) > difference;
    const result = { gas: receipt.gasUsed, slots: receipt.status === 'success' && differs ? await changed() : null };
    await fork.revert(start);
    return result;
  };
  const found: Effect[] = [];
  let sent = 0;
  for (const { one, data } of calls) {
    if (sent + candidates.length >= most) break;
    const usual = await send(stranger, data, null);
    sent += 1 + candidates.length;
    for (const candidate of candidates) {
      if (found.some((effect) => effect.candidate === candidate && effect.one === one)) continue;
      const { slots: own } = await send(candidate, data, usual.gas);
      if (own && [...own].some((index) => !usual.slots?.has(index))) found.push({ candidate, one });
    }
  }
  return found;
}
