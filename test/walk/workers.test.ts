import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '@hyperlens/protocol';
import { startPostgres } from '@hyperlens/platform/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { disorder, eventsOf, untilEnded } from './checks.ts';
import { makeHome, startServer, type Running } from './product.ts';

const postgres = await startPostgres();
const reason = postgres.available ? '' : postgres.reason;
afterAll(async () => { if (postgres.available) await postgres.stop(); });

describe.skipIf(!postgres.available)(`two workers on one PostgreSQL${reason ? ` (skipped: ${reason})` : ''}`, () => {
  it('finish each other\'s work within 10 s after kill -9, with one deployment each', async () => {
    if (!postgres.available) return;
    const [first, second] = [await makeHome(), await makeHome()];
    // One local chain cannot be shared by two homes: both reach the first one's by its address, as they would a remote chain.
    const environment = { DATABASE_URL: await postgres.createDatabase(), HYPERLENS_TESTS_FUZZ_RUNS: '32' };
    const a = await startServer(first.home, environment);
    const b = await startServer(second.home, environment);
    try {
      const runIds: string[] = [];
      for (let index = 0; index < 6; index++) {
        const { body } = await a.call<Run>('POST', '/api/v1/builds', { request: 'An ERC-20 called Pair, symbol PAIR, 1M supply, burnable', deploy: false });
        runIds.push(body.runId);
      }
      await sleep(2_500);
      await a.kill();
      const killed = Date.now();
      const survivor: Running = b;
      const runs = await Promise.all(runIds.map((runId) => untilEnded(() => survivor, runId, 120_000)));
      expect(runs.map((run) => run.status)).toEqual(runIds.map(() => 'completed'));
      for (const run of runs) {
        const events = await eventsOf(survivor, run.runId);
        expect(disorder(events).filter((problem) => !/approve|deploy|verify/.test(problem))).toEqual([]);
      }
      // Everything the dead worker held was taken up again in time: the first step after the kill comes within 10 s.
      const next = (await Promise.all(runIds.map((runId) => eventsOf(survivor, runId)))).flat().map((event) => Date.parse(event.recordedAt)).filter((at) => at > killed).toSorted((x, y) => x - y)[0];
      expect((next ?? killed) - killed).toBeLessThan(10_000);
    } finally {
      await b.stop();
      await first.remove();
      await second.remove();
    }
  }, 300_000);
});
