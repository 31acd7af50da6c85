import type { Pool } from 'pg';
import type { Logger } from '../telemetry/index.ts';
import { nowMilliseconds } from './store.ts';

/** The table of processes that run flows. The storage room's migrations make it; tests without that room make it from here. */
export const executorsTable = `CREATE TABLE IF NOT EXISTS executors (
  id text PRIMARY KEY, started_at timestamptz NOT NULL DEFAULT now(), heartbeat_at timestamptz NOT NULL DEFAULT now(), application_version text NOT NULL)`;

const forgetAfter = '1 day';

export interface Executors { close(): Promise<void> }

/**
 * Says every `beatMilliseconds` that this process lives, and gives back to their queues the runs of processes that have not said so for
 * `deadMilliseconds`. Times are the database's. A run goes back in one UPDATE, which also takes its owner's token away, so exactly one
 * process wins, and a process that was only stalled can no longer record anything for it.
 */
export async function makeExecutors(dependencies: {
  pool: Pool; executorId: string; version: string; beatMilliseconds: number; deadMilliseconds: number; logger: Logger;
  /** No other process can be alive (the embedded database has one owner): take over at once. */
  alone: boolean;
  onRescue: (runs: { runId: string; queue: string }[]) => void;
}): Promise<Executors> {
  const { pool, executorId, version, beatMilliseconds, deadMilliseconds, logger, onRescue } = dependencies;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let inProgress: Promise<void> = Promise.resolve();
  /** Since when every beat arrived. After an outage of the database all beats are old, so nobody is declared dead before the living could beat again. */
  let contactSince = 0;
  let lastBeat = 0;

  const beat = async () => {
    await pool.query(
      `INSERT INTO executors (id, started_at, heartbeat_at, application_version) VALUES ($1, now(), now(), $2) ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()`, [executorId, version]);
    const now = Date.now();
    if (now - lastBeat > deadMilliseconds) {
      if (lastBeat > 0) logger.warn({ milliseconds: now - lastBeat }, 'this process stood still or the database was away; others may have taken over its runs');
      contactSince = now;
    }
    lastBeat = now;
  };

  const rescue = async (deadAfter: number) => {
    const rescued = await rescueRuns(pool, { executorId, version, deadMilliseconds: deadAfter });
    if (rescued.length === 0) return;
    logger.warn({ runs: rescued.map((run) => run.runId), from: [...new Set(rescued.map((run) => run.executor))] }, 'took over the runs of executors that are gone');
    onRescue(rescued);
  };

  const tick = async () => {
    try {
      await beat();
      if (Date.now() - contactSince >= deadMilliseconds) await rescue(deadMilliseconds);
    } catch (error) {
      logger.warn({ error }, 'the heartbeat failed; trying again');
      lastBeat = 0;
    }
    if (!closed) timer = setTimeout(() => { inProgress = tick(); }, beatMilliseconds);
  };

  await beat();
  if (dependencies.alone) await rescue(0);
  await pool.query(`DELETE FROM executors WHERE heartbeat_at < now() - interval '${forgetAfter}'`);
  timer = setTimeout(() => { inProgress = tick(); }, beatMilliseconds);

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await inProgress;
      // Without its row this process counts as gone, so what it still held is taken by the next one that looks.
      await pool.query('DELETE FROM executors WHERE id = $1', [executorId]);
      const released = await rescueRuns(pool, { executorId: '', version, deadMilliseconds, only: executorId });
      if (released.length > 0) logger.info({ runs: released.map((run) => run.runId) }, 'left unfinished runs to other executors');
    },
  };
}

/** Gives runs of dead executors back to their queues. Rows someone holds locked are left for the next look. */
async function rescueRuns(pool: Pool, options: { executorId: string; version: string; deadMilliseconds: number; only?: string }): Promise<{ runId: string; queue: string; executor: string }[]> {
  const { rows } = await pool.query<{ workflow_uuid: string; queue_name: string; executor_id: string }>(
    `UPDATE dbos.workflow_status SET status = 'ENQUEUED', owner_xid = NULL, started_at_epoch_ms = NULL, updated_at = ${nowMilliseconds},
       queue_name = COALESCE(queue_name, attributes->>'queue', '_dbos_internal_queue')
     WHERE workflow_uuid IN (
       SELECT w.workflow_uuid FROM dbos.workflow_status w
       WHERE w.status = 'PENDING' AND w.application_version = $1 AND w.executor_id <> $2 AND ($4::text IS NULL OR w.executor_id = $4)
         AND NOT EXISTS (SELECT 1 FROM executors e WHERE e.id = w.executor_id AND e.heartbeat_at > now() - make_interval(secs => $3::double precision / 1000))
       FOR UPDATE SKIP LOCKED)
     RETURNING workflow_uuid, queue_name, executor_id`, [options.version, options.executorId, options.deadMilliseconds, options.only ?? null]);
  return rows.map((row) => ({ runId: row.workflow_uuid, queue: row.queue_name, executor: row.executor_id }));
}
