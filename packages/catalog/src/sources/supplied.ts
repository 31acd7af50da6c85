import { AppError, type Post } from '@hyperlens/protocol';
import { parse } from 'csv-parse/sync';
import { moment, plainText, textId } from './gather.ts';
import { isTelegramExport, readTelegramExport } from './telegram.ts';

/** What was read from a file somebody handed in. */
export interface Supplied { format: 'telegram' | 'json' | 'jsonl' | 'csv' | 'text'; posts: Post[]; /** Entries without text, or not readable. */ rejected: number; /** Entries beyond the bound. */ left: number }

const mostBytes = 32 * 1024 * 1024;
const mostPosts = 20_000;
/** Column names that stand for a field, in the order they are looked for. */
const columns = {
  id: ['id', 'post_id', 'tweet_id', 'message_id'], text: ['text', 'full_text', 'content', 'body', 'message', 'post', 'tweet', 'title'], author: ['author', 'user', 'username', 'screen_name', 'handle', 'from'],
  time: ['time', 'date', 'created_at', 'createdat', 'timestamp', 'datetime', 'published', 'created_utc'], url: ['url', 'link', 'permalink'], source: ['source', 'platform', 'network'], language: ['language', 'lang'],
  likes: ['likes', 'like_count', 'favorite_count', 'score', 'upvotes'], reposts: ['reposts', 'retweets', 'retweet_count', 'shares'], replies: ['replies', 'reply_count', 'comments', 'num_comments'],
  followers: ['followers', 'followers_count'], accountCreatedAt: ['accountcreatedat', 'account_created_at', 'user_created_at'],
} as const;

/**
 * Posts from a file: an export of Telegram Desktop, JSON (a list, or an object with `posts`), JSON Lines, CSV with a header (comma, semicolon
 * or tab), or plain text (paragraphs between empty lines, else one post a line). The kind is seen from the content, not from the name. Throws
 * FILE_UNREADABLE when it is too large or nothing in it is a post.
 */
export function readSuppliedPosts({ name, text }: { name: string; text: string }): Supplied {
  const fail = (reason: string) => new AppError('FILE_UNREADABLE', { path: name, reason });
  if (Buffer.byteLength(text) > mostBytes) throw fail(`it is larger than ${mostBytes} bytes`);
  const content = text.replace(/^\uFEFF/, '');
  const supplied = fromJson(content) ?? fromLines(content) ?? fromTable(content) ?? fromText(content);
  if (supplied.posts.length === 0) throw fail('there is no post in it');
  const left = Math.max(0, supplied.posts.length - mostPosts);
  return { ...supplied, posts: supplied.posts.slice(0, mostPosts), left };
}

type Part = Omit<Supplied, 'left'>;

function fromJson(content: string): Part | null {
  if (!/^\s*[[{]/.test(content)) return null;
  let document: unknown;
  try { document = JSON.parse(content); } catch { return null; /* It may be JSON Lines. */ }
  if (isTelegramExport(document)) return { format: 'telegram', ...readTelegramExport(document) };
  const list = Array.isArray(document) ? (document as unknown[]) : isRecord(document) && Array.isArray(document.posts) ? (document.posts as unknown[]) : [document];
  return { format: 'json', ...toPosts(list) };
}

function fromLines(content: string): Part | null {
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0 || !lines[0]!.trim().startsWith('{')) return null;
  return { format: 'jsonl', ...toPosts(lines.map((line) => { try { return JSON.parse(line) as unknown; } catch { return null; /* Counted as rejected. */ } })) };
}

function fromTable(content: string): Part | null {
  const header = content.slice(0, content.indexOf('\n') === -1 ? content.length : content.indexOf('\n'));
  const delimiter = ([',', ';', '\t'] as const).toSorted((a, b) => header.split(b).length - header.split(a).length)[0]!;
  const names = header.split(delimiter).map((one) => plain(one.replaceAll('"', '')));
  if (names.length > 100 || !names.some((one) => (columns.text as readonly string[]).includes(one)) || (names.length === 1 && header.trim().length > 20)) return null;
  try {
    return { format: 'csv', ...toPosts(parse(content, { columns: (head: string[]) => head.map(plain), delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: 200_000 })) };
  } catch { return null; /* Not a table after all: it is read as text. */ }
}

function fromText(content: string): Part {
  const paragraphs = content.split(/\r?\n\s*\r?\n/).filter((one) => one.trim() !== '');
  const pieces = paragraphs.length > 1 ? paragraphs : content.split(/\r?\n/);
  return { format: 'text', ...toPosts(pieces.filter((one) => one.trim() !== '').map((one) => ({ text: one }))) };
}

function toPosts(entries: readonly unknown[]): { posts: Post[]; rejected: number } {
  const posts = new Map<string, Post>();
  let rejected = 0;
  for (const [index, entry] of entries.entries()) {
    const fields = typeof entry === 'string' ? { text: entry } : isRecord(entry) ? Object.fromEntries(Object.entries(entry).map(([key, value]) => [plain(key), value])) : null;
    const raw = fields ? pick(fields, 'text') : null;
    const text = typeof raw === 'string' ? plainText(raw) : '';
    if (!fields || text === '') { rejected++; continue; }
    const words = (field: keyof typeof columns, limit: number) => { const value = pick(fields, field); return typeof value === 'string' || typeof value === 'number' ? plainText(String(value), { limit }) || null : null; };
    const number = (field: keyof typeof columns) => { const value = Number(words(field, 30) ?? Number.NaN); return Number.isFinite(value) ? value : null; };
    const time = moment(words('time', 40));
    const author = words('author', 200);
    const url = words('url', 2_000);
    const id = `supplied:${words('id', 200) ?? textId(text, time, author, String(index))}`;
    posts.set(id, {
      id, source: words('source', 100)?.toLowerCase() ?? 'supplied', author, text, time, url: url && /^https?:\/\//.test(url) ? url : null, language: words('language', 20),
      likes: number('likes'), reposts: number('reposts'), replies: number('replies'), followers: number('followers'), accountCreatedAt: moment(words('accountCreatedAt', 40)),
    });
  }
  return { posts: [...posts.values()], rejected };
}

function pick(fields: Record<string, unknown>, field: keyof typeof columns): unknown {
  for (const name of columns[field]) if (fields[name] !== undefined && fields[name] !== null && fields[name] !== '') return fields[name];
  return null;
}
const plain = (name: string) => name.trim().toLowerCase().replaceAll(/[\s-]+/g, '_');
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
