import type { ChainReader, KnownContracts, SupplyChange, TransferIndex, WorkContext } from '@hyperlens/protocol';
import type { Pool } from '../pool.ts';
import { readTransfers } from '../transfers/history.ts';
import { callOf, readNumber, shareOf } from '../transfers/words.ts';
import { lockOf, type Lock } from './locks.ts';

type Hex = `0x${string}`;

export interface Provider { holder: Hex; amount: bigint; share: number; lock: Lock }
/** Who owns the liquidity of a pool. Shares are of all of it, 0 to 1. */
export interface Providers {
  pool: Pool;
  total: bigint;
  count: number;
  /** The largest, at most `listed`; the others are in `rest`. */
  providers: Provider[];
  burned: number;
  locked: number;
  unlocked: number;
  /** Held by contracts that say nothing about time, or too small to be looked at. */
  unclear: number;
  /** Largest removal, as a share of what was there before it; null when the history is not known. */
  pulledShare: number | null;
  /** Whether as much is there again as before that removal. */
  recovered: boolean;
}

const listed = 20;
/** A first mint of Uniswap V2 leaves 1000 units at the zero address for ever. */
const dust = 1000n;

/** Owners of a V2 pair's liquidity, from the Transfer logs of its own token, confirmed by balanceOf. Throws what the reader throws, and an Error when logs are missing. */
export async function pairProviders({ reader, pool, known, index, from, context }: { reader: ChainReader; pool: Pool; known: KnownContracts; index: TransferIndex | undefined; from: number | null; context: WorkContext }): Promise<Providers> {
  const history = await readTransfers({ reader, token: pool.address, fromBlock: from, index, context: context.signal ? { signal: context.signal } : {} });
  if (!history.complete) throw new Error(`not all logs of the pool could be read: ${history.reason ?? 'no reason given'}`);
  const largest = [...history.transfers].filter(([, amount]) => amount > 0n).toSorted(([a, left], [b, right]) => (right > left ? 1 : right < left ? -1 : a < b ? -1 : 1));
  const asked = [...new Set(['0'.repeat(40), ...known.burns.map((burn) => burn.slice(2)), ...largest.slice(0, listed).map(([holder]) => holder)])];
  const answers = await reader.calls([callOf(pool.address, 'totalSupply()'), ...asked.map((holder) => callOf(pool.address, 'balanceOf(address)', `0x${holder}`))]);
  const total = readNumber(answers[0]);
  if (total === null) throw new Error('the pool does not say how much of its liquidity token there is');
  const owners = asked.flatMap((holder, at) => { const amount = readNumber(answers[at + 1]) ?? 0n; return amount > 0n ? [{ holder: `0x${holder}` as Hex, amount }] : []; });
  const removal = largestRemoval(history.tally.newest, history.tally.mints + history.tally.burns, { minted: history.tally.minted, burned: history.tally.burned });
  return {
    ...await summarize({ reader, pool, known, total, owners }),
    count: largest.filter(([holder]) => holder !== '0'.repeat(40)).length, pulledShare: removal.share, recovered: total >= removal.before && removal.before > 0n,
  };
}

/** Looks at each owner and adds shares up. */
export async function summarize({ reader, pool, known, total, owners }: { reader: ChainReader; pool: Pool; known: KnownContracts; total: bigint; owners: readonly { holder: Hex; amount: bigint }[] }): Promise<Pick<Providers, 'pool' | 'total' | 'providers' | 'burned' | 'locked' | 'unlocked' | 'unclear'>> {
  const sorted = owners.toSorted((a, b) => (b.amount > a.amount ? 1 : b.amount < a.amount ? -1 : a.holder < b.holder ? -1 : 1)).slice(0, listed + known.burns.length);
  const providers = await Promise.all(sorted.map(async ({ holder, amount }): Promise<Provider> => ({ holder, amount, share: shareOf(amount, total), lock: await lockOf({ reader, holder, amount, pool: pool.address, known }) })));
  return { pool, total, providers, ...sumUp(total, providers) };
}

/** What the states of the owners make of the whole. */
export function sumUp(total: bigint, providers: readonly Provider[]): Pick<Providers, 'burned' | 'locked' | 'unlocked' | 'unclear'> {
  const sum = (state: Lock['state']): bigint => providers.reduce((all, provider) => (provider.lock.state === state ? all + provider.amount : all), 0n);
  const [burned, locked, unlocked] = [sum('burned'), sum('locked'), sum('unlocked')];
  return { burned: shareOf(burned, total), locked: shareOf(locked, total), unlocked: shareOf(unlocked, total), unclear: shareOf(total - burned - locked - unlocked, total) };
}

/** The removal that took the largest share of what was there, walking the changes; from the sums alone when they are too many to be kept. */
export function largestRemoval(changes: readonly SupplyChange[], count: number, sums: { minted: bigint; burned: bigint }): { share: number | null; before: bigint } {
  if (changes.length < count) return { share: shareOf(sums.burned, sums.minted, 4), before: sums.minted };
  let supply = 0n;
  let worst = { share: 0, before: 0n };
  // Removals in one block are one: a provider can leave in several steps.
  for (let at = 0; at < changes.length;) {
    const { block } = changes[at]!;
    const before = supply;
    let removed = 0n;
    for (; at < changes.length && changes[at]!.block === block; at += 1) {
      const { kind, amount } = changes[at]!;
      supply += kind === 'mint' ? amount : -amount;
      if (kind === 'burn') removed += amount;
    }
    const share = before > dust ? Math.min(1, shareOf(removed, before - dust, 4)) : 0;
    if (share > worst.share) worst = { share, before };
  }
  return worst;
}
