import type { BlockReference, ChainReader, Log, Network, TransferHead, TransferIndex, TransferKey, TransferSegment } from '@hyperlens/protocol';

type Hex = `0x${string}`;
/** An address that is easy to read in a test. */
export const account = (number: number): Hex => `0x${number.toString(16).padStart(40, '0')}`;
export const bare = (number: number): string => account(number).slice(2);
const word = (value: string | bigint): string => (typeof value === 'bigint' ? value.toString(16) : value.slice(2)).padStart(64, '0');

/** A chain of which only the hashes and logs matter. `fork` gives later blocks other hashes. */
export interface FakeChain { logs: Log[]; height: number; fork: (number: number) => number; asked: { fromBlock: number; toBlock: number }[] }

export const transferLog = (block: number, from: number, to: number, amount: bigint, transaction = block * 1000): Log => ({
  address: account(0xaa), topics: ['0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef', `0x${word(account(from))}`, `0x${word(account(to))}`], data: `0x${word(amount)}`,
  blockNumber: block, blockHash: '0x00', transactionHash: `0x${transaction.toString(16)}`, logIndex: 0,
});
/** A Deposit (or Withdrawal) log of a wrapped currency. */
export const wrapLog = (block: number, who: number, amount: bigint, { transaction = block * 1000, withdrawal = false } = {}): Log => ({
  ...transferLog(block, 0, who, amount, transaction),
  topics: [withdrawal ? '0x7fcf532c15f0a6db0bd6d0e038bea71d30d808c7d98cb3bf7268a95bf5081b65' : '0xe1fffcc4923d04b559f4d29a8bfc6cda04eb5b0d3c460751c2402c5c5cc9109c', `0x${word(account(who))}`],
});

export const makeFakeChain = (logs: Log[], height: number): FakeChain => ({ logs, height, fork: () => 0, asked: [] });

/** A reader of the fake chain at a block. `kind` decides how many blocks must stand on one that is kept. */
export function fakeReader(chain: FakeChain, { at = chain.height, kind = 'remote', end }: { at?: number; kind?: Network['kind']; end?: number } = {}): ChainReader {
  const block = (number: number): BlockReference => ({ number, hash: `0x${(number * 16 + chain.fork(number)).toString(16).padStart(64, '0')}`, time: '2026-01-01T00:00:00.000Z' });
  const refuse = async (): Promise<never> => { throw new Error('this reader only has logs'); };
  return {
    network: { id: 'fake', name: 'Fake chain', chainId: 7, kind, confirmations: 2 } as Network, block: block(at),
    blockAt: async (number) => (number <= chain.height ? block(number) : null),
    async logs({ fromBlock, toBlock }, onPage) {
      chain.asked.push({ fromBlock, toBlock });
      const last = end ?? toBlock;
      for (const log of chain.logs) if (log.blockNumber >= fromBlock && log.blockNumber <= last) await onPage([log]);
      return last < toBlock ? { fromBlock, toBlock: last, complete: false, reason: 'the rest is refused' } : { fromBlock, toBlock, complete: true };
    },
    code: refuse, balance: refuse, nonce: refuse, storage: refuse, call: refuse, calls: refuse, transaction: refuse, receipt: refuse, transactionsOf: refuse, creationBlock: refuse,
  };
}

/** An index that keeps its stretches as they are. */
export function makeFakeIndex(): TransferIndex & { segments: TransferSegment[] } {
  const segments: TransferSegment[] = [];
  const same = (left: TransferHead, right: TransferHead) => left.toBlock === right.toBlock && left.toHash === right.toHash;
  return {
    segments,
    heads: async (_key: TransferKey) => segments.map(({ fromBlock, toBlock, toHash }) => ({ fromBlock, toBlock, toHash })),
    async load(_key, upTo) {
      const end = segments.findIndex((segment) => same(segment, upTo));
      if (end < 0) return null;
      const sum = structuredClone(segments[0]!);
      for (const segment of segments.slice(1, end + 1)) {
        for (const kind of ['transfers', 'wrapped'] as const) for (const [holder, change] of segment.changes[kind]) sum.changes[kind].set(holder, (sum.changes[kind].get(holder) ?? 0n) + change);
        sum.tally = { ...sum.tally, transfers: sum.tally.transfers + segment.tally.transfers, mints: sum.tally.mints + segment.tally.mints, minted: sum.tally.minted + segment.tally.minted, newest: [...sum.tally.newest, ...segment.tally.newest], recent: [...sum.tally.recent, ...segment.tally.recent] };
        Object.assign(sum, { toBlock: segment.toBlock, toHash: segment.toHash });
      }
      return sum;
    },
    async append(_key, after, segment) {
      const last = segments.at(-1);
      if (after === null ? last : !last || !same(last, after)) return false;
      segments.push(structuredClone(segment));
      return true;
    },
    async drop(_key, from) {
      const at = segments.findIndex((segment) => same(segment, from));
      if (at >= 0) segments.splice(at);
    },
  };
}
