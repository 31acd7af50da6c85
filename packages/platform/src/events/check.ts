import { AppError, eventTypes, type Event, type EventType, type Json, type NewEvent } from '@hyperlens/protocol';
import { storable } from '../storage/storable.ts';
import { writeCursor } from './cursor.ts';

/** Largest data of one event, as JSON, in bytes: events announce, results are rows. */
const largestData = 256 * 1024;
const longestName = 300;

/** An event as it is in the table. */
export interface EventRow { position: bigint; serial: bigint; id: string; type: string; stream: string; sequence: number; data: Json; recordedAt: Date }

const isKnown = (type: string): type is EventType => Object.hasOwn(eventTypes, type);

/** The data of a new event, checked by the schema of its type. Throws EVENT_INVALID. */
export function checkNewEvent({ type, stream, data, key }: NewEvent): Json {
  if (!isKnown(type)) throw new AppError('EVENT_INVALID', { type, problem: 'the type is not known' });
  for (const [name, text] of [['stream', stream], ['key', key ?? '']] as const) {
    if ((name === 'stream' && text === '') || text.length > longestName) throw new AppError('EVENT_INVALID', { type, problem: `${name} must have 1 to ${longestName} characters` });
  }
  const parsed = eventTypes[type].safeParse(data);
  if (!parsed.success) throw new AppError('EVENT_INVALID', { type, problem: describe(parsed.error.issues) });
  const value = storable(parsed.data) as Json;
  if (Buffer.byteLength(JSON.stringify(value)) > largestData) throw new AppError('EVENT_INVALID', { type, problem: `its data is larger than ${largestData} bytes` });
  return value;
}

/** A stored event, checked on its way out. Throws EVENT_INVALID for one this version does not understand. */
export function toEvent(row: EventRow): Event {
  const event: Event = {
    cursor: writeCursor(row), id: row.id, type: row.type, stream: row.stream, sequence: row.sequence, data: row.data, recordedAt: row.recordedAt.toISOString(),
  };
  if (!isKnown(row.type)) throw new AppError('EVENT_INVALID', { type: row.type, problem: 'the type is not known' });
  const parsed = eventTypes[row.type].safeParse(row.data);
  if (!parsed.success) throw new AppError('EVENT_INVALID', { type: row.type, problem: describe(parsed.error.issues) });
  return event;
}

function describe(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  return issues.slice(0, 3).map(({ path, message }) => `${path.map(String).join('.') || 'data'}: ${message}`).join('; ');
}
