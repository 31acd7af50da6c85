import { createPublicClient, getAddress, http, parseAbi, parseAbiItem, type Address, type PublicClient } from 'viem';

const abi = parseAbi([
  'function totalSupply() view returns (uint256)', 'function balanceOf(address) view returns (uint256)', 'function decimals() view returns (uint8)', 'function owner() view returns (address)',
  'function getReserves() view returns (uint112,uint112,uint32)', 'function token0() view returns (address)',
]);
const transferred = parseAbiItem('event Transfer(address indexed from, address indexed to, uint256 value)');
const dead: Address = '0x000000000000000000000000000000000000dEaD';
const zero: Address = '0x0000000000000000000000000000000000000000';

/** What a few plain questions to the node say about a token; null where it has no answer. Amounts in the smallest unit. */
export interface PlainAnswers {
  totalSupply: bigint | null;
  decimals: number | null;
  /** What owner() answers. */
  owner: Address | null;
  /** Accounts that a Transfer log names and that have something by balanceOf; the zero address is nobody. */
  holders: number;
  /** The same by adding up the logs. */
  holdersByLogs: number;
  transfers: number;
  /** Share of the ten largest holders in the supply that is not burned, 0 to 1, without pools, the burn address and what the token holds of itself. */
  top10: number | null;
  /** Who sent the transaction that made it, when that transaction made nothing else in between. */
  creator: Address | null;
  reserves: { token: bigint; other: bigint } | null;
}

/** Asks a node by viem alone, at one block. */
export async function askPlainly(url: string, token: Address, { pair, poolV3, pools = [] }: { pair: Address | null; poolV3: Address | null; pools?: readonly Address[] }, block: number): Promise<PlainAnswers> {
  const client = createPublicClient({ transport: http(url, { batch: true }) });
  const blockNumber = BigInt(block);
  // A token that has no such function answers with an error, which here is an answer.
  const read = <Value>(address: Address, functionName: 'totalSupply' | 'decimals' | 'owner' | 'getReserves' | 'token0'): Promise<Value | null> => client.readContract({ address, abi, functionName, blockNumber }).then((value) => value as Value, () => null);
  const balanceOf = (who: Address) => client.readContract({ address: token, abi, functionName: 'balanceOf', args: [who], blockNumber }).catch(() => 0n);

  const logs = await client.getLogs({ address: token, event: transferred, fromBlock: 0n, toBlock: blockNumber });
  const sums = new Map<Address, bigint>();
  for (const { args: { from = zero, to = zero, value = 0n } } of logs) {
    sums.set(from, (sums.get(from) ?? 0n) - value);
    sums.set(to, (sums.get(to) ?? 0n) + value);
  }
  sums.delete(zero);
  const balances = (await Promise.all([...sums.keys()].map(async (who) => [who, await balanceOf(who)] as const))).filter(([, balance]) => balance > 0n).toSorted(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0));
  const notHeld = new Set([pair, poolV3, ...pools, dead, token].flatMap((one) => one?.toLowerCase() ?? []));
  const held = balances.filter(([who]) => !notHeld.has(who.toLowerCase()));
  const totalSupply = await read<bigint>(token, 'totalSupply');
  const left = totalSupply === null ? 0n : totalSupply - (balances.find(([who]) => who.toLowerCase() === dead.toLowerCase())?.[1] ?? 0n);
  const reserves = pair ? await read<readonly [bigint, bigint, number]>(pair, 'getReserves') : null;
  const tokenFirst = pair ? (await read<Address>(pair, 'token0'))?.toLowerCase() === token.toLowerCase() : false;
  return {
    totalSupply, decimals: await read<number>(token, 'decimals'), owner: await read<Address>(token, 'owner'), holders: balances.length, holdersByLogs: [...sums.values()].filter((sum) => sum > 0n).length, transfers: logs.length,
    top10: left ? Number(held.slice(0, 10).reduce((sum, [, one]) => sum + one, 0n) * 1_000_000_000n / left) / 1_000_000_000 : null,
    creator: await creatorOf(client, token, block),
    reserves: reserves ? { token: tokenFirst ? reserves[0] : reserves[1], other: tokenFirst ? reserves[1] : reserves[0] } : null,
  };
}

/** Halves the chain's history until the first block with code is found, and takes the sender of what happened there. */
async function creatorOf(client: PublicClient, address: Address, block: number): Promise<Address | null> {
  const has = async (at: number) => ((await client.getCode({ address, blockNumber: BigInt(at) })) ?? '0x') !== '0x';
  if (!await has(block)) return null;
  let low = 0;
  let high = block;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (await has(middle)) high = middle; else low = middle + 1;
  }
  const { transactions } = await client.getBlock({ blockNumber: BigInt(low), includeTransactions: true });
  for (const one of transactions) {
    const receipt = await client.getTransactionReceipt({ hash: one.hash });
    if (receipt.contractAddress?.toLowerCase() === address.toLowerCase() || transactions.length === 1) return getAddress(one.from);
  }
  return null;
}
