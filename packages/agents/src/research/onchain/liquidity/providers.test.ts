import type { SupplyChange } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { largestRemoval } from './providers.ts';

const change = (block: number, kind: 'mint' | 'burn', amount: bigint): SupplyChange => ({ block, kind, account: `0x${'1'.repeat(40)}`, amount });
const removal = (changes: SupplyChange[]) => largestRemoval(changes, changes.length, { minted: 0n, burned: 0n });

describe('the largest removal of liquidity', () => {
  it('is measured against what was there before, in one block', () => {
    expect(removal([change(1, 'mint', 101_000n), change(5, 'burn', 25_000n)])).toEqual({ share: 0.25, before: 101_000n });
    expect(removal([change(1, 'mint', 101_000n), change(5, 'burn', 50_000n), change(5, 'burn', 50_000n)])).toEqual({ share: 1, before: 101_000n });
    expect(removal([change(1, 'mint', 101_000n), change(5, 'burn', 40_000n), change(9, 'mint', 40_000n), change(12, 'burn', 10_000n)])).toEqual({ share: 0.4, before: 101_000n });
  });
  it('is nothing without removals, and in a pool that never had more than its dust', () => {
    expect(removal([change(1, 'mint', 101_000n)])).toEqual({ share: 0, before: 0n });
    expect(removal([])).toEqual({ share: 0, before: 0n });
    expect(removal([change(1, 'mint', 900n), change(2, 'burn', 900n)])).toEqual({ share: 0, before: 0n });
  });
  it('is taken from the sums when the history is too long to be kept', () => {
    expect(largestRemoval([], 5_000, { minted: 200n, burned: 150n })).toEqual({ share: 0.75, before: 200n });
  });
});
