import type { CollectedPost, Fetch, PostSource } from '@hyperlens/protocol';
import { z } from 'zod';
import { gather, moment, noPosts, plainText, searchTerms } from './gather.ts';
import { makeApiClient } from './http.ts';
import { readPages } from './pages.ts';

const count = z.number().nullish();
const tweet = z.object({ id: z.string(), text: z.string(), author_id: z.string().nullish(), created_at: z.string().nullish(), lang: z.string().nullish(), public_metrics: z.object({ like_count: count, retweet_count: count, reply_count: count }).nullish() });
const author = z.object({ id: z.string(), username: z.string(), created_at: z.string().nullish(), public_metrics: z.object({ followers_count: count }).nullish() });
const page = z.object({ data: z.array(z.unknown()).nullish(), includes: z.object({ users: z.array(z.unknown()).nullish() }).nullish(), meta: z.object({ next_token: z.string().nullish(), result_count: z.number() }) });
/** The API writes moments without fractions of seconds. */
const seconds = (iso: string) => iso.replace(/\.\d+Z$/, 'Z');
const days = 24 * 60 * 60 * 1000;

/** Posts of X by recent search, API v2 (https://docs.x.com/x-api/posts/search-recent-posts): the last seven days, 100 a page. */
export function makeXSource({ fetch, bearerToken, baseUrl = 'https://api.x.com', maximumPages = 10, now = Date.now, timeoutMilliseconds }: { fetch: Fetch; bearerToken?: string | undefined; baseUrl?: string; maximumPages?: number; now?: () => number; timeoutMilliseconds?: number }): PostSource {
  const client = makeApiClient({ id: 'x', fetch, baseUrl, headers: bearerToken ? { authorization: `Bearer ${bearerToken}` } : {}, ...(timeoutMilliseconds ? { timeoutMilliseconds } : {}) });
  return {
    id: 'x', title: 'X', configured: () => Boolean(bearerToken),
    async collect(query) {
      if (!bearerToken) return noPosts('not_configured', 'no bearer token is configured (HYPERLENS_SOURCES_X_BEARER_TOKEN)');
      const { phrases, cashtag, address } = searchTerms(query);
      const wanted = [...phrases, cashtag, address].filter((term) => term !== null).map((term) => `"${term}"`);
      if (query.project.x) wanted.push(`from:${query.project.x.replace(/^.*\//, '').replace(/^@/, '')}`);
      if (wanted.length === 0) return noPosts('not_applicable', 'the subject has no name, symbol or handle to search for');
      // The API refuses moments older than seven days and younger than ten seconds.
      const reach = new Date(now() - 7 * days + 60_000).toISOString();
      const start = [query.since, reach].toSorted().at(-1)!;
      const end = [query.until, new Date(now() - 15_000).toISOString()].toSorted()[0]!;
      if (start >= end) return noPosts('not_applicable', 'its search reaches back seven days only, and the time asked about is older');
      return gather(query, async () => {
        let dropped = 0;
        const { items, ...ended } = await readPages<CollectedPost, string>(async (cursor) => {
          const answer = await client.json('2/tweets/search/recent', page, {
            signal: query.signal,
            query: { query: `(${wanted.join(' OR ')}) -is:retweet`.slice(0, 512), max_results: 100, start_time: seconds(start), end_time: seconds(end), next_token: cursor, 'tweet.fields': 'created_at,lang,public_metrics,author_id', expansions: 'author_id', 'user.fields': 'username,created_at,public_metrics' },
          });
          const users = new Map((answer.includes?.users ?? []).flatMap((one) => { const checked = author.safeParse(one); return checked.success ? [[checked.data.id, checked.data] as const] : []; }));
          const posts = (answer.data ?? []).flatMap((one): CollectedPost[] => {
            const checked = tweet.safeParse(one);
            if (!checked.success) { dropped++; return []; }
            const { id, text, author_id, created_at, lang, public_metrics: metrics } = checked.data;
            const user = author_id ? users.get(author_id) : undefined;
            return [{
              id: `x:${id}`, source: 'x', author: user?.username ?? null, text: plainText(text), time: moment(created_at), url: /^\d+$/.test(id) ? `https://x.com/i/status/${id}` : null, language: lang && lang !== 'und' ? lang : null,
              likes: metrics?.like_count ?? null, reposts: metrics?.retweet_count ?? null, replies: metrics?.reply_count ?? null, followers: user?.public_metrics?.followers_count ?? null, accountCreatedAt: moment(user?.created_at), place: 'open',
            }];
          });
          return { items: posts, next: answer.meta.next_token };
        }, { maximumItems: query.limit, maximumPages, signal: query.signal });
        return { posts: items, ...ended, dropped, reach: start };
      });
    },
  };
}
