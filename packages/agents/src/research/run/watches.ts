import { AppError, researchRequest, type ResearchRequestInput, type ResearchStore, type Watch } from '@hyperlens/protocol';
import { differencesOf } from '../compare/index.ts';

export interface WatchesDependencies { store: ResearchStore; newId: () => string; now: () => Date; check: (request: ResearchRequestInput) => void; network: (request: ResearchRequestInput) => string | null }

/** Subjects that are researched again on a schedule, and what changed each time. */
export function makeWatches({ store, newId, now, check, network }: WatchesDependencies) {
  const known = async (id: string): Promise<Watch> => {
    const watch = await store.getWatch(id);
    if (!watch) throw new AppError('NOT_FOUND', { what: 'watch', id });
    return watch;
  };
  return {
    async create(input: { request: ResearchRequestInput; everySeconds: number }): Promise<Watch> {
      const request = researchRequest.parse(input.request);
      check(request);
      if (request.atBlock !== undefined) throw new AppError('INPUT_INVALID', { where: 'atBlock', problem: 'a watch looks at the newest block each time' });
      if (request.sources) throw new AppError('INPUT_INVALID', { where: 'sources', problem: 'sources that were handed in do not change; watch an address, a symbol or a name' });
      return store.createWatch({ id: newId(), request, everySeconds: input.everySeconds });
    },
    list: () => store.watches(),
    get: known,
    async set(id: string, change: { status?: Watch['status']; everySeconds?: number }): Promise<Watch> {
      const { nextRunAt } = await known(id);
      // A shorter interval counts from now on, not after the long one that was planned.
      const sooner = change.everySeconds === undefined || nextRunAt === null ? nextRunAt : new Date(Math.min(Date.parse(nextRunAt), now().getTime() + change.everySeconds * 1000)).toISOString();
      return store.setWatch(id, { ...change, nextRunAt: change.status === 'active' ? now().toISOString() : sooner });
    },
    remove: (id: string) => store.removeWatch(id),
    changes: (id: string, limit?: number) => known(id).then(() => store.changes(id, limit)),

    /** Starts what is due. A run's id is made of the watch and its moment: two processes that tick together start one run. */
    async tick(): Promise<void> {
      for (const watch of await store.dueWatches(now())) {
        const due = watch.nextRunAt ?? watch.createdAt;
        await store.create({ runId: `watch-${watch.id}-${Date.parse(due)}`, request: watch.request, network: network(watch.request), watchId: watch.id });
        // Runs missed while nothing was running are not made up for: this one stands for all of them.
        const interval = watch.everySeconds * 1000;
        const next = Date.parse(due) + interval;
        await store.setWatch(watch.id, { nextRunAt: new Date(next > now().getTime() ? next : now().getTime() + interval).toISOString() });
      }
    },
  };
}
export type Watches = ReturnType<typeof makeWatches>;

/** When a run of a watch has ended: records what changed against the last one that completed. */
export async function concludeWatch(store: ResearchStore, runId: string, failure: Watch['error']): Promise<void> {
  const research = await store.get(runId);
  const watch = research?.watchId ? await store.getWatch(research.watchId) : null;
  if (!research || !watch || watch.lastRunId === runId) return;
  const after = failure ? null : await store.result(runId);
  if (!after) { await store.setWatch(watch.id, { error: failure }); return; }
  const before = watch.lastRunId ? await store.result(watch.lastRunId) : null;
  const differences = before ? differencesOf(before, after) : [];
  if (before && differences.length > 0) await store.addChange({ watchId: watch.id, runId, previousRunId: before.runId, differences, recordedAt: after.observedAt });
  await store.setWatch(watch.id, { lastRunId: runId, lastRunAt: after.observedAt, error: null });
}
