import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '@hyperlens/protocol';
import { makePool } from '../pool.ts';
import type { Driver } from '../driver.ts';
import { lockHolder, takeLock } from './lock.ts';
import { supervise, type SupervisorOptions } from './supervisor.ts';

export interface EmbeddedOptions extends Partial<Pick<SupervisorOptions, 'idleMilliseconds' | 'holdMilliseconds' | 'unresponsiveMilliseconds' | 'startMilliseconds' | 'wrapper' | 'onChange'>> {
  home: string;
  poolSize?: number;
  /** How long a query waits for a database that is starting again. */
  waitMilliseconds?: number;
}

/**
 * Opens the embedded database of a data directory: PGlite in a process of its own, reached through a unix socket in a folder only this
 * user can enter. Throws DATA_DIRECTORY_LOCKED when another process has the directory, DATABASE_FULL or DATABASE_UNAVAILABLE when it does
 * not start.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Driver> {
  const folder = path.resolve(options.home, 'database');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Two locks: this process holds the outer one as long as it lives, the database process the inner one. So nobody gets in between while a
  // dead database process is started again, and nobody opens the files before an orphaned one has let go of them.
  const outer = path.join(folder, 'owner.lock');
  const lock = takeLock(outer);
  if (!lock) throw new AppError('DATA_DIRECTORY_LOCKED', { path: path.resolve(options.home), pid: lockHolder(outer) ?? 'unknown' });
  try {
    const socketFolder = prepareSocketFolder(folder);
    const supervisor = await supervise({
      directory: path.join(folder, 'data'), lockFile: path.join(folder, 'engine.lock'), socketPath: path.join(socketFolder, '.s.PGSQL.5432'),
      idleMilliseconds: options.idleMilliseconds ?? 15_000, holdMilliseconds: options.holdMilliseconds ?? 120_000,
      unresponsiveMilliseconds: options.unresponsiveMilliseconds ?? 60_000, startMilliseconds: options.startMilliseconds ?? 60_000,
      ...(options.wrapper ? { wrapper: options.wrapper } : {}), ...(options.onChange ? { onChange: options.onChange } : {}),
    });
    const ready = () => supervisor.whenUp(options.waitMilliseconds ?? 15_000);
    const connection = { host: socketFolder, port: 5432, user: 'postgres', database: 'postgres' };
    return {
      kind: 'embedded',
      url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socketFolder)}`,
      connection,
      pool: makePool({ ...connection, max: options.poolSize ?? 10 }, ready),
      ready,
      process: () => supervisor.pid,
      async close() {
        await supervisor.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The folder of the socket: inside the data directory, or, where that path is too long for a socket (103 bytes), in the temporary folder. */
function prepareSocketFolder(folder: string): string {
  const near = path.join(folder, 'socket');
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 20);
  const chosen = Buffer.byteLength(near) <= 80 ? near : path.join(os.tmpdir(), `hyperlens-${name}`);
  mkdirSync(chosen, { recursive: true, mode: 0o700 });
  const found = lstatSync(chosen);
  const mine = process.getuid === undefined || found.uid === process.getuid();
  if (!found.isDirectory() || !mine || (found.mode & 0o077) !== 0) {
    throw new AppError('DATABASE_UNAVAILABLE', { reason: `the folder ${chosen} is not a private folder of this user` });
  }
  return chosen;
}
