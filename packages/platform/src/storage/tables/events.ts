import type { DeadLetter, Event, Json } from '@hyperlens/protocol';
import { bigint, bigserial, index, integer, jsonb, pgTable, sql, text, uniqueIndex, uuid } from '../orm.ts';
import { moment, transactionId } from './columns.ts';

/**
 * Everything that happened, append-only. `(position, serial)` is the order of delivery: `position` is the writing transaction's id,
 * or the position of the stream's last event when that is higher, so that one stream never goes backwards. An event may be read
 * only once `position` is below the oldest running transaction; then nothing can appear before it any more.
 */
export const events = pgTable('events', {
  serial: bigserial('serial', { mode: 'bigint' }).primaryKey(),
  position: transactionId('position').notNull(),
  id: uuid('id').notNull().unique().defaultRandom(),
  type: text('type').notNull(),
  stream: text('stream').notNull(),
  /** From 1, without gaps, within the stream. */
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  /** The second writing of a key in a stream is dropped. */
  key: text('key'),
  data: jsonb('data').$type<Json>().notNull(),
  recordedAt: moment('recorded_at').notNull().default(sql`clock_timestamp()`),
}, (table) => [
  index('events_position_serial_index').on(table.position, table.serial),
  index('events_stream_position_serial_index').on(table.stream, table.position, table.serial),
  uniqueIndex('events_stream_sequence_unique').on(table.stream, table.sequence),
  uniqueIndex('events_stream_key_unique').on(table.stream, table.key).where(sql`key IS NOT NULL`),
]);

/** Last sequence and position of each stream; its row lock puts the writers of one stream in line. */
export const eventStreams = pgTable('event_streams', {
  stream: text('stream').primaryKey(),
  lastSequence: bigint('last_sequence', { mode: 'number' }).notNull().default(0),
  lastPosition: transactionId('last_position').notNull().default(sql`'0'::xid8`),
});

/** Durable consumers: where each is, and which process holds it until when. */
export const consumers = pgTable('consumers', {
  name: text('name').primaryKey(),
  /** Everything up to here is done; null: from the beginning. */
  cursor: text('cursor'),
  /** Grows with every rewind, so that the holder notices and does not write its old cursor over it. */
  generation: integer('generation').notNull().default(0),
  holder: text('holder'),
  leaseUntil: moment('lease_until'),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

/** Deliveries that failed too often, with their cause. */
export const deadLetters = pgTable('dead_letters', {
  id: uuid('id').primaryKey().defaultRandom(),
  consumer: text('consumer').notNull(),
  eventId: uuid('event_id').notNull(),
  event: jsonb('event').$type<Event>().notNull(),
  attempts: integer('attempts').notNull(),
  error: text('error').notNull(),
  status: text('status').$type<DeadLetter['status']>().notNull().default('open'),
  failedAt: moment('failed_at').notNull().defaultNow(),
  /** Set when someone asked for another delivery; cleared when it was tried. */
  redriveRequestedAt: moment('redrive_requested_at'),
}, (table) => [
  uniqueIndex('dead_letters_consumer_event_id_unique').on(table.consumer, table.eventId),
  index('dead_letters_status_failed_at_index').on(table.status, table.failedAt),
]);
