import { setTimeout as pause } from 'node:timers/promises';
import { AppError, type ChainClient } from '@hyperlens/protocol';
import { RpcFailure } from '../rpc.ts';
import { lacksState, mayBeBehind } from './limits.ts';

/** Asks the node and turns its answer into what the caller wants; whatever `parse` throws means garbage. */
export type Ask = <Value>(method: string, parameters: readonly unknown[], parse: (result: unknown) => Value, options?: { block?: number; signal?: AbortSignal | undefined }) => Promise<Value>;
/** Waits; ends early by throwing when the signal is given. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const realWait: Wait = async (milliseconds, signal) => { await pause(milliseconds, undefined, signal ? { signal } : {}); };

/** Longest single wait that a Retry-After is obeyed for, and the tries of one question. */
const longestWait = 30_000;
const tries = 5;

/**
 * Questions with patience: at most `width` at once, asked again after a rate limit (as long as Retry-After says, at most 30 s each time) or a
 * dropped connection. A refusal that means missing state becomes STATE_UNAVAILABLE when the question names its block. Throws what the
 * client throws, and RPC_GARBAGE for an answer `parse` does not take.
 */
export function makeAsk(client: ChainClient, { width, wait }: { width: number; wait: Wait }): Ask {
  const inTurn = makeTurns(width);
  return async (method, parameters, parse, { block, signal } = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted();
      let result: unknown;
      try {
        result = await inTurn(() => client.request(method, [...parameters]));
      } catch (error) {
        const again = attempt < tries ? retryIn(error, attempt) : null;
        if (again === null) throw explain(error, client.network.id, block);
        await wait(again, signal);
        continue;
      }
      try {
        return parse(result);
      } catch (error) {
        throw new AppError('RPC_GARBAGE', { url: client.network.id }, error);
      }
    }
  };
}

/** Runs at most `width` pieces of work at once, in the order they came. */
function makeTurns(width: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let free = width;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => { queue.push(resolve); });
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Milliseconds until the question is worth asking again; null when it is not. */
function retryIn(error: unknown, attempt: number): number | null {
  if (AppError.is(error, 'RPC_REJECTED')) return mayBeBehind(String(error.details.reason)) && attempt <= 3 ? 200 * attempt : null;
  if (!AppError.is(error, 'NETWORK_UNREACHABLE')) return null;
  const reason = String(error.details.reason);
  const told = error.cause instanceof RpcFailure ? error.cause.retryAfter : null;
  if (told !== null) return Math.min(told, longestWait);
  if (/429|too many requests|rate limit|limit exceeded|quota/i.test(reason)) return Math.min(500 * 2 ** (attempt - 1), longestWait);
  // A node that hangs would hang again; a dropped connection may come back.
  return /no answer within/.test(reason) || attempt > 2 ? null : 150 * attempt;
}

function explain(error: unknown, network: string, block: number | undefined): unknown {
  if (block === undefined || !AppError.is(error, 'RPC_REJECTED')) return error;
  const reason = String(error.details.reason);
  return lacksState(reason) ? new AppError('STATE_UNAVAILABLE', { network, block, reason }, error) : error;
}
