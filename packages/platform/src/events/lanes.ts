import type { ConsumerOptions, DeadLetter, Event } from '@hyperlens/protocol';
import { toEvent, type EventRow } from './check.ts';
import { writeCursor } from './cursor.ts';
import type { DeadLetters } from './letters.ts';

export interface LanesOptions extends ConsumerOptions {
  name: string;
  letters: DeadLetters;
  handle: (event: Event) => Promise<void>;
  /** Nothing is delivered any more once this is aborted. */
  over: AbortSignal;
  onProblem: (error: unknown) => void;
  /** A delivery was given up and its dead letter is written. */
  onDeadLetter: (consumer: string) => void;
}

/** Streams handled beside each other. */
const parallelStreams = 8;
const longestBackoff = 30_000;

const describe = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** Delivers events: each stream in order, several streams at once, failing ones again and then to the dead letters. */
export function makeLanes({ name, letters, handle, over, onProblem, onDeadLetter, attempts = 5, backoffMilliseconds = 200 }: LanesOptions) {
  const lanes = new Map<string, Promise<void>>();
  const waiting: (() => void)[] = [];
  const redelivering = new Set<string>();
  let busy = 0;

  function sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      function done() { clearTimeout(timer); over.removeEventListener('abort', done); resolve(); }
      over.addEventListener('abort', done, { once: true });
    });
  }

  /** Runs `work` behind what its stream is doing, when there is a free place. */
  function enqueue(stream: string, work: () => Promise<void>): void {
    const lane = (lanes.get(stream) ?? Promise.resolve()).then(async () => {
      while (busy >= parallelStreams) await new Promise<void>((resolve) => { waiting.push(resolve); });
      busy += 1;
      try {
        if (!over.aborted) await work();
      } catch (error) {
        onProblem(error);
      } finally {
        busy -= 1;
        waiting.shift()?.();
        if (lanes.get(stream) === lane) lanes.delete(stream);
      }
    });
    lanes.set(stream, lane);
  }

  async function attempt(row: EventRow): Promise<string | null> {
    let event: Event;
    try {
      event = toEvent(row);
    } catch (error) {
      return describe(error);
    }
    let problem = '';
    for (let number = 1; number <= attempts && !over.aborted; number += 1) {
      try {
        await handle(event);
        return null;
      } catch (error) {
        problem = describe(error);
      }
      if (number < attempts) await sleep(Math.min(longestBackoff, backoffMilliseconds * 2 ** (number - 1)));
    }
    return problem;
  }

  /** Keeps the letter; while the database does not take it, the event counts as not done. */
  async function bury(row: EventRow, problem: string): Promise<boolean> {
    const event: Event = { cursor: writeCursor(row), id: row.id, type: row.type, stream: row.stream, sequence: row.sequence, data: row.data, recordedAt: row.recordedAt.toISOString() };
    for (let pause = 100; !over.aborted; pause = Math.min(5000, pause * 2)) {
      try {
        await letters.add(name, event, attempts, problem);
        onDeadLetter(name);
        return true;
      } catch (error) {
        onProblem(error);
        await sleep(pause);
      }
    }
    return false;
  }

  return {
    deliver(row: EventRow, done: () => void): void {
      enqueue(row.stream, async () => {
        const problem = await attempt(row);
        if (problem === null) done();
        else if (!over.aborted && await bury(row, problem)) done();
      });
    },
    /** One more try for a dead letter. */
    redeliver(letter: DeadLetter): void {
      if (redelivering.has(letter.id)) return;
      redelivering.add(letter.id);
      enqueue(letter.event.stream, async () => {
        try {
          const problem = await handle(letter.event).then(() => null, describe);
          await letters.settle(letter.id, problem);
        } finally {
          redelivering.delete(letter.id);
        }
      });
    },
    /** Waits until what is being handled has ended, at most so long. */
    async settled(milliseconds: number): Promise<void> {
      const deadline = Promise.withResolvers<void>();
      const timer = setTimeout(() => deadline.resolve(), milliseconds);
      await Promise.race([Promise.all(lanes.values()), deadline.promise]);
      clearTimeout(timer);
    },
  };
}
