import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Genesis } from './engine.ts';

/** One thing that happened to the chain, in order. `parent` is the hash of the newest block before it, which a replay must meet again. */
export interface Entry {
  parent: string;
  /** Signed transaction, absent for a block mined without a new one. */
  raw?: string;
  /** Timestamp of the block mined after it, seconds; absent when the transaction had to wait for an earlier nonce. */
  time?: number;
  /** Seconds the clock was moved forward. */
  shift?: number;
}

/** The durable history of one local chain. */
export interface History {
  genesis: Genesis;
  /** Tells this chain from the local chain of another folder, which has the same chain id. */
  instance: string;
  entries(): Iterable<Entry>;
  /** Durable when it returns (synchronous=full). The returned function takes it back when the engine refuses the entry. */
  append(entry: Entry): () => void;
  length(): number;
  /** Replays of the newest entry, this one included, that have not come through. */
  countTry(): number;
  /** This replay came through. */
  tried(): void;
  /** Takes the newest entry away. */
  dropNewest(): void;
  /** The port of last time, so that a wallet's settings keep working. */
  port: number | null;
  rememberPort(port: number): void;
  close(): void;
}

/**
 * Opens the history in `folder`, making it with `makeGenesis()` the first time. It is a SQLite file in exclusive mode: the kernel lets one
 * process hold it and lets go when that process dies, however it dies. Returns null when another process has it.
 */
export function openHistory(folder: string, makeGenesis: () => Genesis): History | null {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(path.join(folder, 'history.db'));
  try {
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      BEGIN EXCLUSIVE;
      CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS entries (number INTEGER PRIMARY KEY, parent TEXT NOT NULL, raw TEXT, time INTEGER, shift INTEGER) STRICT;
      COMMIT;`);
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === 5) return null;
    throw error;
  }
  // The reading statements below must not give the lock back: in exclusive mode it is kept until close.
  const read = database.prepare('SELECT value FROM settings WHERE name = ?');
  const write = database.prepare('INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value');
  const setting = (name: string): string | null => (read.get(name) as { value: string } | undefined)?.value ?? null;
  if (setting('genesis') === null) write.run('genesis', JSON.stringify(makeGenesis()));
  if (setting('instance') === null) write.run('instance', randomUUID());
  const insert = database.prepare('INSERT INTO entries (parent, raw, time, shift) VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM entries WHERE number = ?');
  return {
    genesis: JSON.parse(setting('genesis') ?? '') as Genesis,
    instance: setting('instance') ?? '',
    *entries() {
      for (const row of database.prepare('SELECT parent, raw, time, shift FROM entries ORDER BY number').iterate()) {
        yield Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Entry;
      }
    },
    append({ parent, raw = null, time = null, shift = null }) {
      const { lastInsertRowid } = insert.run(parent, raw, time, shift);
      return () => { remove.run(lastInsertRowid); };
    },
    length: () => (database.prepare('SELECT count(*) AS count FROM entries').get() as { count: number }).count,
    countTry() {
      const count = Number(setting('tries') ?? '0') + 1;
      write.run('tries', String(count));
      return count;
    },
    tried() { write.run('tries', '0'); },
    dropNewest() { database.exec('DELETE FROM entries WHERE number = (SELECT max(number) FROM entries)'); },
    port: setting('port') === null ? null : Number(setting('port')),
    rememberPort(port) { write.run('port', String(port)); },
    close() { database.close(); },
  };
}
