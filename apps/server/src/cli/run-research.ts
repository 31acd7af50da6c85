import { setTimeout as sleep } from 'node:timers/promises';
import { exitOfVerdict } from '@hyperlens/agents/research/run';
import { AppError, type ResearchRequestInput, type ResearchView } from '@hyperlens/protocol';
import type { Connection } from './connect.ts';
import { followResearch, hasEnded } from './follow.ts';
import { printable } from './output.ts';
import { printResearch } from './print-research.ts';
import { exitOfCode, type Session } from './session.ts';
import { makeStepDisplay } from './steps.ts';

/** Starts research and follows it live to its end. An interruption cancels the run. */
export async function followToEnd(session: Session, connection: Connection, request: ResearchRequestInput, idempotencyKey?: string): Promise<ResearchView> {
  const { runId } = await connection.call('research.create', { body: request, headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey } }, { signal: session.signal });
  return follow(session, connection, runId);
}

async function follow({ output, signal }: Session, connection: Connection, runId: string): Promise<ResearchView> {
  if (!output.json) output.note(output.style('dim', `run ${runId}`));
  const display = makeStepDisplay(output);
  try {
    return await followResearch(connection, runId, (event) => display.show(event), signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    output.note('cancelling the run');
    return await cancel(connection, runId);
  } finally {
    display.stop();
  }
}

async function cancel(connection: Connection, runId: string): Promise<ResearchView> {
  try {
    return await connection.call('research.cancel', { params: { id: runId } });
  } catch (error) {
    // It may have ended in the same moment; then there is nothing to cancel.
    if (!AppError.is(error, 'RUN_CONFLICT')) throw error;
  }
  let run = await connection.call('research.get', { params: { id: runId } });
  for (let waited = 0; waited < 5_000 && !hasEnded(run.status); waited += 200) {
    await sleep(200);
    run = await connection.call('research.get', { params: { id: runId } });
  }
  return run;
}

/** Runs research and prints its result. Exit codes: 0 low or moderate risk, 1 high or critical, 3 too little known. */
export async function runResearch(session: Session, request: ResearchRequestInput, { idempotencyKey, place = (file) => file, finished }: { idempotencyKey?: string; /** Where a file of the sources lies on this machine. */ place?: (file: string) => string; finished?: (connection: Connection, runId: string) => Promise<void> } = {}): Promise<number> {
  const connection = await session.connect();
  return conclude(session, connection, await followToEnd(session, connection, request, idempotencyKey), { place, ...(finished ? { finished } : {}) });
}

/** Goes on where a failed or cancelled run stopped, and prints its result. Throws NOT_FOUND and RUN_CONFLICT; exit codes as `runResearch`. */
export async function retryResearch(session: Session, runId: string): Promise<number> {
  const connection = await session.connect();
  await connection.call('research.retry', { params: { id: runId } });
  return conclude(session, connection, await follow(session, connection, runId));
}

/** Prints a run that was made before: its result, or how far it came. Throws NOT_FOUND. */
export async function showResearch(session: Session, runId: string): Promise<number> {
  const connection = await session.connect();
  const run = await connection.call('research.get', { params: { id: runId } });
  if (run.status === 'completed') await conclude(session, connection, run);
  else {
    session.output.document(run);
    session.output.line(`${run.runId} ${run.status}`);
    session.output.table(['step', 'status', 'what'], run.steps.map(({ name, status, summary, error }) => [name, status, (error?.message ?? summary ?? '').slice(0, 100)]), 'No steps.');
  }
  return 0;
}

async function conclude({ output }: Session, connection: Connection, run: ResearchView, { place = (file) => file, finished }: { place?: (file: string) => string; finished?: (connection: Connection, runId: string) => Promise<void> } = {}): Promise<number> {
  if (run.status !== 'completed') {
    output.document({ runId: run.runId, status: run.status, error: run.error });
    if (run.error) output.error(`${output.style('red', run.status)} ${printable(run.error.message)}\n      ${printable(run.error.remedy)}`);
    return run.status === 'cancelled' ? 130 : run.error ? exitOfCode(run.error.code) : 3;
  }
  const result = await connection.call('research.result', { params: { id: run.runId } });
  const placed = { ...result, findings: result.findings.map((finding) => ({ ...finding, file: place(finding.file) })) };
  output.document(placed);
  printResearch(output, placed);
  await finished?.(connection, run.runId);
  return exitOfVerdict(result.verdict.level);
}
