import { Worker } from 'node:worker_threads';
import type { Contract } from 'evmole/dist/evmole.js';

export type Analysis = { contract: Contract } | { failed: string };
export interface Thread {
  /** One analysis after the other. One that takes too long or crashes fails, and the thread is started anew. */
  analyse(code: string, storage: boolean, timeoutMilliseconds: number): Promise<Analysis>;
  /** Starts the thread, so that the first analysis finds it there. It keeps nobody from ending. */
  warm(): void;
  close(): Promise<void>;
}

/** A warm worker thread. `script` is another one in tests. */
export function makeThread(script: URL = new URL('./evmole.ts', import.meta.url)): Thread {
  let worker: Worker | null = null;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  const start = (): Worker => {
    const made = new Worker(script, { env: {}, stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: 256 } });
    made.stdout.resume();
    made.stderr.resume();
    made.on('exit', () => { if (worker === made) worker = null; });
    // What it says is given to the analysis that runs; between two there is nobody to tell.
    made.on('error', () => { if (worker === made) worker = null; });
    return made;
  };
  const one = (code: string, storage: boolean, timeoutMilliseconds: number): Promise<Analysis> => new Promise((resolve) => {
    if (closed) { resolve({ failed: 'the reader is shut down' }); return; }
    const used = worker ??= start();
    used.ref();
    const finish = (answer: Analysis): void => {
      clearTimeout(timer);
      used.off('message', finish).off('error', onError).off('exit', onExit);
      used.unref();
      resolve(answer);
    };
    const onError = (error: unknown): void => { finish({ failed: error instanceof Error ? error.message : 'it crashed' }); };
    const onExit = (): void => { finish({ failed: 'its thread ended' }); };
    const timer = setTimeout(() => {
      if (worker === used) worker = null;
      finish({ failed: `it took longer than ${timeoutMilliseconds / 1000} s` });
      void used.terminate();
    }, timeoutMilliseconds);
    used.on('message', finish).on('error', onError).on('exit', onExit);
    used.postMessage({ code, storage });
  });

  return {
    analyse(code, storage, timeoutMilliseconds) {
      const result = last.then(() => one(code, storage, timeoutMilliseconds));
      last = result;
      return result;
    },
    warm() { if (!closed) (worker ??= start()).unref(); },
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}
