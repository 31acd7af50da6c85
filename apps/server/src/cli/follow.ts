import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type Event, type RunView } from '@hyperlens/protocol';
import type { Connection } from './connect.ts';

const ended = new Set(['completed', 'rejected', 'failed', 'cancelled']);
export const hasEnded = (status: string): boolean => ended.has(status);
/** Tries in a row without any event before giving up: about a minute, enough for a server to start again. */
const patience = 14;

/** How long a run may still say that it waits after its approval was answered. */
const answeringMilliseconds = 10_000;

/**
 * Follows a run to its end, or to an approval it waits for; broken connections go on after the last event seen. `answered`: the approval was
 * answered just now, and the run may not have noticed yet.
 */
export async function followRun(connection: Connection, runId: string, onEvent: (event: Event) => void, { signal, answered = false }: { signal?: AbortSignal; answered?: boolean } = {}): Promise<RunView> {
  let cursor: string | null = null;
  const answeredUntil = answered ? Date.now() + answeringMilliseconds : 0;
  for (let failures = 0; ; failures += 1) {
    try {
      for await (const event of connection.events(runId, cursor, signal)) {
        cursor = event.cursor;
        failures = 0;
        onEvent(event);
        const status = event.type === 'run.updated' ? (event.data as { status: string }).status : '';
        if (ended.has(status) || status === 'waiting') break;
      }
      const run = await connection.call('builds.get', { params: { id: runId } }, signal ? { signal } : {});
      if (ended.has(run.status) || (run.status === 'waiting' && Date.now() > answeredUntil)) return run;
      if (run.status === 'waiting') failures = 0;
    } catch (error) {
      signal?.throwIfAborted();
      const passing = !AppError.is(error) || ['SERVER_UNREACHABLE', 'DATABASE_UNAVAILABLE', 'RATE_LIMITED'].includes(error.code);
      if (!passing || connection.url === null || failures >= patience) throw error;
    }
    await sleep(Math.min(100 * 2 ** failures, 5_000), undefined, signal ? { signal } : {});
  }
}

/** Cancels a run after an interruption and waits a little for its end. */
export async function cancelRun(connection: Connection, runId: string): Promise<RunView> {
  const read = (): Promise<RunView> => connection.call('builds.get', { params: { id: runId } });
  try {
    await connection.call('builds.cancel', { params: { id: runId } });
  } catch (error) {
    // It may have ended in the same moment; then there is nothing to cancel.
    if (!AppError.is(error, 'RUN_CONFLICT')) throw error;
  }
  let run = await read();
  for (let waited = 0; waited < 5_000 && !ended.has(run.status); waited += 200) {
    await sleep(200);
    run = await read();
  }
  return run;
}
