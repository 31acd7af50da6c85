import { Worker } from 'node:worker_threads';
import { AppError, type WorkContext } from '@hyperlens/protocol';
import { compilerFiles } from './versions.ts';

export interface CompilerAnswer { output: string; longVersion: string }
interface Job {
  version: string;
  input: string;
  timeoutMilliseconds: number;
  signal: AbortSignal | undefined;
  resolve: (answer: CompilerAnswer) => void;
  reject: (error: Error) => void;
}
interface Seat { version: string; worker: Worker; job: Job | null; lastUsed: number; eviction?: NodeJS.Timeout }

export interface PoolOptions {
  /** Most workers at once. */
  workers: number;
  /** A worker that had no work for this long is stopped. */
  idleMilliseconds: number;
  /** The version of which one worker stays longer, and how long. */
  keep: { version: string; idleMilliseconds: number };
  /** The script of a worker; tests put one in its place that crashes, hangs or answers garbage. */
  script?: URL;
}

export interface Pool {
  run(version: string, input: string, timeoutMilliseconds: number, signal?: AbortSignal): Promise<CompilerAnswer>;
  /** Loads a version beforehand when a seat is free. */
  warm(version: string): void;
  /** Versions loaded now, for the service page and the tests. */
  live(): string[];
  close(): Promise<void>;
}

/**
 * Worker threads, each with one compiler version loaded. A free worker of the version is used, else a new one is started, in place of
 * the one idle longest when all seats are taken. A worker that crashes, hangs or is cancelled is thrown away with its memory.
 */
export function makePool(options: PoolOptions): Pool {
  const seats = new Set<Seat>();
  const waiting: Job[] = [];
  let closed = false;

  function start(version: string): Seat {
    const worker = new Worker(options.script ?? new URL('./worker.ts', import.meta.url), { workerData: compilerFiles(version), stdout: true, stderr: true });
    const seat: Seat = { version, worker, job: null, lastUsed: Date.now() };
    // What the compiler prints is of no use, but must be read, or the pipe fills.
    worker.stdout.resume();
    worker.stderr.resume();
    worker.unref();
    worker.on('error', (error) => { discard(seat, error.message); });
    worker.on('exit', (code) => { discard(seat, `it ended with code ${code}`); });
    seats.add(seat);
    return seat;
  }

  function discard(seat: Seat, reason: string): void {
    if (!seats.delete(seat)) return;
    clearTimeout(seat.eviction);
    const job = seat.job;
    seat.job = null;
    void seat.worker.terminate();
    job?.reject(new AppError('COMPILER_CRASHED', { reason }));
    next();
  }

  /** A seat for the version, or null when all are busy. */
  function seatFor(version: string): Seat | null {
    const idle = [...seats].filter((seat) => seat.job === null);
    const ready = idle.find((seat) => seat.version === version);
    if (ready) return ready;
    if (seats.size < options.workers) return start(version);
    const oldest = idle.toSorted((one, other) => one.lastUsed - other.lastUsed)[0];
    if (!oldest) return null;
    seats.delete(oldest);
    clearTimeout(oldest.eviction);
    void oldest.worker.terminate();
    return start(version);
  }

  function next(): void {
    for (let index = 0; index < waiting.length && !closed; ) {
      const job = waiting[index];
      const seat = job && seatFor(job.version);
      if (!job || !seat) { index += 1; continue; }
      waiting.splice(index, 1);
      give(seat, job);
    }
  }

  function give(seat: Seat, job: Job): void {
    seat.job = job;
    clearTimeout(seat.eviction);
    seat.worker.ref();
    const timer = setTimeout(() => { discard(seat, `it did not finish within ${job.timeoutMilliseconds / 1000} s`); }, job.timeoutMilliseconds);
    const onAbort = (): void => { job.reject(interrupted(job.signal)); seat.job = null; discard(seat, 'cancelled'); };
    const settle = (): void => { clearTimeout(timer); job.signal?.removeEventListener('abort', onAbort); seat.worker.off('message', onMessage); };
    const onMessage = (answer: CompilerAnswer): void => {
      settle();
      seat.job = null;
      seat.lastUsed = Date.now();
      seat.worker.unref();
      scheduleEviction(seat);
      job.resolve(answer);
      next();
    };
    const reject = job.reject;
    job.reject = (error) => { settle(); reject(error); };
    job.signal?.addEventListener('abort', onAbort, { once: true });
    seat.worker.on('message', onMessage);
    seat.worker.postMessage(job.input);
  }

  function scheduleEviction(seat: Seat): void {
    clearTimeout(seat.eviction);
    const stop = (): void => {
      const last = ![...seats].some((other) => other !== seat && other.version === seat.version);
      const longer = seat.version === options.keep.version && last ? options.keep.idleMilliseconds - (Date.now() - seat.lastUsed) : 0;
      if (seat.job !== null) return;
      if (longer > 0) { wait(longer); return; }
      seats.delete(seat);
      void seat.worker.terminate();
    };
    const wait = (milliseconds: number): void => { seat.eviction = setTimeout(stop, milliseconds).unref(); };
    wait(options.idleMilliseconds);
  }

  return {
    run: (version, input, timeoutMilliseconds, signal) => new Promise((resolve, reject) => {
      if (closed) { reject(new AppError('COMPILER_CRASHED', { reason: 'the compiler is shut down' })); return; }
      if (signal?.aborted) { reject(interrupted(signal)); return; }
      const job: Job = { version, input, timeoutMilliseconds, signal, resolve, reject };
      const onAbort = (): void => {
        const place = waiting.indexOf(job);
        if (place < 0) return;
        waiting.splice(place, 1);
        reject(interrupted(signal));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      job.resolve = (answer) => { signal?.removeEventListener('abort', onAbort); resolve(answer); };
      job.reject = (error) => { signal?.removeEventListener('abort', onAbort); reject(error); };
      waiting.push(job);
      next();
    }),
    warm: (version) => {
      if (closed || [...seats].some((seat) => seat.version === version) || seats.size >= options.workers) return;
      scheduleEviction(start(version));
    },
    live: () => [...seats].map((seat) => seat.version),
    close: async () => {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new AppError('COMPILER_CRASHED', { reason: 'the compiler was shut down' }));
      const all = [...seats];
      for (const seat of all) discard(seat, 'the compiler was shut down');
      await Promise.all(all.map((seat) => seat.worker.terminate()));
    },
  };
}

function interrupted(signal: WorkContext['signal']): AppError {
  return new AppError('INTERRUPTED', {}, signal?.reason);
}
