import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '@hyperlens/protocol';

/**
 * Reads a file that holds a secret. It must be an ordinary file that only its owner can read (mode 0600 or stricter), because a secret
 * others can read is none. Throws FILE_UNREADABLE; nothing of the content is in the error.
 */
export async function readSecretFile(path: string, maximumBytes = 64 * 1024): Promise<string> {
  const refuse = (reason: string): never => { throw new AppError('FILE_UNREADABLE', { path, reason }); };
  const file = await open(path, constants.O_RDONLY).catch((error: NodeJS.ErrnoException) => refuse(error.code ?? 'cannot be opened'));
  try {
    const state = await file.stat();
    if (!state.isFile()) return refuse('it is not a file');
    // Windows has no such modes.
    if (process.platform !== 'win32' && (state.mode & 0o077) !== 0) return refuse(`others can read it (mode ${(state.mode & 0o777).toString(8)}); run: chmod 600 ${path}`);
    if (state.size > maximumBytes) return refuse(`it is larger than ${maximumBytes} bytes`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Writes a new file only its owner can read, durably. Throws FILE_UNREADABLE when it exists already. */
export async function writeSecretFile(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new AppError('FILE_UNREADABLE', { path, reason: error.code === 'EEXIST' ? 'it exists already' : error.code ?? 'cannot be made' });
  });
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
