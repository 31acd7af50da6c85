import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@hyperlens/protocol';
import type { Workflows } from '@hyperlens/protocol';
import type { Pool } from 'pg';
import type { Logger } from '../telemetry/index.ts';
import { silentLogger } from '../telemetry/index.ts';
import { listen } from './listen.ts';

/** The table of flows to start, written in the transaction that decides to start them. The storage room's migrations make it; tests without that room make it from here. */
export const outboxTable = `CREATE TABLE IF NOT EXISTS outbox (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), flow text NOT NULL, run_id text NOT NULL UNIQUE, input jsonb NOT NULL, queue text NOT NULL, priority integer, timeout_ms integer,
  created_at timestamptz NOT NULL DEFAULT now(), dispatched_at timestamptz)`;

/** NOTIFY channel writers of the outbox use; without it the poll finds the row. */
export const outboxChannel = 'outbox';

const batchSize = 100;
interface Row { id: string; flow: string; run_id: string; input: unknown; queue: string; priority: number | null; timeout_ms: number | null }

export interface OutboxDispatcher {
  /** Starts what is waiting now; resolves with how many rows were marked. */
  dispatch(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Starts the flow of every outbox row that has none and then marks the row. Being killed between the two only means that the next
 * dispatcher, here or elsewhere, starts the same run id again, which is one run. A row that cannot be started now is tried again; one that
 * never can (an unknown queue, a run id taken by another flow) is logged and marked.
 */
export async function makeOutboxDispatcher(dependencies: { pool: Pool; workflows: Pick<Workflows, 'start'>; logger?: Logger; pollMilliseconds?: number }): Promise<OutboxDispatcher> {
  const { pool, workflows, logger = silentLogger, pollMilliseconds = 500 } = dependencies;
  const closing = new AbortController();
  let busy: Promise<number> | undefined;
  let again = false;

  async function pass(): Promise<number> {
    const { rows } = await pool.query<Row>('SELECT id, flow, run_id, input, queue, priority, timeout_ms FROM outbox WHERE dispatched_at IS NULL ORDER BY created_at LIMIT $1', [batchSize]);
    const started: string[] = [];
    for (const row of rows) {
      if (closing.signal.aborted) break;
      try {
        await workflows.start(row.flow, row.input, {
          runId: row.run_id, queue: row.queue, ...(row.priority === null ? {} : { priority: row.priority }), ...(row.timeout_ms === null ? {} : { timeoutMilliseconds: row.timeout_ms }),
        });
        started.push(row.id);
      } catch (error) {
        // What is wrong with the row itself will be wrong again: it must not stand in the way of the others.
        const hopeless = AppError.is(error) && (error.exit === 1 || error.exit === 2);
        logger.error({ error, runId: row.run_id, flow: row.flow }, hopeless ? 'a run in the outbox cannot be started; left out' : 'a run could not be started from the outbox; trying again');
        if (!hopeless) break;
        started.push(row.id);
      }
    }
    if (started.length > 0) await pool.query('UPDATE outbox SET dispatched_at = now() WHERE id = ANY($1)', [started]);
    // A full batch that went well is followed by another at once.
    if (started.length === batchSize) again = true;
    return started.length;
  }

  async function dispatch(): Promise<number> {
    if (busy) { again = true; return busy; }
    busy = (async () => {
      let total = 0;
      do {
        again = false;
        total += await pass();
      } while (again && !closing.signal.aborted);
      return total;
    })();
    try {
      return await busy;
    } finally {
      busy = undefined;
    }
  }

  const attempt = async () => {
    try {
      await dispatch();
    } catch (error) {
      logger.warn({ error }, 'the outbox could not be read; trying again');
    }
  };
  const polling = (async () => {
    while (!closing.signal.aborted) {
      await attempt();
      await delay(pollMilliseconds, undefined, { signal: closing.signal }).catch(() => { /* woken to close */ });
    }
  })();
  const listener = await listen({ pool, channel: outboxChannel, logger }, () => { void attempt(); });

  return {
    dispatch,
    async close() {
      closing.abort();
      await listener.close();
      await polling;
    },
  };
}
