import type { SQL } from 'drizzle-orm';
import type { Deployment, Run, StepRecord } from '@hyperlens/protocol';
import { and, asc, desc, inArray, notLike } from './orm.ts';
import type { Database } from './storage.ts';
import { deploymentAttempts, deployments, workflows, workflowSteps } from './tables/index.ts';

/** Runs as the protocol has them, newest first, each with its steps and its last deployment: four queries, however many runs. */
export async function readRuns(database: Database, condition: SQL | undefined, limit: number): Promise<Run[]> {
  const rows = await database.select().from(workflows).where(condition).orderBy(desc(workflows.createdAt), desc(workflows.id)).limit(limit);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const steps = await database.select().from(workflowSteps).where(inArray(workflowSteps.workflowId, ids)).orderBy(asc(workflowSteps.position));
  const deployed = await readDeployments(database, ids);
  return rows.map((row) => ({
    runId: row.id, kind: row.kind, status: row.status, request: row.request,
    steps: steps.filter(({ workflowId }) => workflowId === row.id).map(toStep),
    spec: row.spec, contracts: row.contracts, audit: row.audit, tests: row.tests, deployment: deployed.get(row.id) ?? null,
    error: row.error, forkedFrom: row.forkedFrom, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString(),
  }));
}

function toStep(row: typeof workflowSteps.$inferSelect): StepRecord {
  return {
    name: row.name, status: row.status, attempt: row.attempt, startedAt: row.startedAt?.toISOString() ?? null, endedAt: row.endedAt?.toISOString() ?? null,
    summary: row.summary, error: row.error,
  };
}

/** The newest deployment of each run; the implementation behind a proxy is an intent of its own and does not stand for the run. */
async function readDeployments(database: Database, runIds: string[]): Promise<Map<string, Deployment>> {
  const rows = await database.select().from(deployments).where(and(inArray(deployments.runId, runIds), notLike(deployments.intentKey, '%/implementation'))).orderBy(asc(deployments.createdAt), asc(deployments.id));
  if (rows.length === 0) return new Map();
  const attempts = await database.select().from(deploymentAttempts).where(inArray(deploymentAttempts.deploymentId, rows.map(({ id }) => id))).orderBy(asc(deploymentAttempts.createdAt));
  return new Map(rows.map((row) => [row.runId ?? '', {
    id: row.id, runId: row.runId, intentKey: row.intentKey, network: row.network, chainId: row.chainId, status: row.status, plan: row.plan,
    contracts: row.contracts, error: row.error, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString(),
    attempts: attempts.filter(({ deploymentId }) => deploymentId === row.id).map(({ transactionHash, nonce, rawTransaction, status, createdAt }) => ({
      transactionHash, nonce, rawTransaction, status, createdAt: createdAt.toISOString(),
    })),
  }]));
}
