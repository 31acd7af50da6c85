import type { BuildResult, Run } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilEnded } from './checks.ts';
import { makeHome, hyperlens, startServer, type Running } from './product.ts';

let home: Awaited<ReturnType<typeof makeHome>>;
let server: Running;
beforeAll(async () => { home = await makeHome(); server = await startServer(home.home, { HYPERLENS_TESTS_FUZZ_RUNS: '16', HYPERLENS_TESTS_COVERAGE: 'false' }); });
afterAll(async () => { await server.stop(); await home.remove(); });

describe('going on with a run', () => {
  it('deploys what a run without deployment made, reusing its results', async () => {
    const { stdout } = hyperlens(home.home, ['build', 'An ERC-20 called Oak, symbol OAK, 1M supply', '--no-deploy', '--json']);
    const made = JSON.parse(stdout) as BuildResult;
    expect(made).toMatchObject({ status: 'completed', deployment: null });
    const deployed = hyperlens(home.home, ['deploy', made.runId, '--yes', '--json']);
    expect(deployed.code, deployed.stderr).toBe(0);
    const { body } = await server.call<{ items: { runId: string; forkedFrom: string | null; status: string }[] }>('GET', '/api/v1/builds?limit=10');
    const fork = body.items.find((run) => run.forkedFrom === made.runId);
    expect(fork?.status).toBe('completed');
    const run = (await server.call<Run>('GET', `/api/v1/builds/${fork!.runId}`)).body;
    expect(run.deployment?.contracts[0]).toMatchObject({ name: 'Oak', bytecodeMatch: 'exact' });
    expect(run.spec?.hash).toBe(made.spec?.hash);
  });

  it('names the proxy as the contract of an upgradeable build', async () => {
    const { body } = await server.call<Run>('POST', '/api/v1/builds', { request: 'An upgradeable ERC-20 called Pine (PIN), 1M supply, UUPS, owner can pause' });
    const run = await untilEnded(() => server, body.runId, 120_000);
    expect(run.status).toBe('completed');
    expect(run.deployment?.contracts.map((contract) => contract.name)).toEqual(['Pine', 'Pine implementation']);
  });

  it('cancels a run that is under way, and continues it when asked to', async () => {
    const { body } = await server.call<Run>('POST', '/api/v1/builds', { request: 'An ERC-20 called Rowan, symbol ROW, 1M supply' });
    await expect.poll(async () => (await server.call<Run>('GET', `/api/v1/builds/${body.runId}`)).body.steps.some((step) => step.name === 'compile'), { timeout: 30_000, interval: 30 }).toBe(true);
    await server.call('POST', `/api/v1/builds/${body.runId}/cancel`, {});
    const cancelled = await untilEnded(() => server, body.runId, 30_000);
    expect({ status: cancelled.status, open: cancelled.steps.filter((step) => step.status === 'running' || step.status === 'waiting') }).toEqual({ status: 'cancelled', open: [] });
    expect(server.output()).not.toContain('"level":"error"');
    const retried = await server.call<Run>('POST', `/api/v1/builds/${body.runId}/retry`, {});
    expect(retried.status).toBe(202);
    const run = await untilEnded(() => server, body.runId, 120_000);
    expect({ status: run.status, contracts: run.deployment?.contracts.length }).toEqual({ status: 'completed', contracts: 1 });
  });
});
