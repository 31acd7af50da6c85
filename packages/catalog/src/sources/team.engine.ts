import { afterEach, describe, expect, it } from 'vitest';
import { makeDiscordAccounts, makeGithub, makeRdap, makeRedditAccounts, makeSiteReader, makeXAccounts } from './index.ts';
import { startApi, type Answer, type Seen } from './server.kit.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const one of opened.splice(0)) await one.close(); });
async function api(answer: (seen: Seen, count: number) => Answer) {
  const server = await startApi(answer);
  opened.push(server);
  return server;
}
const open = { fetch: (url: string, init?: RequestInit) => fetch(url, init), timeoutMilliseconds: 500, attempts: 2 };
const repository = { full_name: 'acorn/acorn', created_at: '2020-01-01T00:00:00Z', pushed_at: '2026-01-01T00:00:00Z', stargazers_count: 5, forks_count: 2, open_issues_count: 1, archived: false, fork: false, license: { spdx_id: 'MIT' }, homepage: 'https://acorn.example' };
const commits = (count: number) => Array.from({ length: count }, (_, index) => ({ author: index % 3 === 0 ? null : { login: `dev${index % 2}` }, commit: { author: { name: 'Jane Private', email: 'jane@private.example', date: '2026-01-01T00:00:00Z' }, verification: { verified: index % 2 === 0 } } }));

/** What every source must do when the other side does not behave. */
const misbehaviours: [string, Answer, RegExp][] = [
  ['hangs', 'hang', /unreachable/], ['breaks the connection', 'break', /unreachable/], ['answers 500', { status: 500 }, /unreachable/], ['answers 429 for long', { status: 429, headers: { 'retry-after': '9999' } }, /limited/],
  ['answers garbage', { text: '<html>' }, /failed/], ['answers another shape', { json: { surprise: true } }, /failed/], ['refuses', { status: 401 }, /failed/],
];

describe('GitHub', () => {
  it('reads repositories, accounts, commits page by page, contributors and releases', async () => {
    const { url, seen } = await api(({ path, query }) => {
      if (path === '/users/acorn') return { json: { login: 'acorn', type: 'Organization', created_at: '2019-01-01T00:00:00Z', name: 'Acorn', blog: '', public_repos: 3, followers: 4 } };
      if (path === '/repos/acorn/acorn') return { json: { ...repository, fork: true, source: { full_name: 'oak/oak' } } };
      if (path === '/repos/acorn/acorn/commits') return { json: commits(query.get('page') === '3' ? 7 : 100) };
      if (path === '/repos/acorn/acorn/contributors') return { json: [{ login: 'dev1', contributions: 9 }, { contributions: 2 }] };
      if (path === '/repos/acorn/acorn/releases') return { json: [{ published_at: '2026-01-01T00:00:00Z' }, { published_at: null, draft: true }] };
      return { status: 404, json: {} };
    });
    const github = makeGithub({ ...open, baseUrl: url, token: 'ghp_secret' });
    expect(await github.account('acorn')).toMatchObject({ value: { kind: 'organisation', site: null } });
    expect(await github.repository('acorn/acorn')).toMatchObject({ value: { forkOf: 'oak/oak', licence: 'MIT' } });
    const read = await github.commits('acorn/acorn', '2025-10-01T00:00:00Z');
    expect(read.value).toHaveLength(207);
    expect(JSON.stringify(read)).not.toMatch(/Jane|private/);
    expect(await github.contributors('acorn/acorn')).toEqual({ value: [{ login: 'dev1', commits: 9 }] });
    expect(await github.releases('acorn/acorn')).toEqual({ value: ['2026-01-01T00:00:00Z'] });
    expect(await github.account('nobody')).toMatchObject({ value: null, status: 'not_applicable' });
    expect(seen.every(({ headers }) => headers.authorization === 'Bearer ghp_secret')).toBe(true);
  });

  it('keeps to its bounds and cannot be led elsewhere by a name', async () => {
    const { url, seen } = await api(() => ({ json: commits(100) }));
    const github = makeGithub({ ...open, baseUrl: url });
    const read = await github.commits('acorn/acorn', '2025-10-01T00:00:00Z');
    expect(read.value).toHaveLength(500);
    expect('partial' in read && read.partial).toContain('500');
    await github.account('../../admin');
    expect(seen.at(-1)?.path).toBe('/users/..%2F..%2Fadmin');
  });

  it.each(misbehaviours)('says so when it %s, without the token', async (_what, answer, status) => {
    const { url } = await api(() => answer);
    const github = makeGithub({ ...open, baseUrl: url, token: 'ghp_secret' });
    for (const one of [await github.repository('acorn/acorn'), await github.commits('acorn/acorn', '2025-10-01T00:00:00Z')]) {
      expect(one).toMatchObject({ value: null, status: expect.stringMatching(status) });
      expect(JSON.stringify(one)).not.toContain('ghp_secret');
    }
  });

  it('stops when it is told to', async () => {
    const { url } = await api(() => 'hang');
    await expect(makeGithub({ ...open, baseUrl: url }).repository('acorn/acorn', AbortSignal.timeout(50))).rejects.toThrow();
  });
});

describe('RDAP', () => {
  const record = { ldhName: 'acorn.example', status: ['active'], events: [{ eventAction: 'registration', eventDate: '2019-05-01T00:00:00Z' }, { eventAction: 'expiration', eventDate: '2027-05-01T00:00:00Z' }], entities: [{ roles: ['registrar'], vcardArray: ['vcard', [['version', {}, 'text', '4.0'], ['fn', {}, 'text', 'Some Registrar']]] }, { roles: ['registrant'], vcardArray: ['vcard', [['fn', {}, 'text', 'Jane Private'], ['email', {}, 'text', 'jane@private.example']]] }] };
  it('follows the bootstrap to the registry and keeps registrants out', async () => {
    const { url, seen } = await api(({ path }) => (path === '/domain/example.org' ? { status: 302, headers: { location: '/registry/domain/example.org' } } : { json: record }));
    const found = await makeRdap({ ...open, baseUrl: url }).lookup('www.example.org');
    expect(found).toEqual({ value: { domain: 'example.org', registeredAt: '2019-05-01T00:00:00.000Z', expiresAt: '2027-05-01T00:00:00.000Z', changedAt: null, registrar: 'Some Registrar', statuses: ['active'] } });
    expect(seen.map(({ path }) => path)).toEqual(['/domain/example.org', '/registry/domain/example.org']);
  });
  it('knows what has no domain, and what is not registered', async () => {
    const { url } = await api(() => ({ status: 404, json: {} }));
    const rdap = makeRdap({ ...open, baseUrl: url });
    expect(await rdap.lookup('127.0.0.1')).toMatchObject({ status: 'not_applicable' });
    expect(await rdap.lookup('nobody.org')).toMatchObject({ status: 'failed' });
  });
  it.each(misbehaviours.filter(([what]) => what !== 'answers another shape'))('says so when it %s', async (_what, answer, status) => {
    const { url } = await api(() => answer);
    expect(await makeRdap({ ...open, baseUrl: url }).lookup('example.org')).toMatchObject({ value: null, status: expect.stringMatching(status) });
  });
});

describe('a web site', () => {
  it('is read as anybody sees it', async () => {
    const { url } = await api(({ path }) => {
      if (path === '/') return { text: '<title>Acorn \u202e site</title><script>var hidden = "secret text"</script><a href="/docs">d</a><a href="/gone">g</a><a href="https://github.com/Acorn/acorn">c</a><a href="javascript:alert(1)">j</a><p>Ada Lovelace leads it.</p>', headers: { 'content-type': 'text/html' } };
      if (path === '/.well-known/security.txt') return { text: 'Contact: mailto:a@b.example' };
      return path === '/docs' ? { text: 'ok' } : { status: 404, text: 'no' };
    });
    const guarded = (address: string, init?: RequestInit) => (address.startsWith(url) ? fetch(address, init) : Promise.reject(new Error('refused')));
    const { value } = await makeSiteReader({ fetch: guarded, timeoutMilliseconds: 500 }).read(`${url}/`);
    expect(value).toMatchObject({ encrypted: false, title: 'Acorn site', accounts: [{ place: 'github', handle: 'acorn' }], securityContact: true });
    expect(value?.links.map(({ url: link, works }) => `${new URL(link).pathname} ${works}`)).toEqual(['/docs true', '/gone false', '/Acorn/acorn false']);
    expect(value?.text).toContain('Ada Lovelace leads it.');
    expect(value?.text).not.toContain('secret text');
  });
  it.each(misbehaviours.filter(([what]) => !/garbage|shape/.test(what)))('says so when it %s', async (_what, answer, status) => {
    const { url } = await api(() => answer);
    expect(await makeSiteReader(open).read(`${url}/`)).toMatchObject({ value: null, status: expect.stringMatching(status) });
  });
});

describe('accounts', () => {
  const places = {
    x: { path: '/2/users/by/username/acorn', json: { data: { id: '1', username: 'acorn', created_at: '2021-03-01T00:00:00.000Z', public_metrics: { followers_count: 70 }, url: 'https://t.co/x', entities: { url: { urls: [{ expanded_url: 'https://acorn.example' }] } } } }, open: (url: string) => makeXAccounts({ ...open, baseUrl: url, bearerToken: 'bearer-secret' }), value: { name: 'acorn', createdAt: '2021-03-01T00:00:00.000Z', followers: 70, site: 'https://acorn.example' } },
    discord: { path: '/v10/invites/acorn', json: { code: 'acorn', guild: { id: '175928847299117063', name: 'Acorn\u202e' }, approximate_member_count: 9 }, open: (url: string) => makeDiscordAccounts({ ...open, baseUrl: url }), value: { name: 'Acorn', createdAt: '2016-04-30T11:18:25.796Z', followers: 9, site: null } },
    reddit: { path: '/r/acorn/about', json: { kind: 't5', data: { display_name: 'acorn', created_utc: 1_600_000_000, subscribers: 3 } }, open: (url: string) => makeRedditAccounts({ ...open, baseUrl: url, authorizeUrl: `${url}/token`, clientId: 'id', clientSecret: 'reddit-secret' }), value: { name: 'acorn', createdAt: '2020-09-13T12:26:40.000Z', followers: 3, site: null } },
  } as const;
  const token = { json: { access_token: 'session-token', expires_in: 3600 } };

  it.each(Object.entries(places))('on %s are read by the handle or link that was stated', async (place, { path, json, open: reader, value }) => {
    const { url } = await api((seen) => (seen.path === '/token' ? token : seen.path === path ? { json } : { status: 404, json: {} }));
    for (const stated of { x: ['@acorn', 'https://x.com/acorn'], discord: ['https://discord.gg/acorn', 'acorn'], reddit: ['r/acorn', 'https://www.reddit.com/r/acorn/'] }[place]!) expect(await reader(url).read(stated), stated).toEqual({ value });
    expect(await reader(url).read('nobody')).toMatchObject({ value: null, status: 'failed' });
    expect(await reader(url).read('!!')).toMatchObject({ value: null, status: 'not_applicable' });
  });

  it.each(Object.entries(places).flatMap(([place, one]) => misbehaviours.map(([what, answer, status]) => [place, what, answer, status, one] as const)))('on %s: says so when it %s', async (_place, _what, answer, status, { open: reader }) => {
    const { url } = await api((seen) => (seen.path === '/token' ? token : answer));
    const said = await reader(url).read('acorn');
    expect(said).toMatchObject({ value: null, status: expect.stringMatching(status) });
    expect(JSON.stringify(said)).not.toMatch(/secret|session-token/);
  });

  it('need their keys', async () => {
    expect(await makeXAccounts(open).read('acorn')).toMatchObject({ status: 'not_configured' });
    expect(await makeRedditAccounts(open).read('acorn')).toMatchObject({ status: 'not_configured' });
    expect(await makeDiscordAccounts(open).read('1234567890123456789')).toMatchObject({ status: 'not_applicable' });
  });
});
