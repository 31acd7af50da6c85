import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransferHead, TransferIndex, TransferKey, TransferSegment } from '@hyperlens/protocol';
import type { Storage } from './storage.ts';
import { makeTransferIndex } from './transfer-index.ts';

type Hex = `0x${string}`;
const hash = (number: number): Hex => `0x${number.toString(16).padStart(64, '0')}`;
const holder = (number: number) => number.toString(16).padStart(40, '0');

/** A stretch of blocks that gives `holders` one unit each. */
function stretch(fromBlock: number, toBlock: number, holders: readonly number[]): TransferSegment {
  return {
    fromBlock, toBlock, toHash: hash(toBlock),
    tally: { transfers: holders.length, oddities: 0, mints: 1, burns: 0, minted: BigInt(holders.length), burned: 0n, newest: [{ block: toBlock, kind: 'mint', account: `0x${holder(1)}`, amount: BigInt(holders.length) }], recent: [{ block: toBlock, transaction: hash(7), from: `0x${holder(1)}`, to: `0x${holder(2)}`, amount: 5n }] },
    changes: { transfers: new Map(holders.map((number) => [holder(number), 1n])), wrapped: new Map([[holder(1), -3n]]) },
  };
}

/** What the transfer index must do on every driver. */
export function transferIndexKit(driver: string, open: () => Promise<Storage>): void {
  describe(`the transfer index on ${driver}`, () => {
    let storage: Storage;
    let index: TransferIndex;
    let last = 0;
    const newKey = (): TransferKey => { last += 1; return { chainId: 1, token: `0x${holder(last)}` }; };
    beforeAll(async () => { storage = await open(); index = makeTransferIndex(storage); });
    afterAll(async () => { await storage?.close(); });

    /** Appends `count` stretches of ten blocks; stretch n gives one unit to holders 1 and n. */
    async function fill(key: TransferKey, count: number): Promise<TransferHead[]> {
      const heads: TransferHead[] = [];
      for (let number = 0; number < count; number += 1) {
        const next = stretch(number * 10, number * 10 + 9, [1, number + 2]);
        expect(await index.append(key, heads.at(-1) ?? null, next)).toBe(true);
        heads.push({ fromBlock: next.fromBlock, toBlock: next.toBlock, toHash: next.toHash });
      }
      return heads;
    }

    it('adds stretches up, to the newest or to an older end', async () => {
      const key = newKey();
      const heads = await fill(key, 3);
      expect(await index.heads(key)).toEqual(heads);
      const whole = await index.load(key, heads[2]!);
      expect(whole).toMatchObject({ fromBlock: 0, toBlock: 29, toHash: hash(29), tally: { transfers: 6, mints: 3, minted: 6n } });
      expect(whole?.tally.newest.map(({ block }) => block)).toEqual([9, 19, 29]);
      expect(whole?.tally.recent.map(({ block, amount }) => [block, amount])).toEqual([[9, 5n], [19, 5n], [29, 5n]]);
      expect(whole?.changes.transfers).toEqual(new Map([[holder(1), 3n], [holder(2), 1n], [holder(3), 1n], [holder(4), 1n]]));
      expect(whole?.changes.wrapped).toEqual(new Map([[holder(1), -9n]]));
      expect((await index.load(key, heads[0]!))?.changes.transfers).toEqual(new Map([[holder(1), 1n], [holder(2), 1n]]));
      expect(await index.heads(newKey())).toEqual([]);
    });

    it('stores nothing that does not follow the last stretch', async () => {
      const key = newKey();
      const [first] = await fill(key, 1);
      expect(await index.append(key, null, stretch(0, 9, [5]))).toBe(false);
      expect(await index.append(key, { ...first!, toHash: hash(1234) }, stretch(10, 19, [5]))).toBe(false);
      expect(await index.append(key, first!, stretch(11, 19, [5]))).toBe(false);
      expect((await index.load(key, first!))?.changes.transfers.get(holder(5))).toBeUndefined();
    });

    it('lets one of several win that add the same stretch at once', async () => {
      const key = newKey();
      const starts = await Promise.all([0, 5, 0, 5, 0].map((from) => index.append(key, null, stretch(from, 9, [1]))));
      expect(starts.filter(Boolean)).toHaveLength(1);
      const [head] = await index.heads(key);
      const next = await Promise.all(Array.from({ length: 6 }, (_, number) => index.append(key, head!, stretch(10, 19 + number, [1]))));
      expect(next.filter(Boolean)).toHaveLength(1);
      const heads = await index.heads(key);
      expect(heads).toHaveLength(2);
      expect((await index.load(key, heads[1]!))?.changes.transfers.get(holder(1))).toBe(2n);
    });

    it('forgets a stretch and what is behind it', async () => {
      const key = newKey();
      const heads = await fill(key, 3);
      await index.drop(key, { ...heads[1]!, toHash: hash(999) });
      expect(await index.heads(key)).toHaveLength(3);
      await index.drop(key, heads[1]!);
      expect(await index.heads(key)).toEqual([heads[0]]);
      expect(await index.load(key, heads[2]!)).toBeNull();
      await index.drop(key, heads[0]!);
      expect(await index.heads(key)).toEqual([]);
    });

    it('joins old stretches, and reads are right while it does', async () => {
      const key = newKey();
      const wrong: string[] = [];
      let filling = true;
      const reading = (async () => {
        while (filling) {
          const head = (await index.heads(key)).at(-1);
          const found = head && await index.load(key, head);
          if (found && found.changes.transfers.get(holder(1)) !== BigInt((found.toBlock + 1) / 10)) wrong.push(`${found.toBlock}: ${found.changes.transfers.get(holder(1))}`);
        }
      })();
      const heads = await fill(key, 40);
      filling = false;
      await reading;
      expect(wrong).toEqual([]);
      const kept = await index.heads(key);
      expect(kept.length).toBeLessThanOrEqual(9);
      expect(kept[0]?.fromBlock).toBe(0);
      expect(kept.at(-1)).toEqual(heads.at(-1));
      expect((await index.load(key, kept.at(-1)!))?.changes.transfers.get(holder(1))).toBe(40n);
    });

    it('holds 100 000 holders', async () => {
      const key = newKey();
      const many = stretch(0, 9, Array.from({ length: 100_000 }, (_, number) => number));
      expect(await index.append(key, null, many)).toBe(true);
      const found = await index.load(key, many);
      expect(found?.changes.transfers.size).toBe(100_000);
      expect((await storage.pool.query('SELECT 1 FROM transfer_pages p JOIN transfer_segments s ON s.id = p.segment_id WHERE s.token = $1', [key.token])).rowCount).toBe(6);
      await index.drop(key, many);
      expect((await storage.pool.query('SELECT 1 FROM transfer_pages p JOIN transfer_segments s ON s.id = p.segment_id WHERE s.token = $1', [key.token])).rowCount).toBe(0);
    });
  });
}
