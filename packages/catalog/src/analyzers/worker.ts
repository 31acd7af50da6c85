import { Worker } from 'node:worker_threads';
import type { AnalyzerContext } from '@hyperlens/protocol';

/** How a job in a thread of its own ended. */
export type WorkerResult<Answer> = { status: 'answered'; answer: Answer } | { status: 'timeout' | 'failed'; reason: string };

/**
 * Runs a job file in a worker thread and waits for its one message. The thread is ended when its time is over, when the caller gives up,
 * and when it needs more memory than allowed, so that no input can keep the server busy. The file posts `{ answer }` or throws.
 */
export function runWorker<Answer>(file: URL, data: unknown, context: AnalyzerContext): Promise<WorkerResult<Answer>> {
  return new Promise(resolve => {
    const worker = new Worker(file, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: context.memoryMegabytes }, env: {}, stdout: true, stderr: true });
    let done = false;
    const finish = (result: WorkerResult<Answer>) => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      context.signal?.removeEventListener('abort', abort);
      void worker.terminate();
      resolve(result);
    };
    const timer = setTimeout(() => finish({ status: 'timeout', reason: `not finished after ${context.timeoutMilliseconds} ms` }), context.timeoutMilliseconds);
    const abort = () => finish({ status: 'failed', reason: 'interrupted' });
    context.signal?.addEventListener('abort', abort, { once: true });
    if (context.signal?.aborted) abort();
    worker.on('message', (message: { answer: Answer }) => finish({ status: 'answered', answer: message.answer }));
    worker.on('error', error => finish({ status: 'failed', reason: error instanceof Error ? error.message : String(error) }));
    worker.on('exit', code => finish({ status: 'failed', reason: `ended with code ${code} and no answer` }));
  });
}
