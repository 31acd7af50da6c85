import { AppError } from '@hyperlens/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failureOf, makeApiClient, readPages, SourceFailure, type ApiClientOptions } from './index.ts';
import { startApi, type Answer, type Seen } from './server.kit.ts';

let close: (() => Promise<void>) | undefined;
afterEach(async () => { await close?.(); close = undefined; });

const token = 'tok-nobody-may-see-this';
const schema = z.object({ price: z.number() });
async function open(answer: (seen: Seen, count: number) => Answer, options: Partial<ApiClientOptions> = {}) {
  const server = await startApi(answer);
  close = () => server.close();
  return { server, client: makeApiClient({ id: 'test', fetch: globalThis.fetch, baseUrl: `${server.url}/v1`, headers: { authorization: `Bearer ${token}` }, timeoutMilliseconds: 5_000, ...options }) };
}
const failure = async (promise: Promise<unknown>) => promise.then(() => { throw new Error('it did not fail'); }, (error: unknown) => error as AppError);

describe('a client for one API', () => {
  it('joins paths, encodes the query, sends its headers and checks the answer', async () => {
    const { client, server } = await open(() => ({ json: { price: 2, more: true } }));
    expect(await client.json('coins/a b', schema, { query: { q: 'x&y', page: 2, none: undefined } })).toEqual({ price: 2 });
    expect(server.seen[0]).toMatchObject({ method: 'GET', path: '/v1/coins/a%20b', headers: { authorization: `Bearer ${token}` } });
    expect(Object.fromEntries(server.seen[0]!.query)).toEqual({ q: 'x&y', page: '2' });
    await client.json('', schema, { method: 'POST', body: { a: 1 } });
    await client.json('', schema, { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    expect(server.seen.slice(1).map(({ path, body }) => [path, body])).toEqual([['/v1', '{"a":1}'], ['/v1', 'a=1']]);
  });

  it.each<[string, (count: number) => Answer]>([
    ['a 500', (count) => (count === 1 ? { status: 500 } : { json: { price: 1 } })],
    ['a 429 with Retry-After', (count) => (count === 1 ? { status: 429, headers: { 'retry-after': '0.2' } } : { json: { price: 1 } })],
    ['a broken connection', (count) => (count === 1 ? 'break' : { json: { price: 1 } })],
    ['silence', (count) => (count === 1 ? 'hang' : { json: { price: 1 } })],
  ])('asks again after %s', async (name, answer) => {
    const { client, server } = await open((_seen, count) => answer(count), { timeoutMilliseconds: name === 'silence' ? 600 : 5_000 });
    expect(await client.json('p', schema)).toEqual({ price: 1 });
    expect(server.seen).toHaveLength(2);
  });

  it.each<[string, Answer, string, number]>([
    ['500 for ever', { status: 503 }, 'unreachable', 3], ['429 for long', { status: 429, headers: { 'retry-after': '900' } }, 'limited', 1], ['a limit until a moment', { status: 429, headers: { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '9999999999' } }, 'limited', 1],
    ['429 for ever', { status: 429, headers: { 'retry-after': '0' } }, 'limited', 3], ['silence', 'hang', 'unreachable', 3], ['a broken connection', 'break', 'unreachable', 3], ['401', { status: 401, text: token }, 'failed', 1], ['402', { status: 402 }, 'limited', 1], ['404', { status: 404 }, 'failed', 1],
    ['garbage', { text: `<html>${token}` }, 'failed', 1], ['another document', { json: { price: token } }, 'failed', 1], ['half an answer', { text: '{"price":' }, 'failed', 1], ['too much', { text: 'x'.repeat(70_000) }, 'failed', 1], ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'failed', 1],
  ])('%s is a failure without secrets', async (name, answer, kind, asked) => {
    const { client, server } = await open(() => answer, { responseLimitBytes: 50_000, timeoutMilliseconds: name === 'silence' ? 300 : 5_000 });
    const error = await failure(client.json('secret-path', schema));
    expect(AppError.is(error, 'SOURCE_UNAVAILABLE')).toBe(true);
    expect(error.cause).toBeInstanceOf(SourceFailure);
    expect(failureOf(error).status).toBe(kind);
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)} ${JSON.stringify(failureOf(error))}`).not.toMatch(/tok-nobody|secret-path/);
    expect(server.seen).toHaveLength(asked);
  });

  it('says null for what is not there, and gives text with headers', async () => {
    const { client } = await open((seen) => (seen.path.endsWith('none') ? { status: 404 } : seen.path.endsWith('same') ? { status: 304 } : { text: 'feed', headers: { etag: '"1"' } }));
    expect(await client.find('none', schema)).toBeNull();
    expect(await client.text('same')).toMatchObject({ status: 304, text: '' });
    const { text, headers } = await client.text('feed');
    expect([text, headers.get('etag')]).toEqual(['feed', '"1"']);
  });

  it('ends at once when the caller does, also while it waits', async () => {
    const { client } = await open(() => ({ status: 429, headers: { 'retry-after': '5' } }));
    const controller = new AbortController();
    setTimeout(() => { controller.abort(new Error('enough')); }, 100);
    const started = Date.now();
    expect((await failure(client.json('p', schema, { signal: controller.signal }))).message).toBe('enough');
    expect(Date.now() - started).toBeLessThan(3_000);
  });
});

describe('paging', () => {
  const bounds = { maximumItems: 10, maximumPages: 5 };
  const book = (pages: Record<number, [number[], number | null] | 'fail'>) => (cursor: number | undefined) => {
    const page = pages[cursor ?? 0];
    return page === 'fail' || !page ? Promise.reject(new SourceFailure('limited', 'slow down')) : Promise.resolve({ items: page[0], next: page[1] });
  };
  it('reads to the end', async () => {
    expect(await readPages(book({ 0: [[1, 2], 1], 1: [[3], null] }), bounds)).toEqual({ items: [1, 2, 3], complete: true, reason: null, failure: null });
  });
  it('keeps what came before a failure, and throws one on the first page', async () => {
    const half = await readPages(book({ 0: [[1, 2], 1], 1: 'fail' }), bounds);
    expect(half).toMatchObject({ items: [1, 2], complete: false });
    expect(failureOf(half.failure)).toEqual({ status: 'limited', reason: 'slow down' });
    await expect(readPages(book({ 0: 'fail' }), bounds)).rejects.toThrow('slow down');
  });
  it('is bounded in items, pages and circles', async () => {
    expect(await readPages(book({ 0: [[1, 2, 3], 1], 1: [[4, 5, 6], null] }), { ...bounds, maximumItems: 4 })).toMatchObject({ items: [1, 2, 3, 4], complete: false });
    expect(await readPages(book({ 0: [[1], 1], 1: [[2], 1] }), bounds)).toMatchObject({ complete: false, reason: 'its pages go in circles' });
    let page = 0;
    expect(await readPages(() => Promise.resolve({ items: [], next: ++page }), bounds)).toMatchObject({ complete: false, reason: 'only the first 5 pages were read' });
  });
});
