import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRequest, type Run, type RunStore, type Service } from '@hyperlens/protocol';
import { makeEventBus, type StoredEventBus } from '../events/index.ts';
import { makeRunStore } from './runs.ts';
import { makeServiceStore } from './services.ts';
import type { Storage } from './storage.ts';

/** What the stores of runs and services must do on every driver. */
export function runsKit(driver: string, open: () => Promise<Storage>): void {
  describe(`stores of runs and services on ${driver}`, () => {
    let storage: Storage;
    let events: StoredEventBus;
    let runs: RunStore;
    beforeAll(async () => {
      storage = await open();
      events = makeEventBus(storage);
      runs = makeRunStore(storage, events);
    });
    afterAll(async () => { await events?.close(); await storage?.close(); });

    const request = buildRequest.parse({ request: 'An ERC-20 called Acorn' });
    const types = async (runId: string) => (await events.read({ stream: runId })).map(({ type, sequence }) => `${sequence} ${type}`);

    it('records a run, its event and its start at once, and the same key only once', async () => {
      const results = await Promise.all(['a', 'b', 'c', 'd'].map((name) => runs.create({ runId: `run-${name}`, request, network: 'local', idempotencyKey: 'same' })));
      expect(results.filter(({ created }) => created)).toHaveLength(1);
      const runId = results.find(({ created }) => created)?.run.runId ?? '';
      expect(new Set(results.map(({ run }) => run.runId))).toEqual(new Set([runId]));
      expect(await types(runId)).toEqual(['1 run.created']);
      const { rows } = await storage.pool.query(`SELECT flow, queue, run_id, priority, dispatched_at, input FROM outbox WHERE run_id LIKE 'run-_'`);
      expect(rows).toEqual([{ flow: 'build.run', queue: 'agent', run_id: runId, priority: 50, dispatched_at: null, input: { runId, request, network: 'local' } }]);
    });

    it('leaves nothing behind when the event cannot be written', async () => {
      const refusing = makeRunStore(storage, { ...events, append: async () => { throw new Error('no events today'); } });
      await expect(refusing.create({ runId: 'half', request, network: 'local' })).rejects.toThrow('no events today');
      expect(await runs.get('half')).toBeNull();
    });

    it('keeps steps in order, with times, and announces each change', async () => {
      await runs.create({ runId: 'steps', request, network: 'local' });
      await runs.setStatus('steps', 'running');
      await runs.setStatus('steps', 'running');
      await runs.setStep('steps', { name: 'write', status: 'running' });
      await runs.setStep('steps', { name: 'write', status: 'running' });
      await runs.setStep('steps', { name: 'specify', status: 'completed', summary: 'ERC-20 Acorn' });
      await runs.setStep('steps', { name: 'write', status: 'failed', error: { code: 'STEP_FAILED', message: 'broken', remedy: 'retry' } });
      await runs.setStep('steps', { name: 'write', status: 'running', attempt: 2 });
      await runs.setStatus('steps', 'failed', { code: 'STEP_FAILED', message: 'broken', remedy: 'retry' });
      await runs.setStatus('steps', 'failed', { code: 'STEP_FAILED', message: 'broken', remedy: 'retry' });
      const run = await runs.get('steps');
      expect(run?.status).toBe('failed');
      expect(run?.error?.code).toBe('STEP_FAILED');
      expect(run?.steps.map(({ name, status, attempt }) => `${name} ${status} ${attempt}`)).toEqual(['specify completed 1', 'write running 2']);
      expect(run?.steps[1]).toMatchObject({ endedAt: null, error: null });
      expect(await types('steps')).toEqual(['1 run.created', '2 run.updated', '3 run.step', '4 run.step', '5 run.step', '6 run.step', '7 run.updated']);
      await expect(runs.setStatus('nowhere', 'running')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('leaves a cancelled run cancelled until it is continued', async () => {
      await runs.create({ runId: 'cancel', request, network: 'local' });
      await runs.setStatus('cancel', 'cancelled');
      await runs.setStatus('cancel', 'running');
      await runs.setStep('cancel', { name: 'specify', status: 'running' });
      expect(await runs.get('cancel')).toMatchObject({ status: 'cancelled', steps: [] });
      await runs.setStatus('cancel', 'queued');
      await runs.setStep('cancel', { name: 'specify', status: 'running' });
      await runs.setStatus('cancel', 'completed');
      await runs.setStatus('cancel', 'cancelled');
      expect(await types('cancel')).toEqual(['1 run.created', '2 run.updated', '3 run.updated', '4 run.updated', '5 run.step', '6 run.updated']);
    });

    it('stores results, packages and usage, whatever characters a request holds', async () => {
      await runs.create({ runId: 'results', request: { ...request, request: 'nul \0 and half \uD800 a pair' }, network: 'local' });
      const contracts: Run['contracts'] = [{ name: 'Acorn', path: '/tmp/Acorn.sol', standards: ['ERC-20'] }];
      await runs.setResult('results', { contracts });
      const contractPackage = { contractName: 'Acorn', file: 'Acorn.sol', sources: { 'Acorn.sol': '// ok' }, tests: {}, constructorArguments: [], standards: ['ERC-20'], upgradeability: 'none' as const };
      await runs.savePackage('results', contractPackage);
      await runs.savePackage('results', contractPackage);
      await runs.addUsage('results', { provider: 'test', model: 'one', inputTokens: 3, outputTokens: null, costUsd: null, milliseconds: 12.4 });
      expect((await runs.get('results'))?.contracts).toEqual(contracts);
      expect(await runs.loadPackage('results')).toEqual(contractPackage);
      expect(await runs.loadPackage('nowhere')).toBeNull();
      expect((await storage.pool.query(`SELECT name, path FROM contracts WHERE run_id = 'results'`)).rows).toEqual([{ name: 'Acorn', path: 'Acorn.sol' }]);
    });

    it('lists newest first, page by page', async () => {
      for (const name of ['p1', 'p2', 'p3']) await runs.create({ runId: name, request, network: 'local', forkedFrom: 'steps' });
      const first = await runs.list({ limit: 2 });
      const second = await runs.list({ limit: 2, before: first[1]?.runId ?? '' });
      expect(first.map(({ runId }) => runId)).toEqual(['p3', 'p2']);
      expect(second[0]?.runId).toBe('p1');
      expect((await runs.list({ status: 'failed' })).map(({ runId }) => runId)).toEqual(['steps']);
      expect((await storage.pool.query(`SELECT 1 FROM outbox WHERE run_id = 'p1'`)).rowCount).toBe(0);
    });

    it('chooses the healthiest service for a capability', async () => {
      const services = makeServiceStore(storage, { freshSeconds: 1 });
      const service = (executor: string, health: Service['health']): Service => ({
        id: 'audit', title: 'Audit', version: '1.0.0', executor, capabilities: ['build.audit'], offers: [], limits: { concurrency: 2, timeoutSeconds: 60 }, health, lastSeenAt: new Date().toISOString(),
      });
      await services.announce([service('one', 'degraded'), service('two', 'healthy'), service('three', 'unavailable')]);
      expect(await services.list()).toHaveLength(3);
      const able = async (capability = 'build.audit') => (await services.resolve(capability)).map(({ executor }) => executor);
      expect(await able()).toEqual(['two', 'one']);
      expect(await able('build.nothing')).toEqual([]);
      await storage.pool.query(`UPDATE services SET last_seen_at = now() - interval '1 minute' WHERE executor = 'two'`);
      expect(await able()).toEqual(['one', 'two']);
      expect((await services.list()).find(({ executor }) => executor === 'two')?.health).toBe('unknown');
      await services.withdraw('one');
      expect(await able()).toEqual(['two']);
    });
  });
}
