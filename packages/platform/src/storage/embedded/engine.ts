import { constants, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import type { ExecuteProtocol } from './multiplexer.ts';

/** The database of a folder, opened in this process. */
export interface Engine { execute: ExecuteProtocol; version: string; close(): Promise<void> }

/** Small buffers (the files are in the page cache anyway) and a write-ahead log that is cut early: this is a laptop's database. */
const parameters = {
  shared_buffers: '16MB', wal_buffers: '1MB', max_wal_size: '64MB', min_wal_size: '32MB', work_mem: '8MB', maintenance_work_mem: '48MB',
  max_connections: '2', autovacuum: 'off', timezone: 'UTC', idle_in_transaction_session_timeout: '0',
};

const open = (directory: string) => PGlite.create({
  dataDir: directory, extensions: { vector },
  startParams: [...PGlite.defaultStartParams, ...Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
});

/** An empty database of this version, kept with the brought runtime: copying it takes a tenth of the time of making it. */
function templateFolder(): string {
  const manifest = path.join(path.dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), '../package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return path.resolve(import.meta.dirname, '../../../../../.runtime', `database-${version}`);
}

async function make(directory: string): Promise<void> {
  const template = templateFolder();
  const draft = `${directory}.new`;
  rmSync(draft, { recursive: true, force: true });
  if (existsSync(template)) {
    copy(template, draft);
  } else {
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    const made = await open(draft);
    await made.close();
    keep(draft, template);
  }
  renameSync(draft, directory);
}

const copy = (from: string, to: string) => cpSync(from, to, { recursive: true, preserveTimestamps: true, mode: constants.COPYFILE_FICLONE });

/** Written aside and renamed, so that a template is complete or not there. */
function keep(draft: string, template: string): void {
  let aside: string | null = null;
  try {
    aside = mkdtempSync(`${template}-`);
    copy(draft, aside);
    if (!existsSync(template)) renameSync(aside, template);
  } catch (error) {
    // A folder that cannot be written, a full disk, or another process that was first: the next database is made from nothing again.
    process.stderr.write(`database: no template was kept: ${String(error)}\n`);
  } finally {
    if (aside) rmSync(aside, { recursive: true, force: true });
  }
}

/**
 * Opens the folder, making the database first when there is none. It is made aside and renamed, so that being killed meanwhile never
 * leaves half a database. Only one process may do this at a time: PGlite itself does not notice another.
 */
export async function openEngine(directory: string): Promise<Engine> {
  if (!existsSync(directory)) await make(directory);
  const database = await open(directory);
  const { rows } = await database.query<{ server_version: string }>('SHOW server_version');
  return {
    version: rows[0]?.server_version ?? 'unknown',
    execute(messages) {
      const chunks: Buffer[] = [];
      // Runs to its end before it returns; only a defect of the engine rejects, and then the missing answer is noticed by the caller.
      database.execProtocolRawStream(messages, { syncToFs: false, onRawData: (bytes) => { chunks.push(Buffer.from(bytes)); } })
        .catch((error: unknown) => { process.stderr.write(`database: ${String(error)}\n`); });
      return Buffer.concat(chunks);
    },
    close: () => database.close(),
  };
}
