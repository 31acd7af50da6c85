import type { Logger } from '../telemetry/index.ts';
import { claimRuns } from './engine.ts';
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
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function claim(queue: string): Promise<void> {
    const concurrency = pools[queue]?.concurrency ?? 0;
    const active = runs.active(queue);
    if (active >= concurrency) return;
    const release = new Map<string, () => void>();
    await claimRuns(queue, concurrency, active, {
      onStart: (runId) => release.set(runId, runs.take(runId, queue)),
      onEnd: (runId, error) => {
        if (error !== undefined) logger.error({ runId, queue, error }, 'a claimed run could not be started');
        release.get(runId)?.();
      },
    });
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
