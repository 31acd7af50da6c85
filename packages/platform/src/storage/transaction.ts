import type pg from 'pg';
import { AppError, type Transaction } from '@hyperlens/protocol';
import { isConnectionError, isRetryable, toStorageError } from './errors.ts';
import { drizzle } from './orm.ts';
import type { Database } from './storage.ts';

const attempts = 4;

/**
 * Runs `work` in a transaction. Not Drizzle's own: that keeps a client for ever when BEGIN fails, hides the first error behind a failing
 * ROLLBACK, and takes a COMMIT that rolled back for a success. `work` runs again after a serialization failure or a deadlock, and after a
 * lost connection as long as COMMIT was not sent; when it was, the outcome is not known and DATABASE_UNAVAILABLE says so.
 */
export async function runTransaction<Result>(pool: pg.Pool, work: (database: Database, transaction: Transaction) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect().catch((error: unknown) => { throw toStorageError(error); });
    let committing = false;
    try {
      await client.query('BEGIN');
      const database = drizzle(client);
      const result = await work(database, database as unknown as Transaction);
      committing = true;
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new AppError('INTERNAL', { reason: 'a statement failed inside of a transaction that went on, so it was rolled back' });
      client.release();
      return result;
    } catch (error) {
      await client.query('ROLLBACK').then(() => client.release(), () => client.release(true));
      const again = isRetryable(error) || (!committing && isConnectionError(error));
      if (!again || attempt === attempts) throw toStorageError(error);
    }
  }
}
