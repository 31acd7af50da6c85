import { AppError, researchRequest, type ChainReader, type Flow, type Research, type ResearchRequestInput, type ResearchResult, type ResearchService, type ResearchStore, type SectionName, type ServiceAnswer, type Watch, type WatchChange } from '@hyperlens/protocol';
import { makeLedger } from '../evidence/index.ts';
import type { ResearchDependencies, SubjectFinder } from './ports.ts';
import { makeResearchFlow } from './run.ts';

const block = { number: 7, hash: `0x${'7'.repeat(64)}` as const, time: '2026-01-01T00:00:00.000Z' };
export const aToken = '0x5FbDB2315678afecb367f032d93F642f64180aa3';

/** A store in memory, as far as flows and watches need one. */
export function memoryStore() {
  const runs = new Map<string, Research>();
  const sections = new Map<string, Map<SectionName, ServiceAnswer>>();
  const results = new Map<string, ResearchResult>();
  const watches = new Map<string, Watch>();
  const changes: WatchChange[] = [];
  const known = (runId: string): Research => { const run = runs.get(runId); if (!run) throw new AppError('NOT_FOUND', { what: 'run', id: runId }); return run; };
  const store: Partial<ResearchStore> = {
    create: async ({ runId, request, network, watchId = null }) => {
      const created = !runs.has(runId);
      if (created) runs.set(runId, { runId, status: 'queued', request, network, subject: null, steps: [], verdict: null, error: null, watchId: watchId ?? null, createdAt: block.time, updatedAt: block.time });
      return { research: known(runId), created };
    },
    get: async (runId) => runs.get(runId) ?? null,
    setStatus: async (runId, status, error = null) => { Object.assign(known(runId), { status, error }); },
    setSubject: async (runId, subject) => { Object.assign(known(runId), { subject }); },
    setStep: async (runId, step) => {
      const run = known(runId);
      const before = run.steps.find(({ name }) => name === step.name);
      run.steps = [...run.steps.filter(({ name }) => name !== step.name), { attempt: 1, startedAt: null, endedAt: null, summary: null, error: null, ...before, ...step }];
    },
    saveSection: async (runId, section, answer) => { sections.set(runId, (sections.get(runId) ?? new Map<SectionName, ServiceAnswer>()).set(section, answer)); },
    loadSections: async (runId) => [...(sections.get(runId)?.values() ?? [])],
    saveResult: async (runId, result) => { results.set(runId, result); },
    result: async (runId) => results.get(runId) ?? null,
    createWatch: async ({ id, request, everySeconds }) => { const watch: Watch = { id, request, everySeconds, status: 'active', lastRunId: null, lastRunAt: null, nextRunAt: block.time, error: null, createdAt: block.time }; watches.set(id, watch); return watch; },
    watches: async () => [...watches.values()],
    getWatch: async (id) => watches.get(id) ?? null,
    setWatch: async (id, change) => Object.assign(watches.get(id) ?? {}, change) as Watch,
    dueWatches: async (now) => [...watches.values()].filter((watch) => watch.status === 'active' && watch.nextRunAt !== null && Date.parse(watch.nextRunAt) <= now.getTime()),
    addChange: async (change) => { changes.push(change); },
    changes: async () => changes,
  };
  return { store: store as ResearchStore, runs, results, changes };
}

/** A chain on which one address is a token of 18 decimals and all others are wallets. */
export function tokenReader(): ChainReader {
  const word = (value: bigint) => ({ ok: true as const, returned: `0x${value.toString(16).padStart(64, '0')}` as const });
  const text = (value: string) => ({ ok: true as const, returned: `0x${'20'.padStart(64, '0')}${Buffer.byteLength(value).toString(16).padStart(64, '0')}${Buffer.from(value).toString('hex').padEnd(64, '0')}` as const });
  return {
    network: { id: 'local', chainId: 31_337 }, block,
    code: async (address: string) => (address === aToken ? '0x6000' : '0x'),
    calls: async () => [text('Acorn\u202e\u0007'), text('ACRN'), word(18n), word(10n ** 24n), word(0n)],
  } as unknown as ChainReader;
}

/** A service that learned one thing, and maybe a flag. */
export function oneThing(section: SectionName, flags: Record<string, boolean> = {}): ResearchService {
  return {
    section,
    analyze: async (task) => {
      const ledger = makeLedger({ section, block: task.block, observedAt: task.observedAt });
      const id = ledger.known('thing', 42, { title: 'A thing', source: 'chain:local', method: 'looked' });
      for (const [name, value] of Object.entries(flags)) ledger.flag(name, id, value);
      ledger.fact('thing', id);
      return { report: ledger.report(`${section} is done`), findings: [] };
    },
  };
}

/** Runs a request through the flow on an engine in memory. */
export async function research(input: ResearchRequestInput, world: { services?: Partial<Record<SectionName, ResearchService>>; finders?: SubjectFinder[]; memory?: ReturnType<typeof memoryStore>; runId?: string; watchId?: string } = {}) {
  const memory = world.memory ?? memoryStore();
  const runId = world.runId ?? 'run-1';
  await memory.store.create({ runId, request: researchRequest.parse(input), network: 'local', watchId: world.watchId ?? null });
  const flow = {
    runId, now: async () => new Date('2026-02-02T00:00:00.000Z'),
    step: async (name: string, body: (context: object) => Promise<unknown>) => body({ attempt: 1, signal: new AbortController().signal, idempotencyKey: `${runId}/${name}` }),
    parallel: (steps: (() => Promise<unknown>)[]) => Promise.all(steps.map((step) => step())),
  } as unknown as Flow;
  const dependencies: ResearchDependencies = {
    readers: { open: async () => tokenReader() }, finders: world.finders ?? [], store: memory.store, announcer: { announce: async () => undefined }, defaultNetwork: 'local',
    service: async (section) => world.services?.[section] ?? oneThing(section),
  };
  const error = await makeResearchFlow(dependencies)(flow, { runId }).then(() => null, (thrown: unknown) => AppError.from(thrown));
  return { error, run: memory.runs.get(runId), result: memory.results.get(runId), memory };
}
