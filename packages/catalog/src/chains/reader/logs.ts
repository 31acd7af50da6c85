import { AppError, type BlockReference, type Log, type LogCoverage, type LogFilter, type WorkContext } from '@hyperlens/protocol';
import { RpcFailure } from '../rpc.ts';
import type { Ask } from './ask.ts';
import { readLogRefusal, type LogRefusal } from './limits.ts';
import { parseLogs, toQuantity } from './parse.ts';

/**
 * Blocks of the first page, entries a page should have, and blocks it may have at most. The first is small, because nobody knows yet how much a
 * block holds, and an answer that is too large costs the node and this process far more than a question; empty pages grow eightfold.
 */
const firstSpan = 2;
const wishedEntries = 4_000;
const widestSpan = 2_000_000;
/** Questions one scan may ask: a chain of twenty million blocks at two thousand each is ten thousand. */
const mostPages = 12_000;

export interface LogScan {
  ask: Ask;
  /** The pinned block; nothing after it is read. */
  block: BlockReference;
  network: string;
  /** The block of a number now, to see whether it was replaced. */
  blockAt: (number: number) => Promise<BlockReference | null>;
}

type Page = { logs: Log[] } | { refusal: LogRefusal; reason: string };

/**
 * Reads logs page by page (EIP-1474 eth_getLogs), oldest first. Page size follows what the node takes and how much it finds; the next page is
 * fetched while the last one is being handled. Throws CHAIN_REORGANISED when the pinned block was replaced meanwhile.
 */
export async function scanLogs({ ask, block, network, blockAt }: LogScan, filter: LogFilter, onPage: (logs: Log[]) => Promise<void> | void, context: WorkContext = {}): Promise<LogCoverage> {
  const toBlock = Math.min(filter.toBlock, block.number);
  let from = filter.fromBlock;
  let first = from;
  if (from > toBlock) return { fromBlock: from, toBlock, complete: true };
  const reorganised = (): never => { throw new AppError('CHAIN_REORGANISED', { network, block: block.number }); };

  const page = async (start: number, end: number): Promise<Page> => {
    context.signal?.throwIfAborted();
    try {
      const asked = { ...(filter.address ? { address: filter.address } : {}), ...(filter.topics ? { topics: filter.topics } : {}), fromBlock: toQuantity(start), toBlock: toQuantity(end) };
      const logs = await ask('eth_getLogs', [asked], (result) => checked(parseLogs(result), filter, start, end), { signal: context.signal });
      if (logs.some((log) => log.blockNumber === block.number && log.blockHash !== block.hash)) reorganised();
      return { logs };
    } catch (error) {
      const refusal = refusalOf(error, start === end);
      if (refusal) return { refusal, reason: String((error as AppError).message).slice(0, 300) };
      throw error;
    }
  };

  let span = firstSpan;
  let widest = widestSpan;
  /** What was too much before; it is approached again slowly, because entries are spread unevenly. */
  let ceiling = widestSpan;
  let stopped: string | null = null;
  let missing: string | null = null;
  let handled: Promise<void> = Promise.resolve();
  for (let pages = 0; from <= toBlock; pages += 1) {
    if (pages >= (filter.pages ?? mostPages)) { stopped = `the scan was stopped after ${pages} questions at block ${from}`; break; }
    const end = Math.min(toBlock, from + span - 1);
    const [result]: [Page, void] = await Promise.all([page(from, end), handled]);
    if ('logs' in result) {
      handled = (async () => { if (result.logs.length > 0) await onPage(result.logs); })();
      // An error in it is met at the next turn; until then it must not count as unhandled.
      handled.catch(() => undefined);
      context.progress?.(`read logs to block ${end} of ${toBlock}`);
      const growth = result.logs.length === 0 ? 8 : Math.min(8, Math.max(0.25, wishedEntries / result.logs.length));
      ceiling = Math.min(widestSpan, ceiling * 1.1);
      span = clamp(Math.ceil((end - from + 1) * growth), Math.min(widest, Math.floor(ceiling)));
      from = end + 1;
    } else if (result.refusal.kind === 'pruned') {
      const found = await firstReadable(page, from, toBlock);
      missing = `the node has no logs before block ${found ?? toBlock + 1}`;
      if (found === null) { from = toBlock + 1; first = from; break; }
      if (found <= from) span = clamp(Math.floor(span / 2), widest);
      from = Math.max(found, from);
      first = from;
    } else {
      const size = end - from + 1;
      if (size === 1) { stopped = `the node refuses the logs of block ${from} alone: ${result.reason}`; break; }
      if (result.refusal.kind === 'range') {
        widest = Math.min(size - 1, result.refusal.most !== null && result.refusal.most < size ? result.refusal.most : Math.ceil(size / 2));
        span = widest;
      } else { span = Math.ceil(size / 4); ceiling = Math.max(1, size / 2); }
    }
  }
  await handled;
  const now = await blockAt(block.number);
  if (now?.hash !== block.hash) reorganised();
  const reason = [missing, stopped].filter((part) => part !== null).join('; ');
  return { fromBlock: first, toBlock: stopped === null ? toBlock : from - 1, complete: reason === '', ...(reason ? { reason } : {}) };
}

/** The first block from `low` on whose logs the node gives, by bisection; null when not even those of the last. */
async function firstReadable(page: (start: number, end: number) => Promise<Page>, low: number, high: number): Promise<number | null> {
  const readable = async (number: number): Promise<boolean> => {
    const result = await page(number, number);
    return 'logs' in result || result.refusal.kind !== 'pruned';
  };
  if (!await readable(high)) return null;
  let [missing, found] = [low - 1, high];
  while (found - missing > 1) {
    const middle = Math.floor((missing + found) / 2);
    if (await readable(middle)) found = middle;
    else missing = middle;
  }
  return found;
}

/** What a failed page asks for. A page of one block cannot be made smaller, so silence there is a failure. */
function refusalOf(error: unknown, single: boolean): LogRefusal | null {
  if (AppError.is(error, 'RPC_REJECTED')) return readLogRefusal(String(error.details.reason));
  if (AppError.is(error, 'RPC_GARBAGE')) return error.cause instanceof RpcFailure && /larger than/.test(error.cause.message) ? { kind: 'size' } : null;
  if (single || !AppError.is(error, 'NETWORK_UNREACHABLE')) return null;
  return /no answer within|HTTP (413|502|504)/.test(String(error.details.reason)) ? { kind: 'size' } : null;
}

/** Entries outside the question mean that the node answers another one. */
function checked(logs: Log[], filter: LogFilter, start: number, end: number): Log[] {
  const addresses = filter.address ? new Set([filter.address].flat().map((one) => one.toLowerCase())) : null;
  const topics = (filter.topics ?? []).map((one) => (one === null ? null : new Set([one].flat().map((topic) => topic.toLowerCase()))));
  for (const log of logs) {
    const fits = log.blockNumber >= start && log.blockNumber <= end && (!addresses || addresses.has(log.address.toLowerCase())) && topics.every((wanted, index) => !wanted || wanted.has(log.topics[index] ?? ''));
    if (!fits) throw new Error('logs that were not asked for');
  }
  return logs;
}

function clamp(span: number, widest: number): number { return Math.max(1, Math.min(span, widest)); }
