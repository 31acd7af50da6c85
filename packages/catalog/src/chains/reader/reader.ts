import { AppError, type BlockReference, type ChainClient, type ChainReader, type ChainReaders, type Networks } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { quantity } from '../endpoints.ts';
import { makeAsk, realWait, type Ask, type Wait } from './ask.ts';
import { makeCalls, multicallAddress } from './calls.ts';
import { findCreation } from './creation.ts';
import { scanLogs } from './logs.ts';
import { address, bytes, count, parseBlock, parseLogs, parseTransaction, record, toQuantity, word } from './parse.ts';

export interface ChainReadersOptions {
  networks: Networks;
  /** Waits between tries; default: really. */
  wait?: Wait;
}

/** Gas of a read call on the local chain, which records every step it executes. */
const localGas = 10_000_000n;

/** Opens chains for reading at one block, over the clients of the network manager. */
export function makeChainReaders({ networks, wait = realWait }: ChainReadersOptions): ChainReaders {
  return {
    async open(network, atBlock) {
      const client = await networks.client(network);
      const ask = makeAsk(client, { width: client.network.kind === 'local' ? 16 : 8, wait });
      const block = await ask('eth_getBlockByNumber', [atBlock === undefined ? 'latest' : toQuantity(atBlock), false], parseBlock);
      if (!block) {
        const newest = await ask('eth_blockNumber', [], count);
        throw new AppError('NOT_FOUND', { what: 'block', id: `${atBlock ?? 'latest'} on ${client.network.id}, whose newest is ${newest}` });
      }
      return makeReader(client, ask, block);
    },
  };
}

function makeReader(client: ChainClient, ask: Ask, block: BlockReference): ChainReader {
  const at = { block: block.number };
  const tag = toQuantity(block.number);
  const codeAt = (account: Hex, number: number): Promise<Hex> => ask('eth_getCode', [account, toQuantity(number)], bytes, { block: number });
  const blockAt = (number: number): Promise<BlockReference | null> => ask('eth_getBlockByNumber', [toQuantity(number), false], parseBlock);
  let multicall: Promise<boolean> | null = null;
  const { call, calls } = makeCalls({
    ask, block: block.number, gas: client.network.kind === 'local' ? localGas : null,
    hasMulticall: () => (multicall ??= codeAt(multicallAddress, block.number).then((code) => code !== '0x')),
  });

  return {
    network: client.network,
    block,
    code: (account) => codeAt(account, block.number),
    balance: (account) => ask('eth_getBalance', [account, tag], quantity, at),
    nonce: (account) => ask('eth_getTransactionCount', [account, tag], count, at),
    storage: (account, slot) => ask('eth_getStorageAt', [account, slot, tag], word, at),
    call,
    calls,
    logs: (filter, onPage, context) => scanLogs({ ask, block, network: client.network.id, blockAt }, filter, onPage, context),
    blockAt,
    async transaction(hash) {
      const found = await ask('eth_getTransactionByHash', [hash], parseTransaction);
      if (!found) return null;
      const { hash: own, ...transaction } = found;
      if (own !== hash.toLowerCase()) throw new AppError('RPC_GARBAGE', { url: client.network.id });
      return transaction;
    },
    receipt: (hash) => ask('eth_getTransactionReceipt', [hash], (result) => {
      if (result === null || result === undefined) return null;
      const receipt = record(result);
      if (String(receipt.transactionHash).toLowerCase() !== hash.toLowerCase()) throw new Error('the receipt of another transaction');
      if (receipt.blockHash === null || receipt.blockNumber === null) return null;
      return {
        status: quantity(receipt.status) === 1n ? 'success' as const : 'reverted' as const, gasUsed: quantity(receipt.gasUsed), logs: parseLogs(receipt.logs),
        contractAddress: receipt.contractAddress === null || receipt.contractAddress === undefined ? null : address(receipt.contractAddress),
      };
    }),
    transactionsOf: (number) => ask('eth_getBlockByNumber', [toQuantity(number), true], (result) => {
      if (result === null) return [];
      const { transactions } = record(result);
      if (!Array.isArray(transactions)) throw new Error('no transactions');
      return transactions.map((sent) => {
        const parsed = parseTransaction(sent);
        if (!parsed) throw new Error('no transaction');
        return { hash: parsed.hash, from: parsed.from, to: parsed.to, input: parsed.input };
      });
    }),
    creationBlock: (account) => findCreation((number) => codeAt(account, number), block.number),
  };
}
