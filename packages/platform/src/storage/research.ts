import type { SQL } from 'drizzle-orm';
import { AppError, type EventBus, type ResearchStore, type ServiceAnswer, type Transaction, type Watch } from '@hyperlens/protocol';
import { toStorageError } from './errors.ts';
import { and, asc, desc, eq, lte, sql } from './orm.ts';
import { isWatch, positionOf, readResearches, readWatches } from './research-rows.ts';
import type { FlowStart } from './runs.ts';
import { begins, mayBecome, mergeStep, sameStep, stepEvent } from './step-rows.ts';
import { storable, storableText } from './storable.ts';
import type { Database, Storage } from './storage.ts';
import { outbox, researches, researchSections, researchSteps, watchChanges, watches } from './tables/index.ts';

type CreateInput = Parameters<ResearchStore['create']>[0];

/** Research runs and watches. Every change and its event are one transaction. `start` says which flow a new run starts. */
export function makeResearchStore(storage: Storage, events: Pick<EventBus, 'append'>, { start }: { start: (input: CreateInput) => FlowStart }): ResearchStore {
  const guarded = <Result>(work: Promise<Result>): Promise<Result> => work.catch((error: unknown) => { throw toStorageError(error); });
  const read = (condition: SQL | undefined, limit: number) => guarded(readResearches(storage.database, condition, limit));
  const get: ResearchStore['get'] = async (runId) => (await read(eq(researches.id, runId), 1))[0] ?? null;

  /** Runs `work` on the locked run. Throws NOT_FOUND. */
  function change<Result>(runId: string, work: (database: Database, transaction: Transaction, row: Pick<typeof researches.$inferSelect, 'status' | 'error'>) => Promise<Result>): Promise<Result> {
    return storage.transaction(async (database, transaction) => {
      const [row] = await database.select({ status: researches.status, error: researches.error }).from(researches).where(eq(researches.id, runId)).for('update');
      if (!row) throw new AppError('NOT_FOUND', { what: 'research run', id: runId });
      return work(database, transaction, row);
    });
  }

  const watchOf = async (id: string): Promise<Watch | null> => (await guarded(readWatches(storage.database, isWatch(id))))[0] ?? null;
  const knownWatch = async (id: string): Promise<Watch> => {
    const watch = await watchOf(id);
    if (!watch) throw new AppError('NOT_FOUND', { what: 'watch', id });
    return watch;
  };

  return {
    get,
    async create(input) {
      const { runId, request, network, idempotencyKey = null, watchId = null } = input;
      const created = await storage.transaction(async (database, transaction) => {
        const rows = await database.insert(researches).values({ id: runId, request: storable(request), network, watchId, idempotencyKey: idempotencyKey === null ? null : storableText(idempotencyKey) })
          .onConflictDoNothing().returning({ id: researches.id });
        if (rows.length === 0) return false;
        await events.append({ type: 'research.created', stream: runId, data: { subject: request.subject, network }, key: 'research.created' }, transaction);
        const begin = start(input);
        await database.insert(outbox).values({ flow: begin.flow, runId, input: storable(begin.input), queue: begin.queue, priority: begin.priority ?? null, timeoutMs: begin.timeoutMilliseconds ?? null }).onConflictDoNothing();
        await database.execute(sql`SELECT pg_notify('outbox', ${runId})`);
        return true;
      });
      const research = idempotencyKey === null ? await get(runId) : (await read(eq(researches.idempotencyKey, storableText(idempotencyKey)), 1))[0] ?? await get(runId);
      if (!research) throw new AppError('INTERNAL', { reason: `the research run ${runId} was not stored` });
      return { research, created };
    },
    list({ status, network, subject, watchId, limit = 50, before } = {}) {
      const conditions: SQL[] = [];
      if (status) conditions.push(eq(researches.status, status));
      if (network !== undefined) conditions.push(eq(researches.network, storableText(network)));
      if (watchId !== undefined) conditions.push(eq(researches.watchId, storableText(watchId)));
      if (subject !== undefined) conditions.push(sql`lower(${storableText(subject)}) IN (lower(${researches.request} ->> 'subject'), lower(${researches.subject} ->> 'address'), lower(${researches.subject} ->> 'symbol'))`);
      if (before) conditions.push(sql`(${researches.createdAt}, ${researches.id}) < (SELECT created_at, id FROM researches WHERE id = ${before})`);
      return guarded(readResearches(storage.database, and(...conditions), Math.min(Math.max(1, limit), 500), { whole: false }));
    },
    async setStatus(runId, status, error = null) {
      await change(runId, async (database, transaction, row) => {
        if (row.status === status && row.error?.code === error?.code && row.error?.message === error?.message) return;
        if (!mayBecome(row.status, status)) return;
        await database.update(researches).set({ status, error: storable(error), updatedAt: new Date() }).where(eq(researches.id, runId));
        await events.append({ type: 'research.updated', stream: runId, data: { status, ...(error ? { error: { code: error.code, message: error.message } } : {}) } }, transaction);
      });
    },
    async setSubject(runId, subject) {
      await change(runId, async (database) => { await database.update(researches).set({ subject: storable(subject), updatedAt: new Date() }).where(eq(researches.id, runId)); });
    },
    async setStep(runId, step) {
      await change(runId, async (database, transaction, { status }) => {
        const begun = begins(status, step);
        if (begun === 'never') return;
        if (begun === 'first') await events.append({ type: 'research.updated', stream: runId, data: { status: 'running' } }, transaction);
        await database.update(researches).set({ updatedAt: new Date(), ...(begun === 'first' ? { status: 'running' as const, error: null } : {}) }).where(eq(researches.id, runId));
        const [known] = await database.select().from(researchSteps).where(and(eq(researchSteps.researchId, runId), eq(researchSteps.name, step.name)));
        const merged = mergeStep(known, step);
        if (known && sameStep(known, merged)) return;
        const row = { ...merged, status: step.status, position: positionOf(step.name) };
        await database.insert(researchSteps).values({ researchId: runId, name: step.name, ...row }).onConflictDoUpdate({ target: [researchSteps.researchId, researchSteps.name], set: row });
        await events.append({ type: 'research.step', stream: runId, data: { step: step.name, ...stepEvent(merged) } }, transaction);
      });
    },
    async saveSection(runId, section, answer) {
      await change(runId, async (database) => {
        const row = { answer: storable(answer) };
        await database.insert(researchSections).values({ researchId: runId, section, ...row }).onConflictDoUpdate({ target: [researchSections.researchId, researchSections.section], set: row });
      });
    },
    async loadSections(runId) {
      const rows = await guarded(storage.database.select({ answer: researchSections.answer }).from(researchSections).where(eq(researchSections.researchId, runId)).orderBy(asc(researchSections.section)).then((all) => all));
      return rows.map(({ answer }): ServiceAnswer => answer);
    },
    async saveResult(runId, result) {
      await change(runId, async (database) => { await database.update(researches).set({ result: storable(result), updatedAt: new Date() }).where(eq(researches.id, runId)); });
    },
    async result(runId) {
      const [row] = await guarded(storage.database.select({ result: researches.result }).from(researches).where(eq(researches.id, runId)).then((all) => all));
      return row?.result ?? null;
    },
    async createWatch({ id, request, everySeconds }) {
      await guarded(storage.database.insert(watches).values({ id, request: storable(request), everySeconds, nextRunAt: new Date() }).then(() => null));
      return knownWatch(id);
    },
    watches: () => guarded(readWatches(storage.database)),
    getWatch: watchOf,
    async setWatch(id, { lastRunAt, nextRunAt, ...rest }) {
      const moment = (value: string | null) => (value === null ? null : new Date(value));
      const set = { ...rest, ...(lastRunAt === undefined ? {} : { lastRunAt: moment(lastRunAt) }), ...(nextRunAt === undefined ? {} : { nextRunAt: moment(nextRunAt) }) };
      await guarded(storage.database.update(watches).set(storableDates(set)).where(eq(watches.id, id)).then(() => null));
      return knownWatch(id);
    },
    async removeWatch(id) {
      await knownWatch(id);
      await guarded(storage.database.delete(watches).where(eq(watches.id, id)).then(() => null));
    },
    dueWatches: (now) => guarded(readWatches(storage.database, and(eq(watches.status, 'active'), lte(watches.nextRunAt, now)))),
    async addChange({ watchId, runId, previousRunId, differences, recordedAt }) {
      await storage.transaction(async (database, transaction) => {
        const rows = await database.insert(watchChanges).values({ watchId, runId, previousRunId, differences: storable(differences), recordedAt: new Date(recordedAt) }).onConflictDoNothing().returning({ id: watchChanges.runId });
        if (rows.length > 0) await events.append({ type: 'watch.changed', stream: `watch:${watchId}`, data: { watchId, runId, differences: differences.length }, key: `watch.changed/${runId}` }, transaction);
      });
    },
    async changes(watchId, limit = 50) {
      const rows = await guarded(storage.database.select().from(watchChanges).where(eq(watchChanges.watchId, watchId)).orderBy(desc(watchChanges.position)).limit(Math.min(Math.max(1, limit), 500)).then((all) => all));
      return rows.map((row) => ({ watchId: row.watchId, runId: row.runId, previousRunId: row.previousRunId, differences: row.differences, recordedAt: row.recordedAt.toISOString() }));
    },
  };
}

/** Errors of a watch may hold anything a source said; dates go to the driver as they are. */
function storableDates<Row extends { error?: unknown }>(row: Row): Row { return 'error' in row ? { ...row, error: storable(row.error) } : row; }
