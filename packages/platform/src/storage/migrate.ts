import path from 'node:path';
import type pg from 'pg';
import { drizzle, migrate } from './orm.ts';

/** Where the migrations are. */
export const migrationsFolder = path.resolve(import.meta.dirname, '../../drizzle');
/** Any number nobody else uses as an advisory lock; "hyperlens" in a phone's digits. */
const lockNumber = 497_375_367;

/** Brings the tables up to date; doing it again changes nothing. Servers starting together wait for each other. `folder`: other migrations, for tests of upgrades. */
export async function migrateDatabase(pool: pg.Pool, folder = migrationsFolder): Promise<void> {
  const client = await pool.connect();
  try {
    // Advisory locks do not exclude on the embedded database, but there the data directory has one process only.
    await client.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    try {
      await migrate(drizzle(client), { migrationsFolder: folder });
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [lockNumber]);
    }
  } finally {
    client.release();
  }
}
