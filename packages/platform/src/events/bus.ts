import { AppError, type EventBus, type NewEvent, type Subscription } from '@hyperlens/protocol';
import type { Storage } from '../storage/storage.ts';
import { toStorageError } from '../storage/errors.ts';
import { eq, sql } from '../storage/orm.ts';
import { consumers } from '../storage/tables/index.ts';
import { appendAtOnce, appendEvents } from './append.ts';
import { toEvent } from './check.ts';
import { startConsumer } from './consumer.ts';
import { readCursor } from './cursor.ts';
import { makeDeadLetters } from './letters.ts';
import { readPage } from './read.ts';
import { makeTail } from './tail.ts';

export interface EventBusOptions {
  /** Looks for events so often even when no NOTIFY came. */
  pollMilliseconds?: number;
  /** A consumer whose process says nothing for so long is taken over by another. */
  leaseMilliseconds?: number;
  /** Told about what fails in the background and is tried again. */
  onProblem?: (error: unknown) => void;
  /** Told when a delivery was given up and its dead letter is written. */
  onDeadLetter?: (consumer: string) => void;
}

/** How far a consumer is. `lag`: events after its cursor, of any type. */
export interface ConsumerState { name: string; cursor: string | null; active: boolean; lag: number }

export interface StoredEventBus extends EventBus {
  consumers(): Promise<ConsumerState[]>;
  /** Dead letters nobody has settled, by consumer; a consumer without any is not named. */
  openLetters(): Promise<{ consumer: string; open: number }[]>;
  /** Ends every subscription, and waits for what is being handled. */
  close(): Promise<void>;
}

/** The event bus on the product's own database. */
export function makeEventBus(storage: Storage, options: EventBusOptions = {}): StoredEventBus {
  const { pollMilliseconds = 2000, leaseMilliseconds = 8000, onProblem = () => {}, onDeadLetter = () => {} } = options;
  const letters = makeDeadLetters(storage);
  const tail = makeTail({ storage, pollMilliseconds, onProblem });
  const running = new Set<Subscription>();

  const asked = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw toStorageError(error);
    }
  };

  return {
    append(events, transaction) {
      const list: NewEvent[] = Array.isArray(events) ? events : [events];
      // Inside the caller's transaction a failure is the caller's; the driver's own error lets it see what happened.
      if (transaction) return appendEvents(storage.within(transaction), list);
      return asked(async () => (await appendAtOnce(storage.database, list)) ?? storage.transaction((database) => appendEvents(database, list)));
    },
    read: ({ stream, after, limit = 100, types }) => asked(async () => {
      const page = await readPage(storage.database, {
        after: readCursor(after ?? null), limit: Math.min(Math.max(1, limit), 1000), ...(stream === undefined ? {} : { stream }), ...(types ? { types } : {}),
      });
      return page.rows.map(toEvent);
    }),
    follow: ({ stream, after }, deliver) => asked(async () => {
      const subscription = await tail.follow({ ...(stream === undefined ? {} : { stream }), ...(after === undefined ? {} : { after: readCursor(after) }) }, deliver);
      return subscription;
    }),
    consume: (name, consumerOptions, handle) => asked(async () => {
      const inner = await startConsumer({ storage, letters, pollMilliseconds, leaseMilliseconds, onProblem, onDeadLetter }, name, consumerOptions, handle);
      const subscription: Subscription = { async close() { running.delete(subscription); await inner.close(); } };
      running.add(subscription);
      return subscription;
    }),
    deadLetters: (filter) => asked(() => letters.list(filter)),
    redrive: (id) => asked(() => letters.redrive(id)),
    discard: (id) => asked(() => letters.discard(id)),
    rewind: (name, after) => asked(async () => {
      readCursor(after);
      const rows = await storage.database.update(consumers).set({ cursor: after, generation: sql`${consumers.generation} + 1`, updatedAt: new Date() })
        .where(eq(consumers.name, name)).returning({ name: consumers.name });
      if (rows.length === 0) throw new AppError('NOT_FOUND', { what: 'consumer', id: name });
      await letters.notify(name);
    }),
    consumers: () => asked(async () => {
      const { rows } = await storage.database.execute<{ name: string; cursor: string | null; active: boolean; lag: string }>(sql`
        SELECT name, cursor, coalesce(lease_until > now(), false) AS active,
          (SELECT count(*) FROM events WHERE (position, serial) >
            (split_part(coalesce(cursor, '0-0'), '-', 1)::xid8, split_part(coalesce(cursor, '0-0'), '-', 2)::bigint)) AS lag
        FROM consumers ORDER BY name`);
      return rows.map((row) => ({ ...row, lag: Number(row.lag) }));
    }),
    openLetters: () => asked(() => letters.open()),
    async close() {
      await Promise.all([...running].map((subscription) => subscription.close()));
      await tail.close();
    },
  };
}
