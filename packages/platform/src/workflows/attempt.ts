import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@hyperlens/protocol';
import type { StepContext, StepOptions } from '@hyperlens/protocol';

const longestBackoffMilliseconds = 60_000;

/**
 * Runs a step's body until it succeeds, its attempts are used up, an error is not worth another attempt, or `outer` is aborted.
 * Waits `backoffMilliseconds * 2^(attempt - 1)` between attempts, at most a minute. A body that ignores its signal is abandoned: its
 * late result is dropped. Throws what the body threw, STEP_TIMED_OUT, or the reason of `outer`.
 */
export async function attempt<Result>(
  body: (context: StepContext) => Promise<Result>, step: { name: string; idempotencyKey: string; options: StepOptions }, outer: AbortSignal,
  onAttempt: (attempt: number) => void = () => {},
): Promise<Result> {
  const { attempts = 1, backoffMilliseconds = 500, retryable = isTransient } = step.options;
  for (let number = 1; ; number += 1) {
    onAttempt(number);
    try {
      return await once(body, number, step, outer);
    } catch (error) {
      if (outer.aborted) throw outer.reason;
      if (number >= attempts || !retryable(error)) throw error;
      await pause(Math.min(backoffMilliseconds * 2 ** (number - 1), longestBackoffMilliseconds), outer);
    }
  }
}

/**
 * Whether another attempt can help: yes for what could not be checked or reached (exit codes 3 and 4) and for errors nobody foresaw, no
 * for what was understood and refused (1), wrong input (2) and interruption (130).
 */
export function isTransient(error: unknown): boolean {
  return !AppError.is(error) || error.exit === 3 || error.exit === 4;
}

async function once<Result>(body: (context: StepContext) => Promise<Result>, number: number, step: { name: string; idempotencyKey: string; options: StepOptions }, outer: AbortSignal): Promise<Result> {
  const limit = step.options.timeoutMilliseconds;
  const timeout = limit === undefined ? undefined : new AbortController();
  const timer = limit === undefined ? undefined : setTimeout(() => timeout?.abort(new AppError('STEP_TIMED_OUT', { step: step.name, seconds: limit / 1000 })), limit);
  // A combined signal is dear compared with a step that does little.
  const signal = timeout ? AbortSignal.any([outer, timeout.signal]) : outer;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  // Promise.race keeps the late rejection of an abandoned body handled.
  try {
    return await Promise.race([aborted, run(body, { attempt: number, signal, idempotencyKey: step.idempotencyKey })]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** Turns a synchronous throw into a rejection. */
const run = async <Result>(body: (context: StepContext) => Promise<Result>, context: StepContext) => body(context);

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}
