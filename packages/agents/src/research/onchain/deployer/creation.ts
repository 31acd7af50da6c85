import { AppError, type ChainReader } from '@hyperlens/protocol';
import { getAddress, type Hex } from 'viem';

/** How a contract came to be. `factory`: the contract that the transaction called, when it was not a plain creation. */
export interface Creation { block: number; transaction: Hex | null; deployer: Hex | null; factory: Hex | null; input: Hex | null; confidence: 'high' | 'medium'; method: string }

/** Transactions of one block whose receipts are asked for. */
const mostReceipts = 400;

/**
 * Finds the creation of a contract without an indexer: the first block with its code, then the transaction in it whose receipt names the
 * contract; failing that, the one whose logs or input name it, which is how factories show. Null when history is not to be had.
 */
export async function findCreation(reader: ChainReader, address: Hex): Promise<Creation | null> {
  const block = await reader.creationBlock(address);
  if (block === null) return null;
  const base = { block, transaction: null, deployer: null, factory: null, input: null, confidence: 'medium' as const, method: `first block with code is ${block}, found by bisection` };
  if (block === 0) return { ...base, confidence: 'high', method: 'the code is part of the first block' };
  const transactions = await reader.transactionsOf(block);
  const creations = transactions.filter(({ to }) => to === null).slice(0, mostReceipts);
  const receipts = await Promise.all(creations.map(({ hash }) => reader.receipt(hash)));
  const direct = creations.find((_, index) => receipts[index]?.contractAddress?.toLowerCase() === address.toLowerCase());
  if (direct) return { ...base, transaction: direct.hash, deployer: direct.from, input: direct.input, confidence: 'high', method: `receipt of the creation in block ${block}` };
  const digits = address.slice(2).toLowerCase();
  const others = transactions.slice(0, mostReceipts);
  const named = await Promise.all(others.map(async ({ hash }) => {
    const receipt = await reader.receipt(hash);
    return receipt?.logs.some((log) => log.address.toLowerCase() === address.toLowerCase() || log.data.includes(digits) || log.topics.some((topic) => topic.endsWith(digits))) ?? false;
  }));
  const through = others.find((_, index) => named[index]) ?? others.find(({ input }) => input.includes(digits)) ?? (others.length === 1 ? others[0] : undefined);
  if (!through) return base;
  return { ...base, transaction: through.hash, deployer: through.from, factory: through.to, input: through.input, method: `the transaction of block ${block} that ${others.length === 1 ? 'is its only one' : 'names the contract'}` };
}

/** Addresses that the arguments at the end of creation code hold: words of twelve zeros and twenty bytes. */
export function argumentAddresses(input: Hex | null, most = 24): Hex[] {
  if (!input) return [];
  const digits = input.slice(2);
  const found = new Set<Hex>();
  for (let index = 1; index <= most; index += 1) {
    const word = digits.slice(digits.length - 64 * index, digits.length - 64 * (index - 1));
    if (/^0{24}(?!0{8})[0-9a-f]{40}$/.test(word)) found.add(getAddress(`0x${word.slice(24)}`));
  }
  return [...found];
}

/** The transactions an account sent, as its nonce tells. Contracts start at 1. */
export async function nonceOf(reader: ChainReader, address: Hex): Promise<number | null> {
  try { return await reader.nonce(address); } catch (error) {
    if (AppError.is(error, 'STATE_UNAVAILABLE')) return null;
    throw error;
  }
}
