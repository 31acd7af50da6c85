import type { RecentTransfer } from '@hyperlens/protocol';

/** A sender that gave to many at once. */
export interface FanOut { from: string; receivers: number; block: number; amount: bigint }
/** Two accounts that send each other about the same again and again. */
export interface RoundTrip { accounts: [string, string]; amount: bigint; rounds: number }

const manyReceivers = 10;
const blocksTogether = 50;
const fewestRounds = 3;
const zero = `0x${'0'.repeat(40)}`;

/** Airdrop-like: one transaction to at least ten accounts, or one amount to ten accounts within fifty blocks. Largest first, at most ten. */
export function findFanOuts(transfers: readonly RecentTransfer[], pools: ReadonlySet<string>): FanOut[] {
  const groups = new Map<string, { from: string; block: number; receivers: Set<string>; amount: bigint }>();
  for (const { from, to, transaction, block, amount } of transfers) {
    if (pools.has(from)) continue;
    for (const key of [`${from} ${transaction}`, `${from} ${amount} ${Math.floor(block / blocksTogether)}`]) {
      const group = groups.get(key) ?? { from, block, receivers: new Set<string>(), amount: 0n };
      group.receivers.add(to);
      group.amount += amount;
      groups.set(key, group);
    }
  }
  const found = [...groups.values()].filter(({ receivers }) => receivers.size >= manyReceivers)
    .map(({ from, block, receivers, amount }) => ({ from, block, receivers: receivers.size, amount }))
    .toSorted((a, b) => b.receivers - a.receivers || b.block - a.block || (a.from < b.from ? -1 : 1));
  // A sender in one block is one airdrop, however it was found.
  return found.filter((one, at) => found.findIndex((other) => other.from === one.from && Math.abs(other.block - one.block) <= blocksTogether) === at).slice(0, 10);
}

/** Wash-like: there and back between the same two accounts, amounts within five percent, at least three times. Most rounds first, at most ten. */
export function findRoundTrips(transfers: readonly RecentTransfer[], pools: ReadonlySet<string>): RoundTrip[] {
  const pairs = new Map<string, { accounts: [string, string]; open: RecentTransfer | null; rounds: number; amount: bigint }>();
  for (const transfer of transfers) {
    const { from, to } = transfer;
    if (from === to || from === zero || to === zero || pools.has(from) || pools.has(to)) continue;
    const accounts: [string, string] = from < to ? [from, to] : [to, from];
    const key = accounts.join(' ');
    const pair = pairs.get(key) ?? { accounts, open: null, rounds: 0, amount: 0n };
    pairs.set(key, pair);
    if (pair.open && pair.open.from === to && alike(pair.open.amount, transfer.amount)) {
      pair.rounds += 1;
      pair.amount += transfer.amount;
      pair.open = null;
    } else pair.open = transfer;
  }
  return [...pairs.values()].filter(({ rounds }) => rounds >= fewestRounds)
    .map(({ accounts, amount, rounds }) => ({ accounts, amount, rounds }))
    .toSorted((a, b) => b.rounds - a.rounds || (a.accounts.join() < b.accounts.join() ? -1 : 1)).slice(0, 10);
}

const alike = (left: bigint, right: bigint): boolean => (left > right ? left - right : right - left) * 20n <= (left > right ? left : right);
