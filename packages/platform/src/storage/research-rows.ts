import type { SQL } from 'drizzle-orm';
import { researchSteps as stepNames, type Research, type Watch } from '@hyperlens/protocol';
import { asc, desc, eq, inArray, sql } from './orm.ts';
import type { Database } from './storage.ts';
import { researches, researchSteps, watches } from './tables/index.ts';

/** Research runs as the protocol has them, newest first, with their steps; the result itself, which can be large, stays where it is. */
export async function readResearches(database: Database, condition: SQL | undefined, limit: number, { whole = true }: { /** Whether requests come with their sources and posts, which can be many megabytes. */ whole?: boolean } = {}): Promise<Research[]> {
  const { id, status, network, subject, error, watchId, createdAt, updatedAt } = researches;
  const verdict = sql<Research['verdict']>`${researches.result} -> 'verdict'`;
  const request = whole ? researches.request : sql<Research['request']>`jsonb_set(${researches.request} - 'sources', '{project,posts}', '[]')`;
  const rows = await database.select({ id, status, request, network, subject, error, watchId, createdAt, updatedAt, verdict }).from(researches).where(condition).orderBy(desc(createdAt), desc(id)).limit(limit);
  if (rows.length === 0) return [];
  const steps = await database.select().from(researchSteps).where(inArray(researchSteps.researchId, rows.map((row) => row.id))).orderBy(asc(researchSteps.position));
  return rows.map((row) => ({
    runId: row.id, status: row.status, request: row.request, network: row.network, subject: row.subject, verdict: row.verdict, error: row.error, watchId: row.watchId,
    steps: steps.filter(({ researchId }) => researchId === row.id).map((step) => ({
      name: step.name, status: step.status, attempt: step.attempt, startedAt: step.startedAt?.toISOString() ?? null, endedAt: step.endedAt?.toISOString() ?? null, summary: step.summary, error: step.error,
    })),
    createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString(),
  }));
}

/** Place of a step in the order people see. */
export function positionOf(step: Research['steps'][number]['name']): number { return stepNames.indexOf(step); }

/** Watches, oldest first. */
export async function readWatches(database: Database, condition?: SQL): Promise<Watch[]> {
  const rows = await database.select().from(watches).where(condition).orderBy(asc(watches.createdAt), asc(watches.id));
  return rows.map((row) => ({
    id: row.id, request: row.request, everySeconds: row.everySeconds, status: row.status, lastRunId: row.lastRunId, error: row.error,
    lastRunAt: row.lastRunAt?.toISOString() ?? null, nextRunAt: row.nextRunAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString(),
  }));
}

/** The condition for one watch. */
export function isWatch(id: string): SQL { return eq(watches.id, id); }
