import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** A lock of this process on a file; the operating system lets go of it when the process ends, however it ends. */
export interface FileLock { release(): void }

/**
 * Takes the lock, waiting up to `waitMilliseconds` (blocking); null when another process holds it. Node offers no file lock of its own,
 * so this is SQLite's (fcntl on POSIX): an exclusive transaction that never ends. Unlike a file that names a process, it cannot be
 * stale, and of two who race for it exactly one gets it.
 */
export function takeLock(file: string, waitMilliseconds = 0): FileLock | null {
  const database = new DatabaseSync(file, { timeout: waitMilliseconds });
  try {
    database.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
    writeFileSync(`${file}.pid`, String(process.pid), { mode: 0o600 });
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return null;
    throw error;
  }
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      rmSync(`${file}.pid`, { force: true });
      database.close();
    },
  };
}

/** The process that took the lock last, or null when nobody wrote it down. Only meaningful while the lock is held. */
export function lockHolder(file: string): number | null {
  try {
    const pid = Number(readFileSync(`${file}.pid`, 'utf8'));
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch (error) {
    // The holder writes its number just after it has the lock, and a missing file only means a less helpful message.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
