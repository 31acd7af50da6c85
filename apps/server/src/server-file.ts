import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** What a running server leaves in its home folder (server.json, mode 0600) so that verbs of the same user find it. */
const serverFile = z.object({ url: z.url({ protocol: /^http$/ }), token: z.string().min(16), pid: z.number().int().positive(), version: z.string(), startedAt: z.string() });
export type ServerFile = z.infer<typeof serverFile>;

const fileOf = (home: string): string => path.join(home, 'server.json');

/** Whether a process of this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The server file of a home folder; null when there is none, it is garbled, belongs to someone else, or its process is gone. */
export async function readServerFile(home: string): Promise<ServerFile | null> {
  let text: string;
  try {
    const { uid } = await stat(fileOf(home));
    if (process.getuid && uid !== process.getuid()) return null;
    text = await readFile(fileOf(home), 'utf8');
  } catch {
    return null; // Absent or unreadable: then no server can be found through it.
  }
  try {
    const parsed = serverFile.safeParse(JSON.parse(text));
    return parsed.success && isAlive(parsed.data.pid) ? parsed.data : null;
  } catch {
    return null; // Half written or damaged: the server rewrites it when it starts.
  }
}

/** Writes the file whole or not at all, readable by its owner only. */
export async function writeServerFile(home: string, content: ServerFile): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const temporary = `${fileOf(home)}.${randomBytes(6).toString('hex')}`;
  await writeFile(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(temporary, fileOf(home));
}

/** Removes the file when it is this process's. */
export async function removeServerFile(home: string): Promise<void> {
  const found = await readServerFile(home);
  if (found?.pid === process.pid) await rm(fileOf(home), { force: true });
}
