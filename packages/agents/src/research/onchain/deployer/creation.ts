import { AppError, type ChainReader, type Log, type WorkContext } from '@hyperlens/protocol';
import { getAddress, type Hex } from 'viem';

/** How a contract came to be. `factory`: the contract that the transaction called, when it was not a plain creation. */
export interface Creation { block: number; transaction: Hex | null; deployer: Hex | null; factory: Hex | null; input: Hex | null; confidence: 'high' | 'medium'; method: string }

/** Transactions of one block whose receipts are asked for. */
const mostReceipts = 400;
/** Questions for the first log of a contract. Empty pages grow eightfold, so that this is enough wherever the node does not limit the range. */
const mostLogPages = 400;

/**
 * Finds the creation of a contract without an indexer: the first block with its code, then the transaction in it whose receipt names the
 * contract; failing that, the one whose logs or input name it, which is how factories show. Where the node has no state of older blocks, the
 * first log of the contract leads to it, if that comes from its creation. Null when history is not to be had.
 */
export async function findCreation(reader: ChainReader, address: Hex, context: WorkContext = {}): Promise<Creation | null> {
  const block = await reader.creationBlock(address);
  if (block === null) return findByFirstLog(reader, address, context);
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

class Enough extends Error { override readonly name = 'Enough'; }

/** Most contracts log something while they are made (a first Transfer, an owner). The receipt then tells whether it was a creation. */
async function findByFirstLog(reader: ChainReader, address: Hex, context: WorkContext): Promise<Creation | null> {
  const own = address.toLowerCase();
  const found: Log[] = [];
  try {
    await reader.logs({ address, fromBlock: 0, toBlock: reader.block.number, pages: mostLogPages }, (logs) => {
      found.push(...logs.slice(0, 1));
      if (found.length > 0) throw new Enough();
    }, context.signal ? { signal: context.signal } : {});
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const [first] = found;
  if (!first) return null;
  const { transactionHash: hash, blockNumber: block } = first;
  const [receipt, sent] = await Promise.all([reader.receipt(hash), reader.transaction(hash)]);
  if (!receipt || !sent) return null;
  const base = { block, transaction: hash, deployer: sent.from, input: sent.input };
  if (receipt.contractAddress?.toLowerCase() === own) return { ...base, factory: null, confidence: 'high', method: `receipt of the transaction with its first log, in block ${block}` };
  // A factory announces what it made, and what is new comes from nobody; otherwise the log may be of a later day.
  const digits = own.slice(2);
  const fromNobody = first.topics[1] !== undefined && BigInt(first.topics[1]) === 0n;
  const announced = receipt.logs.some((log) => log.address.toLowerCase() !== own && (log.data.includes(digits) || log.topics.some((topic) => topic.endsWith(digits))));
  if (!announced || !fromNobody || sent.to === null || sent.to.toLowerCase() === own) return null;
  return { ...base, factory: sent.to, confidence: 'medium', method: `the transaction with its first log, in block ${block}, in which another contract names it` };
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
