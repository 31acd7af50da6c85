// Local stand-ins that speak the documented protocols of the sources outside, each of which can be unplugged in several ways.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a source that is there goes wrong. */
export const failures = ['down', 'limited', 'garbage', 'hanging', 'half an answer'] as const;
export type Failure = (typeof failures)[number];
export interface Asked { path: string; query: URLSearchParams; body: string; headers: IncomingMessage['headers'] }
/** What it answers when all is well; undefined is 404. */
export type Respond = (asked: Asked) => string | object | undefined;

/** One source: its address, and a switch for how it fails (null: not at all). */
export interface Api { url: string; port: number; asked: Asked[]; fail(how: Failure | null): void; close(): Promise<void> }

export async function startApi(respond: Respond): Promise<Api> {
  let failure: Failure | null = null;
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => { pieces.push(piece); });
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
      const one: Asked = { path: pathname, query: searchParams, body: Buffer.concat(pieces).toString(), headers: request.headers };
      asked.push(one);
      if (failure === 'hanging') return;
      if (failure === 'down') { response.writeHead(500).end('down'); return; }
      // Longer than anybody waits.
      if (failure === 'limited') { response.writeHead(429, { 'retry-after': '3600' }).end('slow down'); return; }
      if (failure === 'garbage') { response.writeHead(200, { 'content-type': 'application/json' }).end('\u0000<oops>{"a":'); return; }
      const answer = respond(one);
      if (answer === undefined) { response.writeHead(404, { 'content-type': 'application/json' }).end('{}'); return; }
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      const type = text.startsWith('<') ? 'text/html' : 'application/json';
      if (failure !== 'half an answer') { response.writeHead(200, { 'content-type': type }).end(text); return; }
      // The length of the whole is announced and the line breaks in the middle.
      response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).write(text.slice(0, Math.ceil(text.length / 2)), () => { response.destroy(); });
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`, port, asked, fail: (how) => { failure = how; },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => { resolve(); }); }),
  };
}

/** What the stand-ins tell about: a token, what its pool is quoted in, and the source it was compiled from. */
export interface Told { token: string; coin: string; holder: string; source: string; compiler: string; abi: readonly unknown[]; observedAt: string }

const day = 86_400_000;
const words = ['is a great solid project with strong growth and I love it', 'fell again, I am disappointed and sell because the team lies', 'looks bad to me, people dump it and the price crashed', 'is a scam, it was rugged and many lost everything', 'works well for our shop, secure and really useful', 'has a terrible bug, somebody used the exploit, very bad'];
/** Each place talks about other things, so that no post is a copy of another's. */
const places: Record<string, string> = { x: 'Watched charts all night before breakfast', discord: 'Question from voice channel about staking rewards yesterday', reddit: 'Long time lurker writing after my tax return arrived', gdelt: 'Analysts in Singapore report on quarterly numbers', feeds: 'Our weekly column looks back at autumn releases' };
const ends = ['said my neighbour over coffee', 'while markets in Tokyo were closed', 'which surprised nobody at the meetup', 'according to a friend in Lisbon', 'after reading forty pages of documents', 'since the summer holidays began'];

/** Answers of every source, by its name in the configuration; `feeds` and `site` are named by the person. */
export function answers({ token, coin, holder, source, compiler, abi, observedAt }: Told): Record<string, Respond> {
  const now = Date.parse(observedAt);
  const iso = (days: number): string => new Date(now - days * day).toISOString();
  const low = token.toLowerCase();
  const post = (place: string, at: number): string => `${places[place]}: the token $ACRN of Acorn Finance ${words[at]}, ${ends[(at + place.length) % ends.length]}`;
  const market = (price: number) => ({ current_price: { usd: price }, market_cap: { usd: 9e5 }, fully_diluted_valuation: { usd: 1e6 }, total_volume: { usd: 50 }, circulating_supply: 1e6, total_supply: 1e6, max_supply: null, last_updated: observedAt });
  const snowflake = (days: number, at: number): string => String(((BigInt(now - days * day) - 1_420_070_400_000n) << 22n) + BigInt(at));
  const link = (at: number) => ({ kind: 't3', data: { id: `r${at}`, name: `t3_r${at}`, author: `red${at}`, title: post('reddit', at), selftext: '', created_utc: (now - (at + 1) * day) / 1000, permalink: `/r/acorn/${at}`, score: 5, num_comments: 0, subreddit: 'crypto' } });
  const repository = { full_name: 'acorn/token', created_at: iso(900), pushed_at: iso(2), stargazers_count: 7, forks_count: 1, open_issues_count: 0, archived: false, fork: false, license: { spdx_id: 'MIT' }, homepage: null };
  const cmcStatus = { error_code: 0, error_message: null };
  const transfer = { blockNum: '0x7', hash: `0x${'22'.repeat(32)}`, from: holder, to: holder, rawContract: { value: '0x5' }, metadata: { blockTimestamp: iso(1) } };
  return {
    sourcify: ({ path }) => (path.toLowerCase() === `/v2/contract/1/${low}` ? {
      match: 'exact_match', creationMatch: 'exact_match', runtimeMatch: 'exact_match', chainId: '1', address: token, verifiedAt: iso(3), abi, sources: { 'Tokens.sol': { content: source } },
      compilation: { language: 'Solidity', compiler: 'solc', compilerVersion: compiler, name: 'Acorn', fullyQualifiedName: 'Tokens.sol:Acorn' }, deployment: null,
    } : undefined),
    moralis: ({ path }) => (path === '/erc20/metadata' ? [{ address: low, name: 'Acorn Finance', symbol: 'ACRN', decimals: '18', total_supply: '1000000000000000000000000', possible_spam: false }]
      : path.endsWith('/holders') ? { totalHolders: 3 } : path.endsWith('/owners') ? { cursor: null, result: [{ owner_address: holder, balance: '900' }] } : { result: [] }),
    alchemy: ({ body }) => {
      const { method, id } = JSON.parse(body) as { method: string; id: number };
      return { jsonrpc: '2.0', id, result: method === 'alchemy_getTokenMetadata' ? { name: 'Acorn Finance', symbol: 'ACRN', decimals: 18, logo: null } : method === 'alchemy_getAssetTransfers' ? { transfers: [transfer] } : { address: holder, tokenBalances: [] } };
    },
    coingecko: ({ path }) => (path.endsWith('/market_chart') ? { prices: Array.from({ length: 40 }, (_, at) => [now - (40 - at) * day, 2 + (at % 3) / 10]), total_volumes: [] }
      : path.endsWith(`/contract/${coin.toLowerCase()}`) ? { id: 'coin', symbol: 'wcn', name: 'Wrapped Coin', platforms: {}, market_data: market(1) }
        : path.endsWith(`/contract/${low}`) || path === '/coins/acorn' ? { id: 'acorn', symbol: 'acrn', name: 'Acorn Finance', platforms: { ethereum: low }, market_data: market(2) }
          : path === '/search' ? { coins: [{ id: 'acorn', name: 'Acorn Finance', symbol: 'ACRN' }] } : undefined),
    coinmarketcap: ({ path, query }) => ({
      status: cmcStatus,
      data: path.endsWith('/info') ? (query.get('address')?.toLowerCase() === low ? { 9: { id: 9, platform: { slug: 'ethereum', token_address: low }, contract_address: [] } } : {})
        : path.endsWith('/historical') ? { id: 9, quotes: Array.from({ length: 40 }, (_, at) => ({ timestamp: iso(40 - at), quote: { USD: { price: 2.4, volume_24h: 3 } } })) }
          : { 9: { id: 9, name: 'Acorn Finance', symbol: 'ACRN', circulating_supply: 1e6, total_supply: 1e6, max_supply: null, quote: { USD: { price: 2.4, market_cap: 9e5, fully_diluted_market_cap: 1e6, volume_24h: 50, last_updated: observedAt } } } },
    }),
    x: ({ path }) => (path.startsWith('/2/users/') ? { data: { username: 'acorn', created_at: iso(900), public_metrics: { followers_count: 10 } } } : {
      data: words.map((_, at) => ({ id: String(at + 1), text: post('x', at), author_id: String(at), created_at: iso(at + 1), lang: 'en', public_metrics: { like_count: 3, retweet_count: 0, reply_count: 0 } })),
      includes: { users: words.map((_, at) => ({ id: String(at), username: `ann${at}`, created_at: iso(900), public_metrics: { followers_count: 12 } })) }, meta: { result_count: words.length },
    }),
    discord: ({ path, query }) => (path.startsWith('/v10/invites/') ? { guild: { id: snowflake(800, 1), name: 'Acorn' }, approximate_member_count: 5 }
      : BigInt(query.get('before') ?? '0') < BigInt(snowflake(9, 0)) ? [] : words.map((_, at) => ({ id: snowflake(at + 2, at), content: post('discord', at), timestamp: iso(at + 2), type: 0, author: { id: snowflake(700, at), username: `bob${at}` }, reactions: [] }))),
    reddit: ({ path }) => (path === '/token' ? { access_token: 'session', expires_in: 3600 } : path.endsWith('/about') ? { data: { display_name: 'acorn', created_utc: (now - 700 * day) / 1000, subscribers: 4 } } : path === '/search' ? { kind: 'Listing', data: { children: words.map((_, at) => link(at)), after: null } } : { kind: 'Listing', data: { children: [], after: null } }),
    gdelt: () => ({ articles: words.map((_, at) => ({ url: `https://news.example/${at}`, title: post('gdelt', at), seendate: iso(at + 1).replace(/[-:]|\.\d+/g, ''), domain: `news${at}.example`, language: 'English' })) }),
    github: ({ path }) => (path === '/users/acorn' ? { login: 'acorn', type: 'Organization', created_at: iso(1500), name: 'Acorn', blog: '', twitter_username: 'acorn', public_repos: 1, followers: 3 } : path === '/repos/acorn/token' ? repository
      : path.endsWith('/commits') ? [1, 2, 3].map((at) => ({ author: { login: `dev${at}` }, commit: { author: { name: `Dev ${at}`, date: iso(at) }, verification: { verified: true } } })) : path.endsWith('/contributors') ? [{ login: 'dev1', contributions: 3 }] : path.endsWith('/releases') ? [{ published_at: iso(9), draft: false }] : undefined),
    rdap: ({ path }) => (path.startsWith('/domain/') ? { ldhName: 'acorn.example', status: ['active'], events: [{ eventAction: 'registration', eventDate: iso(1000) }, { eventAction: 'expiration', eventDate: iso(-400) }], entities: [] } : undefined),
    feeds: () => `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${words.map((_, at) => `<item><title>${post('feeds', at)}</title><link>http://a.example/${at}</link><pubDate>${new Date(now - (at + 1) * day).toUTCString()}</pubDate></item>`).join('')}</channel></rss>`,
    site: ({ path }) => (path === '/.well-known/security.txt' ? 'Contact: mailto:a@acorn.example\n' : '<html><head><title>Acorn</title></head><body>Acorn Finance by Dev One <a href="https://x.com/acorn">X</a></body></html>'),
  };
}
