import { AppError } from '@hyperlens/protocol';
import type { Pool, PoolClient } from 'pg';
import { parseFailure } from './failure.ts';
import { hasEnded, nowMilliseconds } from './store.ts';

interface Source { status: string; queue: string; error: string | null }

/**
 * Puts a failed or cancelled run back into its queue with its recorded results, except those that `ResumePlan` of its failure names.
 * Nothing happens when it is queued or running already. Returns the queue. Throws NOT_FOUND, and RUN_CONFLICT when it completed.
 */
export function resumeRun(pool: Pool, runId: string): Promise<string> {
  return inTransaction(pool, async (client) => {
    const source = await lockRun(client, runId);
    if (!hasEnded(source.status)) return source.queue;
    if (source.status === 'SUCCESS') throw new AppError('RUN_CONFLICT', { id: runId, status: 'completed', action: 'resuming' });
    const plan = source.status === 'ERROR' ? parseFailure(source.error).resume : null;
    if (plan) {
      await client.query(
        `DELETE FROM dbos.operation_outputs o WHERE o.workflow_uuid = $1 AND o.function_id >= $2
           AND NOT EXISTS (SELECT 1 FROM unnest($3::int[], $4::int[]) AS keep(first, past) WHERE o.function_id >= keep.first AND o.function_id < keep.past)`,
        [runId, plan.from, plan.keep.map(([first]) => first), plan.keep.map(([, past]) => past)]);
    }
    await client.query('DELETE FROM dbos.workflow_output WHERE workflow_uuid = $1', [runId]);
    await client.query(
      `UPDATE dbos.workflow_status SET status = 'ENQUEUED', owner_xid = NULL, queue_name = $2, recovery_attempts = 0, workflow_deadline_epoch_ms = NULL,
         deduplication_id = NULL, started_at_epoch_ms = NULL, completed_at = NULL, output = NULL, error = NULL, updated_at = ${nowMilliseconds} WHERE workflow_uuid = $1`, [runId, source.queue]);
    return source.queue;
  });
}

/**
 * Makes a new run from another in one transaction: same flow and queue, the input that is given (else the same), and the results recorded
 * before the step `fromStep` (none when it is absent). Results of parallel branches that stand after the branch of `fromStep` are not taken.
 * Forking twice into the same id makes one run. Returns the queue. Throws NOT_FOUND for an unknown run or a step that has no record.
 */
export function forkRun(pool: Pool, runId: string, version: string, options: { newRunId: string; fromStep?: string; input?: unknown }): Promise<string> {
  const { newRunId, fromStep } = options;
  return inTransaction(pool, async (client) => {
    const source = await lockRun(client, runId);
    const first = fromStep === undefined ? 0 : await operationOf(client, runId, fromStep);
    const { rowCount } = await client.query(
      `INSERT INTO dbos.workflow_status (workflow_uuid, status, name, class_name, config_name, queue_name, authenticated_user, assumed_role, authenticated_roles,
         application_version, application_id, priority, workflow_timeout_ms, forked_from, serialization, attributes, application_name)
       SELECT $2, 'ENQUEUED', name, class_name, config_name, $3, authenticated_user, assumed_role, authenticated_roles, $4, application_id, priority, workflow_timeout_ms,
         workflow_uuid, serialization, attributes, application_name FROM dbos.workflow_status WHERE workflow_uuid = $1
       ON CONFLICT (workflow_uuid) DO NOTHING`, [runId, newRunId, source.queue, version]);
    if (rowCount === 0) return source.queue;
    await client.query(
      `INSERT INTO dbos.workflow_input (workflow_uuid, inputs)
       SELECT $2, COALESCE($3, wi.inputs, ws.inputs) FROM dbos.workflow_status ws LEFT JOIN dbos.workflow_input wi ON wi.workflow_uuid = ws.workflow_uuid WHERE ws.workflow_uuid = $1`,
      [runId, newRunId, options.input === undefined ? null : JSON.stringify([options.input])]);
    await client.query('UPDATE dbos.workflow_status SET was_forked_from = TRUE WHERE workflow_uuid = $1', [runId]);
    await client.query(
      `INSERT INTO dbos.operation_outputs (workflow_uuid, function_id, output, error, serialization, function_name, child_workflow_id, started_at_epoch_ms, completed_at_epoch_ms, application_name, retention_timestamp)
       SELECT $2, function_id, output, error, serialization, function_name, child_workflow_id, started_at_epoch_ms, completed_at_epoch_ms, application_name, ${nowMilliseconds}
       FROM dbos.operation_outputs WHERE workflow_uuid = $1 AND function_id < $3`, [runId, newRunId, first]);
    return source.queue;
  });
}

async function operationOf(client: PoolClient, runId: string, step: string): Promise<number> {
  const { rows } = await client.query<{ function_id: number }>('SELECT function_id FROM dbos.operation_outputs WHERE workflow_uuid = $1 AND function_name = $2 ORDER BY function_id LIMIT 1', [runId, step]);
  if (rows[0]) return rows[0].function_id;
  throw new AppError('NOT_FOUND', { what: `recorded step of run ${runId}`, id: step });
}

async function lockRun(client: PoolClient, runId: string): Promise<Source> {
  const { rows } = await client.query<{ status: string; queue: string | null; error: string | null }>(
    `SELECT ws.status, COALESCE(ws.attributes->>'queue', ws.queue_name) AS queue, COALESCE(wo.error, ws.error) AS error
     FROM dbos.workflow_status ws LEFT JOIN dbos.workflow_output wo ON wo.workflow_uuid = ws.workflow_uuid WHERE ws.workflow_uuid = $1 FOR UPDATE OF ws`, [runId]);
  const row = rows[0];
  if (!row) throw new AppError('NOT_FOUND', { what: 'run', id: runId });
  if (row.queue === null) throw new AppError('INTERNAL', { reason: `run ${runId} has no queue` });
  return { status: row.status, queue: row.queue, error: row.error };
}

async function inTransaction<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot roll back is thrown away with whatever it held.
    const rolledBack = await client.query('ROLLBACK').then(() => true, () => false);
    client.release(!rolledBack);
    throw error;
  }
}
