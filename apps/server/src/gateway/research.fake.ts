// Research in memory for the tests of the gateway and the CLI. Nothing of the product imports this.
import { randomUUID } from 'node:crypto';
import { AppError, researchRequest, type NewEvent, type Research, type ResearchResult, type Watch } from '@hyperlens/protocol';
import type { Application } from '../application.ts';

const moment = '2026-01-01T00:00:00.000Z';

/** A finished result about nothing in particular. */
export function fakeResult(runId: string, level: ResearchResult['verdict']['level'] = 'low'): ResearchResult {
  return {
    runId, status: 'completed', subject: { kind: 'token', query: 'ACRN', network: 'local', chainId: 31_337, address: `0x${'11'.repeat(20)}`, name: 'Acorn', symbol: 'ACRN', decimals: 18 },
    block: { number: 3, hash: `0x${'cd'.repeat(32)}`, time: moment }, observedAt: moment,
    verdict: { level, score: { low: 8, high: 12 }, reasons: [{ id: 'is_mintable', title: 'New tokens can be made', points: 8, evidence: ['onchain.mint'] }], unknown: [{ id: 'sentiment', title: 'People write badly of it', points: 4, because: 'nobody found anything out about it', evidence: [] }] },
    flags: { is_mintable: { value: true, evidence: ['onchain.mint'] }, buy_tax: { value: 'unknown', evidence: ['onchain.tax'] } },
    sections: { onchain: { status: 'partial', summary: 'A token.', sources: [{ id: 'chain', title: 'Local chain', status: 'ok' }], facts: { 'owner': { value: 'nobody', evidence: ['onchain.mint'] } }, charts: [{ id: 'holders', title: 'Holders', kind: 'bar', xTitle: null, yTitle: null, series: [{ name: 'share', points: [['a', 1]] }], evidence: ['onchain.mint'] }] } },
    findings: [], error: null,
    evidence: [
      { id: 'onchain.mint', title: 'Mint', value: true, unit: null, source: 'simulation:local', block: 3, time: moment, method: 'called mint in a fork', confidence: 'high' },
      { id: 'onchain.tax', title: 'Tax', unknown: 'there is no pool', unit: null, source: 'simulation:local', block: 3, time: moment, method: 'looked for pools', confidence: 'high' },
    ],
  };
}

/** Runs end at once: a subject called "trap" is critical, "nothing" is not found, "slow" stays running until it is cancelled. */
export function fakeResearch(events: { append(event: NewEvent): Promise<unknown> }): Application['research'] {
  const runs = new Map<string, Research>();
  const watches = new Map<string, Watch>();
  const keys = new Map<string, string>();
  const find = (id: string): Research => { const run = runs.get(id); if (!run) throw new AppError('NOT_FOUND', { what: 'research run', id }); return run; };
  const watchOf = (id: string): Watch => { const watch = watches.get(id); if (!watch) throw new AppError('NOT_FOUND', { what: 'watch', id }); return watch; };
  const end = async (run: Research, status: Research['status'], error: Research['error'] = null): Promise<void> => {
    Object.assign(run, { status, error });
    await events.append({ type: 'research.updated', stream: run.runId, data: { status } });
  };
  const result = async (runId: string): Promise<ResearchResult> => {
    const run = find(runId);
    if (run.status !== 'completed') throw new AppError('RESEARCH_UNFINISHED', { id: runId, status: run.status });
    return fakeResult(runId, run.request.subject === 'trap' ? 'critical' : 'low');
  };
  return {
    result, get: async (id) => find(id), list: async () => [...runs.values()].reverse(),
    async start(input, options) {
      const known = options?.idempotencyKey === undefined ? undefined : keys.get(options.idempotencyKey);
      if (known) return find(known);
      const run: Research = { runId: randomUUID(), status: 'running', request: researchRequest.parse(input), network: 'local', subject: null, steps: [], verdict: null, error: null, watchId: null, createdAt: moment, updatedAt: moment };
      runs.set(run.runId, run);
      if (options?.idempotencyKey !== undefined) keys.set(options.idempotencyKey, run.runId);
      await events.append({ type: 'research.created', stream: run.runId, data: { subject: run.request.subject, network: 'local' } });
      await events.append({ type: 'research.step', stream: run.runId, data: { step: 'onchain', status: 'completed', attempt: 1, summary: 'a token' } });
      if (run.request.subject === 'nothing') {
        const { code, message, remedy } = new AppError('SUBJECT_NOT_FOUND', { subject: 'nothing', network: 'local', reason: 'the fake knows none' });
        await end(run, 'failed', { code, message, remedy });
      } else if (run.request.subject !== 'slow') await end(run, 'completed');
      return run;
    },
    async evidence(runId, id) {
      const found = (await result(runId)).evidence.find((one) => one.id === id);
      if (!found) throw new AppError('NOT_FOUND', { what: 'piece of evidence', id });
      return found;
    },
    async compare(ids) {
      const results = await Promise.all(ids.map(result));
      return { subjects: results.map(({ runId, subject, block, verdict }) => ({ runId, subject, block, verdict })), rows: [{ section: 'flags', name: 'is_mintable', values: results.map(({ flags }) => flags['is_mintable'] ?? null), differs: false }] };
    },
    async cancel(id) {
      const run = find(id);
      if (run.status !== 'running') throw new AppError('RUN_CONFLICT', { id, status: run.status, action: 'cancelling' });
      await end(run, 'cancelled');
      return run;
    },
    retry: async (id) => find(id),
    watches: {
      async create({ request, everySeconds }) {
        const watch: Watch = { id: randomUUID(), request: researchRequest.parse(request), everySeconds, status: 'active', lastRunId: null, lastRunAt: null, nextRunAt: moment, error: null, createdAt: moment };
        watches.set(watch.id, watch);
        return watch;
      },
      list: async () => [...watches.values()], get: async (id) => watchOf(id), set: async (id, change) => Object.assign(watchOf(id), change),
      remove: async (id) => { watchOf(id); watches.delete(id); },
      changes: async (id) => { watchOf(id); return []; }, tick: async () => undefined,
    },
  };
}
