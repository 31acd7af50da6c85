import type { ChainReader, Log } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { findCreation } from './creation.ts';

type Hex = `0x${string}`;
const token: Hex = '0x00000000000000000000000000000000000000Aa';
const maker: Hex = '0x00000000000000000000000000000000000000bB';
const factory: Hex = '0x00000000000000000000000000000000000000Cc';
const hash: Hex = `0x${'11'.repeat(32)}`;
const word = (address: Hex): Hex => `0x${address.slice(2).toLowerCase().padStart(64, '0')}`;
const log = (address: Hex, topics: Hex[]): Log => ({ address, topics: [`0x${'dd'.repeat(32)}`, ...topics], data: '0x', blockNumber: 5, blockHash: hash, transactionHash: hash, logIndex: 0 });
const birth = log(token, [word('0x0000000000000000000000000000000000000000'), word(maker)]);
const announcement = log(factory, [word(token)]);

/** A node without state of older blocks, with these logs of the token. */
function readerOf(logs: Log[], receipt: { contractAddress: Hex | null; logs: Log[] }, to: Hex | null): ChainReader {
  let asked = 0;
  const refuse = () => { throw new Error('not asked for'); };
  return {
    network: { id: 'far' } as ChainReader['network'], block: { number: 1_000, hash, time: '2026-01-01T00:00:00Z' },
    code: refuse, balance: refuse, nonce: refuse, storage: refuse, call: refuse, calls: refuse, transactionsOf: refuse, blockAt: refuse, creationBlock: async () => null,
    async logs(filter, onPage) {
      for (const one of logs) { asked += 1; if (asked > 1) throw new Error('it read on'); await onPage([one]); }
      return { fromBlock: filter.fromBlock, toBlock: filter.toBlock, complete: true };
    },
    transaction: async () => ({ from: maker, to, input: '0x60', value: 0n, blockNumber: 5, nonce: 0 }),
    receipt: async () => ({ status: 'success', gasUsed: 1n, ...receipt }),
  };
}

describe('the creation where a node has no state of older blocks', () => {
  it('is found by the first log, when that comes from it', async () => {
    expect(await findCreation(readerOf([birth, birth], { contractAddress: token, logs: [birth] }, null), token)).toMatchObject({ block: 5, transaction: hash, deployer: maker, factory: null, confidence: 'high' });
  });
  it('is found when a factory announced it', async () => {
    expect(await findCreation(readerOf([birth], { contractAddress: null, logs: [birth, announcement] }, factory), token)).toMatchObject({ deployer: maker, factory, confidence: 'medium' });
  });
  it.each<[string, Log[], { contractAddress: Hex | null; logs: Log[] }, Hex | null]>([
    ['it logged nothing', [], { contractAddress: null, logs: [] }, null],
    ['its first log is of a later day', [log(token, [word(maker), word(factory)])], { contractAddress: null, logs: [announcement] }, factory],
    ['nobody announced it', [birth], { contractAddress: null, logs: [birth] }, factory],
    ['the transaction made something else', [birth], { contractAddress: factory, logs: [birth] }, null],
    ['it was called itself', [birth], { contractAddress: null, logs: [birth, announcement] }, token],
  ])('is not known when %s', async (_, logs, receipt, to) => {
    expect(await findCreation(readerOf(logs, receipt, to), token)).toBeNull();
  });
});
