import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { openEmbedded } from '../storage/embedded/embedded.ts';
import { migrateDatabase, migrationsFolder } from '../storage/migrate.ts';

interface Journal { entries: { tag: string }[] }
const readJournal = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')) as Journal;

/** Names of all migrations, oldest first. */
export const migrationNames = (): string[] => readJournal(migrationsFolder).entries.map(({ tag }) => tag);

/** Brings a database to where it was when only the first `count` migrations existed. */
export async function migrateTo(pool: pg.Pool, count: number): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hyperlens-migrations-'));
  try {
    cpSync(migrationsFolder, folder, { recursive: true });
    const journal = readJournal(folder);
    writeFileSync(path.join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
    await migrateDatabase(pool, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A home folder as a version with only the first `count` migrations left it. `write` fills its database. */
export async function makeOldHome(home: string, count: number, write: (pool: pg.Pool) => Promise<void>): Promise<void> {
  const driver = await openEmbedded({ home });
  try {
    await migrateTo(driver.pool, count);
    await write(driver.pool);
  } finally {
    await driver.pool.end();
    await driver.close();
  }
}
