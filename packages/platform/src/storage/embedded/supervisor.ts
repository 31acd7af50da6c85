import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@hyperlens/protocol';
import { report, type Order, type Report } from './messages.ts';

const program = path.join(import.meta.dirname, 'child.ts');

export interface SupervisorOptions {
  directory: string;
  lockFile: string;
  socketPath: string;
  idleMilliseconds: number;
  holdMilliseconds: number;
  /** A database process that answers nothing for so long (a statement that does not end) is killed and started again. */
  unresponsiveMilliseconds: number;
  /** First start; later ones have the same time. */
  startMilliseconds: number;
  /** Runs the process under another program, for tests of limits: `['prlimit', '--fsize=1000000']`. */
  wrapper?: string[];
  /** Told about every unexpected end and every new start. */
  onChange?: (change: { status: 'up' | 'down'; reason: string }) => void;
}

export interface Supervisor {
  readonly pid: number | undefined;
  /** Resolves when the database answers; rejects with DATABASE_UNAVAILABLE after `milliseconds`, and at once with DATABASE_FULL when it ended for want of space. */
  whenUp(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts the database process and starts it again whenever it ends. Throws when the first start fails. */
export async function supervise(options: SupervisorOptions): Promise<Supervisor> {
  let child: ChildProcess | null = null;
  let up = Promise.withResolvers<void>();
  let closing = false;
  let failures = 0;
  let lastReason = 'the database is starting';
  let full = false;
  let ready = false;
  let wasUp = false;
  let down = false;
  let steady: NodeJS.Timeout | null = null;
  let answered = performance.now();
  let restart: NodeJS.Timeout | null = null;

  function start(): void {
    const started = spawn(options);
    child = started;
    ready = false;
    const deadline = setTimeout(() => { lastReason = 'the database did not start in time'; started.kill('SIGKILL'); }, options.startMilliseconds);
    started.on('message', (message) => {
      answered = performance.now();
      const parsed = report.safeParse(message);
      if (!parsed.success) return;
      handle(parsed.data, () => clearTimeout(deadline));
    });
    started.on('error', (error) => { lastReason = error.message; });
    started.once('exit', (code, signal) => {
      clearTimeout(deadline);
      child = null;
      ready = false;
      if (closing) return;
      if (!lastReason) lastReason = `the database process ended (${signal ?? code})`;
      if (!down) options.onChange?.({ status: 'down', reason: lastReason });
      down = true;
      if (steady) clearTimeout(steady);
      failures += 1;
      // Who waits through several failed starts still waits for the one that succeeds.
      if (wasUp) renew();
      // A full disk does not pass by itself: nobody is kept waiting for it.
      if (full) refuse();
      restart = setTimeout(start, Math.min(2000, failures === 1 ? 0 : 50 * 2 ** failures));
    });
    const opening: Order = {
      kind: 'open', directory: options.directory, lockFile: options.lockFile, socketPath: options.socketPath,
      idleMilliseconds: options.idleMilliseconds, holdMilliseconds: options.holdMilliseconds,
    };
    started.send(opening);
  }

  function handle(message: Report, started: () => void): void {
    if (message.kind === 'waiting' && message.holder !== null) endOrphan(message.holder, options.lockFile);
    if (message.kind === 'failed') { lastReason = message.reason; full = message.full; }
    if (message.kind !== 'ready') return;
    started();
    if (down) options.onChange?.({ status: 'up', reason: `started again after: ${lastReason}` });
    down = false;
    lastReason = '';
    full = false;
    ready = true;
    steady = setTimeout(() => { failures = 0; }, 5000);
    steady.unref();
    wasUp = true;
    up.resolve();
  }

  // While a statement runs the process answers nothing, and no timeout inside it can fire: only killing it helps.
  const watch = setInterval(() => {
    // Starting blocks it as well, and has a deadline of its own.
    if (!ready || !child?.connected) return;
    if (performance.now() - answered > options.unresponsiveMilliseconds) {
      lastReason = 'a statement did not end and the database was started again';
      ready = false;
      child.kill('SIGKILL');
      return;
    }
    child.send({ kind: 'ping', number: 0 } satisfies Order, () => { /* a process that is ending is reported by its exit */ });
  }, Math.min(2000, options.unresponsiveMilliseconds / 4));
  watch.unref();

  const failure = () => (full ? new AppError('DATABASE_FULL', { reason: lastReason }) : new AppError('DATABASE_UNAVAILABLE', { reason: lastReason || 'it is starting' }));

  function renew(): void {
    wasUp = false;
    up = Promise.withResolvers<void>();
  }

  function refuse(): void {
    up.promise.catch(() => { /* someone who waits gets its own rejection from whenUp */ });
    up.reject(failure());
    renew();
  }

  async function whenUp(milliseconds: number): Promise<void> {
    if (full && !ready) throw failure();
    if (closing) throw new AppError('DATABASE_UNAVAILABLE', { reason: 'the database is closed' });
    const timeout = Promise.withResolvers<never>();
    const timer = setTimeout(() => timeout.reject(failure()), milliseconds);
    try {
      await Promise.race([up.promise, timeout.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function close(): Promise<void> {
    closing = true;
    clearInterval(watch);
    if (restart) clearTimeout(restart);
    const ending = child;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => { ending.once('exit', () => resolve()); });
    if (ending.connected) ending.send({ kind: 'close' } satisfies Order, () => { /* it may be gone already */ });
    const timer = setTimeout(() => ending.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(timer);
  }

  start();
  try {
    await whenUp(options.startMilliseconds + 15_000);
  } catch (error) {
    await close();
    throw error;
  }
  return { get pid() { return child?.pid; }, whenUp, close };
}

/**
 * Only what the process needs: no secret of the parent's environment. V8's quick WebAssembly compiler alone halves the memory (105 instead
 * of 220 MB) and the start, and costs nothing in short statements; building a vector index takes 1.5 times as long.
 */
function spawn(options: SupervisorOptions): ChildProcess {
  const { PATH, HOME, LANG, NODE_COMPILE_CACHE } = process.env;
  const [file, ...rest] = [...(options.wrapper ?? []), process.execPath];
  const [execPath, execArgv] = [file ?? process.execPath, [...rest, '--disable-warning=ExperimentalWarning', '--max-old-space-size=512', '--liftoff-only']];
  // The argument is for people who look at the processes, and for `endOrphan`.
  return fork(program, [options.lockFile], { execPath, execArgv, env: { PATH, HOME, LANG, NODE_COMPILE_CACHE }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** Ends a database process whose owner is dead. The number may belong to something else by now, so its command is checked first. */
function endOrphan(pid: number, lockFile: string): void {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (command.some((part) => part.endsWith(path.join('embedded', 'child.ts'))) && command.includes(lockFile)) process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself, or this system has no /proc: then the new process keeps waiting for the lock and says so when that fails.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
