import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { auditReport, buildResult, healthReport, problem, routes, runView, spec, type Route, type RouteName } from '@hyperlens/protocol';
import { loadConfig } from '../config.ts';
import { makeGateway } from './app.ts';
import { makeFakeApplication } from './application.fake.ts';

const token = 'test-token-0123456789';
const application = makeFakeApplication();
let server: FastifyInstance;
beforeAll(async () => {
  server = await makeGateway({ application, config: loadConfig({ 'server.trustSameUser': { value: 'false', flag: 'test' }, 'server.bodyLimitBytes': { value: '20000', flag: 'test' } }, { environment: {} }).config, token });
});
afterAll(() => server.close());

const call = (method: 'GET' | 'POST', url: string, payload?: unknown, headers: Record<string, string> = {}) =>
  server.inject({ method, url, headers: { host: '127.0.0.1:8000', authorization: `Bearer ${token}`, ...headers }, ...(payload === undefined ? {} : { payload: payload as object }) });
async function finished(request: string, more: object = {}): Promise<string> {
  const { runId } = (await call('POST', '/api/v1/builds', { request, ...more })).json<{ runId: string }>();
  await expect.poll(() => application.runsById.get(runId)?.status, { timeout: 5_000 }).toMatch(/completed|rejected|failed|cancelled|waiting/);
  return runId;
}

describe('gateway', () => {
  it('serves every route of the table, and describes each one in OpenAPI 3.1', async () => {
    const document = (await server.inject({ url: '/openapi.json', headers: { host: 'localhost' } })).json<{ openapi: string; paths: Record<string, Record<string, { operationId: string; responses: object }>> }>();
    expect(document.openapi).toMatch(/^3\.1/);
    for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
      expect(server.hasRoute({ method: route.method, url: route.path }), name).toBe(true);
      const operation = document.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()];
      expect(operation?.operationId, name).toBe(name);
      expect(Object.keys(operation?.responses ?? {}), name).toContain(String(route.status ?? 200));
    }
    // No schema may point into the void.
    const text = JSON.stringify(document);
    for (const [, reference] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = (reference ?? '').split('/').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
      expect(target, reference).toBeDefined();
    }
  });

  it('starts a build, shows it and gives the documented result', async () => {
    const accepted = await call('POST', '/api/v1/builds', { request: 'a token' });
    expect(accepted.statusCode).toBe(202);
    const { runId } = runView.parse(accepted.json());
    expect(accepted.headers['location']).toBe(`/api/v1/builds/${runId}`);
    await expect.poll(() => application.runsById.get(runId)?.status, { timeout: 5_000 }).toBe('completed');
    const shown = await call('GET', `/api/v1/builds/${runId}`);
    expect(runView.parse(shown.json()).status).toBe('completed');
    expect(shown.body).not.toContain('rawTransaction');
    expect(buildResult.parse((await call('GET', `/api/v1/builds/${runId}/result`)).json()).deployment?.contracts).toHaveLength(1);
    expect(spec.parse((await call('GET', `/api/v1/builds/${runId}/spec`)).json()).kind).toBe('erc20');
    expect(auditReport.parse((await call('GET', `/api/v1/builds/${runId}/audit`)).json()).verdict).toBe('pass');
    expect((await call('GET', `/api/v1/builds/${runId}/audit?format=markdown`)).headers['content-type']).toContain('text/markdown');
    expect((await call('GET', `/api/v1/builds/${runId}/audit.sarif`)).headers['content-type']).toContain('application/sarif+json');
    expect((await call('GET', `/api/v1/builds/${runId}/contracts`)).json<{ sources: object }>().sources).toHaveProperty('contracts/Acorn.sol');
    expect((await call('POST', '/api/v1/verifications', { runId })).json()).toMatchObject({ verdict: 'match', contracts: [{ match: 'exact' }] });
    for (const part of ['tests', 'deployment']) expect((await call('GET', `/api/v1/builds/${runId}/${part}`)).statusCode).toBe(200);
    expect((await call('POST', `/api/v1/builds/${runId}/cancel`)).json()).toMatchObject({ code: 'RUN_CONFLICT', status: 409 });
    expect((await call('POST', `/api/v1/builds/${runId}/fork`, { request: { deploy: false } })).statusCode).toBe(202);
  });

  it('answers approvals, cancels and retries', async () => {
    const waiting = await finished('wait for approval');
    expect((await call('GET', `/api/v1/builds/${waiting}/result`)).json()).toMatchObject({ code: 'RUN_CONFLICT' });
    expect((await call('POST', `/api/v1/builds/${waiting}/approve`)).statusCode).toBe(200);
    await expect.poll(() => application.runsById.get(waiting)?.status).toBe('completed');
    const hanging = (await call('POST', '/api/v1/builds', { request: 'hang' })).json<{ runId: string }>().runId;
    expect((await call('POST', `/api/v1/builds/${hanging}/cancel`)).json()).toMatchObject({ status: 'cancelled' });
    expect((await call('POST', `/api/v1/builds/${hanging}/retry`, {})).statusCode).toBe(202);
    expect((await call('POST', `/api/v1/builds/${hanging}/retry`, { fromStep: 'dance' })).json()).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('keeps an idempotency key to one run and one body', async () => {
    const key = { 'idempotency-key': 'one' };
    const first = (await call('POST', '/api/v1/builds', { request: 'a token' }, key)).json<{ runId: string }>();
    const second = await call('POST', '/api/v1/builds', { request: 'a token' }, key);
    expect(second.json<{ runId: string }>().runId).toBe(first.runId);
    const other = await call('POST', '/api/v1/builds', { request: 'another' }, key);
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'IDEMPOTENCY_CONFLICT']);
    expect((await call('POST', '/api/v1/builds', { request: 'a' }, { 'idempotency-key': 'x'.repeat(256) })).json()).toMatchObject({ code: 'INPUT_INVALID', details: { where: 'headers.idempotency-key' } });
  });

  it('pages through builds without gaps or repeats', async () => {
    const seen: string[] = [];
    for (let url: string | null = '/api/v1/builds?limit=3'; url;) {
      const page: { items: { runId: string }[]; next: string | null } = (await call('GET', url)).json();
      seen.push(...page.items.map(({ runId }) => runId));
      url = page.next ? `/api/v1/builds?limit=3&before=${page.next}` : null;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(application.runsById.size);
  });

  it('answers every other noun', async () => {
    for (const path of ['runs', 'queues', 'contracts', 'deployments', 'deployments/known', 'templates', 'templates/erc20', 'templates/search?q=token', 'networks', 'networks/local', 'networks/local/health', 'analyzers', 'services', 'events', 'dead-letters', 'about']) {
      expect((await call('GET', `/api/v1/${path}`)).statusCode, path).toBe(200);
    }
    expect((await call('GET', '/api/v1/networks')).body + (await call('GET', '/api/v1/networks/local/health')).body).not.toContain('canary');
    expect((await call('POST', '/api/v1/specs', { request: 'a token' })).json()).toMatchObject({ kind: 'erc20' });
    expect((await call('POST', '/api/v1/specs', { request: 'nonsense' })).json()).toMatchObject({ code: 'REQUEST_NOT_UNDERSTOOD', status: 422 });
    expect((await call('POST', '/api/v1/audits?format=sarif', { sources: { 'a.sol': 'contract A {}' } })).json()).toMatchObject({ version: '2.1.0' });
    expect((await call('POST', '/api/v1/audits', { sources: { 'a.sol': 'contract A {}' }, failOn: 'informational' })).json()).toMatchObject({ verdict: 'fail' });
    expect((await call('POST', '/api/v1/tests', { sources: { 'a.sol': 'x' }, tests: { 'a.t.sol': 'y' } })).json()).toMatchObject({ passed: 2 });
    expect((await call('POST', '/api/v1/analyzers/slither/install')).json()).toMatchObject({ id: 'slither', version: '0.11.5' });
    expect((await call('POST', '/api/v1/analyzers/nothing/install')).json()).toMatchObject({ code: 'ANALYZER_UNKNOWN' });
    expect((await call('POST', '/api/v1/templates', { id: 'mine', title: 'Mine', description: 'd', kind: 'custom', standards: [], tags: [], prompts: [], risks: [], licence: 'MIT', source: 'contract M {}' })).statusCode).toBe(201);
  });

  it('deploys sources only through the audit gate and an approval', async () => {
    const body = { sources: { 'contracts/Acorn.sol': 'contract Acorn {}' } };
    const key = { 'idempotency-key': 'deploy-1' };
    expect((await call('POST', '/api/v1/deployments', body)).json()).toMatchObject({ code: 'INPUT_INVALID' });
    expect((await call('POST', '/api/v1/deployments', body, key)).json()).toMatchObject({ code: 'APPROVAL_MISSING' });
    expect((await call('POST', '/api/v1/deployments', { ...body, approve: true }, key)).statusCode).toBe(201);
    expect((await call('POST', '/api/v1/deployments', { sources: { 'contracts/Acorn.sol': 'tx.origin' }, approve: true }, key)).json()).toMatchObject({ code: 'GATE_REFUSED' });
    expect((await call('POST', '/api/v1/deployments/plan', { ...body, constructorArguments: [1] })).json()).toMatchObject({ code: 'INPUT_INVALID' });
    expect((await call('POST', '/api/v1/deployments/plan', body)).json()).toMatchObject({ contractName: 'Acorn' });
  });

  it('turns every refusal into a problem document', async () => {
    const cases: [string, Awaited<ReturnType<typeof call>>][] = [
      ['NOT_FOUND', await call('GET', '/api/v1/builds/none')],
      ['NOT_FOUND', await call('GET', '/api/v1/nothing')],
      ['NOT_FOUND', await call('POST', `/api/v1/dead-letters/${crypto.randomUUID()}/redrive`)],
      ['METHOD_NOT_ALLOWED', await server.inject({ method: 'DELETE', url: '/api/v1/builds', headers: { host: 'localhost', authorization: `Bearer ${token}` } })],
      ['NETWORK_UNKNOWN', await call('POST', '/api/v1/builds', { request: 'a', network: 'moon' })],
      ['REQUEST_EMPTY', await call('POST', '/api/v1/builds', { request: ' \n' })],
      ['INPUT_INVALID', await call('POST', '/api/v1/builds', { request: 3 })],
      ['INPUT_INVALID', await call('POST', '/api/v1/builds', { request: 'a', failon: 'high' })],
      ['INPUT_INVALID', await call('POST', '/api/v1/builds')],
      ['INPUT_INVALID', await call('POST', '/api/v1/audits', { sources: { '../etc/passwd': 'x' } })],
      ['INPUT_INVALID', await call('POST', '/api/v1/audits', { sources: {} })],
      ['INPUT_INVALID', await call('GET', '/api/v1/builds?limit=0')],
      ['INPUT_INVALID', await server.inject({ method: 'POST', url: '/api/v1/builds', headers: { host: 'localhost', authorization: `Bearer ${token}`, 'content-type': 'application/json' }, payload: '{"request":' })],
      ['UNSUPPORTED_MEDIA_TYPE', await server.inject({ method: 'POST', url: '/api/v1/builds', headers: { host: 'localhost', authorization: `Bearer ${token}`, 'content-type': 'text/plain' }, payload: 'x' })],
      ['PAYLOAD_TOO_LARGE', await call('POST', '/api/v1/builds', { request: 'x'.repeat(30_000) })],
      ['RUN_CONFLICT', await call('POST', `/api/v1/builds/${await finished('a token')}/approve`)],
    ];
    for (const [code, response] of cases) {
      expect(response.headers['content-type'], code).toContain('application/problem+json');
      const document = problem.parse(response.json());
      expect([document.code, document.status]).toEqual([code, response.statusCode]);
      expect(document.instance).toBe(response.headers['x-request-id']);
    }
  });

  it('is alive, says whether it is ready, and shows metrics', async () => {
    const open = (url: string) => server.inject({ url, headers: { host: '127.0.0.1' } });
    expect((await open('/health/live')).json()).toEqual({ status: 'ok' });
    expect((await open('/health/ready')).statusCode).toBe(200);
    expect((await open('/metrics')).body).toContain('up 1');
    const broken = await makeGateway({ application: makeFakeApplication({ health: () => Promise.reject(new Error('gone')) }), config: loadConfig({}, { environment: {} }).config, token });
    const ready = await broken.inject({ url: '/health/ready', headers: { host: '127.0.0.1' } });
    expect([ready.statusCode, healthReport.parse(ready.json()).status]).toEqual([503, 'unavailable']);
    await broken.close();
  });
});
