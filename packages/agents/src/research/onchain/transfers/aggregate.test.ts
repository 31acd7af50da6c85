import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { join, makeAggregator } from './aggregate.ts';
import { account, bare, transferLog, wrapLog } from './fake.kit.ts';
import type { Log } from '@hyperlens/protocol';

const add = (logs: readonly Log[], standard?: 'erc721') => {
  const aggregator = makeAggregator(standard);
  for (const log of logs) aggregator.add(log);
  return aggregator.finish();
};

describe('adding transfers up', () => {
  it('makes, moves and burns', () => {
    const { tally, changes } = add([transferLog(1, 0, 1, 10n), transferLog(2, 1, 2, 4n), transferLog(3, 2, 0, 1n), transferLog(4, 1, 1, 5n), transferLog(5, 1, 2, 0n)]);
    expect(changes.transfers).toEqual(new Map([[bare(1), 6n], [bare(2), 3n]]));
    expect(tally).toMatchObject({ transfers: 5, mints: 1, burns: 1, minted: 10n, burned: 1n, oddities: 0 });
    expect(tally.newest).toEqual([{ block: 1, kind: 'mint', account: account(1), amount: 10n }, { block: 3, kind: 'burn', account: account(2), amount: 1n }]);
    expect(tally.recent.map(({ block }) => block)).toEqual([1, 2, 3, 4]);
  });

  it('counts a deposit only where nothing was logged as made', () => {
    const { changes } = add([wrapLog(1, 1, 10n), transferLog(2, 0, 2, 7n), wrapLog(2, 2, 7n), wrapLog(3, 3, 7n, { transaction: 9 }), transferLog(3, 0, 3, 7n, 10), wrapLog(4, 1, 3n, { withdrawal: true })]);
    expect(changes.wrapped).toEqual(new Map([[bare(1), 7n], [bare(3), 7n]]));
  });

  it('reads tokens that index nothing, counts an ERC-721 as one, and leaves other shapes out', () => {
    const plain = transferLog(1, 0, 1, 10n);
    const old: Log = { ...plain, topics: plain.topics.slice(0, 1), data: `0x${plain.topics[1]!.slice(2)}${plain.topics[2]!.slice(2)}${plain.data.slice(2)}` };
    const collectible: Log = { ...plain, topics: [...plain.topics, `0x${'0'.repeat(63)}5`], data: '0x' };
    expect(add([old]).changes.transfers).toEqual(new Map([[bare(1), 10n]]));
    expect(add([collectible], 'erc721').changes.transfers).toEqual(new Map([[bare(1), 1n]]));
    expect(add([collectible, { ...plain, data: '0x12' }, { ...plain, topics: plain.topics.slice(0, 2) }]).tally.oddities).toBe(3);
    expect(add([plain], 'erc721').tally.oddities).toBe(1);
  });

  it('comes to the same in one go and in parts, with nothing lost', () => {
    const logs = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.bigInt(0n, 100n)).map(([from, to, amount]) => [from, to, amount] as const), { maxLength: 60 });
    fc.assert(fc.property(logs, fc.nat(60), (moves, cut) => {
      const all = moves.map(([from, to, amount], at) => transferLog(at, from, to, amount));
      const parts = join(add(all.slice(0, cut)), add(all.slice(cut)));
      const whole = join(add(all), add([]));
      expect(parts.tally).toEqual(whole.tally);
      const nonzero = (map: Map<string, bigint>) => new Map([...map].filter(([, value]) => value !== 0n).toSorted(([a], [b]) => (a < b ? -1 : 1)));
      expect(nonzero(parts.changes.transfers)).toEqual(nonzero(whole.changes.transfers));
      expect([...whole.changes.transfers.values()].reduce((sum, value) => sum + value, 0n)).toBe(whole.tally.minted - whole.tally.burned);
    }));
  });

  it('keeps the newest thousand changes of supply and five hundred transfers', () => {
    const { tally } = add(Array.from({ length: 5_000 }, (_, block) => transferLog(block, 0, 1, 1n)));
    expect([tally.newest.length, tally.newest[0]?.block, tally.recent.length, tally.recent[0]?.block, tally.mints]).toEqual([1000, 4000, 500, 4500, 5000]);
  });
});
