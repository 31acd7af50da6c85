import { AppError, buildRequest, buildSteps, type BuildRequestInput, type BuildStep, type EventBus, type Networks, type Run, type RunStore, type Workflows } from '@hyperlens/protocol';

const ended = new Set<Run['status']>(['completed', 'rejected', 'failed', 'cancelled']);
export const buildFlowName = 'build.run';
export const buildQueue = 'agent';

export interface BuildsDependencies {
  runs: RunStore;
  workflows: Pick<Workflows, 'cancel' | 'resume' | 'fork' | 'signal'>;
  networks: Pick<Networks, 'get'>;
  events: Pick<EventBus, 'append'>;
  defaultNetwork: string;
  newId: () => string;
}

/** What people can do with builds. Starting records the run; the outbox starts the flow. */
export function makeBuilds({ runs, workflows, networks, events, defaultNetwork, newId }: BuildsDependencies) {
  const known = async (runId: string): Promise<Run> => {
    const run = await runs.get(runId);
    if (!run) throw new AppError('NOT_FOUND', { what: 'run', id: runId });
    return run;
  };
  const refuse = (run: Run, action: string): never => { throw new AppError('RUN_CONFLICT', { id: run.runId, status: run.status, action }); };

  /** Shows on the new run what it takes over from the old one: everything of the steps before the one it begins at. */
  async function takeOver(original: Run, newRunId: string, step: BuildStep): Promise<void> {
    const before = new Set(buildSteps.slice(0, buildSteps.indexOf(step)));
    for (const record of original.steps) if (before.has(record.name) && record.status === 'completed') await runs.setStep(newRunId, record);
    const written = before.has('write') ? await runs.loadPackage(original.runId) : null;
    if (written) await runs.savePackage(newRunId, written);
    await runs.setResult(newRunId, {
      ...(before.has('specify') ? { spec: original.spec } : {}), ...(before.has('write') ? { contracts: original.contracts } : {}),
      ...(before.has('audit') ? { audit: original.audit } : {}), ...(before.has('test') ? { tests: original.tests } : {}),
    });
  }

  return {
    async start(input: BuildRequestInput, options: { idempotencyKey?: string } = {}): Promise<Run> {
      const request = buildRequest.parse(input);
      const network = request.network ?? defaultNetwork;
      networks.get(network);
      const { run } = await runs.create({ runId: newId(), request, network, idempotencyKey: options.idempotencyKey ?? null });
      return run;
    },
    get: known,
    list: (options?: Parameters<RunStore['list']>[0]) => runs.list(options),
    async cancel(runId: string): Promise<Run> {
      const run = await known(runId);
      if (ended.has(run.status)) refuse(run, 'cancelling');
      await workflows.cancel(runId);
      await runs.setStatus(runId, 'cancelled', { code: 'RUN_CANCELLED', message: `Run ${runId} was cancelled.`, remedy: `Continue it with: hyperlens runs retry ${runId}` });
      // The step that was under way says nothing any more; without this it would seem to go on.
      const cancelled = await known(runId);
      for (const { name, status } of cancelled.steps) if (status === 'running' || status === 'waiting') await runs.setStep(runId, { name, status: 'skipped', endedAt: new Date().toISOString(), summary: 'the run was cancelled' });
      return known(runId);
    },
    async retry(runId: string, options: { fromStep?: BuildStep } = {}): Promise<Run> {
      const run = await known(runId);
      if (run.status !== 'failed' && run.status !== 'cancelled' && run.status !== 'rejected') refuse(run, 'retrying');
      await runs.setStatus(runId, 'queued');
      await workflows.resume(runId, options.fromStep);
      return known(runId);
    },
    async fork(runId: string, options: { request?: Partial<BuildRequestInput>; fromStep?: BuildStep } = {}): Promise<Run> {
      const original = await known(runId);
      const request = buildRequest.parse({ ...original.request, ...options.request });
      const network = request.network ?? defaultNetwork;
      networks.get(network);
      // Changed words need a new spec; results before the first step that sees the change are taken over.
      const changedWords = options.request?.request !== undefined && options.request.request !== original.request.request;
      const asked = changedWords ? 'specify' : (options.fromStep ?? firstUnfinished(original));
      const newRunId = newId();
      const { run } = await runs.create({ runId: newRunId, request, network, forkedFrom: runId, dispatch: false });
      try {
        await takeOver(original, newRunId, asked);
        await workflows.fork(runId, { newRunId, fromStep: recordedStep(original, asked), input: { request, network } });
      } catch (error) {
        // Without its flow the new run would stay queued for ever.
        const known = AppError.from(error);
        await runs.setStatus(newRunId, 'failed', { code: known.code, message: known.message, remedy: known.remedy });
        throw error;
      }
      return run;
    },
    async approve(runId: string, answer: { approved: boolean; by: string }): Promise<Run> {
      const run = await known(runId);
      if (run.status !== 'waiting') refuse(run, 'answering the approval');
      await events.append({ type: 'approval.answered', stream: runId, data: answer, key: `${runId}/approval` });
      await workflows.signal(runId, 'approval', answer, `${runId}/approval`);
      return known(runId);
    },
  };
}

/** The flow's name of the place to begin at: a step that never came, because the run was told to stop before it, is where the run concluded. */
function recordedStep(original: Run, step: BuildStep): string {
  const ran = original.steps.find((record) => record.name === step);
  return original.status === 'completed' && (!ran || ran.status === 'pending' || ran.status === 'skipped') ? 'conclude:completed' : step;
}

function firstUnfinished(run: Run): BuildStep {
  return buildSteps.find((name) => run.steps.find((step) => step.name === name)?.status !== 'completed') ?? 'deploy';
}
