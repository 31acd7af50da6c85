import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@hyperlens/protocol';

const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * Writes a file whole or not at all, readable by its owner only: aside, then renamed; on the disk when this
 * returns if it is `durable`. Folders on the way are made. Throws DISK_FULL when there is no room; nothing is left behind then.
 */
export async function writeWhole(target: string, content: string | Uint8Array, { durable }: { durable: boolean }): Promise<void> {
  const draft = `${target}.${randomUUID()}`;
  try {
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(content);
      if (durable) await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw fullCodes.has(code ?? '') ? new AppError('DISK_FULL', { path: target, reason: message.replace(/,.*$/s, '') }, error) : error;
  }
}
