import { AppError } from '@hyperlens/protocol';
import type { Logger } from '../telemetry/index.ts';
import type { Runs } from './runs.ts';
import { hasEnded } from './store.ts';
import type { Store } from './store.ts';

/** Asks the database, with one query a tick, about runs someone waits for and runs whose step is in progress here. Sleeps when there are none. */
export interface Watch {
  /** Resolves when the run has ended, wherever it runs. */
  ended(runId: string, signal?: AbortSignal): Promise<void>;
  /** A step body began: look at the next tick. */
  start: () => void;
  /** Look now. */
  wake: () => void;
  close(): void;
}

/** Aborts step bodies of runs that were cancelled or are owned by another execution, and wakes those who wait for an end. */
export function makeWatch(dependencies: { store: Store; runs: Runs; logger: Logger; tickMilliseconds: number }): Watch {
  const { store, runs, logger, tickMilliseconds } = dependencies;
  const waiting = new Map<string, Set<() => void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let again = false;
  let closed = false;

  const plan = () => {
    if (closed || looking || timer || (waiting.size === 0 && runs.bodies().length === 0)) return;
    timer = setTimeout(() => { timer = undefined; void look(); }, tickMilliseconds);
  };

  async function look(): Promise<void> {
    if (looking) { again = true; return; }
    looking = true;
    try {
      const bodies = runs.bodies();
      const runIds = [...new Set([...waiting.keys(), ...bodies.map((body) => body.runId)])];
      if (runIds.length > 0) decide(bodies, await store.statuses(runIds));
    } catch (error) {
      logger.warn({ error }, 'the state of runs could not be read; trying again');
    } finally {
      looking = false;
    }
    if (again) { again = false; await look(); }
    plan();
  }

  function decide(bodies: { runId: string; owner: string }[], statuses: Map<string, { status: string; owner: string | null }>): void {
    for (const { runId, owner } of bodies) {
      const state = statuses.get(runId);
      if (!state || state.status === 'CANCELLED') runs.abort(runId, owner, new AppError('RUN_CANCELLED', { id: runId }));
      else if (state.owner !== owner) runs.abort(runId, owner, new AppError('INTERRUPTED'));
    }
    for (const [runId, wakers] of waiting) if (hasEnded(statuses.get(runId)?.status ?? '')) for (const wake of wakers) wake();
  }

  return {
    async ended(runId, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const wakers = waiting.get(runId) ?? new Set();
      waiting.set(runId, wakers.add(resolve));
      const onAbort = () => reject(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      void look();
      try {
        await promise;
      } finally {
        signal?.removeEventListener('abort', onAbort);
        wakers.delete(resolve);
        if (wakers.size === 0) waiting.delete(runId);
      }
    },
    start: plan,
    wake: () => { if (!closed) void look(); },
    close() { closed = true; clearTimeout(timer); },
  };
}
