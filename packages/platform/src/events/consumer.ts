import { randomUUID } from 'node:crypto';
import type { ConsumerOptions, Event, Subscription } from '@hyperlens/protocol';
import type { Storage } from '../storage/storage.ts';
import { eventsChannel } from './append.ts';
import { makeLanes } from './lanes.ts';
import { makeLease, type Lease } from './lease.ts';
import { consumersChannel, type DeadLetters } from './letters.ts';
import { readPage } from './read.ts';
import { makePace, makeSignal } from './signal.ts';
import { makeWindow } from './window.ts';
import { readCursor } from './cursor.ts';

export interface ConsumerSettings {
  storage: Storage;
  letters: DeadLetters;
  pollMilliseconds: number;
  leaseMilliseconds: number;
  onProblem: (error: unknown) => void;
  onDeadLetter: (consumer: string) => void;
}

/** Events read ahead of the oldest that is not done. */
const windowSize = 200;

/**
 * A durable consumer. It waits for the lease of its name, then delivers from its cursor: streams beside each other, one stream in order.
 * An event that fails `attempts` times becomes a dead letter, and the stream goes on behind it. The cursor never passes an event that is
 * neither handled nor a dead letter, so after a crash some are delivered again and none is missed.
 */
export async function startConsumer(settings: ConsumerSettings, name: string, options: ConsumerOptions, handle: (event: Event) => Promise<void>): Promise<Subscription> {
  const { storage, letters, pollMilliseconds, leaseMilliseconds, onProblem, onDeadLetter } = settings;
  const signal = makeSignal();
  const stopping = new AbortController();
  const lease = makeLease(storage, name, randomUUID(), leaseMilliseconds);
  // Someone wants this consumer for something else than an event: a redrive, or a rewind, which only the lease row shows.
  let called = false;
  await lease.register();
  const stopListening = await Promise.all([
    storage.listener.on(eventsChannel, () => signal.ring()),
    storage.listener.on(consumersChannel, (payload) => {
      if (payload !== null && payload !== name) return;
      called = true;
      signal.ring();
    }),
  ]);

  async function hold({ cursor, generation }: Lease): Promise<void> {
    const lost = new AbortController();
    const over = AbortSignal.any([lost.signal, stopping.signal]);
    const lanes = makeLanes({ ...options, name, letters, handle, over, onProblem, onDeadLetter });
    const window = makeWindow(readCursor(cursor), () => signal.ring());
    const pace = makePace(pollMilliseconds);
    let renewed = performance.now();
    const keep = async () => {
      renewed = performance.now();
      if (!await lease.renew(generation, window.takeDone())) lost.abort();
    };
    const heart = setInterval(() => { if (performance.now() - renewed >= leaseMilliseconds / 4) keep().catch(onProblem); }, leaseMilliseconds / 4);
    try {
      while (!over.aborted) {
        if (called) { called = false; await keep(); continue; }
        for (const letter of await letters.requested(name)) lanes.redeliver(letter);
        const room = windowSize - window.size();
        let pause = pollMilliseconds;
        if (room > 0) {
          const page = await readPage(storage.database, { after: window.readTo(), limit: room, ...(options.types ? { types: options.types } : {}), keepOthers: true });
          for (const row of page.rows) {
            const done = window.add(row);
            if (row.data === null) done();
            else lanes.deliver(row, done);
          }
          pause = page.full && !page.blocked ? 0 : pace(page.blocked);
        }
        if (window.hasDone()) await keep();
        if (pause > 0) await signal.wait(Math.min(pause, leaseMilliseconds / 4));
      }
      await lanes.settled(5000);
      if (!lost.signal.aborted) await lease.renew(generation, window.takeDone());
    } finally {
      clearInterval(heart);
      lost.abort();
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const got = await lease.take();
        if (got) await hold(got);
        else await signal.wait(leaseMilliseconds / 4);
        failures = 0;
      } catch (error) {
        if (failures === 0) onProblem(error);
        failures += 1;
        if (!stopping.signal.aborted) await signal.wait(Math.min(5000, 100 * 2 ** failures));
      }
    }
    try {
      await lease.release();
      await letters.notify(name);
    } catch (error) {
      // The lease ends by itself; another process takes over then.
      onProblem(error);
    }
  }

  const running = run();
  return {
    async close() {
      stopping.abort();
      for (const stop of stopListening) stop();
      signal.ring();
      await running;
    },
  };
}
