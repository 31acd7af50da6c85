import type { SQL } from 'drizzle-orm';
import type { Json } from '@hyperlens/protocol';
import { sql } from '../storage/orm.ts';
import type { Database } from '../storage/storage.ts';
import { events } from '../storage/tables/index.ts';
import type { EventRow } from './check.ts';
import { beginning, type Place } from './cursor.ts';

/** Events that may be delivered, oldest first. `blocked`: there are more, but a transaction older than theirs is still open. */
export interface Page { rows: EventRow[]; blocked: boolean; full: boolean }

const safe = sql<boolean>`${events.position} < pg_snapshot_xmin(pg_current_snapshot())`;

/**
 * Reads the events after a place. An event is only returned when every transaction that could still write one before it has ended: that is
 * what makes `(position, serial)` a cursor that cannot skip. With `types`, other events are left out of `rows` unless `keepOthers`, which
 * returns them with null data, so that a reader's place moves on.
 */
export async function readPage(database: Database, options: { after: Place; limit: number; stream?: string; types?: string[]; keepOthers?: boolean }): Promise<Page> {
  const { after, limit, stream, types, keepOthers } = options;
  const wanted = types ? sql`${events.type} IN (${sql.join(types.map((type) => sql`${type}`), sql`, `)})` : sql`true`;
  const conditions: SQL[] = [sql`(${events.position}, ${events.serial}) > (${after.position}::text::xid8, ${after.serial}::text::bigint)`];
  if (stream !== undefined) conditions.push(sql`${events.stream} = ${stream}`);
  if (types && !keepOthers) conditions.push(types.length > 0 ? wanted : sql`false`);
  const rows = await database.select({
    position: events.position, serial: events.serial, id: events.id, type: events.type, stream: events.stream, sequence: events.sequence,
    recordedAt: events.recordedAt, safe, data: sql<Json>`CASE WHEN ${types && types.length === 0 ? sql`false` : wanted} THEN ${events.data} END`,
  }).from(events).where(sql.join(conditions, sql` AND `)).orderBy(events.position, events.serial).limit(limit);
  const firstUnsafe = rows.findIndex((row) => !row.safe);
  const readable = firstUnsafe < 0 ? rows : rows.slice(0, firstUnsafe);
  return { rows: readable, blocked: firstUnsafe >= 0, full: rows.length === limit };
}

/** The place of the newest event that may be delivered. */
export async function readEnd(database: Database): Promise<Place> {
  const [last] = await database.select({ position: events.position, serial: events.serial }).from(events)
    .where(safe).orderBy(sql`${events.position} DESC, ${events.serial} DESC`).limit(1);
  return last ?? beginning;
}
