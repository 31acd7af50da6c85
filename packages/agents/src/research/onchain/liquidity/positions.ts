import type { ChainReader, KnownContracts, Log, SupplyChange, WorkContext } from '@hyperlens/protocol';
import type { Pool } from '../pool.ts';
import { callOf, readAddress, readNumber, readSigned } from '../transfers/words.ts';
import { largestRemoval, summarize, type Providers } from './providers.ts';

type Hex = `0x${string}`;

/** Mint and Burn of a Uniswap V3 pool, IncreaseLiquidity of its position manager. */
const mintTopic: Hex = '0x7a53080ba414158be7ec69b987b5fb7d07dee101fe85488f0853ae16239d0bde';
const burnTopic: Hex = '0x0c396cd989a39f4459b5fa1aed6a9a8dcdbc45908acfd67e028cd568da98982c';
const increaseTopic: Hex = '0x3067048beee31b25b2f1681f88dac838c8bba36af25bfb2b7cf7473a5847e35f';
const mostPositions = 500;

interface Position { owner: Hex; lower: number; upper: number; liquidity: bigint; transactions: Set<Hex>; blocks: Set<number> }

/**
 * Owners of the liquidity that is active at a V3 pool's price, from its Mint and Burn logs. Positions held by a position manager count for the
 * owner of their NFT, found by the manager's own logs in the same transactions. Throws what the reader throws, and an Error when logs are missing.
 */
export async function poolProviders({ reader, pool, known, from, context }: { reader: ChainReader; pool: Pool; known: KnownContracts; from: number | null; context: WorkContext }): Promise<Providers> {
  const positions = new Map<string, Position>();
  const changes: SupplyChange[] = [];
  const signal = context.signal ? { signal: context.signal } : {};
  const add = (logs: readonly Log[]): void => {
    for (const log of logs) {
      const [topic, owner, low, high] = log.topics;
      if (!owner || !low || !high) continue;
      const minted = topic === mintTopic;
      const amount = BigInt(`0x${log.data.slice(minted ? 66 : 2, minted ? 130 : 66)}`);
      const id = `${owner}${low}${high}`;
      const known = positions.get(id) ?? { owner: `0x${owner.slice(-40).toLowerCase()}`, lower: tick(low), upper: tick(high), liquidity: 0n, transactions: new Set(), blocks: new Set() };
      known.liquidity += minted ? amount : -amount;
      if (minted) { known.transactions.add(log.transactionHash); known.blocks.add(log.blockNumber); }
      positions.set(id, known);
      if (amount > 0n) changes.push({ block: log.blockNumber, kind: minted ? 'mint' : 'burn', account: known.owner, amount });
    }
    if (positions.size > mostPositions) throw new Error(`the pool has more than ${mostPositions} positions`);
  };
  const coverage = await reader.logs({ address: pool.address, topics: [[mintTopic, burnTopic]], fromBlock: from ?? 0, toBlock: reader.block.number }, add, signal);
  if (!coverage.complete) throw new Error(`not all logs of the pool could be read: ${coverage.reason ?? 'no reason given'}`);

  const [price] = await reader.calls([callOf(pool.address, 'slot0()')]);
  const now = Number(readSigned(price, 1) ?? 0n);
  const active = [...positions.values()].filter(({ lower, upper, liquidity }) => liquidity > 0n && lower <= now && now < upper);
  const owners = new Map<Hex, bigint>();
  for (const position of active) {
    for (const { holder, amount } of await ownersOf(reader, position, signal)) owners.set(holder, (owners.get(holder) ?? 0n) + amount);
  }
  const total = active.reduce((sum, { liquidity }) => sum + liquidity, 0n);
  const sums = changes.reduce((sum, { kind, amount }) => (kind === 'mint' ? { ...sum, minted: sum.minted + amount } : { ...sum, burned: sum.burned + amount }), { minted: 0n, burned: 0n });
  const removal = largestRemoval(changes, changes.length, sums);
  const left = [...positions.values()].reduce((sum, { liquidity }) => sum + liquidity, 0n);
  return {
    ...await summarize({ reader, pool, known, total, owners: [...owners].map(([holder, amount]) => ({ holder, amount })) }),
    count: owners.size, pulledShare: removal.share, recovered: left >= removal.before && removal.before > 0n,
  };
}

/** Who owns a position: the account itself, or the owners of the NFTs when a position manager keeps it. */
async function ownersOf(reader: ChainReader, position: Position, signal: WorkContext): Promise<{ holder: Hex; amount: bigint }[]> {
  const own = [{ holder: position.owner, amount: position.liquidity }];
  const blocks = [...position.blocks].toSorted((a, b) => a - b).slice(0, 50);
  const ids = new Set<bigint>();
  for (const block of blocks) {
    await reader.logs({ address: position.owner, topics: [[increaseTopic]], fromBlock: block, toBlock: block }, (logs) => {
      for (const { transactionHash, topics } of logs) if (position.transactions.has(transactionHash) && topics[1]) ids.add(BigInt(topics[1]));
    }, signal);
  }
  if (ids.size === 0) return own;
  const list = [...ids].toSorted((a, b) => (a < b ? -1 : 1));
  const answers = await reader.calls(list.flatMap((id) => [callOf(position.owner, 'ownerOf(uint256)', id), callOf(position.owner, 'positions(uint256)', id)]));
  const found = list.flatMap((_, at) => {
    const [holder, lower, upper, amount] = [readAddress(answers[at * 2]), readSigned(answers[at * 2 + 1], 5), readSigned(answers[at * 2 + 1], 6), readNumber(answers[at * 2 + 1], 7)];
    return holder && amount && Number(lower) === position.lower && Number(upper) === position.upper ? [{ holder, amount }] : [];
  });
  const rest = position.liquidity - found.reduce((sum, { amount }) => sum + amount, 0n);
  return rest > 0n ? [...found, { holder: position.owner, amount: rest }] : found;
}

const tick = (topic: Hex): number => Number(BigInt.asIntN(24, BigInt(topic)));
