import type { CollectedPost, Fetch, PostSource } from '@hyperlens/protocol';
import { parseFeed } from 'feedsmith';
import { getDomain } from 'tldts';
import { failureOf, SourceFailure } from './failure.ts';
import { gather, moment, noPosts, plainText, textId, type Gathered } from './gather.ts';
import { makeApiClient } from './http.ts';

interface Entry { id: string | undefined; title: string | undefined; text: string | undefined; url: string | undefined; author: string | undefined; time: string | undefined }
const mostEntries = 500;
const remembered = 100;

/**
 * Entries of the project's feeds: RSS, Atom, RDF and JSON Feed, read with feedsmith. The addresses come from a person, so `fetch` must be the
 * guarded one. Asked conditionally (RFC 9110: ETag, Last-Modified), so an unchanged feed is not sent again. A feed at the domain of the
 * project's site counts as a place of the project.
 */
export function makeFeedSource({ fetch, timeoutMilliseconds }: { fetch: Fetch; timeoutMilliseconds?: number }): PostSource {
  const known = new Map<string, { text: string; etag: string | null; modified: string | null }>();

  async function load(url: string, signal: AbortSignal | undefined): Promise<string> {
    const before = known.get(url);
    const client = makeApiClient({ id: 'feeds', fetch, baseUrl: url, attempts: 2, redirect: 'follow', ...(timeoutMilliseconds ? { timeoutMilliseconds } : {}) });
    const answer = await client.text('', { signal, headers: { accept: 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5', ...(before?.etag ? { 'if-none-match': before.etag } : {}), ...(before?.modified ? { 'if-modified-since': before.modified } : {}) } });
    const text = answer.status === 304 ? before?.text : answer.text;
    if (text === undefined) throw new SourceFailure('failed', 'it answered HTTP 304 to a first question');
    known.delete(url);
    known.set(url, { text, etag: answer.headers.get('etag') ?? before?.etag ?? null, modified: answer.headers.get('last-modified') ?? before?.modified ?? null });
    for (const oldest of known.size > remembered ? [...known.keys()].slice(0, 1) : []) known.delete(oldest);
    return text;
  }

  return {
    id: 'feeds', title: 'Feeds (RSS, Atom)', configured: () => true,
    async collect(query) {
      const urls = [...new Set(query.project.feeds)];
      if (urls.length === 0) return noPosts('not_applicable', 'no feed was named (project.feeds)');
      const home = query.project.site ? getDomain(query.project.site) : null;
      return gather(query, async () => {
        const all: Gathered = { posts: [], complete: true, dropped: 0 };
        const failures: unknown[] = [];
        for (const url of urls) {
          try {
            const entries = entriesOf(await load(url, query.signal));
            for (const entry of entries.slice(0, mostEntries)) {
              const text = plainText([entry.title, entry.text].filter(Boolean).join('\n'), { html: true });
              const time = moment(entry.time);
              if (text === '') all.dropped!++;
              else all.posts.push({
                id: `feed:${textId(url, entry.id ?? entry.url ?? text)}`, source: 'feeds', author: entry.author ? plainText(entry.author, { limit: 200 }) : new URL(url).hostname, text, time, url: entry.url && /^https?:\/\//.test(entry.url) ? entry.url.slice(0, 2_000) : null, language: null,
                likes: null, reposts: null, replies: null, followers: null, accountCreatedAt: null, place: home !== null && getDomain(url) === home ? 'project' : 'open',
              } satisfies CollectedPost);
            }
            if (entries.length > mostEntries) { all.complete = false; all.reason = `only the first ${mostEntries} entries of a feed are read`; }
          } catch (error) {
            if (query.signal?.aborted) throw error;
            failures.push(error);
          }
        }
        if (failures.length === urls.length) throw failures[0];
        return failures.length === 0 ? all : { ...all, complete: false, reason: `${failures.length} of ${urls.length} feeds could not be read`, failure: new SourceFailure('limited', failureOf(failures[0]).reason) };
      });
    },
  };
}

/** The entries of a feed in one shape. Throws SourceFailure for what is no feed. */
export function entriesOf(text: string): Entry[] {
  let parsed: ReturnType<typeof parseFeed>;
  try { parsed = parseFeed(text); } catch { throw new SourceFailure('failed', 'the answer is not a feed'); /* The parser's words may quote it. */ }
  if (parsed.format === 'atom') return (parsed.feed.entries ?? []).map((one) => ({
    id: one.id, title: one.title?.value, text: one.content?.value ?? one.summary?.value, url: one.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href, author: one.authors?.[0]?.name, time: written(one.published ?? one.updated),
  }));
  if (parsed.format === 'json') return (parsed.feed.items ?? []).map((one) => ({ id: one.id, title: one.title, text: one.content_text ?? one.content_html ?? one.summary, url: one.url, author: one.authors?.[0]?.name, time: written(one.date_published ?? one.date_modified) }));
  if (parsed.format === 'rdf') return (parsed.feed.items ?? []).map((one) => ({ id: one.link, title: one.title, text: one.description, url: one.link, author: one.dc?.creators?.[0], time: written(one.dc?.dates?.[0]) }));
  return (parsed.feed.items ?? []).map((one) => ({ id: one.guid?.value ?? one.link, title: one.title, text: one.content?.encoded ?? one.description, url: one.link, author: one.authors?.[0]?.name ?? one.dc?.creators?.[0], time: written(one.pubDate ?? one.dc?.dates?.[0]) }));
}

const written = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
