import { AppError, researchRequest, type Comparison, type Evidence, type Networks, type Research, type ResearchRequest, type ResearchRequestInput, type ResearchResult, type ResearchStore, type Workflows } from '@hyperlens/protocol';
import { compareResults } from '../compare/index.ts';
import { spelled } from './resolve.ts';
import { makeWatches } from './watches.ts';

const ended = new Set<Research['status']>(['completed', 'failed', 'cancelled']);

export interface ResearchesDependencies {
  store: ResearchStore;
  workflows: Pick<Workflows, 'cancel' | 'resume'>;
  networks: Pick<Networks, 'get'>;
  defaultNetwork: string;
  newId: () => string;
  now: () => Date;
}

/** What people can do with research. Starting records the run; the outbox starts the flow. */
export function makeResearches({ store, workflows, networks, defaultNetwork, newId, now }: ResearchesDependencies) {
  const known = async (runId: string): Promise<Research> => {
    const research = await store.get(runId);
    if (!research) throw new AppError('NOT_FOUND', { what: 'research run', id: runId });
    return research;
  };
  const networkOf = (request: Pick<ResearchRequest, 'network' | 'sources'> | ResearchRequestInput): string | null => (request.sources ? null : request.network ?? defaultNetwork);
  const check = (request: ResearchRequestInput): void => {
    const network = networkOf(request);
    if (network !== null) networks.get(network);
    // What can only be a mistake is refused before anything is recorded.
    if (!request.sources) spelled(request.subject.trim(), '');
    const missing = request.ownFiles?.find((file) => !Object.hasOwn(request.sources ?? {}, file));
    if (missing !== undefined) throw new AppError('INPUT_INVALID', { where: 'body.ownFiles', problem: `${missing.slice(0, 200)} is not one of the sources` });
  };
  const result = async (runId: string): Promise<ResearchResult> => {
    const research = await known(runId);
    const stored = await store.result(runId);
    if (!stored) throw new AppError('RESEARCH_UNFINISHED', { id: runId, status: research.status });
    return stored;
  };

  return {
    async start(input: ResearchRequestInput, options: { idempotencyKey?: string } = {}): Promise<Research> {
      const request = researchRequest.parse(input);
      check(request);
      const { research } = await store.create({ runId: newId(), request, network: networkOf(request), idempotencyKey: options.idempotencyKey ?? null });
      return research;
    },
    get: known,
    list: (options?: Parameters<ResearchStore['list']>[0]) => store.list(options),
    /** Throws RESEARCH_UNFINISHED while there is none. */
    result,
    async evidence(runId: string, id: string): Promise<Evidence> {
      const found = (await result(runId)).evidence.find((one) => one.id === id);
      if (!found) throw new AppError('NOT_FOUND', { what: 'piece of evidence', id });
      return found;
    },
    async compare(runIds: readonly string[]): Promise<Comparison> {
      return compareResults(await Promise.all(runIds.map(result)));
    },
    async cancel(runId: string): Promise<Research> {
      const research = await known(runId);
      if (ended.has(research.status)) throw new AppError('RUN_CONFLICT', { id: runId, status: research.status, action: 'cancelling' });
      await workflows.cancel(runId).catch((error: unknown) => {
        // Not started yet: its flow sees in its first step that it is not wanted any more.
        if (!AppError.is(error, 'NOT_FOUND')) throw error;
      });
      await store.setStatus(runId, 'cancelled', { code: 'RUN_CANCELLED', message: `Run ${runId} was cancelled.`, remedy: 'Start it again.' });
      const cancelled = await known(runId);
      // It may have ended in the same moment.
      if (cancelled.status !== 'cancelled') throw new AppError('RUN_CONFLICT', { id: runId, status: cancelled.status, action: 'cancelling' });
      // The steps that were under way say nothing any more; without this they would seem to go on.
      for (const { name, status } of cancelled.steps) if (status === 'running') await store.setStep(runId, { name, status: 'skipped', endedAt: now().toISOString(), summary: 'the run was cancelled' });
      return known(runId);
    },
    /** Goes on from where a failed or cancelled run stopped. */
    async retry(runId: string): Promise<Research> {
      const research = await known(runId);
      if (research.status !== 'failed' && research.status !== 'cancelled') throw new AppError('RUN_CONFLICT', { id: runId, status: research.status, action: 'retrying' });
      await store.setStatus(runId, 'queued');
      await workflows.resume(runId);
      return known(runId);
    },
    watches: makeWatches({ store, newId, now, check, network: networkOf }),
  };
}
export type Researches = ReturnType<typeof makeResearches>;
