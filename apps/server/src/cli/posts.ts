import { readFile, stat } from 'node:fs/promises';
import { readSuppliedPosts, textOf, type Supplied } from '@hyperlens/catalog/sources';
import { AppError } from '@hyperlens/protocol';

const largestFile = 32 * 1_048_576;
/** As many as a request may bring. */
const mostPosts = 20_000;

async function readText(file: string): Promise<string> {
  try {
    const state = await stat(file);
    if (!state.isFile()) throw new Error('it is not a file');
    if (state.size > largestFile) throw new Error(`it is larger than ${largestFile} bytes`);
    const text = textOf(await readFile(file));
    if (text === null) throw new Error('it is not UTF-8 text (UTF-16 is read when it begins with its byte order mark)');
    return text;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = { ENOENT: 'it does not exist', EACCES: 'permission denied' };
    throw new AppError('FILE_UNREADABLE', { path: file, reason: reasons[code ?? ''] ?? message }, error);
  }
}

/**
 * Posts from files behind those that are known already, the first of each id. `note` hears what each file had and what could not be read or
 * found no room (20,000 in all). Throws FILE_UNREADABLE for a file that is absent, too large, not text, or has no post in it.
 */
export async function readPosts(files: readonly string[], known: readonly unknown[], note: (text: string) => void): Promise<unknown[]> {
  const posts = new Map<string, Supplied['posts'][number]>();
  for (const file of files) {
    const { format, posts: found, rejected, left } = readSuppliedPosts({ name: file, text: await readText(file) });
    const fresh = found.filter(({ id }) => !posts.has(id)).slice(0, Math.max(0, mostPosts - known.length - posts.size));
    for (const post of fresh) posts.set(post.id, post);
    const without = [rejected > 0 ? `${rejected} could not be read` : '', left + found.length - fresh.length > 0 ? `${left + found.length - fresh.length} are left out (twice the same, or more than ${mostPosts})` : ''].filter(Boolean);
    note(`${file}: ${fresh.length} ${fresh.length === 1 ? 'post' : 'posts'} (${format})${without.length > 0 ? `; ${without.join('; ')}` : ''}`);
  }
  return [...known, ...posts.values()];
}
