import type { Event, Subscription } from '@hyperlens/protocol';
import type { Storage } from '../storage/storage.ts';
import { eventsChannel } from './append.ts';
import { toEvent, type EventRow } from './check.ts';
import { beginning, isAfter, type Place } from './cursor.ts';
import { readEnd, readPage } from './read.ts';
import { makePace, makeSignal } from './signal.ts';

export interface TailOptions { storage: Storage; pollMilliseconds: number; onProblem: (error: unknown) => void }

interface Follower {
  stream: string | undefined;
  last: Place;
  /** Live events that arrived while the backlog was read; null once live. */
  waiting: EventRow[] | null;
  deliver: (event: Event) => void;
}

const pageSize = 500;
/** More than this while a follower reads its backlog, and it reads them from the table instead. */
const waitingLimit = 5000;

/** One reader of new events for all followers of a process, so that a hundred sockets cost one query. It sleeps when nobody follows. */
export function makeTail({ storage, pollMilliseconds, onProblem }: TailOptions) {
  const followers = new Set<Follower>();
  const signal = makeSignal();
  let place: Place = beginning;
  let running: Promise<void> | null = null;
  let stopListening: (() => void) | null = null;
  let closed = false;

  function offer(follower: Follower, row: EventRow): void {
    if (follower.stream !== undefined && row.stream !== follower.stream) return;
    if (!isAfter(row, follower.last)) return;
    if (follower.waiting) { follower.waiting.push(row); return; }
    give(follower, row);
  }

  function give(follower: Follower, row: EventRow): void {
    follower.last = row;
    try {
      follower.deliver(toEvent(row));
    } catch (error) {
      // One event nobody can read, or one follower that fails, must not stop the others.
      onProblem(error);
    }
  }

  async function run(): Promise<void> {
    const pace = makePace(pollMilliseconds);
    let failures = 0;
    while (!closed && followers.size > 0) {
      let pause: number;
      try {
        const page = await readPage(storage.database, { after: place, limit: pageSize });
        for (const row of page.rows) for (const follower of followers) offer(follower, row);
        place = page.rows.at(-1) ?? place;
        failures = 0;
        pause = page.full && !page.blocked ? 0 : pace(page.blocked);
      } catch (error) {
        if (failures === 0) onProblem(error);
        failures += 1;
        pause = Math.min(5000, 100 * 2 ** failures);
      }
      if (pause > 0) await signal.wait(pause);
    }
    // Nobody follows: the next follower sets the place again.
    running = null;
  }

  /** Reads the backlog of a follower and joins it to the live events without a gap. */
  async function catchUp(follower: Follower): Promise<void> {
    for (;;) {
      const page = await readPage(storage.database, { after: follower.last, limit: pageSize, ...(follower.stream === undefined ? {} : { stream: follower.stream }) });
      for (const row of page.rows) { if (!followers.has(follower)) return; give(follower, row); }
      if (page.full && !page.blocked) continue;
      const live = follower.waiting ?? [];
      if (live.length > waitingLimit) { follower.waiting = []; continue; }
      follower.waiting = null;
      for (const row of live) offer(follower, row);
      return;
    }
  }

  return {
    async follow(options: { stream?: string; after?: Place }, deliver: (event: Event) => void): Promise<Subscription> {
      stopListening ??= await storage.listener.on(eventsChannel, () => signal.ring());
      const end = await readEnd(storage.database);
      const follower: Follower = { stream: options.stream, last: options.after ?? end, waiting: [], deliver };
      // What the reader has passed already is this follower's backlog; what comes after `end` it will be offered.
      if (!running) place = end;
      followers.add(follower);
      running ??= run();
      try {
        await catchUp(follower);
      } catch (error) {
        followers.delete(follower);
        throw error;
      }
      return {
        async close() {
          followers.delete(follower);
          if (followers.size === 0) signal.ring();
        },
      };
    },
    async close(): Promise<void> {
      closed = true;
      followers.clear();
      stopListening?.();
      signal.ring();
      await running;
    },
  };
}
