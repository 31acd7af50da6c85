import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeLocalChain } from '@hyperlens/catalog/chains';
import { startPostgres } from '@hyperlens/platform/testing';
import type { Event, Problem, ResearchResult, ResearchView, Service, WatchView } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeScene, type Scene } from './market.ts';
import { makeHome, startServer, startService, withoutSources, type Running, type RunningService } from './product.ts';

const postgres = await startPostgres();
const reason = postgres.available ? '' : postgres.reason;
const secret = 'a-token-all-processes-of-this-installation-share';

const cleanups: (() => Promise<unknown>)[] = [];
let rpcUrl: string;
let scene: Scene;
let environment: Record<string, string>;
let gatewayHome: string;
let gateway: Running;
let worker: Running;
const onchain: RunningService[] = [];

async function homeOn(): Promise<string> {
  const { home, remove } = await makeHome();
  cleanups.push(remove);
  writeFileSync(path.join(home, 'config.toml'), `defaultNetwork = "shared"\n\n[networks.shared]\nname = "Shared chain"\nchainId = 31337\ntestnet = true\nkind = "remote"\nrpcUrls = ["${rpcUrl}"]\ncurrency = { name = "Ether", symbol = "ETH", decimals = 18 }\nevmVersion = "cancun"\nfees = { type = "eip1559" }\nconfirmations = 0\napproval = "never"\n`);
  return home;
}
async function startRole(role: 'gateway' | 'worker', home: string): Promise<Running> {
  const running = await startServer(home, environment, ['--role', role, '--port', '0']);
  cleanups.push(() => running.stop());
  return running;
}
async function startOnchain(): Promise<RunningService> {
  const service = await startService(await homeOn(), 'onchain', environment);
  cleanups.push(() => service.stop());
  onchain.push(service);
  return service;
}

beforeAll(async () => {
  if (!postgres.available) return;
  const { home, remove } = await makeHome();
  cleanups.push(remove);
  const chain = makeLocalChain({ folder: path.join(home, 'chain') });
  cleanups.push(() => chain.close());
  rpcUrl = await chain.url();
  scene = await makeScene(rpcUrl);
  // Nobody is trusted for being the same user: processes show each other the shared token.
  environment = { ...withoutSources, DATABASE_URL: await postgres.createDatabase(), HYPERLENS_SERVICES_TOKEN: secret, HYPERLENS_SERVER_TRUST_SAME_USER: 'false' };
  gatewayHome = await homeOn();
  // A service may be the first one there: whoever comes first makes the tables.
  await startOnchain();
  gateway = await startRole('gateway', gatewayHome);
  worker = await startRole('worker', await homeOn());
  await startOnchain();
});
afterAll(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup();
  if (postgres.available) await postgres.stop();
});

const begin = async (body: object): Promise<string> => (await gateway.call<ResearchView>('POST', '/api/v1/research', body)).body.runId;
async function finish(runId: string): Promise<ResearchResult> {
  for (const deadline = Date.now() + 180_000; ; await sleep(200)) {
    const { body: run } = await gateway.call<ResearchView>('GET', `/api/v1/research/${runId}`);
    if (run.status === 'completed') return (await gateway.call<ResearchResult>('GET', `/api/v1/research/${runId}/result`)).body;
    if (run.status === 'failed' || Date.now() > deadline) throw new Error(`${run.status}: ${JSON.stringify(run.error ?? run.steps)}`);
  }
}
/** Waits until the on-chain service is at work for the run. */
const atWork = (runId: string) => expect.poll(async () => (await worker.call<ResearchView>('GET', `/api/v1/research/${runId}`)).body.steps.find(({ name }) => name === 'onchain')?.status, { timeout: 60_000, interval: 20 }).toBe('running');
const bytesOf = ({ runId, observedAt, ...result }: ResearchResult): string => createHash('sha256').update(JSON.stringify(result).replaceAll(runId, 'run').replaceAll(observedAt, 'then')).digest('hex');
const eventsOf = async (runId: string): Promise<Event[]> => (await gateway.call<{ items: Event[] }>('GET', `/api/v1/events?stream=${runId}&limit=200`)).body.items;
/** Each step ended once, the run as well, and no event is missing or doubled. */
async function expectOrder(runId: string): Promise<void> {
  const events = await eventsOf(runId);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  const said = events.filter(({ type }) => type !== 'research.progress').map(({ type, data }) => { const { step, status } = data as { step?: string; status?: string }; return [type, step, status].filter(Boolean).join(' '); });
  for (const ending of said.filter((one) => one.endsWith('completed'))) expect(said.filter((one) => one === ending), ending).toHaveLength(1);
  expect(said.at(-1)).toBe('research.updated completed');
}
/** Server-sent events as a client gets them until the connection ends, however it does. */
async function follow(server: Running, runId: string, after?: string): Promise<Event[]> {
  const events: Event[] = [];
  const answer = await fetch(`${server.url}/api/v1/research/${runId}/events`, { headers: { authorization: `Bearer ${server.token}`, ...(after ? { 'last-event-id': after } : {}) }, signal: AbortSignal.timeout(120_000) });
  if (answer.status === 204) return events;
  let rest = '';
  const decoder = new TextDecoder();
  try {
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
      rest += decoder.decode(part, { stream: true });
      const frames = rest.split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) { const data = /^data: (.+)$/m.exec(frame)?.[1]; if (data && !frame.includes('event: closing')) events.push(JSON.parse(data) as Event); }
    }
  } catch {
    // The server was killed; what came before counts.
  }
  return events;
}

describe.skipIf(!postgres.available)(`research by gateway, worker and services apart${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let request: { subject: string; atBlock: number; only: string[] };
  let calm: string;

  it('lets only those in who know the token, and each process says what it is', async () => {
    const [service] = onchain as [RunningService];
    const post = (headers: Record<string, string>, section = 'onchain') => fetch(`${service.url}/api/v1/${section}/analyze`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{}' });
    const codeOf = async (answer: Response) => { expect(answer.headers.get('content-type')).toContain('application/problem+json'); return [answer.status, ((await answer.json()) as Problem).code]; };
    expect(await codeOf(await post({}))).toEqual([401, 'UNAUTHORIZED']);
    expect(await codeOf(await post({ authorization: `Bearer ${gateway.token}` }))).toEqual([401, 'UNAUTHORIZED']);
    expect(await codeOf(await post({ authorization: `Bearer ${secret}` }))).toEqual([400, 'INPUT_INVALID']);
    expect(await codeOf(await post({ authorization: `Bearer ${secret}`, origin: 'http://evil.example' }))).toEqual([403, 'ORIGIN_REFUSED']);
    for (const { url } of [gateway, worker, ...onchain]) {
      for (const open of ['/health/live', '/health/ready', '/metrics']) expect((await fetch(url + open)).status, url + open).toBe(200);
    }
    expect((await fetch(`${service.url}/api/v1/research`, { headers: { authorization: `Bearer ${secret}` } })).status).toBe(404);
    expect((await fetch(`${service.url}/`)).status).toBe(404);
    const { body } = await gateway.call<{ items: Service[] }>('GET', '/api/v1/services');
    expect(body.items.filter(({ id }) => id === 'onchain').map(({ url, health }) => `${health} ${url}`).toSorted()).toEqual(onchain.map(({ url }) => `healthy ${url}`).toSorted());
  });

  it('starts one run for one key, however many ask whichever process at once', async () => {
    request = { subject: scene.token.address, atBlock: Number(await scene.stage.node.request('eth_blockNumber', [])), only: ['onchain', 'audit'] };
    const asked = await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 ? gateway : worker).call<ResearchView>('POST', '/api/v1/research', request, { 'idempotency-key': 'at once' })));
    expect(new Set(asked.map(({ body }) => body.runId)).size).toBe(1);
    const result = await finish(asked[0]?.body.runId ?? '');
    expect(result.flags).toMatchObject({ is_honeypot: { value: false }, transfer_pausable: { value: true } });
    calm = bytesOf(result);
    expect((await gateway.call<Problem>('POST', '/api/v1/research', { ...request, only: ['onchain'] }, { 'idempotency-key': 'at once' })).body.code).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('goes on when a service is killed at work: another one of its kind answers the same', async () => {
    for (const doomed of onchain.slice()) {
      const runId = await begin(request);
      await atWork(runId);
      await sleep(150);
      await doomed.kill();
      onchain.splice(onchain.indexOf(doomed), 1);
      const result = await finish(runId);
      expect(result.sections.onchain?.status).toBe('completed');
      expect(bytesOf(result)).toBe(calm);
      await expectOrder(runId);
      await startOnchain();
    }
  });

  it('goes on when the worker is killed: another one takes over', async () => {
    const runId = await begin(request);
    await atWork(runId);
    const next = startRole('worker', await homeOn());
    await worker.kill();
    worker = await next;
    expect(bytesOf(await finish(runId))).toBe(calm);
    await expectOrder(runId);
  });

  it('loses nothing when the gateway is killed: a client resumes, and a watch is still there', async () => {
    const { body: watch } = await gateway.call<WatchView>('POST', '/api/v1/research/watches', { request: { subject: scene.token.address, only: ['onchain'] }, everySeconds: 86_400 });
    const runId = await begin(request);
    const before = follow(gateway, runId);
    await atWork(runId);
    await gateway.kill();
    const seen = await before;
    gateway = await startRole('gateway', gatewayHome);
    expect(bytesOf(await finish(runId))).toBe(calm);
    const rest = await follow(gateway, runId, seen.at(-1)?.cursor);
    const whole = await follow(gateway, runId);
    expect([...seen, ...rest].map(({ cursor }) => cursor)).toEqual(whole.map(({ cursor }) => cursor));
    expect(await follow(gateway, runId, whole.at(-1)?.cursor)).toEqual([]);
    await expectOrder(runId);
    expect((await gateway.call<{ items: WatchView[] }>('GET', '/api/v1/research/watches')).body.items.map(({ id }) => id)).toEqual([watch.id]);
    await expect.poll(async () => (await gateway.call<WatchView>('GET', `/api/v1/research/watches/${watch.id}`)).body.lastRunId, { timeout: 120_000, interval: 500 }).toMatch(/^watch-/);
    const { body } = await gateway.call<{ items: ResearchView[] }>('GET', `/api/v1/research?watchId=${watch.id}`);
    expect(body.items.map(({ status }) => status)).toEqual(['completed']);
  });

  it('cancels across processes, and a run that was continued gives the same', async () => {
    const runId = await begin(request);
    await atWork(runId);
    const { body: cancelled } = await gateway.call<ResearchView>('POST', `/api/v1/research/${runId}/cancel`);
    expect(cancelled.status).toBe('cancelled');
    expect(cancelled.steps.filter(({ status }) => status === 'running')).toEqual([]);
    expect((await follow(gateway, runId)).filter(({ type }) => type === 'research.updated').at(-1)?.data).toMatchObject({ status: 'cancelled' });
    expect((await gateway.call<Problem>('GET', `/api/v1/research/${runId}/result`)).body.code).toBe('RESEARCH_UNFINISHED');
    expect((await gateway.call<ResearchView>('POST', `/api/v1/research/${runId}/retry`)).status).toBe(202);
    expect(bytesOf(await finish(runId))).toBe(calm);
    for (const { url } of [worker, ...onchain]) expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('knows at once that a service was stopped, and says what is missing when the last one is', async () => {
    const urls = async () => (await gateway.call<{ items: Service[] }>('GET', '/api/v1/services')).body.items.filter(({ id, health }) => id === 'onchain' && health === 'healthy').map(({ url }) => url);
    const [first, ...others] = onchain as [RunningService, ...RunningService[]];
    expect(await urls()).toContain(first.url);
    expect(await first.stop()).toBe(0);
    expect(await urls()).not.toContain(first.url);
    expect(bytesOf(await finish(await begin(request)))).toBe(calm);
    for (const other of others) await other.stop();
    const without = await finish(await begin(request));
    expect(without.sections.onchain?.status).toBe('unknown');
    expect(without.evidence.find(({ id }) => id === 'onchain.service')?.unknown).toContain('onchain');
  });
});
