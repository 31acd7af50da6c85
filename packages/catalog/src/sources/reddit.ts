import { AppError, type CollectedPost, type PostSource } from '@hyperlens/protocol';
import { z } from 'zod';
import { failureOf, SourceFailure } from './failure.ts';
import { gather, moment, noPosts, plainText, searchTerms } from './gather.ts';
import { readPages, type Pages } from './pages.ts';
import { makeRedditSession, type RedditCredentials } from './reddit-session.ts';

const thing = z.object({ kind: z.string(), data: z.object({
  id: z.string(), name: z.string(), author: z.string().nullish(), title: z.string().nullish(), selftext: z.string().nullish(), body: z.string().nullish(), created_utc: z.number(), permalink: z.string().nullish(),
  score: z.number().nullish(), num_comments: z.number().nullish(), subreddit: z.string().nullish(),
}) });
const listing = z.object({ data: z.object({ children: z.array(z.unknown()), after: z.string().nullish() }) });

/**
 * Posts and comments of Reddit over its OAuth API with an application's own credentials
 * (https://github.com/reddit-archive/reddit/wiki/OAuth2#application-only-oauth, https://www.reddit.com/dev/api): a search, the newest of the
 * project's subreddit, and the comments under what was found. It does not say how old accounts are in lists.
 */
export function makeRedditSource({ fetch, clientId, clientSecret, baseUrl, authorizeUrl, maximumPages = 5, commentedPosts = 10, now = Date.now, timeoutMilliseconds }: RedditCredentials & {
  maximumPages?: number; /** Under how many posts comments are read. */ commentedPosts?: number;
}): PostSource {
  const connect = makeRedditSession({ fetch, clientId, clientSecret, now, ...(baseUrl ? { baseUrl } : {}), ...(authorizeUrl ? { authorizeUrl } : {}), ...(timeoutMilliseconds ? { timeoutMilliseconds } : {}) });

  return {
    id: 'reddit', title: 'Reddit', configured: () => Boolean(clientId && clientSecret),
    async collect(query) {
      if (!clientId || !clientSecret) return noPosts('not_configured', 'no client id and secret are configured (HYPERLENS_SOURCES_REDDIT_CLIENT_SECRET)');
      const { phrases, cashtag, address } = searchTerms(query);
      const wanted = [...phrases, cashtag, address].filter((term) => term !== null).map((term) => `"${term}"`);
      const own = query.project.reddit?.replace(/^.*\/?r\//, '').replaceAll('/', '');
      const subreddit = own && /^\w{2,30}$/.test(own) ? own : null;
      if (wanted.length === 0 && !subreddit) return noPosts('not_applicable', 'the subject has no name, symbol or subreddit to search for');
      return gather(query, async () => {
        const client = await connect(query.signal);
        let dropped = 0;
        const toPost = (one: unknown, place: CollectedPost['place']): CollectedPost[] => {
          const checked = thing.safeParse(one);
          // `more` stands for comments that are folded away.
          if (!checked.success) { if ((one as { kind?: unknown } | null)?.kind !== 'more') dropped++; return []; }
          const { data } = checked.data;
          const text = plainText([data.title, data.selftext, data.body].filter((part) => part && part !== '[removed]' && part !== '[deleted]').join('\n'));
          return [{
            id: `reddit:${data.name}`, source: 'reddit', author: data.author && data.author !== '[deleted]' ? data.author : null, text, time: moment(data.created_utc), url: data.permalink ? `https://www.reddit.com${data.permalink}`.slice(0, 2_000) : null, language: null,
            likes: data.score ?? null, reposts: null, replies: data.num_comments ?? null, followers: null, accountCreatedAt: null,
            place: place === 'project' || (subreddit !== null && data.subreddit?.toLowerCase() === subreddit.toLowerCase()) ? 'project' : 'open',
          }];
        };
        const list = (path: string, fields: Record<string, string>, place: CollectedPost['place']): Promise<Pages<CollectedPost>> => readPages<CollectedPost, string>(async (after) => {
          const { data } = await client.json(path, listing, { signal: query.signal, query: { ...fields, limit: 100, after, raw_json: 1 } });
          const items = data.children.flatMap((one) => toPost(one, place));
          const old = items.some(({ time }) => time !== null && time < query.since);
          return { items, next: old ? null : data.after };
        }, { maximumItems: query.limit, maximumPages, signal: query.signal });

        const parts: Pages<CollectedPost>[] = [];
        if (wanted.length > 0) parts.push(await list('search', { q: wanted.join(' OR ').slice(0, 512), sort: 'new', t: 'month', type: 'link' }, 'open'));
        if (subreddit) parts.push(await list(`r/${subreddit}/new`, {}, 'project'));
        const posts = parts.flatMap(({ items }) => items);
        let { failure, reason } = parts.find((part) => !part.complete) ?? { failure: null, reason: null };
        const discussed = [...new Map(posts.filter(({ replies, time }) => (replies ?? 0) > 0 && time !== null && time >= query.since).map((post) => [post.id, post])).values()].toSorted((a, b) => (b.replies ?? 0) - (a.replies ?? 0) || (a.id < b.id ? -1 : 1)).slice(0, commentedPosts);
        for (const { id, place } of failure ? [] : discussed) {
          try {
            const [, comments] = await client.json(`comments/${encodeURIComponent(id.replace(/^reddit:t3_/, ''))}`, z.tuple([z.unknown(), listing]), { signal: query.signal, query: { limit: 100, depth: 1, raw_json: 1 } });
            posts.push(...comments.data.children.flatMap((one) => toPost(one, place)));
          } catch (error) {
            if (query.signal?.aborted || !AppError.is(error)) throw error;
            failure = new SourceFailure('limited', failureOf(error).reason);
            reason = 'comments could not all be read';
            break;
          }
        }
        return { posts, complete: reason === null, reason, failure, dropped };
      });
    },
  };
}
