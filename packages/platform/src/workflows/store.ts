import { AppError } from '@hyperlens/protocol';
import type { FlowState, FlowStatus } from '@hyperlens/protocol';
import type { Pool } from 'pg';
import { parseFailure } from './failure.ts';
import type { StoredFailure } from './failure.ts';

/** NOTIFY channel that says "there is work"; the payload is the queue. */
export const workChannel = 'hyperlens_work';

/** The queue of scheduled runs. */
export const scheduleQueue = 'schedules';

/** Now as the engine writes it. */
export const nowMilliseconds = '(EXTRACT(EPOCH FROM now()) * 1000)::bigint';

const ended = new Set(['SUCCESS', 'ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED']);
const statusNames: Record<string, FlowStatus> = {
  ENQUEUED: 'queued', DELAYED: 'queued', PENDING: 'running', SUCCESS: 'completed', ERROR: 'failed', MAX_RECOVERY_ATTEMPTS_EXCEEDED: 'failed', CANCELLED: 'cancelled',
};

/** A run's row in the engine's table, as far as it is needed here. */
export interface RunRow {
  workflow_uuid: string; name: string; status: string; executor_id: string | null; owner_xid: string | null; recovery_attempts: string; created_at: string; updated_at: string;
  queue_name: string | null; attributes: { queue?: string } | null; output: string | null; error: string | null;
}
export const hasEnded = (status: string): boolean => ended.has(status);

/** Queries on the tables of the engine (schema `dbos`, written by DBOS 5.3) and of this room. Statements are unnamed: the embedded database shares one session. */
export function makeStore(pool: Pool) {
  return {
    async statuses(runIds: string[]): Promise<Map<string, { status: string; owner: string | null }>> {
      const { rows } = await pool.query<{ workflow_uuid: string; status: string; owner_xid: string | null }>('SELECT workflow_uuid, status, owner_xid FROM dbos.workflow_status WHERE workflow_uuid = ANY($1)', [runIds]);
      return new Map(rows.map((row) => [row.workflow_uuid, { status: row.status, owner: row.owner_xid }]));
    },
    async run(runId: string): Promise<RunRow | null> {
      const { rows } = await pool.query<RunRow>(
        `SELECT ws.workflow_uuid, ws.name, ws.status, ws.executor_id, ws.owner_xid, ws.recovery_attempts, ws.created_at, ws.updated_at, ws.queue_name, ws.attributes,
                COALESCE(wo.output, ws.output) AS output, COALESCE(wo.error, ws.error) AS error
         FROM dbos.workflow_status ws LEFT JOIN dbos.workflow_output wo ON wo.workflow_uuid = ws.workflow_uuid WHERE ws.workflow_uuid = $1`, [runId]);
      return rows[0] ?? null;
    },
    async operations(runId: string): Promise<{ name: string; failed: boolean; started: number | null; ended: number | null }[]> {
      const { rows } = await pool.query<{ function_name: string; failed: boolean; started_at_epoch_ms: string | null; completed_at_epoch_ms: string | null }>(
        `SELECT function_name, error IS NOT NULL AS failed, started_at_epoch_ms, completed_at_epoch_ms FROM dbos.operation_outputs
         WHERE workflow_uuid = $1 AND function_name NOT LIKE 'DBOS.%' ORDER BY function_id`, [runId]);
      return rows.map((row) => ({ name: row.function_name, failed: row.failed, started: number(row.started_at_epoch_ms), ended: number(row.completed_at_epoch_ms) }));
    },
    /** Which of these queues have waiting runs of this version. */
    async waiting(queues: string[], version: string): Promise<string[]> {
      const { rows } = await pool.query<{ queue_name: string }>(
        `SELECT DISTINCT queue_name FROM dbos.workflow_status WHERE status = 'ENQUEUED' AND queue_name = ANY($1) AND (application_version = $2 OR application_version IS NULL)`, [queues, version]);
      return rows.map((row) => row.queue_name);
    },
    async counts(queues: string[]): Promise<Map<string, { waiting: number; running: number }>> {
      const { rows } = await pool.query<{ queue_name: string; waiting: string; running: string }>(
        `SELECT queue_name, count(*) FILTER (WHERE status IN ('ENQUEUED','DELAYED')) AS waiting, count(*) FILTER (WHERE status = 'PENDING') AS running
         FROM dbos.workflow_status WHERE queue_name = ANY($1) AND status IN ('ENQUEUED','DELAYED','PENDING') GROUP BY queue_name`, [queues]);
      return new Map(rows.map((row) => [row.queue_name, { waiting: Number(row.waiting), running: Number(row.running) }]));
    },
    /** Puts runs that were claimed with this token, but are not running, back into their queue; all of the claim or one. Returns how many. */
    async giveBack(owner: string, runId: string | null): Promise<number> {
      const { rowCount } = await pool.query(
        `UPDATE dbos.workflow_status SET status = 'ENQUEUED', owner_xid = NULL, started_at_epoch_ms = NULL, updated_at = ${nowMilliseconds}
         WHERE owner_xid = $1 AND status = 'PENDING' AND ($2::text IS NULL OR workflow_uuid = $2)`, [owner, runId]);
      return rowCount ?? 0;
    },
    /** Ends a claimed run that cannot be started here or anywhere, for example because no process knows its flow. */
    async fail(runId: string, owner: string, failure: StoredFailure): Promise<void> {
      await pool.query(
        `WITH failed AS (UPDATE dbos.workflow_status SET status = 'ERROR', owner_xid = NULL, updated_at = ${nowMilliseconds}, completed_at = ${nowMilliseconds}
           WHERE workflow_uuid = $1 AND owner_xid = $2 AND status = 'PENDING' RETURNING workflow_uuid)
         INSERT INTO dbos.workflow_output (workflow_uuid, error) SELECT workflow_uuid, $3 FROM failed ON CONFLICT (workflow_uuid) DO UPDATE SET error = EXCLUDED.error`,
        [runId, owner, JSON.stringify({ ...failure, message: failure.message })]);
    },
    /** Forgets ended runs, scheduled ones and others, that are older than so many days. Returns how many. */
    async prune(days: { scheduled: number; runs: number | null }): Promise<number> {
      const old = `workflow_uuid IN (SELECT workflow_uuid FROM dbos.workflow_status WHERE completed_at IS NOT NULL AND (
        (queue_name = '${scheduleQueue}' OR attributes IS NULL AND name LIKE 'schedule.%') AND completed_at < ${nowMilliseconds} - $1::bigint * 86400000
        OR $2::bigint IS NOT NULL AND completed_at < ${nowMilliseconds} - $2::bigint * 86400000))`;
      const values = [days.scheduled, days.runs];
      // The engine's payload tables have no foreign key; its status row goes last, so that an interrupted pass is finished by the next.
      for (const table of ['workflow_input', 'workflow_output', 'operation_outputs']) await pool.query(`DELETE FROM dbos.${table} WHERE ${old}`, values);
      return (await pool.query(`DELETE FROM dbos.workflow_status WHERE ${old}`, values)).rowCount ?? 0;
    },
    async notify(queue: string): Promise<void> {
      await pool.query('SELECT pg_notify($1, $2)', [workChannel, queue]);
    },
  };
}
export type Store = ReturnType<typeof makeStore>;

const number = (text: string | null) => (text === null ? null : Number(text));

/** The protocol's view of a row. */
export function toState(row: RunRow): FlowState {
  return {
    runId: row.workflow_uuid, flow: row.name, status: statusNames[row.status] ?? 'failed', error: failureOf(row)?.message ?? null,
    executor: row.status === 'PENDING' ? row.executor_id : null, createdAt: new Date(Number(row.created_at)).toISOString(), updatedAt: new Date(Number(row.updated_at)).toISOString(),
    recoveryAttempts: Math.max(0, Number(row.recovery_attempts) - 1),
  };
}

/** The error of a run that did not succeed; null while it may still. */
export function failureOf(row: RunRow): AppError | null {
  if (row.status === 'CANCELLED') return new AppError('RUN_CANCELLED', { id: row.workflow_uuid });
  if (row.status === 'MAX_RECOVERY_ATTEMPTS_EXCEEDED') return new AppError('STEP_FAILED', { step: row.name, reason: 'the run ended its worker too often' });
  return row.status === 'ERROR' ? parseFailure(row.error).error : null;
}
