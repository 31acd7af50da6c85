import { AppError, type DeadLetter, type Event } from '@hyperlens/protocol';
import { and, asc, count, desc, eq, isNotNull, sql } from '../storage/orm.ts';
import type { Storage } from '../storage/storage.ts';
import { storable, storableText } from '../storage/storable.ts';
import { deadLetters } from '../storage/tables/index.ts';

/** NOTIFY channel that wakes consumers for what is not an event: a redrive, a rewind, a lease that was given back. */
export const consumersChannel = 'event_consumers';

const wait = (milliseconds: number) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const toDeadLetter = (row: typeof deadLetters.$inferSelect): DeadLetter => ({
  id: row.id, consumer: row.consumer, event: row.event, attempts: row.attempts, error: row.error, failedAt: row.failedAt.toISOString(), status: row.status,
});

/** The table of deliveries that failed too often. */
export function makeDeadLetters(storage: Storage) {
  const { database } = storage;
  const notify = (consumer: string) => database.execute(sql`SELECT pg_notify(${consumersChannel}, ${consumer})`);

  async function find(id: string) {
    const [row] = /^[0-9a-f-]{36}$/i.test(id) ? await database.select().from(deadLetters).where(eq(deadLetters.id, id)) : [];
    if (!row) throw new AppError('NOT_FOUND', { what: 'dead letter', id });
    return row;
  }

  return {
    async list({ consumer, limit = 100 }: { consumer?: string; limit?: number } = {}): Promise<DeadLetter[]> {
      const rows = await database.select().from(deadLetters).where(consumer === undefined ? undefined : eq(deadLetters.consumer, consumer))
        .orderBy(desc(deadLetters.failedAt)).limit(Math.min(limit, 1000));
      return rows.map(toDeadLetter);
    },
    /** How many are open, by consumer. */
    async open(): Promise<{ consumer: string; open: number }[]> {
      return database.select({ consumer: deadLetters.consumer, open: count() }).from(deadLetters).where(eq(deadLetters.status, 'open')).groupBy(deadLetters.consumer).orderBy(deadLetters.consumer);
    },
    /** Keeps a failed delivery; the same event of the same consumer is one letter. */
    async add(consumer: string, event: Event, attempts: number, error: string): Promise<void> {
      const values = { attempts, error: storableText(error).slice(0, 4000), status: 'open' as const, failedAt: new Date(), redriveRequestedAt: null };
      await database.insert(deadLetters).values({ consumer, eventId: event.id, event: storable(event), ...values })
        .onConflictDoUpdate({ target: [deadLetters.consumer, deadLetters.eventId], set: values });
    },
    /** Letters someone asked to deliver again, oldest first. */
    async requested(consumer: string): Promise<DeadLetter[]> {
      const rows = await database.select().from(deadLetters)
        .where(and(eq(deadLetters.consumer, consumer), eq(deadLetters.status, 'open'), isNotNull(deadLetters.redriveRequestedAt)))
        .orderBy(asc(deadLetters.redriveRequestedAt)).limit(50);
      return rows.map(toDeadLetter);
    },
    /** Writes down how a redelivery went. */
    async settle(id: string, error: string | null): Promise<void> {
      await database.update(deadLetters).set(error === null
        ? { status: 'redriven', redriveRequestedAt: null }
        : { redriveRequestedAt: null, attempts: sql`${deadLetters.attempts} + 1`, error: storableText(error).slice(0, 4000), failedAt: new Date() })
        .where(eq(deadLetters.id, id));
    },
    /**
     * Asks the consumer, in whichever process it runs, to deliver the letter again, and waits up to `waitMilliseconds` for the outcome. When no
     * consumer of the name runs now, it is delivered when one does.
     */
    async redrive(id: string, waitMilliseconds = 5000): Promise<void> {
      const { consumer, status } = await find(id);
      if (status !== 'open') return;
      await database.update(deadLetters).set({ redriveRequestedAt: new Date() }).where(eq(deadLetters.id, id));
      await notify(consumer);
      const deadline = performance.now() + waitMilliseconds;
      for (let pause = 10; performance.now() < deadline; pause = Math.min(250, pause * 2)) {
        await wait(pause);
        if ((await find(id)).redriveRequestedAt === null) return;
      }
    },
    async discard(id: string): Promise<void> {
      await find(id);
      await database.update(deadLetters).set({ status: 'discarded', redriveRequestedAt: null }).where(and(eq(deadLetters.id, id), eq(deadLetters.status, 'open')));
    },
    notify,
  };
}
export type DeadLetters = ReturnType<typeof makeDeadLetters>;
