import type { Fork } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { stranger } from '../identity/standards.ts';
import type { KnownFunction } from '../input.ts';

export interface Effect { candidate: Hex; one: KnownFunction; data: Hex }
/** `left`: functions of which no call could be compared within the budget; `cut`: those of which only some could. */
export interface EffectSearch { effects: Effect[]; left: KnownFunction[]; cut: KnownFunction[] }

/** Transactions one search may send, and gas by which a path that stores something differs at least from one that does not. */
const most = 160;
const difference = 2_000n;

/**
 * Sends calls that refuse nobody, as a stranger and as each candidate, and compares: first the gas, then the watched storage. A call that
 * changes a position for a candidate and leaves it alone for the stranger is a power without a refusal. The fork is as before afterwards.
 */
export async function findEffects(fork: Fork, to: Hex, calls: readonly { one: KnownFunction; data: Hex }[], candidates: readonly Hex[], slots: readonly Hex[]): Promise<EffectSearch> {
  if (calls.length === 0 || candidates.length === 0) return { effects: [], left: [], cut: [] };
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
  const compared = new Set<KnownFunction>();
  const leftOut = new Set<KnownFunction>();
  for (const { one, data } of firstOfEach(calls)) {
    if (sent + candidates.length >= most) { leftOut.add(one); continue; }
    compared.add(one);
    const usual = await send(stranger, data, null);
    sent += 1 + candidates.length;
    for (const candidate of candidates) {
      if (found.some((effect) => effect.candidate === candidate && effect.one === one)) continue;
      const { slots: own } = await send(candidate, data, usual.gas);
      if (own && [...own].some((index) => !usual.slots?.has(index))) found.push({ candidate, one, data });
    }
  }
  return { effects: found, left: [...leftOut].filter((one) => !compared.has(one)), cut: [...leftOut].filter((one) => compared.has(one)) };
}

/** The first call of every function, then the second of every function, and so on. */
function firstOfEach<Call extends { one: KnownFunction }>(calls: readonly Call[]): Call[] {
  const turns = new Map<KnownFunction, number>();
  const placed = calls.map((call, index) => { const turn = turns.get(call.one) ?? 0; turns.set(call.one, turn + 1); return { call, turn, index }; });
  return placed.toSorted((a, b) => a.turn - b.turn || a.index - b.index).map(({ call }) => call);
}
