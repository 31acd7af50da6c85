import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { comparison, evidence, researchResult, researchView, watchView, type ResearchTask } from '@hyperlens/protocol';
import { loadConfig, type ConfigFlags } from '../config.ts';
import { makeGateway } from './app.ts';
import { makeFakeApplication } from './application.fake.ts';

const token = 'test-token-0123456789';
const open = (flags: ConfigFlags = {}) => makeGateway({ application: makeFakeApplication(), config: loadConfig({ 'server.trustSameUser': { value: 'false', flag: 'test' }, ...flags }, { environment: {} }).config, token });
let server: FastifyInstance;
beforeAll(async () => { server = await open(); });
afterAll(() => server.close());

const callOn = (target: FastifyInstance) => (method: 'GET' | 'POST', url: string, payload?: unknown, headers: Record<string, string> = {}) =>
  target.inject({ method, url, headers: { host: '127.0.0.1:8000', authorization: `Bearer ${token}`, ...headers }, ...(payload === undefined ? {} : { payload: payload as object }) });
const call: ReturnType<typeof callOn> = (...sent) => callOn(server)(...sent);
const start = async (subject: string): Promise<string> => (await call('POST', '/api/v1/research', { subject })).json<{ runId: string }>().runId;

describe('research over HTTP', () => {
  it('starts a run and gives its result, evidence and reports', async () => {
    const accepted = await call('POST', '/api/v1/research', { subject: 'ACRN', project: { posts: [{ id: '1', source: 'x', author: null, text: 'hello', time: null, url: null }] } });
    expect(accepted.statusCode).toBe(202);
    const { runId, request } = researchView.parse(accepted.json());
    expect(request).toEqual({ subject: 'ACRN' });
    expect(accepted.headers['location']).toBe(`/api/v1/research/${runId}`);
    const result = researchResult.parse((await call('GET', `/api/v1/research/${runId}/result`)).json());
    for (const reason of result.verdict.reasons) for (const id of reason.evidence) expect(evidence.parse((await call('GET', `/api/v1/research/${runId}/evidence/${id}`)).json()).id).toBe(id);
    expect((await call('GET', `/api/v1/research/${runId}/evidence/onchain.nothing`)).statusCode).toBe(404);
    for (const [format, type] of [['markdown', 'text/'], ['html', 'text/'], ['pdf', 'application/pdf'], ['json', 'application/json']] as const) expect((await call('GET', `/api/v1/research/${runId}/report?format=${format}`)).headers['content-type']).toContain(type);
    expect((await call('GET', `/api/v1/research/${runId}/report?format=doc`)).json()).toMatchObject({ code: 'INPUT_INVALID' });
    const list = async (query = '') => (await call('GET', `/api/v1/research/${runId}/evidence${query}`)).json<{ items: { id: string }[] }>();
    expect((await list()).items).toEqual(result.evidence);
    expect((await list('?ids=onchain.tax,onchain.mint')).items.map(({ id }) => id)).toEqual(['onchain.mint', 'onchain.tax']);
    expect([(await list('?section=onchain')).items.length, (await list('?section=team')).items.length]).toEqual([2, 0]);
    expect(await list('?ids=onchain.tax,onchain.nothing')).toMatchObject({ code: 'NOT_FOUND', details: { id: 'onchain.nothing' } });
    expect(await list('?section=weather')).toMatchObject({ code: 'INPUT_INVALID' });
    for (const [format, type] of [['svg', 'image/svg+xml'], ['png', 'image/png']] as const) {
      const picture = await call('GET', `/api/v1/research/${runId}/charts/onchain/holders?format=${format}&theme=dark`);
      expect(picture.headers).toMatchObject({ 'content-type': expect.stringContaining(type), 'content-security-policy': expect.stringContaining('sandbox') });
      expect(picture.body).toBe(`${format} of holders`);
    }
    expect((await call('GET', `/api/v1/research/${runId}/charts/onchain/holders?format=json`)).json()).toMatchObject({ id: 'holders', series: [{ points: [['a', 1]] }] });
    expect((await call('GET', `/api/v1/research/${runId}/charts/onchain/nothing`)).json()).toMatchObject({ code: 'NOT_FOUND' });
    expect((await call('GET', `/api/v1/research/${runId}/charts/onchain/holders?width=9`)).json()).toMatchObject({ code: 'INPUT_INVALID' });
    expect((await call('GET', '/api/v1/research')).json<{ items: { runId: string }[] }>().items.map((run) => run.runId)).toContain(runId);
  });

  it('sends reports as documents of their own, which bring their style and can run nothing', async () => {
    const runId = await start('ACRN');
    for (const [ending, type, opened] of [['md', 'text/markdown', 'inline'], ['html', 'text/html', 'inline'], ['pdf', 'application/pdf', 'attachment'], ['json', 'application/json', 'inline']] as const) {
      const { headers, statusCode } = await call('GET', `/api/v1/research/${runId}/report.${ending}`);
      expect([statusCode, headers['content-disposition'], headers['cache-control'], headers['x-content-type-options']]).toEqual([200, `${opened}; filename="${runId}.${ending}"`, 'no-store', 'nosniff']);
      expect(headers['content-type']).toContain(type);
      if (ending === 'json') continue;
      // The page's own rule forbids style in a document, and would show reports bare.
      expect(headers['content-security-policy']).toContain("style-src 'unsafe-inline'");
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'; sandbox/);
      expect(headers['content-security-policy']).not.toContain('script-src');
    }
    expect((await call('GET', '/api/v1/research/nobody/report.pdf')).json()).toMatchObject({ code: 'NOT_FOUND' });
    expect((await call('GET', `/api/v1/research/${await start('slow')}/report.md`)).json()).toMatchObject({ code: 'RESEARCH_UNFINISHED' });
  });

  it('follows a run live and ends with it', async () => {
    const runId = await start('ACRN');
    const { body, headers } = await call('GET', `/api/v1/research/${runId}/events`);
    expect(headers['content-type']).toContain('text/event-stream');
    expect([...body.matchAll(/"type":"(research\.\w+)"/g)].map(([, type]) => type)).toEqual(['research.created', 'research.step', 'research.updated']);
  });

  it('has no result before the end, and cancels once', async () => {
    const runId = await start('slow');
    expect((await call('GET', `/api/v1/research/${runId}/result`)).json()).toMatchObject({ code: 'RESEARCH_UNFINISHED', status: 409 });
    expect((await call('POST', `/api/v1/research/${runId}/cancel`)).json()).toMatchObject({ status: 'cancelled' });
    expect((await call('POST', `/api/v1/research/${runId}/cancel`)).json()).toMatchObject({ code: 'RUN_CONFLICT' });
    expect((await call('GET', '/api/v1/research/nobody')).json()).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('gives the same run for the same key, and refuses another body under it', async () => {
    const send = (subject: string) => call('POST', '/api/v1/research', { subject }, { 'idempotency-key': 'one' });
    const [first, second] = [await send('ACRN'), await send('ACRN')];
    expect(first.json<{ runId: string }>().runId).toBe(second.json<{ runId: string }>().runId);
    expect((await send('other')).json()).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', status: 422 });
  });

  it.each([
    [{}, 'subject'], [{ subject: '' }, 'subject'], [{ subject: 'x'.repeat(501) }, 'subject'], [{ subject: 'a', atBlock: -1 }, 'atBlock'], [{ subject: 'a', only: ['weather'] }, 'only'],
    [{ subject: 'a', project: { site: 'javascript:alert(1)' } }, 'project.site'], [{ subject: 'a', project: { github: '../..' } }, 'project.github'], [{ subject: 'a', apiKey: 'secret' }, 'apiKey'],
    [{ subject: 'a', sources: {} }, 'sources'], [{ subject: 'a', sources: { '../../etc/A.sol': 'contract A {}' } }, 'sources'], [{ subject: 'a', sources: { '/etc/A.sol': '' } }, 'sources'], [{ subject: 'a', sources: { 'A.sol': '' }, solcVersion: '../0.8.20' }, 'solcVersion'],
    // Imports are never read from a folder of this machine that a request names.
    [{ subject: 'a', sources: { 'A.sol': 'import "passwd";' }, root: '/etc' }, 'root'],
  ])('refuses %j and names the field', async (body, field) => {
    const answer = await call('POST', '/api/v1/research', body);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(field);
    expect(answer.json<{ details: { where: string } }>().details.where).toMatch(/^body(\.\w+)*$/);
    expect(answer.body).not.toContain('secret');
  });

  it('compares ended runs and refuses fewer than two', async () => {
    const runs = [await start('ACRN'), await start('trap')];
    expect(comparison.parse((await call('POST', '/api/v1/research/compare', { runs })).json()).subjects.map(({ verdict }) => verdict.level)).toEqual(['low', 'critical']);
    expect((await call('POST', '/api/v1/research/compare', { runs: runs.slice(1) })).statusCode).toBe(400);
  });

  it('keeps watches', async () => {
    const made = watchView.parse((await call('POST', '/api/v1/research/watches', { request: { subject: 'ACRN' }, everySeconds: 600 })).json());
    expect((await call('GET', '/api/v1/research/watches')).json<{ items: object[] }>().items).toHaveLength(1);
    expect((await call('POST', `/api/v1/research/watches/${made.id}`, { status: 'paused' })).json()).toMatchObject({ status: 'paused' });
    expect((await call('GET', `/api/v1/research/watches/${made.id}/changes`)).json()).toEqual({ items: [] });
    expect((await call('POST', `/api/v1/research/watches/${made.id}/remove`)).statusCode).toBe(200);
    expect((await call('GET', `/api/v1/research/watches/${made.id}`)).statusCode).toBe(404);
    expect((await call('POST', '/api/v1/research/watches', { request: { subject: 'ACRN' }, everySeconds: 5 })).statusCode).toBe(400);
  });

  it('serves only analysis, health and metrics in a process that has only that role', async () => {
    const apart = await open({ roles: { value: ['onchain'], flag: 'test' }, 'server.bodyLimitBytes': { value: '20000', flag: 'test' } });
    try {
      const task: ResearchTask = { runId: 'r', subject: { kind: 'token', query: 'x', network: 'local', chainId: 31_337, address: `0x${'11'.repeat(20)}`, name: null, symbol: null, decimals: null }, block: null, observedAt: '2026-01-01T00:00:00.000Z', project: { feeds: [], people: [], treasuries: [], vesting: [], notCirculating: [], unlocks: [], allocation: [], posts: [] } };
      expect((await callOn(apart)('POST', '/api/v1/onchain/analyze', task)).json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      expect((await callOn(apart)('GET', '/health/live')).statusCode).toBe(200);
      // What a gateway let in comes with its defaults written out, and must not be too large here.
      expect((await callOn(apart)('POST', '/api/v1/onchain/analyze', { ...task, sources: { 'A.sol': 'x'.repeat(30_000) } })).json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      expect((await callOn(apart)('POST', '/api/v1/onchain/analyze', { ...task, sources: { 'A.sol': 'x'.repeat(2_000_000) } })).json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
      expect((await callOn(apart)('GET', '/')).json()).toMatchObject({ code: 'NOT_FOUND' });
      expect((await callOn(apart)('POST', '/api/v1/builds', { request: 'a token' })).json()).toMatchObject({ code: 'NOT_FOUND' });
      expect((await callOn(apart)('GET', '/api/v1/research')).json()).toMatchObject({ code: 'NOT_FOUND' });
      expect((await callOn(apart)('GET', '/api/v1/onchain/analyze')).json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
    } finally {
      await apart.close();
    }
  });
});
