import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Event, NewEvent, Subscription } from '@hyperlens/protocol';
import type { Storage } from '../storage/storage.ts';
import { makeEventBus, type StoredEventBus } from './bus.ts';

/** What every event bus must do. `open` gives a storage nobody else uses; `open(url)` a second one on the same database when that is possible. */
export function eventsKit(driver: string, open: () => Promise<Storage>): void {
  describe(`events on ${driver}`, () => {
    let storage: Storage;
    let bus: StoredEventBus;
    const problems: unknown[] = [];
    beforeAll(async () => {
      storage = await open();
      bus = makeEventBus(storage, { pollMilliseconds: 1000, leaseMilliseconds: 1200, onProblem: (error) => problems.push(error) });
    });
    afterAll(async () => { await bus?.close(); await storage?.close(); });

    const progress = (stream: string, text: string | number, key?: string): NewEvent => ({ type: 'run.progress', stream, data: { step: 'write', text: String(text) }, ...(key ? { key } : {}) });
    const text = (event: Event) => (event.data as { text: string }).text;
    const name = (prefix: string) => `${prefix}-${randomUUID().slice(0, 8)}`;
    const until = (condition: () => boolean, timeout = 10_000) => expect.poll(condition, { timeout, interval: 10 }).toBe(true);

    it('numbers each stream from 1 without gaps and reads it in order, page by page', async () => {
      const [left, right] = [name('left'), name('right')];
      await bus.append([progress(left, 1), progress(right, 'a'), progress(left, 2)]);
      await Promise.all(Array.from({ length: 20 }, (_, number) => bus.append(progress(left, `p${number}`))));
      const first = await bus.read({ stream: left, limit: 10 });
      const second = await bus.read({ stream: left, limit: 100, after: first.at(-1)?.cursor ?? null });
      expect([...first, ...second].map(({ sequence }) => sequence)).toEqual(Array.from({ length: 22 }, (_, number) => number + 1));
      expect((await bus.read({ stream: right })).map(text)).toEqual(['a']);
      expect(await bus.read({ stream: left, types: ['run.created'] })).toEqual([]);
      await expect(bus.read({ after: 'nonsense' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    });

    it('keeps the first writing of a key, without leaving a gap', async () => {
      const stream = name('keys');
      const [once] = await bus.append(progress(stream, 'first', 'k'));
      const again = await bus.append([progress(stream, 'second', 'k'), progress(stream, 'other'), progress(stream, 'third', 'k')]);
      expect(again.map(text)).toEqual(['first', 'other', 'first']);
      expect(again[0]?.id).toBe(once?.id);
      await Promise.all(Array.from({ length: 6 }, () => bus.append(progress(stream, 'racing', 'race'))));
      expect((await bus.read({ stream })).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    });

    it('refuses data that does not fit its type, and types it does not know', async () => {
      const stream = name('refused');
      await expect(bus.append({ type: 'run.progress', stream, data: { step: 'write' } as never })).rejects.toMatchObject({ code: 'EVENT_INVALID' });
      await expect(bus.append({ type: 'run.invented' as never, stream, data: {} as never })).rejects.toMatchObject({ code: 'EVENT_INVALID' });
      await expect(bus.append([progress(stream, 'fine'), { type: 'run.progress', stream, data: {} as never }])).rejects.toMatchObject({ code: 'EVENT_INVALID' });
      await expect(bus.append(progress(stream, 'x'.repeat(300_000)))).rejects.toMatchObject({ code: 'EVENT_INVALID' });
      expect(await bus.read({ stream })).toEqual([]);
    });

    it('writes with the transaction of the caller or not at all', async () => {
      const stream = name('transaction');
      await expect(storage.transaction(async (_database, transaction) => {
        await bus.append(progress(stream, 'gone'), transaction);
        throw new Error('rolled back');
      })).rejects.toThrow('rolled back');
      await storage.transaction(async (_database, transaction) => { await bus.append(progress(stream, 'kept'), transaction); });
      expect((await bus.read({ stream })).map((event) => `${event.sequence} ${text(event)}`)).toEqual(['1 kept']);
    });

    it('follows with no gap between what was and what comes, and from a cursor', async () => {
      const stream = name('follow');
      for (let number = 0; number < 30; number += 1) await bus.append(progress(stream, number));
      const got: string[] = [];
      const writing = (async () => { for (let number = 30; number < 90; number += 1) await bus.append(progress(stream, number)); })();
      const following = await bus.follow({ stream, after: null }, (event) => { got.push(text(event)); });
      const third = (await bus.read({ stream, limit: 3 }))[2]?.cursor ?? null;
      const resumed: string[] = [];
      const resuming = await bus.follow({ stream, after: third }, (event) => { resumed.push(text(event)); });
      const fresh: string[] = [];
      await writing;
      const live = await bus.follow({ stream }, (event) => { fresh.push(text(event)); });
      await bus.append(progress(stream, 'last'));
      await until(() => got.length >= 91 && resumed.length >= 88 && fresh.length >= 1);
      const all = [...Array.from({ length: 90 }, (_, number) => String(number)), 'last'];
      expect(got).toEqual(all);
      expect(resumed).toEqual(all.slice(3));
      expect(fresh).toEqual(['last']);
      await Promise.all([following.close(), resuming.close(), live.close()]);
      await bus.append(progress(stream, 'after the end'));
      await new Promise((resolve) => { setTimeout(resolve, 100); });
      expect(got).toHaveLength(91);
    });

    it('keeps a consumer where it was, across subscriptions', async () => {
      const [stream, consumer] = [name('durable'), name('consumer')];
      const got: string[] = [];
      const take = () => bus.consume(consumer, {}, async (event) => { if (event.stream === stream) got.push(text(event)); });
      for (const part of ['a', 'b']) await bus.append(progress(stream, part));
      const first = await take();
      await until(() => got.length === 2);
      await first.close();
      for (const part of ['c', 'd']) await bus.append(progress(stream, part));
      const second = await take();
      await until(() => got.length === 4);
      await second.close();
      expect(got).toEqual(['a', 'b', 'c', 'd']);
    });

    it('tries again, then makes a dead letter and goes on; redrives and discards it', async () => {
      const [stream, other, consumer] = [name('failing'), name('other'), name('consumer')];
      const seen: string[] = [];
      let broken = true;
      const subscription = await bus.consume(consumer, { attempts: 3, backoffMilliseconds: 40, types: ['run.progress'] }, async (event) => {
        if (event.stream !== stream && event.stream !== other) return;
        seen.push(text(event));
        if (broken && text(event).startsWith('bad')) throw new Error(`cannot take ${text(event)}`);
      });
      await bus.append([progress(stream, 'bad 1'), progress(stream, 'good'), progress(other, 'elsewhere'), progress(stream, 'bad 2')]);
      await until(() => seen.filter((one) => one === 'bad 2').length === 3);
      await expect.poll(async () => (await bus.deadLetters({ consumer })).length).toBe(2);
      // Others did not wait; the stream itself went on behind the failing one, in order.
      expect(seen.indexOf('elsewhere')).toBeLessThan(seen.indexOf('good'));
      expect(seen.filter((one) => one !== 'elsewhere')).toEqual(['bad 1', 'bad 1', 'bad 1', 'good', 'bad 2', 'bad 2', 'bad 2']);
      const letters = await bus.deadLetters({ consumer });
      expect(letters.map(({ attempts, status, error }) => ({ attempts, status, error })).toSorted((a, b) => a.error.localeCompare(b.error))).toEqual([
        { attempts: 3, status: 'open', error: 'Error: cannot take bad 1' }, { attempts: 3, status: 'open', error: 'Error: cannot take bad 2' },
      ]);
      const [one, two] = letters.toSorted((a, b) => a.error.localeCompare(b.error));
      await bus.redrive(one?.id ?? '');
      expect((await bus.deadLetters({ consumer })).find(({ id }) => id === one?.id)).toMatchObject({ status: 'open', attempts: 4 });
      broken = false;
      await bus.redrive(one?.id ?? '');
      await bus.discard(two?.id ?? '');
      const after = new Map((await bus.deadLetters({ consumer })).map(({ id, status }) => [id, status]));
      expect([after.get(one?.id ?? ''), after.get(two?.id ?? '')]).toEqual(['redriven', 'discarded']);
      await expect(bus.redrive(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await subscription.close();
    });

    it('rewinds a consumer to rebuild what it made', async () => {
      const [stream, consumer] = [name('rewind'), name('consumer')];
      await bus.append(['a', 'b', 'c'].map((part) => progress(stream, part)));
      const got: string[] = [];
      const subscription = await bus.consume(consumer, { types: ['run.progress'] }, async (event) => { if (event.stream === stream) got.push(text(event)); });
      await until(() => got.length === 3);
      const cursor = (await bus.read({ stream, limit: 1 }))[0]?.cursor ?? null;
      await bus.rewind(consumer, cursor);
      await until(() => got.length === 5);
      await bus.rewind(consumer, null);
      await until(() => got.length === 8);
      expect(got).toEqual(['a', 'b', 'c', 'b', 'c', 'a', 'b', 'c']);
      await expect(bus.rewind('nobody', null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await bus.consumers()).find((state) => state.name === consumer)).toMatchObject({ active: true });
      await subscription.close();
    });

    it('has one consumer of a name at a time, and another when that one ends', async () => {
      const [stream, consumer] = [name('two'), name('consumer')];
      const other = makeEventBus(storage, { pollMilliseconds: 1000, leaseMilliseconds: 1200 });
      const got: string[] = [];
      const take = (who: string, from: StoredEventBus): Promise<Subscription> => from.consume(consumer, {}, async (event) => { if (event.stream === stream) got.push(`${who} ${text(event)}`); });
      const first = await take('first', bus);
      await bus.append(progress(stream, 1));
      await until(() => got.length === 1);
      const second = await take('second', other);
      await bus.append(progress(stream, 2));
      await until(() => got.length === 2);
      await first.close();
      await bus.append(progress(stream, 3));
      await until(() => got.length === 3);
      expect(got).toEqual(['first 1', 'first 2', 'second 3']);
      await second.close();
      await other.close();
    });

    it('takes over from a consumer whose process says nothing any more', async () => {
      const [stream, consumer] = [name('dead'), name('consumer')];
      await storage.pool.query(`INSERT INTO consumers (name, holder, lease_until) VALUES ($1, 'a process that died', now() + interval '1 second')`, [consumer]);
      await bus.append(progress(stream, 'waiting'));
      const got: string[] = [];
      const subscription = await bus.consume(consumer, {}, async (event) => { if (event.stream === stream) got.push(text(event)); });
      await until(() => got.length === 1);
      await subscription.close();
    });

    it('loses nothing of 8 writers that write at once, in their own and in longer transactions', async () => {
      const [writers, each] = [8, 250];
      const streams = Array.from({ length: writers }, (_, number) => name(`writer${number}`));
      const mine = new Set(streams);
      const followed: Event[] = [];
      const consumed: Event[] = [];
      const following = await bus.follow({}, (event) => { if (mine.has(event.stream)) followed.push(event); });
      const consuming = await bus.consume(name('all'), {}, async (event) => { if (mine.has(event.stream)) consumed.push(event); });
      await Promise.all(streams.map(async (stream, writer) => {
        for (let number = 0; number < each; number += 1) {
          if (number % 5 !== writer % 5) { await bus.append(progress(stream, number)); continue; }
          await storage.transaction(async (database, transaction) => {
            // An id is taken early and the event comes late, so that transactions end in another order than they began.
            await database.execute(`SELECT pg_current_xact_id()`);
            if (storage.kind === 'postgres') await database.execute(`SELECT pg_sleep(${(writer % 3) / 200})`);
            await bus.append(progress(stream, number), transaction);
          });
        }
      }));
      await until(() => followed.length >= writers * each && consumed.length >= writers * each, 30_000);
      for (const got of [followed, consumed]) {
        expect(new Set(got.map(({ id }) => id)).size).toBe(writers * each);
        expect(got).toHaveLength(writers * each);
        for (const stream of streams) {
          expect(got.filter((event) => event.stream === stream).map(({ sequence }) => sequence)).toEqual(Array.from({ length: each }, (_, number) => number + 1));
        }
      }
      await Promise.all([following.close(), consuming.close()]);
    });

    it('does not pass an event whose transaction is still open', async () => {
      // The embedded database has one session: no transaction is ever open beside another.
      if (storage.kind !== 'postgres') return;
      const [slow, quick] = [name('slow'), name('quick')];
      const got: string[] = [];
      const take = (event: Event) => { if (event.stream === slow || event.stream === quick) got.push(text(event)); };
      const following = await bus.follow({}, take);
      const consuming = await bus.consume(name('careful'), { types: ['run.progress'] }, async (event) => take(event));
      const other = makeEventBus(storage);
      await storage.transaction(async (database, transaction) => {
        await bus.append(progress(slow, 'slow'), transaction);
        await other.append(progress(quick, 'quick'));
        // A reader that goes by the serial number sees the younger event now, moves past it, and never sees the older one.
        const seen = await storage.pool.query<{ stream: string }>('SELECT stream FROM events WHERE stream = ANY($1)', [[slow, quick]]);
        expect(seen.rows.map(({ stream }) => stream)).toEqual([quick]);
        expect(await bus.read({ stream: quick })).toEqual([]);
        await database.execute('SELECT pg_sleep(0.3)');
        expect(got).toEqual([]);
      });
      await until(() => got.length === 4);
      expect(got.toSorted()).toEqual(['quick', 'quick', 'slow', 'slow']);
      await Promise.all([following.close(), consuming.close()]);
      await other.close();
    });

    it('keeps order when a long transaction writes to a stream after a younger one', async () => {
      const stream = name('order');
      const got: number[] = [];
      const following = await bus.follow({ stream }, (event) => { got.push(event.sequence); });
      const other = makeEventBus(storage);
      if (storage.kind === 'postgres') {
        await storage.transaction(async (database, transaction) => {
          await database.execute(`SELECT pg_current_xact_id()`);
          await other.append(progress(stream, 'younger, first'));
          await bus.append(progress(stream, 'older, second'), transaction);
        });
      } else {
        await bus.append([progress(stream, 'first'), progress(stream, 'second')]);
      }
      await until(() => got.length === 2);
      expect(got).toEqual([1, 2]);
      expect((await bus.read({ stream })).map(({ sequence }) => sequence)).toEqual([1, 2]);
      await following.close();
      await other.close();
    });

    it('had nothing go wrong in the background', () => { expect(problems).toEqual([]); });
  });
}
