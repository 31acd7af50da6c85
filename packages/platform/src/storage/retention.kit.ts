import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildRequest, type RunStore } from '@hyperlens/protocol';
import { makeEventBus, type StoredEventBus } from '../events/index.ts';
import { makeRetention, type RetentionPolicy } from './retention.ts';
import { makeRunStore } from './runs.ts';
import type { Storage } from './storage.ts';

/** What the clean-up must take, and above all what it must leave, on every driver. */
export function retentionKit(driver: string, open: () => Promise<Storage>): void {
  describe(`clean-up on ${driver}`, () => {
    let storage: Storage;
    let events: StoredEventBus;
    let runs: RunStore;
    const forgotten: string[] = [];
    const policy: RetentionPolicy = { runsDays: 30, eventsDays: 10, outboxDays: 7, idempotencyHours: 24 };
    const clean = (change: Partial<RetentionPolicy> = {}) => makeRetention(storage, { batch: 3, forget: (runId) => { forgotten.push(runId); return Promise.resolve(); } }).clean({ ...policy, ...change });

    beforeAll(async () => {
      storage = await open();
      events = makeEventBus(storage, { leaseMilliseconds: 1000 });
      runs = makeRunStore(storage, events);
    });
    beforeEach(async () => {
      forgotten.length = 0;
      await storage.pool.query('TRUNCATE workflows, researches, events, event_streams, consumers, dead_letters, outbox, idempotency_keys, deployments, watches, services CASCADE');
    });
    afterAll(async () => { await events?.close(); await storage?.close(); });

    const request = buildRequest.parse({ request: 'An ERC-20 called Acorn' });
    /** A run that was last touched so many days ago, with what belongs to it. */
    async function run(status: 'completed' | 'running' | 'failed', days: number, forkedFrom?: string): Promise<string> {
      const runId = randomUUID();
      await runs.create({ runId, request, network: 'local', idempotencyKey: `key-${runId}`, ...(forkedFrom ? { forkedFrom } : {}) });
      await runs.setStep(runId, { name: 'specify', status: 'completed' });
      await runs.savePackage(runId, { contractName: 'Acorn', file: 'Acorn.sol', sources: { 'Acorn.sol': 'contract Acorn {}' }, tests: {}, constructorArguments: [], standards: [], upgradeability: 'none' });
      await runs.setStatus(runId, status);
      await storage.pool.query(`UPDATE workflows SET updated_at = now() - make_interval(days => $2), created_at = now() - make_interval(days => $2) WHERE id = $1`, [runId, days]);
      await storage.pool.query(`UPDATE events SET recorded_at = now() - make_interval(days => $2) WHERE stream = $1`, [runId, days]);
      await storage.pool.query(`UPDATE outbox SET dispatched_at = now() - make_interval(days => $2) WHERE run_id = $1`, [runId, days]);
      return runId;
    }
    const left = async (table: string, column: string) => new Set((await storage.pool.query<{ value: string }>(`SELECT DISTINCT ${column} AS value FROM ${table}`)).rows.map((row) => row.value));
    const progress = (stream: string, text: string) => ({ type: 'run.progress' as const, stream, data: { step: 'write' as const, text } });

    it('takes old runs that ended, with everything of theirs, and no other', async () => {
      const [old, older, recent, running] = [await run('completed', 40), await run('failed', 400), await run('completed', 20), await run('running', 400)];
      expect(await clean()).toMatchObject({ runs: 2 });
      expect(await left('workflows', 'id')).toEqual(new Set([recent, running]));
      for (const [table, column] of [['workflow_steps', 'workflow_id'], ['contracts', 'run_id'], ['events', 'stream'], ['event_streams', 'stream']] as const) expect(await left(table, column), table).toEqual(new Set([recent, running]));
      expect(new Set(forgotten)).toEqual(new Set([old, older]));
    });

    it('keeps a run that deployed, and one an unfinished run was forked from', async () => {
      const [deployed, source] = [await run('completed', 400), await run('completed', 400)];
      await storage.pool.query(`INSERT INTO deployments (run_id, intent_key, network, chain_id, status) VALUES ($1, $1, 'local', 31337, 'confirmed')`, [deployed]);
      const fork = await run('running', 400, source);
      expect(await clean()).toMatchObject({ runs: 0, events: 0 });
      expect(await left('workflows', 'id')).toEqual(new Set([deployed, source, fork]));
      await runs.setStatus(fork, 'completed');
      expect(await clean()).toMatchObject({ runs: 1 });
      expect(await left('workflows', 'id')).toEqual(new Set([deployed, fork]));
    });

    it('keeps events of runs that are kept, and what a consumer has not handled', async () => {
      const kept = await run('completed', 20);
      for (let number = 0; number < 8; number += 1) await events.append(progress('system', `event ${number}`));
      await storage.pool.query(`UPDATE events SET recorded_at = now() - interval '20 days' WHERE stream = 'system' AND sequence <= 6`);
      await storage.pool.query(`INSERT INTO consumers (name, cursor) VALUES ('new', NULL)`);
      expect(await clean()).toMatchObject({ events: 0 });
      const third = (await events.read({ stream: 'system' }))[2]?.cursor;
      await storage.pool.query(`UPDATE consumers SET cursor = $1`, [third]);
      expect(await clean()).toMatchObject({ events: 3 });
      expect((await events.read({ stream: 'system' })).map(({ sequence }) => sequence)).toEqual([4, 5, 6, 7, 8]);
      expect((await events.read({ stream: kept })).length).toBeGreaterThan(0);
      await storage.pool.query('DELETE FROM consumers');
      expect(await clean()).toMatchObject({ events: 3 });
      // The stream goes on counting where it was.
      expect((await events.append(progress('system', 'next')))[0]?.sequence).toBe(9);
    });

    it('a consumer that comes back after a clean-up misses nothing', async () => {
      await events.append(progress('system', 'handled'));
      const seen: string[] = [];
      const handle = (event: { data: unknown }) => { seen.push((event.data as { text: string }).text); return Promise.resolve(); };
      const first = await events.consume('counter', {}, handle);
      await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(1);
      await first.close();
      await events.append(progress('system', 'while away'));
      await storage.pool.query(`UPDATE events SET recorded_at = now() - interval '200 days'`);
      expect(await clean()).toMatchObject({ events: 1 });
      const second = await events.consume('counter', {}, handle);
      await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['handled', 'while away']);
      await second.close();
    });

    it('takes started flows and used keys, and leaves what waits', async () => {
      const [old, unfinished] = [await run('completed', 8), await run('running', 8)];
      await runs.create({ runId: 'waits', request, network: 'local', idempotencyKey: 'waits' });
      await storage.pool.query(`UPDATE outbox SET created_at = now() - interval '80 days' WHERE run_id = 'waits'`);
      await storage.pool.query(`INSERT INTO idempotency_keys (key, route, body_hash, created_at) VALUES ('a', 'r', 'h', now() - interval '2 days'), ('b', 'r', 'h', now())`);
      expect(await clean()).toMatchObject({ runs: 0, outbox: 2, idempotencyKeys: 2 });
      expect(await left('outbox', 'run_id')).toEqual(new Set(['waits']));
      expect(await left('idempotency_keys', 'key')).toEqual(new Set(['b']));
      expect(await left('workflows', 'idempotency_key')).toEqual(new Set([null, `key-${unfinished}`, 'waits']));
      // The same key is a new request now.
      expect((await runs.create({ runId: randomUUID(), request, network: 'local', idempotencyKey: `key-${old}` })).created).toBe(true);
    });

    it('leaves open dead letters to people, however old', async () => {
      await storage.pool.query(`INSERT INTO dead_letters (consumer, event_id, event, attempts, error, status, failed_at)
        SELECT 'c', gen_random_uuid(), '{}', 5, 'e', status, now() - interval '900 days' FROM unnest(ARRAY['open', 'redriven', 'discarded']) AS status`);
      expect(await clean()).toMatchObject({ deadLetters: 2 });
      expect(await left('dead_letters', 'status')).toEqual(new Set(['open']));
    });

    it('keeps the last research of a watch, to compare with', async () => {
      await storage.pool.query(`INSERT INTO researches (id, status, request, updated_at) SELECT name, 'completed', '{}', now() - interval '90 days' FROM unnest(ARRAY['last', 'before']) AS name`);
      await storage.pool.query(`INSERT INTO watches (id, request, every_seconds, last_run_id) VALUES (gen_random_uuid(), '{}', 60, 'last')`);
      expect(await clean()).toMatchObject({ researches: 1 });
      expect(await left('researches', 'id')).toEqual(new Set(['last']));
    });

    it('keeps for ever what is set to 0', async () => {
      await run('completed', 4000);
      expect(await clean({ runsDays: 0, eventsDays: 0, outboxDays: 0, idempotencyHours: 0 })).toEqual({ runs: 0, researches: 0, events: 0, deadLetters: 0, outbox: 0, idempotencyKeys: 0, services: 0 });
    });
  });
}
