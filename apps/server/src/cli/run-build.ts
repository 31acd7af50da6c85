import { createInterface } from 'node:readline/promises';
import { AppError, type BuildResult, type Event, type EventData, type RunView } from '@hyperlens/protocol';
import type { Connection } from './connect.ts';
import { cancelRun, followRun, hasEnded } from './follow.ts';
import { printable, type Output } from './output.ts';
import { printRun } from './print-run.ts';
import { exitOfCode, type Session } from './session.ts';
import { makeStepDisplay } from './steps.ts';

/** The exit code a run stands for. */
export function exitOfRun(run: Pick<RunView, 'status' | 'error'>): number {
  if (run.status === 'completed') return 0;
  if (run.status === 'cancelled') return 130;
  return run.error ? exitOfCode(run.error.code) : run.status === 'rejected' ? 1 : 3;
}

/** The result of a run that waits for an approval nobody can give here: for this caller it is rejected, and the run itself goes on waiting. */
function resultWithoutApproval(run: RunView, error: AppError): BuildResult {
  return {
    runId: run.runId, status: 'rejected', request: run.request.request, spec: run.spec, contracts: run.contracts, audit: run.audit && { verdict: run.audit.verdict, findings: run.audit.findings },
    tests: run.tests && { passed: run.tests.passed, failed: run.tests.failed, coverage: { lines: run.tests.coverage.lines, branches: run.tests.coverage.branches } },
    deployment: null, steps: run.steps, error: { code: error.code, message: error.message, remedy: error.remedy },
  };
}

/** Shows what would be deployed and asks. Only on a terminal. Null when the input ends without an answer (Ctrl-D). */
async function ask(output: Output, request: EventData<'approval.requested'> | undefined, signal: AbortSignal): Promise<boolean | null> {
  for (const sentence of request?.summary ?? []) output.note(`  ${printable(sentence)}`);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  // While it reads a line, the terminal hands Ctrl-C over as a key; it means what it means everywhere.
  prompt.once('SIGINT', () => process.emit('SIGINT'));
  try {
    return /^y(es)?$/i.test((await prompt.question(`Deploy to ${request?.network ?? 'the network'}? [y/N] `, { signal })).trim());
  } catch (error) {
    output.note('');
    if (!signal.aborted && error instanceof Error && error.name === 'AbortError') return null;
    throw error;
  } finally {
    prompt.close();
  }
}

async function finish({ output }: Session, connection: Connection, run: RunView): Promise<number> {
  output.document(await connection.call('builds.result', { params: { id: run.runId } }));
  printRun(output, run);
  if (run.error) {
    output.error(`${output.style('red', run.status)} ${printable(run.error.message)}`);
    output.error(`      ${printable(run.error.remedy)}`);
  }
  return exitOfRun(run);
}

/** Starts a run, follows it live to its end, and prints it. An interruption cancels the run. */
export async function runBuild(session: Session, start: (connection: Connection) => Promise<RunView>, { answered = false } = {}): Promise<number> {
  const { output, signal } = session;
  // Opening the product in this process takes seconds.
  if (output.live) process.stderr.write(output.style('dim', 'starting'));
  const connection = await session.connect().finally(() => { if (output.live) process.stderr.write('\r\u001b[2K'); });
  const { runId } = await start(connection);
  if (!output.json) output.note(output.style('dim', `run ${runId}`));
  const display = makeStepDisplay(output);
  let approval: EventData<'approval.requested'> | undefined;
  let after: string | null = null;
  const onEvent = (event: Event): void => {
    after = event.cursor;
    if (event.type === 'approval.requested') approval = event.data as EventData<'approval.requested'>;
    display.show(event);
  };
  try {
    for (let asked = answered; ; asked = true) {
      const run = await followRun(connection, runId, onEvent, { signal, answered: asked, after });
      if (hasEnded(run.status)) {
        display.stop();
        return await finish(session, connection, run);
      }
      display.stop();
      const answer = output.json || !process.stdin.isTTY || !process.stderr.isTTY ? null : await ask(output, approval, signal);
      if (answer === null) {
        const error = new AppError('APPROVAL_MISSING', { network: approval?.network ?? run.request.network ?? run.spec?.network ?? 'the network', id: runId });
        output.document(resultWithoutApproval(run, error));
        printRun(output, run);
        output.error(`${output.style('yellow', 'waiting')} ${error.message}\n      ${error.remedy}`);
        return error.exit;
      }
      await connection.call('builds.approve', { params: { id: runId }, body: { approved: answer } });
    }
  } catch (error) {
    display.stop();
    if (!signal.aborted) throw error;
    output.note('cancelling the run');
    const run = await cancelRun(connection, runId);
    if (hasEnded(run.status)) await finish(session, connection, run);
    return 130;
  }
}
