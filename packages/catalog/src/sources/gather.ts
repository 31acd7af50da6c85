import { createHash } from 'node:crypto';
import type { CollectedPost, PostAnswer, PostQuery } from '@hyperlens/protocol';
import { parseHTML } from 'linkedom';
import { failureOf } from './failure.ts';

/** What a source read before it is cut to the window. `failure` is what ended the reading early, when something did. */
export interface Gathered { posts: CollectedPost[]; complete: boolean; reason?: string | null; failure?: unknown; /** Entries that were not readable. */ dropped?: number; /** The earliest moment the source can know. */ reach?: string }

/** An answer without posts. */
export const noPosts = (status: PostAnswer['status'], reason: string): PostAnswer => ({ posts: [], coverage: { from: null, to: null, complete: false }, status, reason });

/** Runs the reading of one source and makes its answer: inside the window, each post once, newest first, bounded; a failure as a status. */
export async function gather(query: PostQuery, read: () => Promise<Gathered>): Promise<PostAnswer> {
  let got: Gathered;
  try { got = await read(); } catch (error) {
    if (query.signal?.aborted) throw query.signal.reason;
    const { status, reason } = failureOf(error);
    return noPosts(status, reason);
  }
  const inside = new Map<string, CollectedPost>();
  for (const post of got.posts) if (post.text.trim() !== '' && (post.time === null || (post.time >= query.since && post.time < query.until))) inside.set(post.id, post);
  const all = [...inside.values()].toSorted((a, b) => (b.time ?? '').localeCompare(a.time ?? '') || (a.id < b.id ? -1 : 1));
  const posts = all.slice(0, query.limit);
  const reasons = [
    ...(got.failure ? [`${got.reason ?? 'it ended early'}: ${failureOf(got.failure).reason}`] : got.reason && !got.complete ? [got.reason] : []),
    ...(got.dropped ? [`${got.dropped} entries could not be read`] : []), ...(all.length > posts.length ? [`only the newest ${query.limit} posts were kept`] : []),
  ];
  const complete = got.complete && all.length === posts.length;
  const oldest = posts.at(-1)?.time ?? null;
  const from = complete ? [query.since, got.reach ?? query.since].toSorted().at(-1)! : oldest;
  return { posts, coverage: { from, to: query.until, complete: complete && from === query.since }, ...(reasons.length === 0 ? { status: 'ok' as const } : { status: 'limited' as const, reason: reasons.join('; ') }) };
}

/** The phrases and signs a search can use. A symbol alone says little (there is more than one ACE), so it goes with its dollar sign. */
export function searchTerms({ subject, project }: Pick<PostQuery, 'subject' | 'project'>): { phrases: string[]; cashtag: string | null; address: string | null } {
  const clean = (text: string) => text.replaceAll(/["\\\p{Cc}]+/gu, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 80);
  const phrases = [...new Set([project.name, subject.name].filter((name): name is string => name !== undefined && name !== null).map(clean).filter((name) => name.length >= 3))];
  const symbol = subject.symbol?.replace(/^\$/, '') ?? '';
  return { phrases, cashtag: /^[A-Za-z][A-Za-z0-9_.]{1,19}$/.test(symbol) ? `$${symbol.toUpperCase()}` : null, address: subject.address };
}

/** ISO 8601 in UTC from what sources write (ISO, RFC 822, epoch seconds or milliseconds); null when it is no moment of the years 2005 to 2100. Without a time zone it counts as UTC, so that every machine reads the same. */
export function moment(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  const number = typeof value === 'number' ? value : /^\d{9,13}$/.test(value) ? Number(value) : null;
  const local = typeof value === 'string' && /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(value);
  const date = new Date(number === null ? (local ? `${value.replace(' ', 'T')}Z` : value) : number < 1e11 ? number * 1000 : number);
  const year = Number.isNaN(date.getTime()) ? 0 : date.getUTCFullYear();
  return year >= 2005 && year <= 2100 ? date.toISOString() : null;
}

/** Text as a person sees it: without markup and control characters, entities decoded, bounded. */
export function plainText(text: string, { html = false, limit = 20_000 } = {}): string {
  const bounded = text.slice(0, limit * 4);
  const seen = html || /&(?:#\d+|#x[0-9a-f]+|[a-z]+);/i.test(bounded) ? visible(html ? bounded : bounded.replaceAll('<', '&lt;')) : bounded;
  return seen.replaceAll(/[^\S\n]+/g, ' ').replaceAll(/[\p{Cc}--[\n]]/gv, '').replaceAll(/ ?\n[ \n]*/g, '\n').trim().slice(0, limit);
}

function visible(markup: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${markup.replaceAll(/<(?:br|\/p|\/div|\/li|\/h\d)[^>]*>/gi, '$&\n')}</body></html>`);
  for (const hidden of document.querySelectorAll('script,style,template,noscript')) hidden.remove();
  return document.body?.textContent ?? '';
}

/** A stable id for a post that has none. */
export const textId = (...parts: (string | null)[]): string => createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 24);
