import { AppError, type Post } from '@hyperlens/protocol';
import { parse } from 'csv-parse/sync';
import { makeClock } from './dates.ts';
import { plainText, textId } from './gather.ts';
import { isTelegramExport, readTelegramExport } from './telegram.ts';

/** What was read from a file somebody handed in. */
export interface Supplied { format: 'telegram' | 'json' | 'jsonl' | 'csv' | 'text'; posts: Post[]; /** Entries without text, or not readable. */ rejected: number; /** Entries beyond the bound. */ left: number }

const mostBytes = 32 * 1024 * 1024;
const mostPosts = 20_000;
/** Column names that stand for a field, in the order they are looked for. A title goes before the text. */
const columns = {
  id: ['id', 'post_id', 'tweet_id', 'message_id', 'comment_id'], title: ['title', 'headline', 'subject'],
  text: ['text', 'full_text', 'content', 'body', 'selftext', 'message', 'comment', 'post', 'tweet', 'review', 'description', 'summary', 'title', 'headline'],
  author: ['author', 'user', 'username', 'screen_name', 'handle', 'from', 'author_name', 'user_name', 'sender', 'nick', 'nickname', 'author_id'],
  time: ['time', 'date', 'created_at', 'createdat', 'timestamp', 'datetime', 'date_time', 'published', 'published_at', 'publishedat', 'posted_at', 'pubdate', 'created', 'created_utc'], url: ['url', 'link', 'permalink'], source: ['source', 'platform', 'network'], language: ['language', 'lang'],
  likes: ['likes', 'like_count', 'favorite_count', 'score', 'upvotes'], reposts: ['reposts', 'retweets', 'retweet_count', 'shares'], replies: ['replies', 'reply_count', 'comments', 'num_comments'],
  followers: ['followers', 'followers_count'], accountCreatedAt: ['accountcreatedat', 'account_created_at', 'user_created_at'],
} as const;
/** What a text column may also be called: "Tweet Text", "comment_body". */
const textual = /_(?:text|body|content|message|comment|tweet)$/;
const isText = (name: string) => (columns.text as readonly string[]).includes(name) || textual.test(name);
/** Under which names programs keep their list of posts. */
const wrappers = ['posts', 'data', 'messages', 'tweets', 'comments', 'items', 'results', 'articles', 'children', 'statuses'];

/**
 * Posts from a file: an export of Telegram Desktop, JSON (a list, or an object with one: `posts`, `data`, `messages`, `items` ...), JSON Lines,
 * CSV with a header (comma, semicolon, tab or bar), or plain text (paragraphs between empty lines, else one post a line). The kind is seen from
 * the content, not from the name. Throws FILE_UNREADABLE when it is too large, broken, a page or a document of another kind, or holds no post.
 */
export function readSuppliedPosts({ name, text }: { name: string; text: string }): Supplied {
  const fail = (reason: string) => new AppError('FILE_UNREADABLE', { path: name, reason });
  if (Buffer.byteLength(text) > mostBytes) throw fail(`it is larger than ${mostBytes} bytes`);
  const content = text.replace(/^\uFEFF/, '');
  const other = kinds.find(([pattern]) => pattern.test(content))?.[1];
  if (other !== undefined) throw fail(other);
  const supplied = fromJson(content) ?? fromLines(content) ?? broken(content, fail) ?? fromTable(content) ?? fromText(content);
  if (supplied.posts.length === 0) throw fail('there is no post in it');
  const left = Math.max(0, supplied.posts.length - mostPosts);
  return { ...supplied, posts: supplied.posts.slice(0, mostPosts), left };
}

type Part = Omit<Supplied, 'left'>;

/** Files whose text would be taken for posts though it is markup. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^\s*<(?:!doctype html|html|head|body)\b/i, 'it is a web page; export the posts as JSON, CSV or text (Telegram Desktop: "Machine-readable JSON")'], [/^\s*<\?xml|^\s*<(?:rss|feed)\b/i, 'it is XML; a feed is read from its address (project.feeds)'],
  [/^(?:%PDF-|\{\\rtf)/, 'it is a document of another kind; save the posts as JSON, CSV or text'],
];

/** JSON that is cut off or mistyped is no text: its braces and names would be taken for posts. */
function broken(content: string, fail: (reason: string) => AppError): null {
  if (!/^\s*\[\s*[{["]|^\s*\{\s*"/.test(content)) return null;
  try { JSON.parse(content); } catch (error) { throw fail(`it begins like JSON but is not: ${error instanceof Error ? error.message.slice(0, 120) : 'it cannot be parsed'}`); }
  return null;
}

function fromJson(content: string): Part | null {
  if (!/^\s*[[{]/.test(content)) return null;
  let document: unknown;
  try { document = JSON.parse(content); } catch { return null; /* It may be JSON Lines. */ }
  if (isTelegramExport(document)) return { format: 'telegram', ...readTelegramExport(document) };
  return { format: 'json', ...toPosts(listIn(document, 0) ?? [document]) };
}

/** The list of posts in a document: itself, or under a usual name, at most three deep (what APIs and exporters wrap answers in). */
function listIn(document: unknown, depth: number): unknown[] | null {
  if (Array.isArray(document)) return (document as unknown[]).map((one) => (isRecord(one) && isRecord(one.data) && typeof one.kind === 'string' ? one.data : one));
  if (!isRecord(document) || depth === 3) return null;
  // A post that carries its comments is a post, not a list of them.
  const own = ['text', 'full_text', 'body', 'content', 'selftext'].some((name) => typeof document[name] === 'string');
  for (const name of own ? ['posts'] : wrappers) { const found = listIn(document[name], depth + 1); if (found) return found; }
  return null;
}

function fromLines(content: string): Part | null {
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0 || !lines[0]!.trim().startsWith('{')) return null;
  return { format: 'jsonl', ...toPosts(lines.map((line) => { try { return JSON.parse(line) as unknown; } catch { return null; /* Counted as rejected. */ } })) };
}

function fromTable(content: string): Part | null {
  const header = content.slice(0, content.indexOf('\n') === -1 ? content.length : content.indexOf('\n'));
  const delimiter = ([',', ';', '\t', '|'] as const).toSorted((a, b) => header.split(b).length - header.split(a).length)[0]!;
  const names = header.split(delimiter).map((one) => plain(one.replaceAll('"', '')));
  if (names.length > 100 || !names.some(isText) || (names.length === 1 && header.trim().length > 20)) return null;
  try {
    return { format: 'csv', ...toPosts(parse(content, { columns: (head: string[]) => head.map(plain), delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: 200_000 })) };
  } catch { return null; /* Not a table after all: it is read as text. */ }
}

function fromText(content: string): Part {
  const paragraphs = content.split(/\r?\n\s*\r?\n/).filter((one) => one.trim() !== '');
  // Where half of the paragraphs are long lists of lines, the empty lines part pages, not posts.
  const heights = paragraphs.map((one) => one.trim().split('\n').length).toSorted((a, b) => a - b);
  const pieces = paragraphs.length > 1 && heights[Math.floor(heights.length / 2)]! <= 12 ? paragraphs : content.split(/\r?\n/);
  return { format: 'text', ...toPosts(pieces.filter((one) => one.trim() !== '').map((one) => ({ text: one }))) };
}

function toPosts(entries: readonly unknown[]): { posts: Post[]; rejected: number } {
  const posts = new Map<string, Post>();
  const rows = entries.map((entry) => (typeof entry === 'string' ? { text: entry } : isRecord(entry) ? fieldsOf(entry) : null));
  const words = (fields: Record<string, unknown>, field: keyof typeof columns, limit: number) => { const value = pick(fields, field); return typeof value === 'string' || typeof value === 'number' ? plainText(String(value), { limit }) || null : null; };
  const clock = makeClock(rows.map((fields) => fields && words(fields, 'time', 40)));
  let rejected = 0;
  for (const [index, fields] of rows.entries()) {
    const text = fields ? textIn(fields) : '';
    if (!fields || text === '') { rejected++; continue; }
    const number = (field: keyof typeof columns) => { const value = Number(words(fields, field, 30) ?? Number.NaN); return Number.isFinite(value) ? value : null; };
    const time = clock(words(fields, 'time', 40));
    const author = words(fields, 'author', 200);
    const url = words(fields, 'url', 2_000);
    const given = words(fields, 'id', 200);
    // An id that stands at different texts (numbers that begin anew, a column of something else) names none of them.
    const known = given === null ? undefined : posts.get(`supplied:${given}`);
    const id = `supplied:${given === null || (known && known.text !== text) ? textId(text, time, author, String(index)) : given}`;
    posts.set(id, {
      id, source: words(fields, 'source', 100)?.toLowerCase() ?? 'supplied', author, text, time, url: url && /^https?:\/\//.test(url) ? url : null, language: words(fields, 'language', 20),
      likes: number('likes'), reposts: number('reposts'), replies: number('replies'), followers: number('followers'), accountCreatedAt: clock(words(fields, 'accountCreatedAt', 40)),
    });
  }
  return { posts: [...posts.values()], rejected };
}

/** The fields of an entry by plain name; counts that APIs keep in a record of their own, and the name of an author, come to the top. */
function fieldsOf(entry: Record<string, unknown>): Record<string, unknown> {
  const flat = Object.fromEntries(Object.entries(entry).map(([key, value]) => [plain(key), value]));
  for (const inner of ['public_metrics', 'metrics', 'attributes']) { const record = flat[inner]; if (isRecord(record)) for (const [key, value] of Object.entries(record)) flat[plain(key)] ??= value; }
  for (const name of ['author', 'user', 'from', 'sender', 'source'] as const) { const record = flat[name]; if (isRecord(record)) flat[name] = [record.screen_name, record.username, record.nickname, record.name, record.title, record.id].find((value) => typeof value === 'string' || typeof value === 'number') ?? null; }
  return flat;
}

function textIn(fields: Record<string, unknown>): string {
  const read = (value: unknown) => (typeof value === 'string' ? plainText(value) : '');
  const body = read(pick(fields, 'text') ?? fields[Object.keys(fields).find((name) => textual.test(name)) ?? '']);
  const title = read(pick(fields, 'title'));
  return title === '' || body.startsWith(title) ? body : body === '' ? title : `${title}\n${body}`;
}

function pick(fields: Record<string, unknown>, field: keyof typeof columns): unknown {
  for (const name of columns[field]) if (fields[name] !== undefined && fields[name] !== null && fields[name] !== '') return fields[name];
  return null;
}
const plain = (name: string) => name.trim().toLowerCase().replaceAll(/[\s-]+/g, '_');
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
