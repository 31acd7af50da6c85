import type { TransferIndex } from '@hyperlens/protocol';
import { readTransfers, type ReadTransfers, type TransferHistory } from './history.ts';

/** Readings under way, by index and by what is read. */
const underWay = new WeakMap<TransferIndex, Map<string, Promise<TransferHistory>>>();

/**
 * As `readTransfers`, but several who ask through one index for the same token at the same block at the same time share one reading: the on-chain
 * and the tokenomics service of a run do. The history is theirs together, and nobody changes it. Whose partner is cancelled or fails reads alone.
 */
export async function readTransfersTogether(asked: ReadTransfers): Promise<TransferHistory> {
  const { reader, token, fromBlock, index, standard, maximumHolders, context } = asked;
  if (!index) return readTransfers(asked);
  const key = [reader.network.id, reader.block.hash, token.toLowerCase(), fromBlock, standard, maximumHolders].join('/');
  const readings = underWay.get(index) ?? new Map<string, Promise<TransferHistory>>();
  underWay.set(index, readings);
  const running = readings.get(key);
  if (!running) {
    const own = readTransfers(asked).finally(() => { readings.delete(key); });
    readings.set(key, own);
    return own;
  }
  try {
    return await untilCancelled(running, context?.signal);
  } catch {
    context?.signal?.throwIfAborted();
    // What ended the other's reading was the other's: its signal, or a node that may answer now.
    return readTransfers(asked);
  }
}

async function untilCancelled<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return work;
  signal.throwIfAborted();
  const cancelled = Promise.withResolvers<never>();
  const cancel = (): void => { cancelled.reject(signal.reason as Error); };
  signal.addEventListener('abort', cancel, { once: true });
  try { return await Promise.race([work, cancelled.promise]); } finally { signal.removeEventListener('abort', cancel); }
}
