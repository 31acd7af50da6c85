import type { PostSource } from '@hyperlens/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { makeDiscordSource, makeFeedSource, makeGdeltSource, makePostSources, makeRedditSource, makeXSource } from './index.ts';
import { query } from './query.kit.ts';
import { startApi, type Answer, type Seen } from './server.kit.ts';

let close: (() => Promise<void>) | undefined;
afterEach(async () => { await close?.(); close = undefined; });
async function start(answer: (seen: Seen, count: number) => Answer) {
  const server = await startApi(answer);
  close = () => server.close();
  return server;
}
const fetch = globalThis.fetch;
const now = () => Date.parse('2024-06-30T00:00:00Z');
const secret = 'secret-nobody-may-see';
const channel = '111111111111111111';
const patient = 10_000;
const sources: Record<string, (url: string, timeoutMilliseconds?: number) => PostSource> = {
  x: (baseUrl, timeoutMilliseconds = patient) => makeXSource({ fetch, timeoutMilliseconds, bearerToken: secret, baseUrl, now }),
  discord: (baseUrl, timeoutMilliseconds = patient) => makeDiscordSource({ fetch, timeoutMilliseconds, botToken: secret, channels: [channel], baseUrl }),
  reddit: (baseUrl, timeoutMilliseconds = patient) => makeRedditSource({ fetch, timeoutMilliseconds, clientId: 'id', clientSecret: secret, baseUrl, authorizeUrl: `${baseUrl}/token`, now }),
  gdelt: (baseUrl, timeoutMilliseconds = patient) => makeGdeltSource({ fetch, timeoutMilliseconds, baseUrl }),
  feeds: (_, timeoutMilliseconds = patient) => makeFeedSource({ fetch, timeoutMilliseconds }),
};

describe.each(Object.keys(sources))('%s when things go wrong', (id) => {
  it.each<[string, Answer, string]>([
    ['a server that is down', { status: 503 }, 'unreachable'], ['a rate limit', { status: 429, headers: { 'retry-after': '3600' } }, 'limited'], ['a hang', 'hang', 'unreachable'], ['a broken connection', 'break', 'unreachable'],
    ['garbage', { text: `<html>${secret}</html>` }, 'failed'], ['half an answer', { text: '{"data":[{"id"' }, 'failed'], ['another document', { json: { unexpected: secret, articles: 5, data: 7 } }, 'failed'], ['a refused key', { status: 401 }, 'failed'],
  ])('%s is in the answer, without secrets', async (_, answer, status) => {
    const server = await start(() => answer);
    const got = await sources[id]!(server.url, answer === 'hang' ? 300 : patient).collect(query({ feeds: [`${server.url}/feed`] }));
    expect(got).toMatchObject({ posts: [], status, coverage: { complete: false } });
    expect(got.reason).toBeTruthy();
    expect(JSON.stringify(got)).not.toContain(secret);
  });

  it('ends when the caller does', async () => {
    const server = await start(() => 'hang');
    const controller = new AbortController();
    setTimeout(() => { controller.abort(new Error('enough')); }, 50);
    await expect(sources[id]!(server.url).collect(query({ feeds: [`${server.url}/feed`] }, { signal: controller.signal }))).rejects.toThrow('enough');
  });
});

describe('X', () => {
  const tweet = (id: number, text: string) => ({ id: String(id), text, author_id: '9', created_at: '2024-06-29T10:00:00.000Z', lang: 'en', public_metrics: { like_count: 3, retweet_count: 1, reply_count: 0 } });
  const users = [{ id: '9', username: 'ann', created_at: '2020-01-01T00:00:00.000Z', public_metrics: { followers_count: 12 } }];
  it('searches by name, symbol, address and handle, page after page, and says how far it reaches', async () => {
    const server = await start(({ query: asked }) => ({ json: asked.get('next_token') ? { data: [tweet(2, 'two &amp; more'), { id: 5 }], includes: { users }, meta: { result_count: 2 } } : { data: [tweet(1, 'one')], includes: { users }, meta: { result_count: 1, next_token: 'n' } } }));
    const got = await sources.x!(server.url).collect(query({ x: '@acorn' }));
    expect(got.posts.map(({ id, text, author, followers, likes, url }) => ({ id, text, author, followers, likes, url }))).toEqual([
      { id: 'x:1', text: 'one', author: 'ann', followers: 12, likes: 3, url: 'https://x.com/i/status/1' }, { id: 'x:2', text: 'two & more', author: 'ann', followers: 12, likes: 3, url: 'https://x.com/i/status/2' },
    ]);
    expect(got).toMatchObject({ status: 'limited', reason: '1 entries could not be read', coverage: { from: '2024-06-23T00:01:00.000Z', complete: false } });
    const first = server.seen[0]!;
    expect([first.path, first.headers.authorization, first.query.get('start_time')]).toEqual(['/2/tweets/search/recent', `Bearer ${secret}`, '2024-06-23T00:01:00Z']);
    for (const term of ['"Acorn Finance"', '"$ACRN"', 'from:acorn', '-is:retweet']) expect(first.query.get('query')).toContain(term);
  });
  it('keeps the first page when the second is limited, and finds nothing without a mistake', async () => {
    const server = await start(({ query: asked }) => (asked.get('next_token') ? { status: 429, headers: { 'retry-after': '900' } } : { json: { data: [tweet(1, 'one')], meta: { result_count: 1, next_token: 'n' } } }));
    expect(await sources.x!(server.url).collect(query())).toMatchObject({ posts: [{ id: 'x:1', author: null }], status: 'limited' });
    await close!();
    const empty = await start(() => ({ json: { meta: { result_count: 0 } } }));
    expect(await sources.x!(empty.url).collect(query())).toMatchObject({ posts: [], status: 'ok' });
  });
  it('says what it cannot do', async () => {
    expect(await makeXSource({ fetch }).collect(query())).toMatchObject({ status: 'not_configured' });
    expect(await makeXSource({ fetch, bearerToken: secret }).collect(query())).toMatchObject({ status: 'not_applicable' });
  });
});

describe('Discord', () => {
  const id = (iso: string, more = 0) => String(((BigInt(Date.parse(iso)) - 1_420_070_400_000n) << 22n) + BigInt(more));
  const message = (iso: string, content: string, more = 0) => ({ id: id(iso, more), content, timestamp: iso, type: 0, author: { id: id('2023-01-01T00:00:00Z'), username: 'bob' }, reactions: [{ count: 2 }, { count: 1 }] });
  it('reads a channel backwards by `before` until the time asked for', async () => {
    const pages = [Array.from({ length: 100 }, (_, index) => message('2024-06-20T00:00:00Z', `m${index}`, 100 - index)), Array.from({ length: 100 }, (_, index) => message('2024-05-20T00:00:00Z', `old${index}`, 100 - index))];
    const server = await start((_, count) => ({ json: pages[count - 1] ?? [] }));
    const got = await sources.discord!(server.url).collect(query());
    expect(got).toMatchObject({ status: 'ok', coverage: { complete: true } });
    expect(got.posts).toHaveLength(100);
    expect(got.posts[0]).toMatchObject({ source: 'discord', author: 'bob', likes: 3, place: 'open', accountCreatedAt: '2023-01-01T00:00:00.000Z' });
    expect(server.seen.map(({ path, query: asked }) => [path, asked.get('before')])).toEqual([[`/v10/channels/${channel}/messages`, id('2024-06-30T00:00:00Z')], [`/v10/channels/${channel}/messages`, id('2024-06-20T00:00:00Z', 1)]]);
    expect(server.seen[0]!.headers.authorization).toBe(`Bot ${secret}`);
  });
  it('says when it may not read texts, when one channel of two fails, and marks the channel of the project', async () => {
    const own = '222222222222222222';
    const server = await start(({ path }) => (path.includes(own) ? { json: [message('2024-06-20T00:00:00Z', 'hello')] } : { status: 403 }));
    expect(await sources.discord!(server.url).collect(query({ discord: own }))).toMatchObject({ posts: [{ place: 'project' }], status: 'limited', reason: expect.stringContaining('1 of 2 channels') as string });
    await close!();
    const silent = await start(() => ({ json: [message('2024-06-20T00:00:00Z', '')] }));
    expect(await sources.discord!(silent.url).collect(query())).toMatchObject({ posts: [], status: 'limited', reason: expect.stringContaining('intent') as string });
    expect(await makeDiscordSource({ fetch, botToken: secret }).collect(query())).toMatchObject({ status: 'not_applicable' });
    expect(await makeDiscordSource({ fetch }).collect(query())).toMatchObject({ status: 'not_configured' });
  });
});

describe('Reddit', () => {
  const created = Date.parse('2024-06-10T00:00:00Z') / 1000;
  const link = (id: string, title: string, more = {}) => ({ kind: 't3', data: { id, name: `t3_${id}`, author: 'cat', title, selftext: 'body', created_utc: created, permalink: `/r/acorn/${id}`, score: 5, num_comments: 1, subreddit: 'other', ...more } });
  const comment = { kind: 't1', data: { id: 'c1', name: 't1_c1', author: '[deleted]', body: 'a comment', created_utc: created, score: 1, subreddit: 'acorn' } };
  const listing = (children: unknown[], after: string | null = null) => ({ kind: 'Listing', data: { children, after } });
  const api = ({ path, query: asked }: Seen): Answer => {
    if (path === '/token') return { json: { access_token: 'session-token', expires_in: 3600 } };
    if (path === '/search') return { json: asked.get('after') ? listing([link('b', 'Second')]) : listing([link('a', 'First')], 't3_a') };
    if (path === '/r/acorn/new') return { json: listing([link('d', 'Old', { created_utc: 1_600_000_000 })], 't3_more') };
    return { json: [listing([]), listing([comment, { kind: 'more', data: {} }])] };
  };
  it('gets a session, searches, reads the subreddit and the comments', async () => {
    const server = await start(api);
    const source = sources.reddit!(server.url);
    const got = await source.collect(query({ reddit: 'r/acorn' }));
    expect(got.status).toBe('ok');
    expect(got.posts.map(({ id, author, place }) => [id, author, place])).toEqual([['reddit:t1_c1', null, 'project'], ['reddit:t3_a', 'cat', 'open'], ['reddit:t3_b', 'cat', 'open']]);
    expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/token', body: 'grant_type=client_credentials', headers: { authorization: `Basic ${Buffer.from(`id:${secret}`).toString('base64')}` } });
    expect(server.seen[1]!.headers.authorization).toBe('Bearer session-token');
    await source.collect(query());
    expect(server.seen.filter(({ path }) => path === '/token')).toHaveLength(1);
  });
  it('keeps posts when comments are refused', async () => {
    const server = await start((seen) => (seen.path.startsWith('/comments') ? { status: 403 } : api(seen)));
    expect(await sources.reddit!(server.url).collect(query())).toMatchObject({ posts: [{ id: 'reddit:t3_a' }, { id: 'reddit:t3_b' }], status: 'limited', reason: expect.stringContaining('comments') as string });
    expect(await makeRedditSource({ fetch }).collect(query())).toMatchObject({ status: 'not_configured' });
  });
});

describe('GDELT', () => {
  it('reads headlines, mends its JSON, and knows its limits', async () => {
    const articles = [{ url: 'https://news.example/1', title: 'Acorn Finance listed', seendate: '20240610T120000Z', domain: 'news.example', language: 'English' }, { url: 'u', title: 't' }];
    const server = await start(() => ({ text: JSON.stringify({ articles }).replace('listed', 'l\\isted\u0001') }));
    const got = await sources.gdelt!(server.url).collect(query());
    expect(got).toMatchObject({ status: 'limited', posts: [{ source: 'gdelt', author: 'news.example', time: '2024-06-10T12:00:00.000Z', language: 'en', url: 'https://news.example/1' }] });
    expect(Object.fromEntries(server.seen[0]!.query)).toMatchObject({ mode: 'artlist', format: 'json', startdatetime: '20240601000000', enddatetime: '20240630000000', query: '"Acorn Finance" (crypto OR token OR blockchain OR cryptocurrency)' });
    await close!();
    const slow = await start(() => ({ text: 'Please limit requests to one every 5 seconds.' }));
    expect(await sources.gdelt!(slow.url).collect(query())).toMatchObject({ status: 'limited', posts: [] });
    await close!();
    const none = await start(() => ({ text: '{}' }));
    expect(await sources.gdelt!(none.url).collect(query())).toMatchObject({ status: 'ok', posts: [], coverage: { complete: true } });
    expect(await makeGdeltSource({ fetch, enabled: false }).collect(query())).toMatchObject({ status: 'switched_off' });
  });
});

describe('feeds', () => {
  const rss = (title: string) => `<?xml version="1.0"?><rss version="2.0"><channel><title>A</title><item><title>${title}</title><link>http://a.example/1</link><pubDate>Mon, 10 Jun 2024 00:01:00 GMT</pubDate><description>&lt;p&gt;All &amp;amp; everything&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</description></item></channel></rss>`;
  const atom = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><id>b</id><updated>2024-06-01T00:00:00Z</updated><entry><title>Atom entry</title><id>e1</id><updated>2024-06-12T00:00:00Z</updated><author><name>Ann</name></author></entry></feed>';
  it('reads RSS and Atom, asks conditionally, and keeps what it can', async () => {
    const server = await start(({ path, headers }) => {
      if (path === '/bad') return { status: 404 };
      if (path === '/atom') return { text: atom };
      return headers['if-none-match'] === '"1"' ? { status: 304 } : { text: rss('News'), headers: { etag: '"1"' } };
    });
    const source = sources.feeds!('');
    const asked = query({ site: server.url, feeds: [`${server.url}/rss`, `${server.url}/atom`] });
    const got = await source.collect(asked);
    expect(got.status).toBe('ok');
    expect(got.posts.map(({ text, author, place }) => [text, author, place])).toEqual([['Atom entry', 'Ann', 'open'], ['News\nAll & everything', '127.0.0.1', 'open']]);
    expect(await source.collect(asked)).toEqual(got);
    expect(server.seen.filter(({ headers }) => headers['if-none-match'])).toHaveLength(1);
    expect(await source.collect(query({ feeds: [`${server.url}/atom`, `${server.url}/bad`] }))).toMatchObject({ posts: [{ text: 'Atom entry' }], status: 'limited', reason: expect.stringContaining('1 of 2 feeds') as string });
    expect(await source.collect(query())).toMatchObject({ status: 'not_applicable' });
  });
});

describe('all places', () => {
  it('are there without a key, and say what is missing', async () => {
    const base = 'http://127.0.0.1:1';
    const all = makePostSources({ settings: { x: { baseUrl: base }, discord: { channels: [], baseUrl: base }, reddit: { baseUrl: base, authorizeUrl: base }, gdelt: { enabled: false, baseUrl: base } }, fetch, guarded: fetch });
    expect(all.map((source) => [source.id, source.configured()])).toEqual([['x', false], ['discord', false], ['reddit', false], ['gdelt', false], ['feeds', true]]);
    for (const source of all) expect(await source.collect(query())).toMatchObject({ posts: [], status: expect.stringMatching(/^(not_configured|switched_off|not_applicable)$/) as string, reason: expect.any(String) as string });
  });
});
