import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { routes, type Route } from '@hyperlens/protocol';
import { loadConfig } from '../config.ts';
import { makeGateway } from './app.ts';
import { makeFakeApplication } from './application.fake.ts';
import { isSameUser, kernelAddress, ownerOf } from './peer.ts';

const token = 'guard-token-0123456789';
let server: FastifyInstance;
beforeAll(async () => {
  const { config } = loadConfig({ 'server.hosts': { value: 'box.local', flag: 'test' }, 'server.requestsPerMinute': { value: '10000', flag: 'test' } }, { environment: {} });
  server = await makeGateway({ application: makeFakeApplication(), config, token });
});
afterAll(() => server.close());

const ask = async (url: string, headers: Record<string, string>, method: 'GET' | 'POST' = 'GET') => {
  const response = await server.inject({ method, url, headers });
  return [response.statusCode, response.headers['content-type']?.toString().includes('problem') ? response.json<{ code: string }>().code : null];
};
const good = { host: '127.0.0.1:8000', authorization: `Bearer ${token}` };

describe('access', () => {
  it('is refused on every route without a token, and given with one', async () => {
    for (const route of Object.values(routes) as Route[]) {
      if (route.path.startsWith('/health/')) continue;
      const url = route.path.replace(/:\w+/g, 'x');
      for (const authorization of [undefined, 'Bearer wrong', `Basic ${token}`, `Bearer ${token}x`]) {
        expect(await ask(url, { host: 'localhost', ...(authorization ? { authorization } : {}) }, route.method), `${url} ${authorization}`).toEqual([401, 'UNAUTHORIZED']);
      }
      // A stream that is let in does not end by itself.
      if (!route.produces?.includes('text/event-stream')) expect((await ask(url, good, route.method))[0], url).not.toBe(401);
    }
    expect((await server.inject({ url: '/api/v1/about', headers: { host: 'localhost' } })).headers['www-authenticate']).toContain('Bearer');
  });

  it('leaves open what tells nothing about anyone', async () => {
    for (const url of ['/health/live', '/health/ready', '/metrics', '/openapi.json', '/reference', '/page.css', '/page/page.js', '/page/words.js', '/favicon.svg']) expect((await ask(url, { host: 'localhost' }))[0], url).toBeLessThan(400);
    expect((await ask('/reference/../api/v1/builds', { host: 'localhost' }))[0]).toBeGreaterThanOrEqual(400);
  });

  it('answers to its own host names only', async () => {
    for (const host of ['127.0.0.1', '127.0.0.1:9', 'localhost:8000', 'LOCALHOST', '[::1]:8000', 'box.local']) expect((await ask('/api/v1/about', { ...good, host }))[0], host).toBe(200);
    for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:8000', 'box.local.evil', '[::2]', '0.0.0.0', '127.0.0.1@evil.example']) expect(await ask('/health/live', { ...good, host }), host).toEqual([403, 'HOST_REFUSED']);
  });

  it('refuses pages of other origins, also of another port of this machine', async () => {
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:9999', 'http://localhost:8000', 'file://', 'chrome-extension://abc']) expect(await ask('/api/v1/builds', { ...good, origin }, 'POST'), origin).toEqual([403, 'ORIGIN_REFUSED']);
    expect((await ask('/api/v1/about', { ...good, origin: 'http://127.0.0.1:8000' }))[0]).toBe(200);
    for (const site of ['cross-site', 'same-site']) expect(await ask('/api/v1/about', { ...good, 'sec-fetch-site': site }), site).toEqual([403, 'ORIGIN_REFUSED']);
    expect((await server.inject({ url: '/api/v1/about', headers: good })).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lets the page in by the printed address, with a cookie no script and no other site can use', async () => {
    const locked = await server.inject({ url: '/', headers: { host: 'localhost' } });
    expect([locked.statusCode, locked.body.includes('access token')]).toEqual([401, true]);
    expect((await server.inject({ url: '/?token=wrong', headers: { host: 'localhost' } })).headers['set-cookie']).toBeUndefined();
    const opened = await server.inject({ url: `/?token=${token}`, headers: { host: 'localhost' } });
    expect([opened.statusCode, opened.headers['location']]).toEqual([303, '/']);
    const cookie = String(opened.headers['set-cookie']);
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(token);
    const page = await server.inject({ url: '/', headers: { host: 'localhost', cookie: cookie.split(';')[0] ?? '' } });
    expect([page.statusCode, page.body.includes('<form')]).toEqual([200, true]);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(page.body).not.toMatch(/<script>|style=|onclick=|https?:\/\//);
    expect((await ask('/api/v1/about', { host: 'localhost', cookie: cookie.split(';')[0] ?? '' }))[0]).toBe(200);
    expect((await ask('/api/v1/about', { host: 'localhost', cookie: `${cookie.split('=')[0]}=forged` }))[0]).toBe(401);
  });

  it('limits how often one client asks', async () => {
    const { config } = loadConfig({ 'server.requestsPerMinute': { value: '10', flag: 'test' } }, { environment: {} });
    const limited = await makeGateway({ application: makeFakeApplication(), config, token });
    const answers = [];
    for (let at = 0; at < 12; at += 1) answers.push(await limited.inject({ url: '/api/v1/about', headers: good }));
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect(refused).toHaveLength(2);
    expect([refused[0]?.json<{ code: string }>().code, refused[0]?.headers['retry-after']]).toEqual(['RATE_LIMITED', expect.stringMatching(/\d+/)]);
    await limited.close();
  });
});

describe('programs of the same user', () => {
  const self = process.getuid?.() ?? -1;
  const line = (uid: number, state = '01'): string => `  sl  local_address rem_address   st ...\n   0: 0100007F:D431 0100007F:1F40 ${state} 00000000:00000000 00:00000000 00000000 ${String(uid).padStart(5)}        0 1 1\n`;
  const socket = { remoteAddress: '127.0.0.1', remotePort: 0xd431, localAddress: '127.0.0.1', localPort: 8000 };
  const withTable = (table: string, from: Partial<typeof socket> = {}) => isSameUser({ ...socket, ...from } as unknown as Socket, (file) => (file === '/proc/net/tcp' ? Promise.resolve(table) : Promise.reject(new Error('none'))));

  it('are told by the kernel table', async () => {
    expect(kernelAddress('127.0.0.1')).toBe('0100007F');
    expect(kernelAddress('10.0.0.1')).toBeNull();
    expect(ownerOf(line(1234), '0100007F:D431', '0100007F:1F40')).toBe(1234);
    expect(await withTable(line(self))).toBe(true);
    expect(await withTable(line(self + 1))).toBe(false);
    expect(await withTable(line(self, '06'))).toBe(false);
    expect(await withTable('')).toBe(false);
    expect(await withTable(line(self), { remotePort: 1 })).toBe(false);
    expect(await withTable(line(self), { remoteAddress: '192.168.0.9' })).toBe(false);
  });
});
