import type { SourceAnswer } from '@hyperlens/protocol';
import { failureOf } from './failure.ts';

/** What a source told; what it did wrong becomes the reason of an empty answer. Throws only the reason of the caller's signal. */
export async function answerOf<Value>(signal: AbortSignal | undefined, ask: () => Promise<SourceAnswer<Value>>): Promise<SourceAnswer<Value>> {
  try {
    return await ask();
  } catch (error) {
    signal?.throwIfAborted();
    return { value: null, ...failureOf(error) };
  }
}
