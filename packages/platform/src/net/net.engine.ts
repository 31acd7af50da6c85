import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { AppError } from '@hyperlens/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { makeGuardedFetch, refusedAddress, type GuardedFetchOptions } from './index.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => { for (const close of closers.splice(0)) await close(); });

async function serve(listener: RequestListener): Promise<{ port: number; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => { requests.push(`${request.method} ${request.url}`); listener(request, response); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  closers.push(() => new Promise((resolve) => { server.closeAllConnections(); server.close(() => { resolve(); }); }));
  return { port: (server.address() as AddressInfo).port, requests };
}
const outcome = async (url: string, options: GuardedFetchOptions = {}, init?: RequestInit) => {
  try {
    const response = await makeGuardedFetch({ timeoutMilliseconds: 3_000, ...options })(url, init);
    return `${response.status} ${await response.text()}`;
  } catch (error) { return AppError.is(error) ? error.code : `thrown ${String(error)}`; }
};
/** Every name leads to `address`; nothing outside is asked. */
const names = (...addresses: string[]) => ({ resolve: () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))) });

describe('forms of addresses that lead inside', () => {
  it.each([
    'http://127.0.0.1/', 'http://127.1/', 'http://127.0.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0x7f.0.0.1/', 'http://0177.0.0.1/', 'http://017700000001/',
    'http://0.0.0.0/', 'http://0/', 'http://10.0.0.1/', 'http://10.255.255.255/', 'http://172.16.0.1/', 'http://172.31.255.254/', 'http://192.168.1.1/', 'http://3232235777/',
    'http://169.254.169.254/latest/meta-data/', 'http://0xa9fea9fe/', 'http://2852039166/', 'http://100.64.0.1/', 'http://100.100.100.200/', 'http://168.63.129.16/', 'http://192.0.0.192/',
    'http://198.18.0.1/', 'http://224.0.0.1/', 'http://240.0.0.1/', 'http://255.255.255.255/', 'http://192.0.2.1/', 'http://１２７.０.０.１/', 'http://127。0。0。1/',
    'http://[::1]/', 'http://[::]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[0:0:0:0:0:ffff:a00:1]/', 'http://[::127.0.0.1]/', 'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/', 'http://[64:ff9b:1::7f00:1]/', 'http://[2002:7f00:1::]/', 'http://[2001:0:7f00:1::1]/', 'http://[fc00::1]/', 'http://[fd00:ec2::254]/', 'http://[fe80::1]/', 'http://[fec0::1]/', 'http://[ff02::1]/',
    'http://[2001:db8::1]/', 'http://[100::1]/', 'https://127.0.0.1/', 'http://127.0.0.1:22/',
    'ftp://example.org/', 'file:///etc/passwd', 'gopher://127.0.0.1/', 'data:text/plain,hi', 'javascript:alert(1)', 'http://user:secret@example.org/', 'https://token@example.org/', '//example.org/', 'example.org', 'http://', '',
  ])('refuses %s', async (url) => {
    expect(await outcome(url, names('93.184.215.14'))).toBe('URL_REFUSED');
  });

  it.each([
    ['127.0.0.1.nip.io', ['127.0.0.1']], ['10-0-0-1.sslip.io', ['10.0.0.1']], ['localtest.me', ['::1']], ['metadata.google.internal', ['169.254.169.254']], ['localhost', ['127.0.0.1']], ['localhost.', ['::1']],
    ['mapped.example', ['::ffff:10.0.0.1']], ['mixed.example', ['93.184.215.14', '192.168.0.10']], ['nat64.example', ['64:ff9b::a00:1']], ['shared.example', ['100.64.1.1']],
  ])('refuses the name %s, which resolves to %o', async (name, addresses) => {
    expect(await outcome(`http://${name}/`, names(...addresses))).toBe('URL_REFUSED');
  });

  it.each(['8.8.8.8', '1.1.1.1', '93.184.215.14', '172.15.0.1', '172.32.0.1', '100.63.255.255', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001:831::200e', '140.82.121.4'])('finds nothing against %s', (address) => {
    expect(refusedAddress(address)).toBeNull();
  });
});

describe('the address the socket connects to', () => {
  it('is the one that is checked: a name that changes its answer is refused then', async () => {
    const { port, requests } = await serve((_, response) => response.end('inside'));
    let asked = 0;
    const resolve = () => Promise.resolve([{ address: ++asked === 1 ? '127.0.0.1' : '93.184.215.14', family: 4 }]);
    expect(await outcome(`http://rebind.example:${port}/`, { resolve })).toBe('URL_REFUSED');
    expect({ asked, requests }).toEqual({ asked: 1, requests: [] });
  });

  it('reaches what an operator allows, by name and port', async () => {
    const { port, requests } = await serve((_, response) => response.end('inside'));
    expect(await outcome(`http://127.0.0.1:${port}/a`, { allow: [`127.0.0.1:${port}`] })).toBe('200 inside');
    expect(await outcome(`http://node.lan:${port}/b`, { allow: ['NODE.lan'], ...names('127.0.0.1') })).toBe('200 inside');
    expect(await outcome(`http://127.0.0.1:${port}/c`, { allow: ['127.0.0.1:1'] })).toBe('URL_REFUSED');
    expect(await outcome(`http://other.lan:${port}/d`, { allow: ['node.lan'], ...names('127.0.0.1') })).toBe('URL_REFUSED');
    expect(requests).toEqual(['GET /a', 'GET /b']);
  });
});

describe('redirects', () => {
  it.each(['http://10.0.0.1/', 'http://[::1]/', 'file:///etc/passwd', 'http://user:pass@example.org/', 'http://169.254.169.254/', 'http://inner.lan/'])('refuses one that leads to %s', async (location) => {
    const { port } = await serve((_, response) => { response.writeHead(302, { location }).end(); });
    expect(await outcome(`http://entry.lan:${port}/`, { allow: ['entry.lan'], ...names('127.0.0.1') })).toBe('URL_REFUSED');
  });

  it('follows relative ones, keeps the final address, and stops after five', async () => {
    const { port } = await serve((request, response) => {
      const step = Number(request.url!.slice(1));
      if (step === 0) response.end('there'); else response.writeHead(301, { location: `/${step - 1}` }).end();
    });
    const guarded = makeGuardedFetch({ allow: ['127.0.0.1'] });
    const response = await guarded(`http://127.0.0.1:${port}/5`);
    expect([response.url, await response.text()]).toEqual([`http://127.0.0.1:${port}/0`, 'there']);
    expect(await outcome(`http://127.0.0.1:${port}/6`, { allow: ['127.0.0.1'] })).toBe('URL_REFUSED');
    expect(await outcome(`http://127.0.0.1:${port}/1`, { allow: ['127.0.0.1'] }, { redirect: 'error' })).toBe('URL_REFUSED');
    expect(await outcome(`http://127.0.0.1:${port}/1`, { allow: ['127.0.0.1'] }, { redirect: 'manual' })).toBe('301 ');
  });

  it('takes credentials along within one origin only, and turns POST into GET', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => { seen.push(request.headers.authorization, request.method); response.end('ok'); });
    const first = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(302, { location: request.url === '/same' ? '/next' : `http://127.0.0.1:${other.port}/` }).end();
    });
    await outcome(`http://127.0.0.1:${first.port}/same`, { allow: ['127.0.0.1'] }, { method: 'POST', body: 'x', headers: { authorization: 'Bearer secret' } });
    expect(seen).toEqual(['Bearer secret', 'Bearer secret', undefined, 'GET']);
  });
});

describe('bounds', () => {
  it.each<[string, RequestListener]>([
    ['says nothing', () => {}],
    ['never ends its body', (_, response) => { response.writeHead(200); response.write('a'); }],
    ['is larger than the bound', (_, response) => { response.end('a'.repeat(20_000)); }],
    ['unpacks to more than the bound', (_, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a'.repeat(5_000_000))); }],
    ['breaks the connection', (_, response) => { response.destroy(); }],
    ['is not HTTP', (request) => { request.socket.end('hello\r\n\r\n'); }],
  ])('an answer that %s is SOURCE_UNAVAILABLE in time', async (_, listener) => {
    const { port } = await serve(listener);
    const started = Date.now();
    expect(await outcome(`http://127.0.0.1:${port}/`, { allow: ['127.0.0.1'], timeoutMilliseconds: 500, responseLimitBytes: 10_000 })).toBe('SOURCE_UNAVAILABLE');
    expect(Date.now() - started).toBeLessThan(2_500);
  });

  it('decodes what is compressed, and ends at once when the caller does', async () => {
    const { port } = await serve((request, response) => {
      if (request.url === '/gzip') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'));
    });
    expect(await outcome(`http://127.0.0.1:${port}/gzip`, { allow: ['127.0.0.1'] })).toBe('200 packed');
    const controller = new AbortController();
    setTimeout(() => { controller.abort(new Error('enough')); }, 50);
    expect(await outcome(`http://127.0.0.1:${port}/`, { allow: ['127.0.0.1'] }, { signal: controller.signal })).toContain('enough');
  });

  it('keeps what could be secret out of its messages', async () => {
    const said = async (url: string) => makeGuardedFetch()(url).then(() => 'fetched', (error: unknown) => `${AppError.from(error).message} ${JSON.stringify(error)}`);
    const text = await said('http://10.0.0.1/hook/abcdef?key=SECRET');
    expect(text).toContain('10.0.0.1');
    expect(text).not.toMatch(/SECRET|abcdef/);
    expect(await said('http://u:hunter2@example.org/')).not.toContain('hunter2');
  });
});
