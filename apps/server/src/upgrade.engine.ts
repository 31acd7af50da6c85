import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeOldHome, migrationNames } from '@hyperlens/platform/testing';
import { buildRequest, type RunStatus } from '@hyperlens/protocol';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from './config.ts';
import { openApplication } from './modules.ts';

const homes: string[] = [];
afterAll(() => { for (const home of homes) rmSync(home, { recursive: true, force: true }); });
const request = buildRequest.parse({ request: 'An ERC-20 called Acorn, symbol ACRN, 1M supply' });
const endings: RunStatus[] = ['completed', 'rejected', 'failed', 'cancelled'];
const names = migrationNames();

describe('a home that an earlier version wrote', () => {
  // The oldest that can be out there, and the one before this.
  it.each([...new Set([1, Math.max(1, names.length - 1)])].map((count) => [names[count - 1], count] as const))('as of %s is brought up to date and goes on', async (_name, count) => {
    const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-upgrade-'));
    homes.push(home);
    const [ended, accepted] = [randomUUID(), randomUUID()];
    // What is written uses the columns of the first migration only, as that version did: a run that ended, and one that was accepted and not begun.
    await makeOldHome(home, count, async (pool) => {
      for (const [id, status] of [[ended, 'completed'], [accepted, 'queued']] as const) {
        await pool.query('INSERT INTO workflows (id, kind, status, request, network) VALUES ($1, $2, $3, $4, $5)', [id, 'build', status, JSON.stringify(request), 'local']);
        await pool.query(`INSERT INTO event_streams (stream, last_sequence, last_position) VALUES ($1, 1, pg_current_xact_id())`, [id]);
        await pool.query(`INSERT INTO events (position, type, stream, sequence, key, data) VALUES (pg_current_xact_id(), 'run.created', $1, 1, 'run.created', $2)`, [id, JSON.stringify({ request: request.request, network: 'local' })]);
      }
      await pool.query('INSERT INTO outbox (flow, run_id, input, queue) VALUES ($1, $2, $3, $4)', ['build.run', accepted, JSON.stringify({ request, network: 'local' }), 'agent']);
    });

    const { config } = loadConfig({}, { environment: { HYPERLENS_HOME: home, HYPERLENS_TESTS_FUZZ_RUNS: '1', HYPERLENS_TESTS_COVERAGE: 'false', HYPERLENS_LOG_LEVEL: 'silent' } });
    const application = await openApplication(config);
    const status = async (runId: string) => (await application.builds.get(runId)).status;
    try {
      expect(await status(ended)).toBe('completed');
      await expect.poll(async () => endings.includes(await status(accepted)), { timeout: 90_000, interval: 200 }).toBe(true);
      expect(await application.builds.get(accepted)).toMatchObject({ status: 'completed', error: null });
      // Its events go on where the earlier version stopped.
      expect((await application.events.read({ stream: accepted })).map(({ sequence }) => sequence).slice(0, 3)).toEqual([1, 2, 3]);

      const cancelled = await application.builds.start({ request: 'An ERC-20 called Birch, symbol BRC, 1M supply' });
      await application.builds.cancel(cancelled.runId);
      expect(await status(cancelled.runId)).toBe('cancelled');
      const second = await application.builds.start({ request: 'An ERC-20 called Cedar, symbol CDR, 1M supply' });
      await expect.poll(() => status(second.runId), { timeout: 90_000, interval: 200 }).toBe('completed');
      expect((await application.builds.list()).map((run) => run.runId).toSorted((left, right) => left.localeCompare(right))).toEqual([ended, accepted, cancelled.runId, second.runId].toSorted((left, right) => left.localeCompare(right)));
    } finally {
      await application.close();
    }
  });
});
