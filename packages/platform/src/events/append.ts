import { randomUUID } from 'node:crypto';
import type { Event, Json, NewEvent } from '@hyperlens/protocol';
import { isUniqueViolation } from '../storage/errors.ts';
import { and, asc, eq, inArray, sql } from '../storage/orm.ts';
import type { Database } from '../storage/storage.ts';
import { storableText } from '../storage/storable.ts';
import { events } from '../storage/tables/index.ts';
import { checkNewEvent, toEvent } from './check.ts';

/** NOTIFY channel of new events; the payload is the stream. */
export const eventsChannel = 'events';

type WrittenRow = { position: string; serial: string; id: string; sequence: string; recorded: string };
interface Entry { ordinal: number; id: string; type: string; key: string | null; data: Json }

/**
 * Writes events in the given transaction, in order. The streams are locked in alphabetical order until the transaction ends, so writers of
 * one stream stand in line and its sequence has no gaps. Returns what is stored now, which for a repeated key is the first writing.
 */
export async function appendEvents(database: Database, input: NewEvent[]): Promise<Event[]> {
  const stored: { ordinal: number; event: Event }[] = [];
  for (const [stream, entries] of group(input)) stored.push(...await appendToStream(database, stream, entries));
  return stored.sort((left, right) => left.ordinal - right.ordinal).map(({ event }) => event);
}

/**
 * Writes events of one stream in a transaction of their own: one statement, one round trip. Null, and nothing written, when that does not
 * do: there are several streams, or a key was used before.
 */
export async function appendAtOnce(database: Database, input: NewEvent[]): Promise<Event[] | null> {
  const [only, ...others] = group(input);
  if (!only || others.length > 0) return null;
  const [stream, entries] = only;
  if (withoutRepeats(entries).length < entries.length) return null;
  try {
    return toStored(stream, entries, await write(database, stream, entries)).map(({ event }) => event);
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

/** Checked events by stream, streams in alphabetical order. */
function group(input: NewEvent[]): [stream: string, entries: Entry[]][] {
  const byStream = new Map<string, Entry[]>();
  for (const [ordinal, event] of input.entries()) {
    const data = checkNewEvent(event);
    const stream = storableText(event.stream);
    const entries = byStream.get(stream) ?? [];
    byStream.set(stream, entries);
    entries.push({ ordinal, id: randomUUID(), type: event.type, key: event.key === undefined ? null : storableText(event.key), data });
  }
  return [...byStream].sort(([left], [right]) => (left < right ? -1 : 1));
}

function withoutRepeats(entries: Entry[]): Entry[] {
  const seen = new Set<string>();
  return entries.filter(({ key }) => key === null || (!seen.has(key) && seen.add(key)));
}

async function appendToStream(database: Database, stream: string, entries: Entry[]): Promise<{ ordinal: number; event: Event }[]> {
  let fresh = withoutRepeats(entries);
  const keys = fresh.flatMap(({ key }) => (key === null ? [] : [key]));
  if (keys.length > 0) {
    // The lock first, and in a statement of its own: the next one then sees what the writer before us committed.
    await database.execute(sql`INSERT INTO event_streams (stream) VALUES (${stream}) ON CONFLICT (stream) DO UPDATE SET stream = excluded.stream`);
    const known = await database.select({ key: events.key }).from(events).where(and(eq(events.stream, stream), inArray(events.key, keys)));
    const used = new Set(known.map(({ key }) => key));
    fresh = fresh.filter(({ key }) => key === null || !used.has(key));
  }
  const rows = fresh.length > 0 ? await write(database, stream, fresh) : [];
  return fresh.length === entries.length ? toStored(stream, entries, rows) : readBack(database, stream, entries);
}

/**
 * Moves the stream on by as many as there are entries and writes them behind each other, waiting for the writer before us. The numbers
 * are taken after the lock, because the rows come out of the statement that takes it. Fails with 23505 for a key that was used before.
 */
async function write(database: Database, stream: string, entries: Entry[]): Promise<WrittenRow[]> {
  const { rows } = await database.execute<WrittenRow>(sql`
    WITH moved AS (
      INSERT INTO event_streams AS known (stream, last_sequence, last_position) VALUES (${stream}, ${entries.length}::integer, pg_current_xact_id())
      ON CONFLICT (stream) DO UPDATE
      SET last_sequence = known.last_sequence + excluded.last_sequence, last_position = greatest(known.last_position, excluded.last_position)
      RETURNING last_sequence, last_position
    ), written AS (
      INSERT INTO events (position, id, type, stream, sequence, key, data)
      SELECT moved.last_position, entry.id, entry.type, ${stream}, moved.last_sequence - ${entries.length}::integer + entry.step, entry.key, entry.data
      FROM moved CROSS JOIN (
        SELECT *, row_number() OVER (ORDER BY ordinal) AS step
        FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS given (ordinal integer, id uuid, type text, key text, data jsonb)
      ) AS entry
      ORDER BY entry.step
      RETURNING position, serial, id, sequence, recorded_at
    )
    SELECT position, serial, id, sequence, to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS recorded,
      (SELECT pg_notify(${eventsChannel}, ${stream})) AS told
    FROM written`);
  return rows;
}

function toStored(stream: string, entries: Entry[], rows: WrittenRow[]): { ordinal: number; event: Event }[] {
  const written = new Map(rows.map((row) => [row.id, row]));
  return entries.flatMap(({ ordinal, id, type, data }) => {
    const row = written.get(id);
    return row ? [{ ordinal, event: { cursor: `${row.position}-${row.serial}`, id, type, stream, sequence: Number(row.sequence), data, recordedAt: row.recorded } }] : [];
  });
}

/** Some keys were written before: reads what is stored under them. */
async function readBack(database: Database, stream: string, entries: Entry[]): Promise<{ ordinal: number; event: Event }[]> {
  const keys = entries.flatMap(({ key }) => (key === null ? [] : [key]));
  const ids = entries.map(({ id }) => id);
  const rows = await database.select().from(events)
    .where(and(eq(events.stream, stream), keys.length > 0 ? sql`(${inArray(events.id, ids)} OR ${inArray(events.key, keys)})` : inArray(events.id, ids)))
    .orderBy(asc(events.sequence));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byKey = new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row] as const])));
  return entries.flatMap(({ ordinal, id, key }) => {
    const row = byId.get(id) ?? (key === null ? undefined : byKey.get(key));
    return row ? [{ ordinal, event: toEvent(row) }] : [];
  });
}
