import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { AppError } from '@hyperlens/protocol';
import type { FlowFunction, Schedule, StartOptions, Workflows } from '@hyperlens/protocol';
import { silentLogger } from '../telemetry/index.ts';
import type { Logger } from '../telemetry/index.ts';
import { applicationName, currentExecution, launchEngine, stopEngine, stopTaking } from './engine.ts';
import { makeExecutors } from './executors.ts';
import type { Executors } from './executors.ts';
import { isLost, revive, toStored } from './failure.ts';
import { makeFlow } from './flow.ts';
import type { FlowDependencies } from './flow.ts';
import { forkRun, resumeRun } from './history.ts';
import { listen } from './listen.ts';
import type { Listener } from './listen.ts';
import { withLaunchLock } from './lock.ts';
import { makePatientPool, told, whileAway } from './pool.ts';
import { makePools } from './pools.ts';
import type { Pools } from './pools.ts';
import { makeRuns } from './runs.ts';
import { failureOf, hasEnded, makeStore, scheduleQueue, toState, workChannel } from './store.ts';
import { checkStart, refuseConflict } from './start.ts';
import { makeWatch } from './watch.ts';

const defaultPriority = 50;
const schedulePrefix = 'schedule.';

/** What the rooms that count things are told. */
export interface WorkflowObserver {
  onStep?: FlowDependencies['onStep'];
  onRun?: (run: { flow: string; outcome: 'completed' | 'failed' | 'cancelled'; milliseconds: number }) => void;
}

export interface WorkflowsOptions {
  /** PostgreSQL URL of the database, embedded or not. */
  url: string;
  /** New for each start of a process; made up when absent. */
  executorId?: string;
  /** Only executors of the same version continue each other's runs. Changes when flows change in a way that recorded runs cannot follow. */
  applicationVersion: string;
  /** Queues this process works on, and on how many runs at once. */
  pools: Record<string, { concurrency: number }>;
  /** Work on the pools (default). A process that only starts, watches and signals runs says false. */
  serve?: boolean;
  /** No other process can use this database at the same time (embedded): runs of earlier processes are taken over at once. */
  alone?: boolean;
  logger?: Logger;
  observer?: WorkflowObserver;
  /** Connections to the database. Default 6. */
  connections?: number;
  /** Look for work this often even when nobody says there is some. Default 250. */
  pollMilliseconds?: number;
  /** Look for cancelled and ended runs this often, while there is one to look for. Default 150. */
  watchMilliseconds?: number;
  heartbeat?: { beatMilliseconds?: number; deadMilliseconds?: number };
  /** How long `close` lets steps finish. Default 5000. */
  graceMilliseconds?: number;
}

/** The workflow port, plus its beginning and end. Register flows and schedules before `launch`. */
export interface OpenWorkflows extends Workflows {
  readonly executorId: string;
  /** Connects, takes over the work of dead executors, starts working. */
  launch(): Promise<void>;
  /** Forgets ended runs that are older than so many days, with their steps: scheduled ones (default 1), others (default never). Resolves with how many. */
  prune(days?: { scheduled?: number; runs?: number }): Promise<number>;
  /** Takes no more work, lets steps finish within the grace period, aborts the rest and leaves their runs to other executors or the next start. */
  close(): Promise<void>;
}

/** Workflows on DBOS Transact; one at a time per process. See docs/workflows.md for what is promised and how. */
export function openWorkflows(options: WorkflowsOptions): OpenWorkflows {
  const { url, executorId = randomUUID(), applicationVersion, serve = true, alone = false, observer = {} } = options;
  const logger = (options.logger ?? silentLogger).child({ executor: executorId });
  // A process that freezes inside a transaction must not keep others from taking its runs over: PostgreSQL ends it after 5 s.
  const database = makePatientPool({ connectionString: url, max: options.connections ?? 6, idle_in_transaction_session_timeout: 5000, application_name: `hyperlens ${executorId}` }, logger);
  const store = makeStore(database);
  const flows = new Map<string, FlowFunction<never, unknown>>();
  const schedules: Schedule[] = [];
  let pools: Pools | undefined;
  let executors: Executors | undefined;
  let listener: Listener | undefined;
  let state: 'new' | 'open' | 'closed' = 'new';

  const runs = makeRuns({ freed: (queue) => { pools?.wake(queue); watch.wake(); }, entered: () => watch.start() });
  const watch = makeWatch({ store, runs, logger, tickMilliseconds: options.watchMilliseconds ?? 150 });
  const queues = () => ({ ...options.pools, ...(schedules.length > 0 ? { [scheduleQueue]: { concurrency: 4 } } : {}) });

  const announce = async (queue: string) => {
    pools?.wake(queue);
    await store.notify(queue).catch((error: unknown) => logger.debug({ error }, 'a notification was not sent; the poll finds the work'));
  };

  /** One execution of a flow: from the beginning or a replay. */
  async function execute<Input, Output>(name: string, run: FlowFunction<Input, Output>, input: Input): Promise<Output> {
    const { runId, owner } = currentExecution();
    const leavePlace = runs.placeOf(runId);
    const { flow, planOf } = makeFlow({ name, runId, owner, runs, ...(observer.onStep ? { onStep: observer.onStep } : {}) });
    const began = performance.now();
    const report = (outcome: 'completed' | 'failed' | 'cancelled') => observer.onRun?.({ flow: name, outcome, milliseconds: performance.now() - began });
    try {
      const output = await run(flow, input);
      report('completed');
      return output;
    } catch (error) {
      if (isLost(error)) throw error;
      const known = revive(error);
      report(AppError.is(known, 'RUN_CANCELLED') ? 'cancelled' : 'failed');
      logger.debug({ runId, flow: name, error }, 'the flow failed');
      throw toStored(known, undefined, planOf(error));
    } finally {
      // An execution that lost its run goes on waiting inside the engine for what the other one records. That other one may be waiting for this place.
      leavePlace();
      setImmediate(watch.wake);
    }
  }

  return {
    executorId,
    register(name, flow) {
      if (state !== 'new' || flows.has(name)) throw new AppError('INTERNAL', { reason: `flow ${name} was registered twice, or after launch` });
      flows.set(name, flow as FlowFunction<never, unknown>);
    },
    schedule(schedule) {
      if (state !== 'new' || schedules.some((known) => known.name === schedule.name)) throw new AppError('INTERNAL', { reason: `schedule ${schedule.name} was registered twice, or after launch` });
      schedules.push(schedule);
    },
    async launch() {
      if (state !== 'new') throw new AppError('INTERNAL', { reason: 'launch() was called twice' });
      state = 'open';
      try {
        await told(begin());
      } catch (error) {
        await stop(0);
        throw error;
      }
    },
    async start(name, input, start: StartOptions) {
      checkStart(start, Object.keys(options.pools));
      await told(refuseConflict(start.runId, () => DBOS.enqueueWorkflowWithOptions({
        workflowName: name, workflowID: start.runId, queueName: start.queue, appVersion: applicationVersion, priority: start.priority ?? defaultPriority,
        attributes: { queue: start.queue }, applicationName, ...(start.timeoutMilliseconds === undefined ? {} : { workflowTimeoutMS: start.timeoutMilliseconds }),
      }, input ?? null)));
      await announce(start.queue);
    },
    async result<Output>(runId: string, timeoutMilliseconds?: number): Promise<Output> {
      const limit = timeoutMilliseconds === undefined ? undefined : AbortSignal.timeout(timeoutMilliseconds);
      try {
        await watch.ended(runId, limit);
      } catch (error) {
        if (limit?.aborted) throw new AppError('STEP_TIMED_OUT', { step: `run ${runId}`, seconds: (timeoutMilliseconds ?? 0) / 1000 });
        throw error;
      }
      const row = await told(whileAway(() => store.run(runId)));
      if (!row) throw new AppError('NOT_FOUND', { what: 'run', id: runId });
      const failure = failureOf(row);
      if (failure) throw failure;
      return JSON.parse(row.output ?? 'null') as Output;
    },
    async signal(runId, topic, message, key) {
      await known(runId);
      await told(DBOS.send(runId, message, topic, key));
    },
    async cancel(runId) {
      const row = await known(runId);
      if (hasEnded(row.status)) return;
      await told(DBOS.cancelWorkflow(runId));
      watch.wake();
    },
    async resume(runId) {
      await announce(await told(resumeRun(database, runId)));
    },
    async fork(runId, fork) {
      await announce(await told(forkRun(database, runId, applicationVersion, fork)));
    },
    async state(runId) {
      const row = await told(store.run(runId));
      return row ? toState(row) : null;
    },
    async steps(runId) {
      const moment = (milliseconds: number | null) => (milliseconds === null ? null : new Date(milliseconds).toISOString());
      return (await told(store.operations(runId))).map((step) => ({ name: step.name, status: step.failed ? 'failed' : 'completed', startedAt: moment(step.started), endedAt: moment(step.ended) }));
    },
    async queues() {
      const counts = await told(store.counts(Object.keys(options.pools)));
      return Object.entries(options.pools).map(([name, { concurrency }]) => ({ name, concurrency, waiting: counts.get(name)?.waiting ?? 0, running: counts.get(name)?.running ?? 0 }));
    },
    prune: (days = {}) => told(store.prune({ scheduled: days.scheduled ?? 1, runs: days.runs ?? null })),
    async close() {
      await stop(options.graceMilliseconds ?? 5000);
    },
  };

  async function begin(): Promise<void> {
    for (const [name, flow] of flows) DBOS.registerWorkflow((input: never) => execute(name, flow, input), { name });
    const scheduled = schedules.map(({ name, cron, run }) => ({
      scheduleName: name, schedule: cron, cronTimezone: 'UTC', queueName: scheduleQueue,
      workflowFn: DBOS.registerWorkflow(async (scheduledAt: Date) => {
        // Through JSON, the moment arrives as text.
        await execute(schedulePrefix + name, (flow) => flow.step('run', () => run(new Date(scheduledAt))), null);
      }, { name: schedulePrefix + name }),
    }));
    await withLaunchLock(database, () => launchEngine({ pool: database, url, executorId, applicationVersion, logger }));
    executors = await makeExecutors({
      pool: database, executorId, version: applicationVersion, logger, alone,
      beatMilliseconds: options.heartbeat?.beatMilliseconds ?? 1000, deadMilliseconds: options.heartbeat?.deadMilliseconds ?? 4000,
      onRescue: (rescued) => { for (const queue of new Set(rescued.map((run) => run.queue))) void announce(queue); },
    });
    if (!serve) return;
    if (scheduled.length > 0) {
      // What an earlier version scheduled and this one does not know would fail for ever.
      for (const { scheduleName } of await DBOS.listSchedules()) if (!schedules.some((schedule) => schedule.name === scheduleName)) await DBOS.deleteSchedule(scheduleName);
      await DBOS.applySchedules(scheduled);
    }
    pools = makePools({ pools: queues(), version: applicationVersion, store, runs, logger, pollMilliseconds: options.pollMilliseconds ?? 250 });
    listener = await listen({ pool: database, channel: workChannel, logger }, (queue) => pools?.wake(queue === '' ? undefined : queue));
  }

  async function stop(graceMilliseconds: number): Promise<void> {
    if (state === 'closed') return;
    const launched = state === 'open';
    state = 'closed';
    if (launched) {
      await pools?.close();
      await stopTaking();
      await runs.stop(graceMilliseconds);
      await executors?.close();
      watch.close();
      await listener?.close();
      await stopEngine();
    }
    await database.end();
  }

  /** The run's row; a run that was only just written to the outbox gets two seconds to appear. */
  async function known(runId: string) {
    for (let attempt = 0; ; attempt += 1) {
      const row = await told(store.run(runId));
      if (row) return row;
      if (attempt === 20) throw new AppError('NOT_FOUND', { what: 'run', id: runId });
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  }
}
