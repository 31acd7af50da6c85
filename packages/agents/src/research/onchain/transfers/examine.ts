import { AppError, type SourceStatus, type TransferIndex } from '@hyperlens/protocol';
import type { Examined } from '../input.ts';
import type { TransferHistory } from './history.ts';
import { readTransfersTogether } from './share.ts';

export interface TransfersInput extends Pick<Examined, 'reader' | 'ledger' | 'address' | 'creationBlock' | 'context'> {
  index?: TransferIndex | undefined;
  standard?: 'erc20' | 'erc721' | undefined;
  maximumHolders?: number | undefined;
}

/** How the source of a failure counts. */
export function statusOf(error: unknown): SourceStatus {
  const unreachable = AppError.is(error, 'NETWORK_UNREACHABLE') || AppError.is(error, 'RPC_GARBAGE') || AppError.is(error, 'CHAIN_ID_MISMATCH');
  return unreachable ? 'unreachable' : AppError.is(error, 'STATE_UNAVAILABLE') ? 'limited' : 'failed';
}

/** Why something failed, for evidence. */
export const reasonOf = (error: unknown): string => (AppError.is(error) ? error.message : error instanceof Error ? error.message.slice(0, 200) : 'unknown failure');

/**
 * Reads the token's transfers and writes down how many there are and how far they were read. Null when no log could be read; only a
 * cancelled run throws. What follows: `examineLiquidity`, `examineHolders`, `examineFlows`.
 */
export async function examineTransfers({ reader, ledger, address, creationBlock, context, index, standard, maximumHolders }: TransfersInput): Promise<TransferHistory | null> {
  const origin = { title: 'Transfers', unit: 'transfers', source: `chain:${reader.network.id}`, method: `Transfer logs from block ${creationBlock ?? 0} to ${reader.block.number}` } as const;
  const source = { id: 'transfer-logs', title: `Transfer logs on ${reader.network.name}` };
  try {
    const history = await readTransfersTogether({ reader, token: address, fromBlock: creationBlock, context, index, standard, maximumHolders });
    if (history.complete) {
      ledger.fact('transfers.count', ledger.known('transfers.count', history.tally.transfers, origin));
      ledger.source({ ...source, status: 'ok' });
    } else {
      const because = `not all logs could be read: ${history.reason ?? 'no reason given'}; ${history.tally.transfers} transfers are known`;
      ledger.fact('transfers.count', ledger.unknown('transfers.count', because, origin));
      ledger.source({ ...source, status: 'limited', reason: history.reason ?? 'incomplete' });
    }
    return history;
  } catch (error) {
    context.signal?.throwIfAborted();
    ledger.fact('transfers.count', ledger.unknown('transfers.count', reasonOf(error), origin));
    ledger.source({ ...source, status: statusOf(error), reason: reasonOf(error) });
    return null;
  }
}
