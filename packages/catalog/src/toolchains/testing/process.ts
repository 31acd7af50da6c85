import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@hyperlens/protocol';
import { environment, isolated } from './isolation.ts';
import { engineReply, type EngineGas, type EngineJob, type EngineResult } from './messages.ts';

/** What came of a job. `failure` says why it did not finish; results of suites that ended before are kept. */
export interface EngineOutcome { results: EngineResult[]; warnings: string[]; gas: EngineGas[]; hits: string[]; failure?: string }

export interface EnginePool {
  /** Runs a job in a process. Throws only INTERRUPTED; everything the process does wrong is in `failure`. */
  run(job: EngineJob, timeoutMilliseconds: number, signal?: AbortSignal): Promise<EngineOutcome>;
  /** Starts a process beforehand. */
  warm(): void;
  /** Ids of the processes alive, for tests. */
  live(): number[];
  close(): Promise<void>;
}

export interface EnginePoolOptions {
  /** Most processes at once. */
  processes: number;
  /** An idle process ends after this. */
  idleMilliseconds: number;
  /** The program to start; tests put one in its place that misbehaves. */
  script?: string;
}

interface Seat { child: ChildProcess; folder: string; busy: boolean; standardError: string; eviction?: NodeJS.Timeout }

/** Child processes that run contracts. One that crashed, hung or was cancelled is killed and never used again. */
export function makeEnginePool(options: EnginePoolOptions): EnginePool {
  const seats = new Set<Seat>();
  const waiting: ((seat: Seat) => void)[] = [];
  let closed = false;
  let lastId = 0;

  function start(): Seat {
    const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-test-'));
    const script = options.script ?? fileURLToPath(new URL('./child.ts', import.meta.url));
    const child = spawn(...isolated(process.execPath, ['--disable-warning=ExperimentalWarning', script]), {
      cwd: folder, env: environment(), serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const seat: Seat = { child, folder, busy: false, standardError: '' };
    seats.add(seat);
    child.stderr?.on('data', (data: Buffer) => { seat.standardError = (seat.standardError + data.toString('utf8')).slice(-2_000); });
    child.on('exit', () => { remove(seat); });
    child.on('error', () => { remove(seat); });
    reference(seat, false);
    return seat;
  }

  function remove(seat: Seat): void {
    clearTimeout(seat.eviction);
    rmSync(seat.folder, { recursive: true, force: true });
    if (seats.delete(seat)) give();
  }

  function kill(seat: Seat): void {
    seats.delete(seat);
    seat.child.kill('SIGKILL');
    give();
  }

  function give(): void {
    while (waiting.length > 0 && !closed) {
      const seat = [...seats].find((candidate) => !candidate.busy && candidate.child.connected) ?? (seats.size < options.processes ? start() : undefined);
      if (!seat) return;
      seat.busy = true;
      clearTimeout(seat.eviction);
      reference(seat, true);
      waiting.shift()?.(seat);
    }
  }

  function release(seat: Seat): void {
    if (!seats.has(seat)) return;
    seat.busy = false;
    reference(seat, false);
    seat.eviction = setTimeout(() => { kill(seat); }, options.idleMilliseconds);
    seat.eviction.unref();
    give();
  }

  function execute(seat: Seat, job: EngineJob, timeoutMilliseconds: number, signal: AbortSignal | undefined): Promise<EngineOutcome> {
    const id = (lastId += 1);
    const outcome: EngineOutcome = { results: [], warnings: [], gas: [], hits: [] };
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void, spoiled: boolean): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        seat.child.off('message', onMessage).off('exit', onExit).off('error', onError);
        if (spoiled) kill(seat); else release(seat);
        settle();
      };
      const fail = (failure: string): void => { finish(() => { resolve({ ...outcome, failure }); }, true); };
      const timer = setTimeout(() => { fail(`it did not finish within ${timeoutMilliseconds / 1000} s and was stopped`); }, timeoutMilliseconds);
      const onAbort = (): void => { finish(() => { reject(new AppError('INTERRUPTED', {}, signal?.reason)); }, true); };
      const onExit = (code: number | null, killedBy: NodeJS.Signals | null): void => { fail(`the process ended early (${killedBy ?? `code ${code}`})${lastWords(seat.standardError)}`); };
      const onError = (error: Error): void => { fail(`the process could not be used: ${error.message}`); };
      const onMessage = (message: unknown): void => {
        const reply = engineReply.safeParse(message);
        if (!reply.success) { fail('the process sent something that cannot be understood'); return; }
        if (reply.data.type === 'ready' || reply.data.id !== id) return;
        if (reply.data.type === 'suite') { outcome.results.push(...reply.data.results); outcome.warnings.push(...reply.data.warnings); return; }
        const { data } = reply;
        if (data.type === 'failed') finish(() => { resolve({ ...outcome, failure: data.reason }); }, false);
        else finish(() => { resolve({ ...outcome, gas: data.gas, hits: data.hits }); }, false);
      };
      seat.child.on('message', onMessage).on('exit', onExit).on('error', onError);
      signal?.addEventListener('abort', onAbort, { once: true });
      if (signal?.aborted) { onAbort(); return; }
      seat.child.send({ id, job }, (error) => { if (error) fail(`the process could not be reached: ${error.message}`); });
    });
  }

  return {
    run: async (job, timeoutMilliseconds, signal) => {
      if (closed) return { results: [], warnings: [], gas: [], hits: [], failure: 'the test runner is shut down' };
      if (signal?.aborted) throw new AppError('INTERRUPTED', {}, signal.reason);
      const seat = await new Promise<Seat>((resolve, reject) => {
        const leave = (): void => { waiting.splice(waiting.indexOf(take), 1); reject(new AppError('INTERRUPTED', {}, signal?.reason)); };
        const take = (free: Seat): void => { signal?.removeEventListener('abort', leave); resolve(free); };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(take);
        give();
      });
      return await execute(seat, job, timeoutMilliseconds, signal);
    },
    warm: () => { if (!closed && seats.size === 0) release(start()); },
    live: () => [...seats].flatMap((seat) => seat.child.pid ?? []),
    close: async () => {
      closed = true;
      await Promise.all([...seats].map((seat) => new Promise<void>((resolve) => {
        if (seat.child.exitCode !== null || seat.child.signalCode !== null) { resolve(); return; }
        seat.child.once('exit', () => { resolve(); });
        seat.child.kill('SIGKILL');
      })));
    },
  };
}

/** Idle processes must not keep a command from ending. */
function reference(seat: Seat, keep: boolean): void {
  const pipe = seat.child.stderr as unknown as { ref(): void; unref(): void } | null;
  const action = keep ? 'ref' : 'unref';
  seat.child[action]();
  seat.child.channel?.[action]();
  pipe?.[action]();
}

/** What a process printed last, which names a panic: `thread ... panicked at ...` and the line after it. */
function lastWords(text: string): string {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const panic = lines.findIndex((line) => line.includes('panicked'));
  const words = panic >= 0 ? lines.slice(panic, panic + 2).join(' ') : (lines.at(-1) ?? '');
  return words === '' ? '' : `: ${words.slice(0, 300)}`;
}
