import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment, Run } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disorder, eventsOf, untilEnded } from './checks.ts';
import { makeHome, seeded, startServer, type Running } from './product.ts';

const builds = 30;
const seed = 20261121;
const requests = [
  'An ERC-20 called Alpha, symbol ALP, 1M supply, burnable', 'ERC20 token named Beta (BET), 500k supply, owner can mint, capped at 1 million',
  'An NFT collection called Gamma, symbol GAM, owner mints with automatic ids', 'An ERC-20 called Delta, symbol DLT, 10 million supply, pausable by the owner, burnable',
];

let home: Awaited<ReturnType<typeof makeHome>>;
let server: Running;
beforeAll(async () => { home = await makeHome(); server = await startServer(home.home, { HYPERLENS_TESTS_FUZZ_RUNS: '32' }); });
afterAll(async () => { await server.stop(); await home.remove(); });

describe('a server killed with kill -9 at random moments', () => {
  it(`ends all of ${builds} accepted builds, each with exactly one deployment, no event lost or out of order`, async () => {
    const random = seeded(seed);
    const accepted: string[] = [];
    let kills = 0;
    /** Sends a build until an answer came: the same key is the same run, so sending it again after a kill is safe. */
    const submit = async (index: number) => {
      for (;;) {
        const answer = await server.call<Run>('POST', '/api/v1/builds', { request: requests[index % requests.length] }, { 'idempotency-key': `build-${index}` }).catch(() => null);
        if (answer?.status === 202) { accepted.push(answer.body.runId); return; }
        // 503 says "not accepted, try again", 401 that the new server has a new token; anything else would be a defect.
        if (answer) expect([401, 503], JSON.stringify(answer.body)).toContain(answer.status);
        await sleep(100);
      }
    };
    let submitting = true;
    const submitter = (async () => {
      for (let index = 0; index < builds; index++) { await submit(index); await sleep(random() * 1_500); }
    })().finally(() => { submitting = false; });
    submitter.catch(() => undefined /* Awaited below; until then the kills go on. */);
    while (submitting || kills < 8) {
      await sleep(1_000 + random() * 5_000);
      await server.kill();
      kills++;
      server = await startServer(home.home, { HYPERLENS_TESTS_FUZZ_RUNS: '32' });
    }
    await submitter;
    expect(kills).toBeGreaterThanOrEqual(8);
    expect(new Set(accepted).size).toBe(builds);

    const runs: Run[] = [];
    for (const runId of accepted) runs.push(await untilEnded(() => server, runId, 240_000));
    expect(runs.map((run) => `${run.status} ${run.error?.code ?? ''}`.trim())).toEqual(runs.map(() => 'completed'));

    const { body } = await server.call<{ items: Deployment[] }>('GET', '/api/v1/deployments?limit=100');
    const perRun = accepted.map((runId) => body.items.filter((deployment) => deployment.runId === runId && deployment.status === 'confirmed').length);
    expect(perRun).toEqual(accepted.map(() => 1));
    const addresses = runs.flatMap((run) => run.deployment?.contracts.map((contract) => contract.address) ?? []);
    expect(new Set(addresses).size).toBe(builds);
    // The chain itself agrees: as many transactions of the deployer as contracts, so none was deployed twice.
    const { body: health } = await server.call<{ blockNumber: number }>('GET', '/api/v1/networks/local/health');
    expect(health.blockNumber).toBe(builds);

    for (const runId of accepted) expect({ runId, problems: disorder(await eventsOf(server, runId)) }).toEqual({ runId, problems: [] });
  }, 900_000);
});
