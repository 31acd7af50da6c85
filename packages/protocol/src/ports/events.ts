import type { DeadLetter, Event, EventType, NewEvent } from '../events.ts';

/** An open transaction of the caller's database. Opaque here; the platform knows its type. */
export interface Transaction { readonly __transaction: unique symbol }

export interface Subscription { close(): Promise<void> }

export interface ConsumerOptions {
  /** Only these types; all when absent. */
  types?: EventType[];
  /** Deliveries before the event becomes a dead letter; default 5. */
  attempts?: number;
  /** First wait between deliveries; doubles. Default 200. */
  backoffMilliseconds?: number;
}

/**
 * The event bus and store. Events are written in the transaction that causes them, never lost, and delivered at least once, in order per
 * stream. A consumer has a durable cursor that cannot pass an event whose transaction is still open.
 */
export interface EventBus {
  /** Writes events; inside the given transaction, else in one of its own. Throws EVENT_INVALID when data does not fit the type's schema. */
  append(events: NewEvent | NewEvent[], transaction?: Transaction): Promise<Event[]>;
  /** Events after a cursor, oldest first; of one stream when given. */
  read(options: { stream?: string; after?: string | null; limit?: number; types?: EventType[] }): Promise<Event[]>;
  /** Live tail: everything after `after` (from now when undefined), without gaps, until closed. For sockets; keeps no state. */
  follow(options: { stream?: string; after?: string | null }, deliver: (event: Event) => void): Promise<Subscription>;
  /** A durable consumer: one at a time per name across all processes. A delivery that keeps failing becomes a dead letter and the rest goes on. */
  consume(name: string, options: ConsumerOptions, handle: (event: Event) => Promise<void>): Promise<Subscription>;
  deadLetters(options?: { consumer?: string; limit?: number }): Promise<DeadLetter[]>;
  /** Delivers a dead letter again; it is closed when the handler succeeds. */
  redrive(id: string): Promise<void>;
  discard(id: string): Promise<void>;
  /** Moves a consumer's cursor back (null: to the beginning) to rebuild what it made. */
  rewind(consumer: string, after: string | null): Promise<void>;
}
