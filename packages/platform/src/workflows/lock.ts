import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@hyperlens/protocol';
import type { Pool } from 'pg';

/** Arbitrary but fixed: the key of the advisory lock around bringing the engine's tables up to date. */
const launchKey = 4_857_309_117;
const patienceMilliseconds = 60_000;

/**
 * Lets one process at a time bring the engine's tables up to date. Tries again and again rather than waiting inside PostgreSQL: a waiting
 * statement holds a snapshot, and CREATE INDEX CONCURRENTLY of the process that has the lock would wait for it forever.
 * On the embedded database the lock never excludes, and need not: it has one user.
 */
export async function withLaunchLock<Result>(pool: Pool, work: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    const deadline = Date.now() + patienceMilliseconds;
    for (;;) {
      const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [launchKey]);
      if (rows[0]?.locked) break;
      if (Date.now() > deadline) throw new AppError('DATABASE_UNAVAILABLE', { reason: 'another process holds the launch lock' });
      await delay(100);
    }
    try {
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [launchKey]);
    }
  } finally {
    client.release();
  }
}
