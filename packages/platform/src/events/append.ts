import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Event, Json, NewEvent } from '@hyperlens/protocol';
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
  const byStream = new Map<string, Entry[]>();
  for (const [ordinal, event] of input.entries()) {
    const data = checkNewEvent(event);
    const stream = storableText(event.stream);
    const entries = byStream.get(stream) ?? [];
    byStream.set(stream, entries);
    entries.push({ ordinal, id: randomUUID(), type: event.type, key: event.key === undefined ? null : storableText(event.key), data });
  }
  const stored: { ordinal: number; event: Event }[] = [];
  for (const stream of [...byStream.keys()].sort()) stored.push(...await appendToStream(database, stream, byStream.get(stream) ?? []));
  return stored.sort((left, right) => left.ordinal - right.ordinal).map(({ event }) => event);
}

async function appendToStream(database: Database, stream: string, entries: Entry[]): Promise<{ ordinal: number; event: Event }[]> {
  await database.execute(sql`
    INSERT INTO event_streams (stream) VALUES (${stream}) ON CONFLICT (stream) DO UPDATE SET stream = excluded.stream`);
  const seen = new Set<string>();
  const fresh = entries.filter(({ key }) => {
    if (key === null) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  // A second statement, so that it sees what the writer before us committed while we waited for the lock.
  const { rows } = await database.execute<WrittenRow>(sql`
    WITH fresh AS (
      SELECT entry.*, row_number() OVER (ORDER BY entry.ordinal) AS step, count(*) OVER () AS total
      FROM jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) AS entry (ordinal integer, id uuid, type text, key text, data jsonb)
      WHERE NOT EXISTS (SELECT FROM events WHERE events.stream = ${stream} AND events.key = entry.key)
    ), moved AS (
      UPDATE event_streams
      SET last_sequence = last_sequence + (SELECT max(total) FROM fresh), last_position = greatest(last_position, pg_current_xact_id())
      WHERE stream = ${stream} AND EXISTS (SELECT FROM fresh)
      RETURNING last_sequence, last_position
    ), written AS (
      INSERT INTO events (position, id, type, stream, sequence, key, data)
      SELECT moved.last_position, fresh.id, fresh.type, ${stream}, moved.last_sequence - fresh.total + fresh.step, fresh.key, fresh.data
      FROM fresh CROSS JOIN moved ORDER BY fresh.step
      RETURNING position, serial, id, sequence, recorded_at
    )
    SELECT position, serial, id, sequence, to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS recorded,
      (SELECT pg_notify(${eventsChannel}, ${stream})) AS told
    FROM written`);
  if (rows.length < entries.length) return readBack(database, stream, entries);
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
