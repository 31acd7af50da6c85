import type { Log, TransferChanges, TransferTally } from '@hyperlens/protocol';

type Hex = `0x${string}`;

/** Transfer(address,address,uint256): ERC-20 and, with an indexed id, ERC-721. */
export const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
/** Deposit(address,uint256) and Withdrawal(address,uint256) of WETH9, which makes and ends tokens without a Transfer. */
export const depositTopic = '0xe1fffcc4923d04b559f4d29a8bfc6cda04eb5b0d3c460751c2402c5c5cc9109c';
export const withdrawalTopic = '0x7fcf532c15f0a6db0bd6d0e038bea71d30d808c7d98cb3bf7268a95bf5081b65';

const nobody = '0'.repeat(40);
const newestKept = 1000;
const recentKept = 500;

export interface Aggregate { tally: TransferTally; changes: TransferChanges }

/** What has been read of nothing. */
export const emptyAggregate = (): Aggregate => ({
  tally: { transfers: 0, oddities: 0, mints: 0, burns: 0, minted: 0n, burned: 0n, newest: [], recent: [] }, changes: { transfers: new Map(), wrapped: new Map() },
});

const add = (into: Map<string, bigint>, holder: string, change: bigint): void => { into.set(holder, (into.get(holder) ?? 0n) + change); };
/** Keeps the newest, without moving the whole list each time. */
const push = <Item>(list: Item[], item: Item, kept: number): void => { if (list.push(item) >= kept * 2) list.splice(0, list.length - kept); };

/**
 * Adds up Transfer logs, given in chain order. A Deposit or Withdrawal counts as `wrapped` only when its transaction has no mint or burn of
 * the same account and amount, because many wrapped tokens log both.
 */
export function makeAggregator(standard: 'erc20' | 'erc721' = 'erc20'): { add(log: Log): void; holders(): number; finish(): Aggregate } {
  const aggregate = emptyAggregate();
  const { tally, changes } = aggregate;
  let transaction = '';
  let wraps: { holder: string; amount: bigint }[] = [];
  /** Mints and burns of this transaction. */
  let supply: { holder: string; amount: bigint }[] = [];
  // Kept as they come, without making text of each: only the newest are needed in the end.
  const newest: { block: number; kind: 'mint' | 'burn'; holder: string; amount: bigint }[] = [];
  const recent: { log: Log; from: string; to: string; amount: bigint }[] = [];

  const settle = (): void => {
    for (const { holder, amount } of wraps) if (!supply.some((change) => change.holder === holder && change.amount === amount)) add(changes.wrapped, holder, amount);
    if (wraps.length > 0) wraps = [];
    if (supply.length > 0) supply = [];
  };
  const supplyChange = (log: Log, kind: 'mint' | 'burn', holder: string, amount: bigint): void => {
    push(newest, { block: log.blockNumber, kind, holder, amount }, newestKept);
    supply.push({ holder, amount: kind === 'mint' ? amount : -amount });
  };
  const transfer = (log: Log, from: string, to: string, amount: bigint): void => {
    tally.transfers += 1;
    if (amount === 0n) return;
    if (from === nobody) {
      tally.mints += 1;
      tally.minted += amount;
      supplyChange(log, 'mint', to, amount);
      add(changes.transfers, to, amount);
    } else {
      add(changes.transfers, from, -amount);
      if (to === nobody) {
        tally.burns += 1;
        tally.burned += amount;
        supplyChange(log, 'burn', from, amount);
      } else add(changes.transfers, to, amount);
    }
    push(recent, { log, from, to, amount }, recentKept);
  };

  return {
    add(log) {
      if (log.transactionHash !== transaction) { settle(); transaction = log.transactionHash; }
      const { topics, data } = log;
      if (topics[0] === transferTopic) {
        const read = readTransfer(topics, data, standard);
        if (read) transfer(log, read.from, read.to, read.amount);
        else tally.oddities += 1;
      } else if (topics.length === 2 && data.length === 66 && (topics[0] === depositTopic || topics[0] === withdrawalTopic)) {
        const amount = BigInt(data);
        wraps.push({ holder: holderOf(topics[1]!), amount: topics[0] === depositTopic ? amount : -amount });
      }
    },
    holders: () => changes.transfers.size,
    finish() {
      settle();
      tally.newest = newest.slice(-newestKept).map(({ block, kind, holder, amount }) => ({ block, kind, account: `0x${holder}`, amount }));
      tally.recent = recent.slice(-recentKept).map(({ log, from, to, amount }) => ({ block: log.blockNumber, transaction: log.transactionHash, from: `0x${from}`, to: `0x${to}`, amount }));
      return aggregate;
    },
  };
}

const holderOf = (word: string): string => word.slice(-40).toLowerCase();

/** Who, to whom and how much; null for a shape that no standard has. Early tokens have nothing indexed. An ERC-721 token counts as one. */
function readTransfer(topics: readonly Hex[], data: Hex, standard: 'erc20' | 'erc721'): { from: string; to: string; amount: bigint } | null {
  if (standard === 'erc721') return topics.length === 4 ? { from: holderOf(topics[1]!), to: holderOf(topics[2]!), amount: 1n } : null;
  if (topics.length === 3 && data.length >= 66) return { from: holderOf(topics[1]!), to: holderOf(topics[2]!), amount: BigInt(data.length === 66 ? data : data.slice(0, 66)) };
  if (topics.length === 1 && data.length >= 194) return { from: holderOf(data.slice(26, 66)), to: holderOf(data.slice(90, 130)), amount: BigInt(`0x${data.slice(130, 194)}`) };
  return null;
}

/** Adds the second to the first, which came before it on the chain, and gives the first. Holders with nothing left are taken out. */
export function join(first: Aggregate, second: Aggregate): Aggregate {
  for (const kind of ['transfers', 'wrapped'] as const) {
    if (first.changes[kind].size === 0) first.changes[kind] = second.changes[kind];
    else for (const [holder, change] of second.changes[kind]) add(first.changes[kind], holder, change);
    for (const [holder, balance] of first.changes[kind]) if (balance === 0n) first.changes[kind].delete(holder);
  }
  const { tally } = first;
  tally.transfers += second.tally.transfers;
  tally.oddities += second.tally.oddities;
  tally.mints += second.tally.mints;
  tally.burns += second.tally.burns;
  tally.minted += second.tally.minted;
  tally.burned += second.tally.burned;
  tally.newest = [...tally.newest, ...second.tally.newest].slice(-newestKept);
  tally.recent = [...tally.recent, ...second.tally.recent].slice(-recentKept);
  return first;
}
