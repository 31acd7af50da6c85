// The only file that touches DBOS Transact 5.3: launching it, and the parts of it that are not in its front door.
import { DBOS } from '@dbos-inc/dbos-sdk';
import { getCurrentContextStore, runWithParentContext } from '@dbos-inc/dbos-sdk/internal/context';
import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor';
import { dbRetryConfig } from '@dbos-inc/dbos-sdk/internal/utils';
import { WorkflowQueue } from '@dbos-inc/dbos-sdk/internal/wfqueue';
import { AppError } from '@hyperlens/protocol';
import type { Pool } from 'pg';
import type { Logger } from '../telemetry/index.ts';

/** The name under which rows belong to this product in the engine's tables. */
export const applicationName = 'hyperlens';

/** Plain JSON: what a step returned and what a replay returns are the same value. */
const jsonSerializer = {
  name: () => 'json',
  parse: (text: string | null | undefined): unknown => (text === null || text === undefined ? null : JSON.parse(text)),
  stringify: (value: unknown): string => {
    try {
      return JSON.stringify(value ?? null);
    } catch (error) {
      throw new AppError('INTERNAL', { reason: 'a step or flow returned something that is not JSON' }, error);
    }
  },
};

/** Connects the engine to the database, brings its tables up to date and starts its timers. Throws when this process runs one already. */
export async function launchEngine(options: { pool: Pool; url: string; executorId: string; applicationVersion: string; logger: Logger }): Promise<void> {
  // The engine's own waits after a lost connection grow to a minute, long after the database is back.
  Object.assign(dbRetryConfig, { initialBackoffSec: 0.25, maxBackoffSec: 3 });
  if (DBOS.isInitialized()) throw new AppError('INTERNAL', { reason: 'workflows are already open in this process' });
  DBOS.setConfig({
    name: applicationName, systemDatabaseUrl: options.url, systemDatabasePool: options.pool, executorID: options.executorId,
    applicationVersion: options.applicationVersion, serializer: jsonSerializer, useListenNotify: true, logger: engineLogger(options.logger),
  });
  await DBOS.launch();
}

/** Ends the engine's timers and forgets its registrations. Runs still in memory are left to whoever owns their rows next. */
export async function stopEngine(): Promise<void> {
  await DBOS.shutdown({ deregister: true });
}

/** Stops everything that takes new work, while runs in progress may still record their steps. */
export async function stopTaking(): Promise<void> {
  await DBOSExecutor.globalInstance?.deactivateEventReceivers();
}

/** An execution as the engine knows it: its run, the token that proves it still owns the run, and the number of its next operation. */
export interface ExecutionContext { runId: string; owner: string; next: number }

/** The execution that is calling. Throws outside of a flow and inside of a step. */
export function currentExecution(): ExecutionContext {
  const context = getCurrentContextStore();
  if (context?.workflowId === undefined || context.ownerXid === undefined || context.curStepFunctionId !== undefined) {
    throw new AppError('INTERNAL', { reason: 'a flow operation was called outside of its flow or inside of a step' });
  }
  return { runId: context.workflowId, owner: context.ownerXid, next: context.curWFFunctionId ?? 0 };
}

/** Moves the caller's operation counter; every replay must move it to the same place. */
export function setNextOperation(next: number): void {
  const context = getCurrentContextStore();
  if (context) context.curWFFunctionId = next;
}

/** Runs `work` with an operation counter of its own that starts at `first`. */
export function withOperations<Result>(first: number, work: () => Promise<Result>): Promise<Result> {
  return runWithParentContext(getCurrentContextStore(), { curWFFunctionId: first }, work);
}

/**
 * Claims up to `concurrency - active` waiting runs of a queue for this executor, in order of priority and age, and starts them. `owner` is
 * the token that goes with the claim. `onStart` gets each run before it starts; `onEnd` when its promise settles, with the error when it
 * could not be started or its end could not be recorded. Throws when the claim itself failed, which then may or may not have happened.
 */
export async function claimRuns(claim: { queue: string; owner: string; concurrency: number; active: number }, hooks: { onStart(runId: string): void; onEnd(runId: string, error?: unknown): void }): Promise<void> {
  const executor = DBOSExecutor.globalInstance;
  if (!executor) return;
  const record = WorkflowQueue.recordFromParams(claim.queue, { workerConcurrency: claim.concurrency });
  const claimed = await executor.systemDatabase.findAndMarkStartableWorkflows(new WorkflowQueue(record, false), executor.executorID, DBOS.applicationVersion, undefined, claim.active, 0, claim.owner);
  if (claimed.length === 0) return;
  const statuses = await executor.systemDatabase.getWorkflowStatuses(claimed);
  for (const runId of claimed) {
    hooks.onStart(runId);
    try {
      const status = statuses.get(runId);
      if (!status) throw new AppError('NOT_FOUND', { what: 'run', id: runId });
      const handle = await executor.executeDequeuedWorkflow(status, claim.owner);
      const running = 'workflowPromise' in handle ? (handle.workflowPromise as Promise<unknown>) : Promise.resolve();
      running.then(() => hooks.onEnd(runId), (error: unknown) => hooks.onEnd(runId, isOfFlow(error) ? undefined : error));
    } catch (error) {
      hooks.onEnd(runId, error);
    }
  }
}

/** True for an error a flow threw (see failure.ts): then its end is recorded. */
const isOfFlow = (error: unknown): boolean => error instanceof Error && error.name === 'AppError' && 'code' in error;

/** The engine's own lines: what it tells people every day is detail here; a flow's own error is not the engine's. */
function engineLogger(logger: Logger) {
  const text = (entry: unknown) => (entry instanceof Error ? entry.message : String(entry));
  return {
    info: (entry: unknown) => logger.debug({}, text(entry)),
    debug: (entry: unknown) => logger.debug({}, text(entry)),
    warn: (entry: unknown) => logger.debug({}, text(entry)),
    error: (entry: unknown, metadata?: { error?: unknown }) => {
      const cause = metadata?.error ?? entry;
      logger[isOfFlow(cause) ? 'debug' : 'warn']({}, text(entry));
    },
  };
}
