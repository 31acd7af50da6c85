import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Run } from '@hyperlens/protocol';
import type { Application } from './application.ts';
import { loadConfig } from './config.ts';
import { makeGateway } from './gateway/app.ts';
import { openApplication } from './modules.ts';

const token = 'metrics-token-0123456789';
const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-metrics-'));
/** More refusals than the client tries within one attempt of a step, so that the step is tried again. */
const refusals = 4;
let asked = 0;
const spec = {
  kind: 'erc20', contractName: 'Ash',
  parameters: { name: 'Ash', symbol: 'ASH', decimals: 18, supply: { initial: '1000', recipient: '$deployer', cap: null }, mintable: false, burn: 'none', pausable: false, permit: false, votes: false, flashMint: false, fee: null, denyList: false, limits: { transfer: null, wallet: null }, access: 'none', owner: '$deployer', upgradeable: false },
  understood: [], assumed: [], unsupported: [],
};
/** Chat Completions that refuses first and then gives the spec. */
const model = createServer((incoming, outgoing) => {
  incoming.resume().on('end', () => {
    asked += 1;
    if (asked <= refusals) { outgoing.writeHead(503, { 'content-type': 'application/json', 'retry-after': '0' }).end('{"error":{"message":"busy"}}'); return; }
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({
      id: 'c', object: 'chat.completion', created: 1, model: 'm', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: JSON.stringify(spec) } }], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
    }));
  });
});
let application: Application;
let gateway: FastifyInstance;
let base: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => { model.listen(0, '127.0.0.1', resolve); });
  const { config } = loadConfig({}, { environment: {
    HYPERLENS_HOME: home, HYPERLENS_TESTS_FUZZ_RUNS: '1', HYPERLENS_TESTS_COVERAGE: 'false', HYPERLENS_LOG_LEVEL: 'silent',
    HYPERLENS_MODEL_PROVIDER: 'openai-compatible', HYPERLENS_MODEL_NAME: 'm', HYPERLENS_MODEL_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`, HYPERLENS_MODEL_API_KEY: 'k-metrics',
    HYPERLENS_MODEL_INPUT_PRICE_PER_MILLION: '10', HYPERLENS_MODEL_OUTPUT_PRICE_PER_MILLION: '10',
  } });
  application = await openApplication(config);
  gateway = await makeGateway({ application, config, token });
  base = await gateway.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await gateway?.close();
  await application?.close();
  model.closeAllConnections();
  model.close();
  rmSync(home, { recursive: true, force: true });
});

const authorization = `Bearer ${token}`;
/** Values of every series by name and labels, buckets and percentiles left out: they move with their count. */
async function read(): Promise<Map<string, number>> {
  const text = await (await fetch(`${base}/metrics`)).text();
  return new Map(text.split('\n').flatMap((line) => {
    const [, series, value] = /^(hyperlens_[^ ]+) (\S+)$/.exec(line) ?? [];
    return series && value && !/_bucket\{|quantile=/.test(series) ? [[series, Number(value)] as const] : [];
  }));
}
async function names(): Promise<string[]> {
  const text = await (await fetch(`${base}/metrics`)).text();
  return [...text.matchAll(/^# TYPE (hyperlens_\S+) /gm)].map((match) => match[1] ?? '').toSorted((left, right) => left.localeCompare(right));
}
async function until(condition: () => Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 60_000, interval: 100 }).toBe(true);
}

/** What has to happen for each series, and how its sum must then compare with before. */
const causes: Record<string, 'a build' | 'a second attempt' | 'a connection' | 'a dead letter' | 'a state' | 'a source that fails'> = {
  hyperlens_http_requests_total: 'a build', hyperlens_http_request_seconds: 'a build', hyperlens_http_request_percentile_seconds: 'a build',
  hyperlens_workflow_steps_total: 'a build', hyperlens_workflow_step_seconds: 'a build', hyperlens_workflow_step_retries_total: 'a second attempt',
  hyperlens_workflow_runs_total: 'a build', hyperlens_workflow_run_percentile_seconds: 'a build', hyperlens_event_lag_seconds: 'a connection',
  hyperlens_event_dead_letters_total: 'a dead letter', hyperlens_event_dead_letters: 'a dead letter',
  hyperlens_model_calls_total: 'a build', hyperlens_model_call_seconds: 'a build', hyperlens_model_tokens_total: 'a build', hyperlens_model_cost_usd_total: 'a build',
  hyperlens_tool_seconds: 'a build', hyperlens_chain_call_seconds: 'a build', hyperlens_sockets: 'a connection',
  hyperlens_queue_runs: 'a build', hyperlens_queue_concurrency: 'a state', hyperlens_database_up: 'a state', hyperlens_database_answer_seconds: 'a state',
  hyperlens_metrics_source_failures_total: 'a source that fails',
};

const sorted = Object.keys(causes).toSorted((left, right) => left.localeCompare(right));

describe('/metrics', () => {
  it('has no series without a cause, and each one moves when its cause happens', async () => {
    expect(await names()).toEqual(sorted);
    const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/api.md'), 'utf8');
    expect([...page.matchAll(/`(hyperlens_[a-z_]+)/g)].map((match) => match[1] ?? '').toSorted((left, right) => left.localeCompare(right))).toEqual(sorted);
    const before = await read();
    const moved = new Set<string>();
    /** Remembers what is above its first value now. */
    const look = async () => { for (const [series, value] of await read()) if (value > (before.get(series) ?? 0)) moved.add(series.replace(/\{.*/, '').replace(/_(sum|count)$/, '')); };

    // A connection of each kind, both following everything.
    const socket = new WebSocket(`${base.replace('http', 'ws')}/ws`, { headers: { authorization } });
    await new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
    socket.send(JSON.stringify({ subscribe: '*' }));
    const stream = new AbortController();
    const following = await fetch(`${base}/api/v1/events/stream`, { headers: { authorization }, signal: stream.signal });
    const open = await read();
    expect([open.get('hyperlens_sockets{kind="websocket"}'), open.get('hyperlens_sockets{kind="stream"}')]).toEqual([1, 1]);
    await look();

    // A consumer that never manages, and a build with all its steps.
    const broken = await application.events.consume('broken', { types: ['run.created'], attempts: 1 }, () => Promise.reject(new Error('cannot')));
    const answer = await fetch(`${base}/api/v1/builds`, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify({ request: 'An ERC-20 called Ash, symbol ASH, 1000 supply' }) });
    expect(answer.status).toBe(202);
    const { runId } = await answer.json() as Run;
    await until(async () => {
      await look();
      return ['completed', 'failed', 'rejected'].includes((await application.builds.get(runId)).status);
    });
    expect(await application.builds.get(runId)).toMatchObject({ status: 'completed', error: null });

    const [letter] = await application.events.deadLetters();
    expect(letter).toMatchObject({ consumer: 'broken', status: 'open' });
    const buried = await read();
    expect([buried.get('hyperlens_event_dead_letters_total{consumer="broken"}'), buried.get('hyperlens_event_dead_letters{consumer="broken"}')]).toEqual([1, 1]);
    await look();
    await application.events.discard(letter?.id ?? '');
    await broken.close();

    socket.close();
    stream.abort();
    await following.body?.cancel().catch(() => undefined /* Aborted on purpose. */);
    await until(async () => {
      const now = await read();
      return now.get('hyperlens_sockets{kind="websocket"}') === 0 && now.get('hyperlens_sockets{kind="stream"}') === 0 && !now.has('hyperlens_event_dead_letters{consumer="broken"}');
    });
    // What happened stays counted when what is open has gone.
    expect((await read()).get('hyperlens_event_dead_letters_total{consumer="broken"}')).toBe(1);

    // Last, because it puts a source of its own in place of the gateway's.
    application.telemetry?.observeSockets?.(() => { throw new Error('no number'); });
    await read();
    await look();
    expect((await read()).get('hyperlens_metrics_source_failures_total{source="sockets"}')).toBeGreaterThan(0);

    for (const [series, cause] of Object.entries(causes)) if (cause === 'a state') expect([...before.keys()].some((name) => name.startsWith(series)), series).toBe(true);
    expect(Object.entries(causes).filter(([series, cause]) => cause !== 'a state' && !moved.has(series)).map(([series, cause]) => `${series} did not move after ${cause}`)).toEqual([]);
  });
});
