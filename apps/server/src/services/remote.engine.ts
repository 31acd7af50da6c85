import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { researchTask, type SectionReport } from '@hyperlens/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { makeRemoteService } from './remote.ts';

const task = researchTask.parse({ runId: 'r', subject: { kind: 'project', query: 'x', network: null, chainId: null, address: null, name: null, symbol: null, decimals: null }, block: null, observedAt: '2026-01-01T00:00:00.000Z', project: {} });
const report: SectionReport = { section: 'team', status: 'unknown', summary: 'Nothing.', sources: [], facts: {}, flags: {}, charts: [], evidence: [] };
const problem = (code: string, status: number) => ({ type: 'about:blank', title: code, status, detail: code, code, remedy: '', details: {} });

const servers: Server[] = [];
afterEach(() => { for (const server of servers.splice(0)) { server.closeAllConnections(); server.close(); } });
/** A process that lives, and answers an analysis as it is told. */
async function open(analysis: RequestListener, alive: RequestListener = (_request, response) => response.end('{"status":"ok"}')): Promise<string> {
  const server = createServer((request, response) => { (request.url === '/health/live' ? alive : analysis)(request, response); });
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const says = (body: unknown, status = 200): RequestListener => (_request, response) => { response.statusCode = status; response.end(typeof body === 'string' ? body : JSON.stringify(body)); };
const ask = (url: string) => makeRemoteService('team', url, 'token').analyze(task);
const unavailable = (reason: string) => ({ code: 'SERVICE_UNAVAILABLE', message: expect.stringContaining(reason) });

describe('a service in another process', () => {
  it('gives the answer it gave', async () => {
    expect(await ask(await open(says({ report, findings: [] })))).toEqual({ report, findings: [] });
  });

  it.each<[string, unknown, string]>([
    ['nothing of a report', {}, 'is not a report'], ['half of one', { report: { section: 'team' }, findings: [] }, 'is not a report'], ['words', 'hello', 'not JSON'],
    ['evidence with a value and without', { report: { ...report, evidence: [{ id: 'team.x', title: 'x', unit: null, source: 's', block: null, time: null, method: 'm', confidence: 'high' }] }, findings: [] }, 'is not a report'],
    ['the report of another section', { report: { ...report, section: 'onchain' }, findings: [] }, 'answered for onchain'],
  ])('is not believed when it answers %s', async (_, body, reason) => {
    await expect(ask(await open(says(body)))).rejects.toMatchObject(unavailable(reason));
  });

  it('is not available when it is gone, breaks off or refuses this process', async () => {
    const gone = await open(says({}));
    servers.pop()?.close();
    await expect(ask(gone)).rejects.toMatchObject(unavailable('ECONNREFUSED'));
    await expect(ask(await open((_request, response) => { response.writeHead(200, { 'content-length': '1000' }); response.write('{"report"'); setTimeout(() => response.destroy(), 20); }))).rejects.toMatchObject(unavailable('team'));
    await expect(ask(await open(says(problem('UNAUTHORIZED', 401), 401)))).rejects.toMatchObject(unavailable('services.token'));
    await expect(ask(await open(says(problem('INPUT_INVALID', 400), 400)))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('is not available when it hangs, within seconds, and a cancelled question ends at once', async () => {
    const hanging = await open(() => undefined, () => undefined);
    await expect(ask(hanging)).rejects.toMatchObject(unavailable('did not say within 5 s'));
    const stopping = new AbortController();
    const asking = makeRemoteService('team', await open(() => setTimeout(() => stopping.abort(new Error('stop')), 10)), null).analyze(task, { signal: stopping.signal });
    await expect(asking).rejects.toThrow('stop');
  });

  it('is not available when it falls silent at work, and is waited for when it is only busy', async () => {
    const times = { aliveMilliseconds: 100, watchMilliseconds: 50 };
    let asked = 0;
    const silent = await open(() => undefined, (_request, response) => { asked += 1; if (asked === 1) response.end('{"status":"ok"}'); });
    await expect(makeRemoteService('team', silent, null, times).analyze(task)).rejects.toMatchObject(unavailable('did not say within 0.1 s'));
    let questions = 0;
    const busy = await open((_request, response) => { setTimeout(() => response.end(JSON.stringify({ report, findings: [] })), 600); }, (_request, response) => { questions += 1; if (questions % 2) response.end('{"status":"ok"}'); });
    expect(await makeRemoteService('team', busy, null, times).analyze(task)).toEqual({ report, findings: [] });
    expect(questions).toBeGreaterThan(2);
  });
});
