import type { SQL } from 'drizzle-orm';
import { AppError, buildSteps, type EventBus, type Json, type Run, type RunStatus, type RunStore, type Transaction } from '@hyperlens/protocol';
import { driverError, toStorageError } from './errors.ts';
import { and, eq, sql } from './orm.ts';
import { readRuns } from './run-rows.ts';
import { begins, mayBecome, mergeStep, sameStep, stepEvent } from './step-rows.ts';
import { storable, storableText } from './storable.ts';
import type { Database, Storage } from './storage.ts';
import { contracts, modelUsage, outbox, workflows, workflowSteps } from './tables/index.ts';

type CreateInput = Parameters<RunStore['create']>[0];

/** The flow an outbox row starts. */
export interface FlowStart { flow: string; queue: string; input: Json; priority?: number; timeoutMilliseconds?: number }

export interface RunStoreOptions {
  /**
   * What starts a new run; null when something else does. Default: flow `build.run` on queue `agent` with `{runId, request, network}`, and
   * nothing for a fork, which the workflow engine starts itself.
   */
  start?: (input: CreateInput) => FlowStart | null;
}

const defaultStart = ({ runId, request, network, forkedFrom }: CreateInput): FlowStart | null =>
  (forkedFrom ? null : { flow: 'build.run', queue: 'agent', input: { runId, request, network }, priority: request.priority });

/** Runs in the tables `workflows` and `workflow_steps`. Every change and its event are one transaction. */
export function makeRunStore(storage: Storage, events: EventBus, options: RunStoreOptions = {}): RunStore {
  const start = options.start ?? defaultStart;

  const read = async (condition: SQL | undefined, limit: number) => {
    try {
      return await readRuns(storage.database, condition, limit);
    } catch (error) {
      throw toStorageError(error);
    }
  };
  const get = async (runId: string) => (await read(eq(workflows.id, runId), 1))[0] ?? null;

  /** Runs `work` on the locked run. Throws NOT_FOUND. */
  function change<Result>(runId: string, work: (database: Database, transaction: Transaction, row: Pick<Run, 'status' | 'error'>) => Promise<Result>): Promise<Result> {
    return storage.transaction(async (database, transaction) => {
      const [row] = await database.select({ status: workflows.status, error: workflows.error }).from(workflows).where(eq(workflows.id, runId)).for('update');
      if (!row) throw new AppError('NOT_FOUND', { what: 'run', id: runId });
      return work(database, transaction, row);
    });
  }

  async function create(input: CreateInput): Promise<{ run: Run; created: boolean }> {
    const { runId, request, network, forkedFrom = null, idempotencyKey = null } = input;
    const created = await storage.transaction(async (database, transaction) => {
      const rows = await database.insert(workflows).values({
        id: runId, kind: 'build', status: 'queued', request: storable(request), network, forkedFrom,
        idempotencyKey: idempotencyKey === null ? null : storableText(idempotencyKey),
      }).onConflictDoNothing().returning({ id: workflows.id });
      if (rows.length === 0) return false;
      await events.append({ type: 'run.created', stream: runId, data: { request: request.request, network }, key: 'run.created' }, transaction);
      const begin = start(input);
      if (begin) {
        await database.insert(outbox).values({
          flow: begin.flow, runId, input: storable(begin.input), queue: begin.queue, priority: begin.priority ?? null, timeoutMs: begin.timeoutMilliseconds ?? null,
        }).onConflictDoNothing();
        await database.execute(sql`SELECT pg_notify('outbox', ${runId})`);
      }
      return true;
    });
    const run = idempotencyKey === null ? await get(runId) : (await read(eq(workflows.idempotencyKey, storableText(idempotencyKey)), 1))[0] ?? await get(runId);
    if (!run) throw new AppError('INTERNAL', { reason: `the run ${runId} was not stored` });
    return { run, created };
  }

  async function list({ status, limit = 50, before }: Parameters<RunStore['list']>[0] = {}): Promise<Run[]> {
    const conditions: SQL[] = [];
    if (status) conditions.push(eq(workflows.status, status));
    // `before` is the id of the last run of the page before.
    if (before) conditions.push(sql`(${workflows.createdAt}, ${workflows.id}) < (SELECT created_at, id FROM workflows WHERE id = ${before})`);
    return read(and(...conditions), Math.min(Math.max(1, limit), 500));
  }

  async function setStatus(runId: string, status: RunStatus, error: Run['error'] = null): Promise<void> {
    await change(runId, async (database, transaction, row) => {
      // A step that runs again after a crash says nothing new.
      if (row.status === status && row.error?.code === error?.code && row.error?.message === error?.message) return;
      if (!mayBecome(row.status, status)) return;
      await database.update(workflows).set({ status, error: storable(error), updatedAt: new Date() }).where(eq(workflows.id, runId));
      await events.append({ type: 'run.updated', stream: runId, data: { status, ...(error ? { error: { code: error.code, message: error.message } } : {}) } }, transaction);
    });
  }

  async function setStep(runId: string, step: Parameters<RunStore['setStep']>[1]): Promise<void> {
    await change(runId, async (database, transaction, { status }) => {
      const begun = begins(status, step);
      if (begun === 'never') return;
      if (begun === 'first') await events.append({ type: 'run.updated', stream: runId, data: { status: 'running' } }, transaction);
      const [known] = await database.select().from(workflowSteps).where(and(eq(workflowSteps.workflowId, runId), eq(workflowSteps.name, step.name)));
      const merged = mergeStep(known, step);
      if (known && sameStep(known, merged) && begun !== 'first') return;
      const { name, ...rest } = { ...merged, name: step.name, position: buildSteps.indexOf(step.name) };
      await database.insert(workflowSteps).values({ workflowId: runId, name, ...rest }).onConflictDoUpdate({ target: [workflowSteps.workflowId, workflowSteps.name], set: rest });
      await database.update(workflows).set({ updatedAt: new Date(), ...(begun === 'first' ? { status: 'running' as const, error: null } : {}) }).where(eq(workflows.id, runId));
      await events.append({
        type: 'run.step', stream: runId,
        data: { step: name, ...stepEvent(merged) },
      }, transaction);
    });
  }

  return {
    create, get, list, setStatus, setStep,
    async setResult(runId, result) {
      await change(runId, async (database) => {
        await database.update(workflows).set({ ...storable(result), updatedAt: new Date() }).where(eq(workflows.id, runId));
      });
    },
    async savePackage(runId, contractPackage) {
      await change(runId, async (database) => {
        const value = storable(contractPackage);
        await database.update(workflows).set({ package: value, updatedAt: new Date() }).where(eq(workflows.id, runId));
        const row = { path: value.file, sources: value.sources, standards: value.standards };
        await database.insert(contracts).values({ runId, name: value.contractName, ...row })
          .onConflictDoUpdate({ target: [contracts.runId, contracts.name], set: row });
      });
    },
    async loadPackage(runId) {
      const [row] = await storage.database.select({ package: workflows.package }).from(workflows).where(eq(workflows.id, runId))
        .catch((error: unknown) => { throw toStorageError(error); });
      return row?.package ?? null;
    },
    async addUsage(runId, usage) {
      await storage.database.insert(modelUsage).values({ runId, ...usage, milliseconds: Math.round(usage.milliseconds) })
        .catch((error: unknown) => { throw toStorageError(driverError(error)); });
    },
  };
}
