import { rmSync, writeFileSync } from 'node:fs';

/** The log of the database grows by a file of this size (PostgreSQL's `wal_segment_size`); without room for one nothing can be written. */
export const logFileBytes = 16 * 1024 * 1024;

/**
 * Why the database may have failed for want of space: writes a file as large as the next of its log beside its folder, and takes it away
 * again. Null when there is room. The engine itself only says that it aborted.
 */
export function lackOfRoom(directory: string): string | null {
  const probe = `${directory}.room`;
  try {
    writeFileSync(probe, Buffer.alloc(logFileBytes), { mode: 0o600 });
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code !== undefined && ['ENOSPC', 'EFBIG', 'EDQUOT'].includes(code) ? `there is no room for the ${logFileBytes / 1024 / 1024} MB its log grows by (${message.replace(/,.*$/s, '')})` : null;
  } finally {
    rmSync(probe, { force: true });
  }
}
