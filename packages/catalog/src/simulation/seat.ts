import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { reply, type Request } from './messages.ts';

/** What a request is about, before it gets its number. */
export type Question = Omit<Extract<Request, { type: 'open' }>, 'id'> | Omit<Extract<Request, { type: 'ask' }>, 'id'>;
/** Answers what a fork wants to know of its chain; throws an Error whose text may be shown. */
export type Upstreams = (fork: number, method: string, parameters: unknown[]) => Promise<unknown>;

/** One process that runs forks. */
export interface Seat {
  readonly pid: number | undefined;
  alive(): boolean;
  /** Throws an Error with the reason: what the engine said, or how the process ended. */
  ask(question: Question): Promise<unknown>;
  drop(fork: number): void;
  /** Whether it keeps this process from ending. */
  hold(keep: boolean): void;
  kill(reason: string): void;
  readonly ended: Promise<void>;
}

/** Starts a process. It dies with this one, and whatever it does wrong is the reason of a failed question. */
export function startSeat(upstreams: Upstreams, onTired: () => void, script = fileURLToPath(new URL('./child.ts', import.meta.url))): Seat {
  const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-fork-'));
  const cache = process.env.NODE_COMPILE_CACHE;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    // Nothing of the environment is needed, and secrets in it are none of the engine's business.
    cwd: folder, env: { RUST_BACKTRACE: '0', ...(cache ? { NODE_COMPILE_CACHE: cache } : {}) }, serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let said = '';
  let end: string | null = null;
  const finished = Promise.withResolvers<void>();

  const finish = (reason: string): void => {
    end ??= reason;
    for (const one of waiting.values()) one.reject(new Error(end));
    waiting.clear();
  };
  const send = (request: Request): void => { if (child.connected) child.send(request, (error) => { if (error) finish(`the process of the EVM could not be reached: ${error.message}`); }); };

  child.stderr?.on('data', (data: Buffer) => { said = (said + data.toString('utf8')).slice(-2_000); });
  child.once('error', (error) => { finish(`the process of the EVM could not be started: ${error.message}`); finished.resolve(); });
  child.once('exit', (code, signal) => {
    rmSync(folder, { recursive: true, force: true });
    finish(`the process of the EVM ended (${signal ?? `code ${code}`})${lastWords(said)}`);
    finished.resolve();
  });
  child.on('message', (message: unknown) => {
    const parsed = reply.safeParse(message);
    if (!parsed.success) { kill('the process of the EVM sent something that cannot be understood'); return; }
    const { data } = parsed;
    switch (data.type) {
      case 'ready': break;
      case 'tired': onTired(); break;
      case 'excess': finish('a transaction took more time or memory than a simulation has'); break;
      case 'done': waiting.get(data.id)?.resolve(data.value); waiting.delete(data.id); break;
      case 'failed': waiting.get(data.id)?.reject(new Error(data.reason)); waiting.delete(data.id); break;
      case 'upstream':
        upstreams(data.fork, data.method, data.parameters).then(
          (result) => { send({ type: 'answer', id: data.id, result }); },
          (error: unknown) => { send({ type: 'answer', id: data.id, error: error instanceof Error ? error.message : 'failed' }); },
        );
        break;
    }
  });
  function kill(reason: string): void {
    finish(reason);
    child.kill('SIGKILL');
  }

  return {
    pid: child.pid,
    alive: () => end === null,
    ask: (question) => new Promise((resolve, reject) => {
      if (end !== null) { reject(new Error(end)); return; }
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      send({ ...question, id: lastId });
    }),
    drop: (fork) => { send({ type: 'close', fork }); },
    hold(keep) {
      const action = keep ? 'ref' : 'unref';
      child[action]();
      child.channel?.[action]();
      (child.stderr as unknown as { ref(): void; unref(): void } | null)?.[action]();
    },
    kill,
    ended: finished.promise,
  };
}

/** What a process printed last, which names a panic: `thread ... panicked at ...` and the line after it. */
function lastWords(text: string): string {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const panic = lines.findIndex((line) => line.includes('panicked'));
  const words = panic >= 0 ? lines.slice(panic, panic + 2).join(' ') : (lines.at(-1) ?? '');
  return words === '' ? '' : `: ${words.slice(0, 300)}`;
}
