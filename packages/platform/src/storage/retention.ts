import type { SQL } from 'drizzle-orm';
import { toStorageError } from './errors.ts';
import { sql } from './orm.ts';
import type { Storage } from './storage.ts';

/** How long what is not needed any more is kept. 0 keeps for ever. */
export interface RetentionPolicy {
  /** Ended runs that deployed nothing, with their steps, contracts and files. */
  runsDays: number;
  /** Events of streams that are not runs, or whose run is gone; settled dead letters. */
  eventsDays: number;
  /** Rows of flows that were started. */
  outboxDays: number;
  /** Keys of ended requests: after this the same key is a new request. */
  idempotencyHours: number;
}

/** How many rows went, by what they were. */
export interface Cleaned { runs: number; researches: number; events: number; deadLetters: number; outbox: number; idempotencyKeys: number; services: number }

export interface RetentionOptions {
  /** Takes away what a run has outside of the database, before its rows go: interrupted in between, the next pass does both again. */
  forget?: (runId: string) => Promise<void>;
  /** Rows taken in one transaction. Small ones let others in between: the embedded database has one session. */
  batch?: number;
}

const ended = sql.raw(`('completed', 'rejected', 'failed', 'cancelled')`);
const servicesDays = 7;
/** Batches of one kind in one pass; what is left waits for the next. */
const longestPass = 200;

/**
 * The clean-up of the database. It never takes: a run that has not ended, one an unfinished run was forked from, or one that deployed
 * (verification needs its sources); an event of a run that is kept, or one that some consumer has not handled; an open dead letter, which
 * only a person settles; a flow that was not started; deployments, their attempts and model usage.
 */
export function makeRetention(storage: Storage, { forget = () => Promise.resolve(), batch = 500 }: RetentionOptions = {}) {
  const older = (column: string, days: number) => sql`${sql.raw(column)} < now() - make_interval(hours => ${Math.round(days * 24)}::int)`;

  async function change(statement: SQL): Promise<number> {
    try {
      return (await storage.database.execute(statement)).rowCount ?? 0;
    } catch (error) {
      throw toStorageError(error);
    }
  }

  /** Deletes the rows a query names by their key, oldest first, batch by batch. */
  async function sweep(table: string, key: string, condition: SQL): Promise<number> {
    let total = 0;
    for (let pass = 0; pass < longestPass; pass += 1) {
      const gone = await change(sql`DELETE FROM ${sql.raw(table)} WHERE ${sql.raw(key)} IN (SELECT ${sql.raw(key)} FROM ${sql.raw(table)} WHERE ${condition} ORDER BY ${sql.raw(key)} LIMIT ${batch})`);
      total += gone;
      if (gone < batch) break;
    }
    return total;
  }

  async function runs(days: number): Promise<number> {
    const old = sql`status IN ${ended} AND ${older('updated_at', days)}
      AND NOT EXISTS (SELECT 1 FROM deployments WHERE deployments.run_id = workflows.id)
      AND NOT EXISTS (SELECT 1 FROM workflows AS fork WHERE fork.forked_from = workflows.id AND fork.status NOT IN ${ended})`;
    let total = 0;
    for (let pass = 0; pass < longestPass; pass += 1) {
      const { rows } = await storage.database.execute<{ id: string }>(sql`SELECT id FROM workflows WHERE ${old} ORDER BY updated_at LIMIT ${batch}`).catch((error: unknown) => { throw toStorageError(error); });
      for (const { id } of rows) {
        await forget(id);
        // Asked again: it may have been continued in the meantime.
        total += await change(sql`DELETE FROM workflows WHERE id = ${id} AND ${old}`);
      }
      if (rows.length < batch) break;
    }
    return total;
  }

  /** Ended research, except the last of each watch: the next one is compared with it. */
  const researches = (days: number) => sweep('researches', 'id', sql`status IN ${ended} AND ${older('updated_at', days)}
    AND NOT EXISTS (SELECT 1 FROM watches WHERE watches.last_run_id = researches.id)`);

  async function events(days: number): Promise<number> {
    const gone = await sweep('events', 'serial', sql`${older('recorded_at', days)}
      AND NOT EXISTS (SELECT 1 FROM workflows WHERE workflows.id = events.stream) AND NOT EXISTS (SELECT 1 FROM researches WHERE researches.id = events.stream)
      AND NOT EXISTS (SELECT 1 FROM consumers WHERE cursor IS NULL
        OR (split_part(cursor, '-', 1)::xid8, split_part(cursor, '-', 2)::bigint) < (events.position, events.serial))`);
    // Streams of runs that are gone; those of other things go on counting where they were.
    if (gone > 0) await change(sql`DELETE FROM event_streams WHERE stream ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' AND NOT EXISTS (SELECT 1 FROM events WHERE events.stream = event_streams.stream)
      AND NOT EXISTS (SELECT 1 FROM workflows WHERE workflows.id = event_streams.stream) AND NOT EXISTS (SELECT 1 FROM researches WHERE researches.id = event_streams.stream)`);
    return gone;
  }

  async function idempotencyKeys(hours: number): Promise<number> {
    let total = await change(sql`DELETE FROM idempotency_keys WHERE ${older('created_at', hours / 24)}`);
    for (const table of ['workflows', 'researches']) total += await change(sql`UPDATE ${sql.raw(table)} SET idempotency_key = NULL WHERE idempotency_key IS NOT NULL AND status IN ${ended} AND ${older('created_at', hours / 24)}`);
    return total;
  }

  return {
    /** One pass over everything. Throws DATABASE_UNAVAILABLE, DATABASE_FULL, or what `forget` threw; the next pass goes on. */
    async clean(policy: RetentionPolicy): Promise<Cleaned> {
      const when = (limit: number, work: (limit: number) => Promise<number>) => (limit > 0 ? work(limit) : Promise.resolve(0));
      return {
        runs: await when(policy.runsDays, runs),
        researches: await when(policy.runsDays, researches),
        events: await when(policy.eventsDays, events),
        deadLetters: await when(policy.eventsDays, (days) => sweep('dead_letters', 'id', sql`status <> 'open' AND ${older('failed_at', days)}`)),
        outbox: await when(policy.outboxDays, (days) => sweep('outbox', 'id', sql`dispatched_at IS NOT NULL AND ${older('dispatched_at', days)}`)),
        idempotencyKeys: await when(policy.idempotencyHours, idempotencyKeys),
        services: await change(sql`DELETE FROM services WHERE ${older('last_seen_at', servicesDays)}`),
      };
    },
  };
}
