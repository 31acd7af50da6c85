import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { researchRequest, type ResearchResult, type ResearchStore, type ServiceAnswer, type Subject } from '@hyperlens/protocol';
import { makeEventBus, type StoredEventBus } from '../events/index.ts';
import { makeResearchStore } from './research.ts';
import type { Storage } from './storage.ts';

/** What the store of research runs and watches must do on every driver. */
export function researchKit(driver: string, open: () => Promise<Storage>): void {
  describe(`store of research runs on ${driver}`, () => {
    let storage: Storage;
    let events: StoredEventBus;
    let store: ResearchStore;
    beforeAll(async () => {
      storage = await open();
      events = makeEventBus(storage);
      store = makeResearchStore(storage, events, { start: ({ runId }) => ({ flow: 'research.run', queue: 'analytics', input: { runId } }) });
    });
    afterAll(async () => { await events?.close(); await storage?.close(); });

    const request = researchRequest.parse({ subject: 'ACRN \0 \uD800' });
    const subject: Subject = { kind: 'token', query: 'ACRN', network: 'local', chainId: 31_337, address: `0x${'1'.repeat(40)}`, name: 'Acorn', symbol: 'ACRN', decimals: 18 };
    const types = async (runId: string) => (await events.read({ stream: runId })).map(({ type, sequence }) => `${sequence} ${type}`);
    const answer = (summary: string): ServiceAnswer => ({ report: { section: 'onchain', status: 'unknown', summary, sources: [], facts: {}, flags: {}, charts: [], evidence: [] }, findings: [] });

    it('records a run, its event and its start at once, and the same key only once', async () => {
      const all = await Promise.all(['a', 'b', 'c'].map((name) => store.create({ runId: `research-${name}`, request, network: 'local', idempotencyKey: 'research-key' })));
      expect(all.filter(({ created }) => created)).toHaveLength(1);
      const runId = all.find(({ created }) => created)?.research.runId ?? '';
      expect(new Set(all.map(({ research }) => research.runId))).toEqual(new Set([runId]));
      expect(await types(runId)).toEqual(['1 research.created']);
      expect((await storage.pool.query(`SELECT flow, queue FROM outbox WHERE run_id = $1`, [runId])).rows).toEqual([{ flow: 'research.run', queue: 'analytics' }]);
    });

    it('keeps steps in order and announces each change once', async () => {
      await store.create({ runId: 'research-steps', request, network: 'local' });
      await store.setStatus('research-steps', 'running');
      await store.setStatus('research-steps', 'running');
      await store.setStep('research-steps', { name: 'onchain', status: 'running' });
      await store.setStep('research-steps', { name: 'resolve', status: 'completed', summary: 'a token' });
      await store.setStep('research-steps', { name: 'onchain', status: 'running' });
      await store.setSubject('research-steps', subject);
      const research = await store.get('research-steps');
      expect(research?.steps.map(({ name, status }) => `${name} ${status}`)).toEqual(['resolve completed', 'onchain running']);
      expect(research?.subject).toEqual(subject);
      expect(await types('research-steps')).toEqual(['1 research.created', '2 research.updated', '3 research.step', '4 research.step']);
      await expect(store.setStatus('nowhere', 'running')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('leaves a cancelled run cancelled until it is continued, and one that ended ended', async () => {
      await store.create({ runId: 'research-cancel', request, network: 'local' });
      const status = async () => (await store.get('research-cancel'))?.status;
      await store.setStatus('research-cancel', 'cancelled');
      // What its flow still says, not having noticed.
      await store.setStatus('research-cancel', 'running');
      await store.setStep('research-cancel', { name: 'resolve', status: 'running' });
      await store.setStatus('research-cancel', 'failed');
      expect(await store.get('research-cancel')).toMatchObject({ status: 'cancelled', steps: [] });
      await store.setStatus('research-cancel', 'queued');
      await store.setStep('research-cancel', { name: 'resolve', status: 'running' });
      expect(await status()).toBe('running');
      await store.setStatus('research-cancel', 'completed');
      await store.setStatus('research-cancel', 'cancelled');
      expect(await status()).toBe('completed');
      expect(await types('research-cancel')).toEqual(['1 research.created', '2 research.updated', '3 research.updated', '4 research.updated', '5 research.step', '6 research.updated']);
    });

    it('keeps sections and the result', async () => {
      await store.create({ runId: 'research-result', request, network: 'local' });
      await store.saveSection('research-result', 'onchain', answer('first'));
      await store.saveSection('research-result', 'onchain', answer('second'));
      expect((await store.loadSections('research-result')).map(({ report }) => report.summary)).toEqual(['second']);
      const verdict = { level: 'unknown' as const, score: { low: 0, high: 80 }, reasons: [], unknown: [] };
      const result: ResearchResult = { runId: 'research-result', status: 'completed', subject, block: null, observedAt: new Date(0).toISOString(), verdict, flags: {}, sections: {}, findings: [], evidence: [], error: null };
      await store.saveResult('research-result', result);
      expect(await store.result('research-result')).toEqual(result);
      expect((await store.get('research-result'))?.verdict).toEqual(verdict);
      expect(await store.result('nowhere')).toBeNull();
    });

    it('lists by network, watch and subject, without sources and posts', async () => {
      const watchId = randomUUID();
      const post = { id: '1', source: 'supplied', author: null, text: 'hello', time: null, url: null };
      await store.create({ runId: 'research-list-1', request: researchRequest.parse({ subject: 'Meadow', sources: { 'A.sol': '//' }, project: { posts: [post], site: 'https://meadow.example/' } }), network: 'elsewhere', watchId });
      await store.create({ runId: 'research-list-2', request: researchRequest.parse({ subject: 'something' }), network: 'elsewhere' });
      await store.setSubject('research-list-2', { ...subject, symbol: 'MDW', address: `0x${'a'.repeat(40)}` });
      const ids = async (filter: Parameters<ResearchStore['list']>[0]) => (await store.list(filter)).map(({ runId }) => runId);
      expect(await ids({ network: 'elsewhere' })).toEqual(['research-list-2', 'research-list-1']);
      expect(await ids({ network: 'elsewhere', limit: 1, before: 'research-list-2' })).toEqual(['research-list-1']);
      expect(await ids({ watchId })).toEqual(['research-list-1']);
      expect([await ids({ subject: 'mEADOW' }), await ids({ subject: 'mdw' }), await ids({ subject: `0x${'A'.repeat(40)}` }), await ids({ subject: "' OR true --" })]).toEqual([['research-list-1'], ['research-list-2'], ['research-list-2'], []]);
      expect((await store.list({ watchId }))[0]?.request).toEqual(researchRequest.parse({ subject: 'Meadow', project: { site: 'https://meadow.example/' } }));
      expect((await store.get('research-list-1'))?.request.project.posts).toHaveLength(1);
    });

    it('keeps watches, tells which are due, and records a change once', async () => {
      const id = randomUUID();
      await store.createWatch({ id, request, everySeconds: 60 });
      expect((await store.dueWatches(new Date(Date.now() + 1000))).map((watch) => watch.id)).toEqual([id]);
      await store.setWatch(id, { lastRunId: 'one', nextRunAt: new Date(Date.now() + 60_000).toISOString() });
      expect(await store.dueWatches(new Date())).toEqual([]);
      const change = { watchId: id, runId: 'two', previousRunId: 'one', differences: [], recordedAt: new Date(5).toISOString() };
      await store.addChange(change);
      await store.addChange(change);
      expect(await store.changes(id)).toEqual([change]);
      expect(await types(`watch:${id}`)).toEqual(['1 watch.changed']);
      await store.removeWatch(id);
      expect(await store.getWatch(id)).toBeNull();
      await expect(store.removeWatch(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });
}
