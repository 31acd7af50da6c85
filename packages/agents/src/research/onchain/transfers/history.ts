import type { ChainReader, TransferHead, TransferIndex, TransferKey, TransferTally, WorkContext } from '@hyperlens/protocol';
import { depositTopic, emptyAggregate, join, makeAggregator, transferTopic, withdrawalTopic, type Aggregate } from './aggregate.ts';

type Hex = `0x${string}`;

/** All transfers of a token up to the pinned block, added up. Holders are lower-case addresses without 0x; none has a balance of zero. */
export interface TransferHistory {
  fromBlock: number;
  toBlock: number;
  /** False when part of the blocks could not be read; `reason` says why. Balances are then not to be believed. */
  complete: boolean;
  reason: string | null;
  /** Balances by Transfer logs alone. They can be negative where a token moves what was never logged as received. */
  transfers: Map<string, bigint>;
  /** What Deposit and Withdrawal logs without a Transfer add (WETH9). */
  wrapped: Map<string, bigint>;
  tally: TransferTally;
}

export interface ReadTransfers {
  reader: ChainReader;
  token: Hex;
  /** First block that can hold a transfer, null when it is not known. */
  fromBlock: number | null;
  /** Without one every block is read each time. */
  index?: TransferIndex | undefined;
  standard?: 'erc20' | 'erc721' | undefined;
  /** More holders than this are not held in memory: the history is then incomplete. About 150 bytes each. */
  maximumHolders?: number | undefined;
  context?: WorkContext | undefined;
}

/** Blocks that must stand on a block of a remote chain before what was read up to it is kept: finality on Ethereum takes 64. */
const settledDepth = 64;

class TooManyHolders extends Error { override readonly name = 'TooManyHolders'; }

/**
 * Reads the transfers of a token up to the reader's block: what the index has, checked by the hash of its last block, and the blocks since
 * then from logs. Blocks old enough not to be reorganised are given to the index. Which of the two a number came from cannot be seen in the
 * result. Throws what the reader throws.
 */
export async function readTransfers({ reader, token, fromBlock, index, standard = 'erc20', maximumHolders = 2_000_000, context }: ReadTransfers): Promise<TransferHistory> {
  const key: TransferKey = { chainId: reader.network.chainId, token: token.toLowerCase() as Hex };
  const start = Math.min(fromBlock ?? 0, reader.block.number);
  const known = index ? await resume(index, key, reader, start, context) : null;
  const from = known?.head ? known.head.toBlock + 1 : start;
  const target = reader.block.number;
  const settled = reader.network.kind === 'local' ? target : target - Math.max(settledDepth, reader.network.confirmations);
  const settledHash = known?.canAppend && settled >= from ? await hashAt(reader, settled) : null;

  const old = makeAggregator(standard);
  const fresh = makeAggregator(standard);
  let read = 0;
  const before = known?.aggregate.changes.transfers.size ?? 0;
  const coverage = from > target ? { fromBlock: from, toBlock: target, complete: true } : await reader.logs(
    { address: token, topics: [[transferTopic, depositTopic, withdrawalTopic]], fromBlock: from, toBlock: target },
    (page) => {
      for (const log of page) (log.blockNumber <= settled ? old : fresh).add(log);
      read += page.length;
      if (before + old.holders() + fresh.holders() > maximumHolders) throw new TooManyHolders();
      context?.progress?.(`${read} transfers read`);
    },
    context,
  ).catch((error: unknown) => {
    if (error instanceof TooManyHolders) return { fromBlock: from, toBlock: from - 1, complete: false, reason: `it has more than ${maximumHolders} holders, which are not held in memory` };
    throw error;
  });

  const settledPart = old.finish();
  const through = coverage.complete ? settled : Math.min(settled, coverage.toBlock);
  if (index && known?.canAppend && coverage.fromBlock <= from && through >= from) {
    const hash = through === settled ? settledHash : await hashAt(reader, through);
    await keep(index, key, known.head, { fromBlock: from, toBlock: through, toHash: hash }, settledPart, reader, context);
  }
  const whole = join(join(known?.aggregate ?? emptyAggregate(), settledPart), fresh.finish());
  return {
    fromBlock: start, toBlock: target, complete: coverage.complete, reason: coverage.complete ? null : coverage.reason ?? 'the node did not give all logs',
    transfers: whole.changes.transfers, wrapped: whole.changes.wrapped, tally: whole.tally,
  };
}

interface Known { aggregate: Aggregate; head: TransferHead | null; canAppend: boolean }

/** The newest stretch that ends at or before the pinned block and is still on the chain. Stretches the chain no longer has are dropped. */
async function resume(index: TransferIndex, key: TransferKey, reader: ChainReader, start: number, context: WorkContext | undefined): Promise<Known | null> {
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const heads = await index.heads(key);
      const usable = heads.filter((head) => head.toBlock <= reader.block.number);
      if (heads[0] && heads[0].fromBlock > start) return null;
      let head = usable.at(-1) ?? null;
      while (head) {
        const hash = await hashAt(reader, head.toBlock);
        if (hash === head.toHash) break;
        // A node that has lost the block says nothing about what was read.
        if (hash === null) return null;
        await index.drop(key, head);
        usable.pop();
        heads.length = usable.length;
        head = usable.at(-1) ?? null;
      }
      // Later stretches are there: this scan is about the past and adds nothing.
      const canAppend = heads.length === usable.length;
      if (!head) return { aggregate: emptyAggregate(), head: null, canAppend };
      const segment = await index.load(key, head);
      if (segment) return { aggregate: { tally: segment.tally, changes: segment.changes }, head, canAppend };
    }
  } catch (error) {
    if (context?.signal?.aborted) throw error;
    // Without the index the answer is the same and takes longer.
    context?.progress?.(`the transfer index is not used: ${error instanceof Error ? error.message : 'unknown'}`);
  }
  return null;
}

/** Gives a stretch to the index, unless the chain changed while its logs were read. */
async function keep(index: TransferIndex, key: TransferKey, after: TransferHead | null, head: { fromBlock: number; toBlock: number; toHash: Hex | null }, { tally, changes }: Aggregate, reader: ChainReader, context: WorkContext | undefined): Promise<void> {
  try {
    if (head.toHash === null || await hashAt(reader, head.toBlock) !== head.toHash) return;
    await index.append(key, after, { fromBlock: head.fromBlock, toBlock: head.toBlock, toHash: head.toHash, tally, changes });
  } catch (error) {
    context?.progress?.(`the transfer index was not written: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}

async function hashAt(reader: ChainReader, number: number): Promise<Hex | null> {
  return number === reader.block.number ? reader.block.hash as Hex : ((await reader.blockAt(number))?.hash ?? null) as Hex | null;
}
