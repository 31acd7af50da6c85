import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@hyperlens/protocol';
import { Pool } from 'pg';
import type { PoolClient, PoolConfig } from 'pg';
import { isConnectionError, toStorageError } from '../storage/index.ts';
import type { Logger } from '../telemetry/index.ts';

const patienceMilliseconds = 20_000;

type Callback = (error: Error | undefined, client: PoolClient | undefined, done: (release?: boolean | Error) => void) => void;

/**
 * A pool that waits up to 20 s for a database that is starting again (the embedded one does when its process died), where a plain pool
 * fails at once: the engine itself only waits for some of the ways in which a database can be away.
 */
export function makePatientPool(configuration: PoolConfig, logger: Logger): Pool {
  const pool = new Pool(configuration);
  pool.on('error', (error) => logger.debug({ error }, 'an idle database connection was lost'));
  const connect = pool.connect.bind(pool);

  async function patient(): Promise<PoolClient> {
    const deadline = Date.now() + patienceMilliseconds;
    for (let wait = 25; ; wait = Math.min(wait * 2, 500)) {
      try {
        return await connect();
      } catch (error) {
        if (!isAway(error) || Date.now() > deadline || pool.ending) throw error;
        await delay(wait);
      }
    }
  }

  async function deliver(callback: Callback): Promise<void> {
    try {
      const client = await patient();
      process.nextTick(callback, undefined, client, (release?: boolean | Error) => client.release(release));
    } catch (error) {
      process.nextTick(callback, error instanceof Error ? error : new Error(String(error)), undefined, () => {});
    }
  }

  // `pool.query` uses the callback form, everything else the promise.
  const patched = (callback?: Callback) => (callback ? void deliver(callback) : patient());
  pool.connect = patched as Pool['connect'];
  return pool;
}

/** Runs something that may run twice again while the database is away or restarts under it, for up to 20 s. */
export async function whileAway<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}

/** True for errors that say the database is not there right now. */
export function isAway(error: unknown): boolean {
  return isConnectionError(error) || (error instanceof Error && /connection ended|server closed the connection|timeout exceeded when trying to connect/i.test(error.message));
}

/** The same promise, but errors of the database are DATABASE_UNAVAILABLE and DATABASE_FULL. */
export async function told<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (AppError.is(error)) throw error;
    // The engine wraps what went wrong while it starts.
    const inner = error instanceof Error && 'error' in error && error.error instanceof Error ? error.error : error;
    throw isAway(inner) ? new AppError('DATABASE_UNAVAILABLE', { reason: inner instanceof Error ? inner.message : String(inner) }, inner) : toStorageError(inner);
  }
}
