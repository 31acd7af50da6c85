import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type Event, type ResearchView, type RunView } from '@hyperlens/protocol';
import type { Connection } from './connect.ts';

const ended = new Set(['completed', 'rejected', 'failed', 'cancelled']);
export const hasEnded = (status: string): boolean => ended.has(status);
/** Tries in a row without any event before giving up: about a minute, enough for a server to start again. */
const patience = 14;

/** How long a run may still say that it waits after its approval was answered. */
const answeringMilliseconds = 10_000;

/** What following needs to know about a kind of run. */
interface Followed<Run extends { status: string }> { /** Where to begin; null: at the first event. */ after?: string | null; read: () => Promise<Run>; events: 'builds.events' | 'research.events'; /** Event that carries the status. */ updated: string }

/** Reads events until the run stops by itself; broken connections go on after the last event seen. `stopped` says whether a run needs no more following. */
async function follow<Run extends { status: string }>(connection: Connection, runId: string, { after = null, read, events, updated }: Followed<Run>, stopped: (run: Run) => boolean, onEvent: (event: Event) => void, signal?: AbortSignal): Promise<Run> {
  let cursor = after;
  for (let failures = 0; ; failures += 1) {
    let paused = false;
    try {
      for await (const event of connection.events(runId, cursor, signal, events)) {
        cursor = event.cursor;
        failures = 0;
        onEvent(event);
        const status = event.type === updated ? (event.data as { status: string }).status : '';
        paused = status === 'waiting';
        if (ended.has(status) || paused) break;
      }
      const run = await read();
      // A run that waited when the event was written may have ended since: then there is more to read first.
      if (stopped(run) && !(paused && ended.has(run.status))) return run;
      if (run.status === 'waiting') failures = 0;
    } catch (error) {
      signal?.throwIfAborted();
      const passing = !AppError.is(error) || ['SERVER_UNREACHABLE', 'DATABASE_UNAVAILABLE', 'RATE_LIMITED'].includes(error.code);
      if (!passing || connection.url === null || failures >= patience) throw error;
    }
    await sleep(Math.min(100 * 2 ** failures, 5_000), undefined, signal ? { signal } : {});
  }
}

/** Follows a build to its end, or to an approval it waits for. `answered`: the approval was answered just now, and the run may not have noticed yet; `after`: the last event seen. */
export async function followRun(connection: Connection, runId: string, onEvent: (event: Event) => void, { signal, answered = false, after = null }: { signal?: AbortSignal; answered?: boolean; after?: string | null } = {}): Promise<RunView> {
  const answeredUntil = answered ? Date.now() + answeringMilliseconds : 0;
  const read = (): Promise<RunView> => connection.call('builds.get', { params: { id: runId } }, signal ? { signal } : {});
  return follow(connection, runId, { after, read, events: 'builds.events', updated: 'run.updated' }, (run) => ended.has(run.status) || (run.status === 'waiting' && Date.now() > answeredUntil), onEvent, signal);
}

/** Follows research to its end. */
export async function followResearch(connection: Connection, runId: string, onEvent: (event: Event) => void, signal: AbortSignal): Promise<ResearchView> {
  const read = (): Promise<ResearchView> => connection.call('research.get', { params: { id: runId } }, { signal });
  return follow(connection, runId, { read, events: 'research.events', updated: 'research.updated' }, (run) => ended.has(run.status), onEvent, signal);
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
