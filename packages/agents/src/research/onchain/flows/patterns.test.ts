import type { RecentTransfer } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { findFanOuts, findRoundTrips } from './patterns.ts';

const who = (number: number): `0x${string}` => `0x${number.toString(16).padStart(40, '0')}`;
const move = (block: number, from: number, to: number, amount = 100n, transaction = block): RecentTransfer => ({ block, transaction: `0x${transaction.toString(16)}`, from: who(from), to: who(to), amount });
const nobody = new Set<string>();

describe('shapes of flows', () => {
  it('sees one transaction to many, and the same amount to many', () => {
    const atOnce = Array.from({ length: 12 }, (_, number) => move(7, 1, 100 + number, BigInt(number + 1)));
    const oneByOne = Array.from({ length: 10 }, (_, number) => move(100 + number, 2, 200 + number, 5n));
    expect(findFanOuts([...atOnce, ...oneByOne], nobody)).toEqual([{ from: who(1), block: 7, receivers: 12, amount: 78n }, { from: who(2), block: 100, receivers: 10, amount: 50n }]);
    expect(findFanOuts([...atOnce.slice(0, 9), ...oneByOne.slice(0, 9)], nobody)).toEqual([]);
    expect(findFanOuts(atOnce, new Set([who(1)]))).toEqual([]);
  });

  it('sees amounts that go back and forth, and not what a pool does', () => {
    const rounds = [1, 2, 3].flatMap((round) => [move(round * 2, 1, 2, 100n), move(round * 2 + 1, 2, 1, 97n)]);
    expect(findRoundTrips(rounds, nobody)).toEqual([{ accounts: [who(1), who(2)], amount: 291n, rounds: 3 }]);
    expect(findRoundTrips(rounds, new Set([who(2)]))).toEqual([]);
    expect(findRoundTrips(rounds.slice(0, 4), nobody)).toEqual([]);
    expect(findRoundTrips(rounds.map((one) => (one.from === who(2) ? { ...one, amount: 50n } : one)), nobody)).toEqual([]);
  });
});
