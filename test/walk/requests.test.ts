import type { Run, Spec } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilEnded } from './checks.ts';
import { hyperlens, makeHome, startServer, type Running } from './product.ts';
import { refused, wanted } from './requests.ts';

let home: Awaited<ReturnType<typeof makeHome>>;
let server: Running;
beforeAll(async () => { home = await makeHome(); server = await startServer(home.home, { HYPERLENS_TESTS_FUZZ_RUNS: '16', HYPERLENS_TESTS_INVARIANT_RUNS: '4', HYPERLENS_TESTS_COVERAGE: 'false' }); });
afterAll(async () => { await server.stop(); await home.remove(); });

const start = (request: string) => server.call<Run>('POST', '/api/v1/builds', { request });

describe('requests as people write them', () => {
  it(`${wanted.length} of them are built, tested and deployed`, async () => {
    const runs = new Map<string, { runId: string; kind: string }>();
    for (const { request, kind } of wanted) runs.set(request, { runId: (await start(request)).body.runId, kind });
    const problems: string[] = [];
    for (const [request, { runId, kind }] of runs) {
      const run = await untilEnded(() => server, runId, 600_000);
      if (run.status !== 'completed' || run.spec?.kind !== kind || run.deployment?.contracts.length === 0) problems.push(`${request.slice(0, 60)}: ${run.status} ${run.spec?.kind} ${run.error?.message ?? ''}`);
    }
    expect(problems).toEqual([]);
  }, 900_000);

  it.each(wanted.filter(({ parameters, contractName }) => parameters ?? contractName))('$request is understood', async ({ request, parameters, contractName }) => {
    const { body } = await server.call<Spec>('POST', '/api/v1/specs', { request });
    if (contractName) expect(body.contractName).toBe(contractName);
    expect(body.parameters).toMatchObject(parameters ?? {});
    expect(body.unsupported.filter((wish) => wish.essential)).toEqual([]);
  });

  it.each(refused.map((one) => ({ ...one, title: one.request.slice(0, 60) })))('"$title" is not built ($code)', async ({ request, code }) => {
    const answer = await start(request);
    if (answer.status !== 202) {
      expect((answer.body as unknown as { code: string }).code).toBe(code);
      return;
    }
    const run = await untilEnded(() => server, answer.body.runId, 60_000);
    expect({ status: run.status, code: run.error?.code, deployment: run.deployment }).toEqual({ status: 'rejected', code, deployment: null });
  });

  it.each(refused.filter(({ request }) => request.length < 1_000).slice(2, 6))('the command ends with exit $exit for "$request"', ({ request, exit, code }) => {
    const { code: exitCode, stdout } = hyperlens(home.home, ['build', request, '--json']);
    expect(exitCode).toBe(exit);
    expect((JSON.parse(stdout) as { error: { code: string } }).error.code).toBe(code);
  });
});
