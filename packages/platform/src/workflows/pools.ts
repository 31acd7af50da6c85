import { randomUUID } from 'node:crypto';
import { AppError } from '@hyperlens/protocol';
import type { Logger } from '../telemetry/index.ts';
import { claimRuns } from './engine.ts';
import { revive, toStored } from './failure.ts';
import { isAway } from './pool.ts';
import type { Runs } from './runs.ts';
import type { Store } from './store.ts';

/** Takes waiting runs for the pools this process serves: at once when it is told of work or a place became free, else every poll. */
export interface Pools {
  /** There may be work in this queue, or in any. */
  wake(queue?: string): void;
  /** No further claims; resolves when none is in progress. */
  close(): Promise<void>;
}

/** `pools` gives the number of runs of each queue this process works on at the same time. */
export function makePools(dependencies: { pools: Record<string, { concurrency: number }>; version: string; store: Store; runs: Runs; logger: Logger; pollMilliseconds: number }): Pools {
  const { pools, version, store, runs, logger, pollMilliseconds } = dependencies;
  const names = Object.keys(pools);
  const busy = new Map<string, Promise<void>>();
  const again = new Set<string>();
  /** Claims whose runs do not run here and have to go back. */
  const strays: { owner: string; runId: string | null }[] = [];
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function claim(queue: string): Promise<void> {
    const concurrency = pools[queue]?.concurrency ?? 0;
    const active = runs.active(queue);
    if (active >= concurrency) return;
    const owner = randomUUID();
    const release = new Map<string, () => void>();
    try {
      await claimRuns({ queue, owner, concurrency, active }, {
        onStart: (runId) => release.set(runId, runs.take(runId, queue)),
        onEnd: (runId, error) => {
          release.get(runId)?.();
          if (error !== undefined) void mend(owner, runId, error);
        },
      });
    } catch (error) {
      // The claim may have been committed although its answer was lost: without this its runs would belong to a living process that does not run them.
      if (release.size === 0) strays.push({ owner, runId: null });
      throw error;
    }
  }

  /** After a run could not be started, or its end could not be recorded. */
  async function mend(owner: string, runId: string, error: unknown): Promise<void> {
    if (closed) return;
    const known = revive(error);
    if (AppError.is(known, 'RUN_CANCELLED')) {
      // That it ends before its time is what was asked for, and its end is recorded.
      logger.info({ runId, reason: known.message }, 'a run was cancelled while it was worked on');
      return;
    }
    logger.error({ runId, error }, 'a run could not be started, or its end not recorded');
    if (isAway(error)) { strays.push({ owner, runId }); return; }
    await store.fail(runId, owner, toStored(known)).catch(() => strays.push({ owner, runId }));
  }

  async function returnStrays(): Promise<void> {
    for (const stray of strays.splice(0)) {
      try {
        const count = await store.giveBack(stray.owner, stray.runId);
        if (count > 0) logger.warn({ runs: count }, 'gave claimed runs back to their queue');
      } catch (error) {
        strays.push(stray);
        throw error;
      }
    }
  }

  /** One claim at a time per queue, so that two cannot fill the same place. */
  async function serve(queue: string): Promise<void> {
    do {
      again.delete(queue);
      try {
        await claim(queue);
      } catch (error) {
        logger.warn({ queue, error }, 'work could not be claimed; trying again');
      }
    } while (again.has(queue) && !closed);
  }

  function wake(queue: string): void {
    if (closed || !names.includes(queue)) return;
    if (busy.has(queue)) { again.add(queue); return; }
    busy.set(queue, serve(queue).finally(() => busy.delete(queue)));
  }

  async function poll(): Promise<void> {
    const open = names.filter((queue) => runs.active(queue) < (pools[queue]?.concurrency ?? 0));
    try {
      await returnStrays();
      if (open.length > 0) for (const queue of await store.waiting(open, version)) wake(queue);
    } catch (error) {
      logger.warn({ error }, 'the queues could not be read; trying again');
    }
    if (!closed) timer = setTimeout(() => void poll(), pollMilliseconds);
  }
  if (names.length > 0) void poll();

  return {
    wake: (queue) => { for (const name of queue === undefined ? names : [queue]) wake(name); },
    async close() {
      closed = true;
      clearTimeout(timer);
      await Promise.all(busy.values());
    },
  };
}
