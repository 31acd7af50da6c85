import { AppError, type ChainClient, type Network, type NetworkHealth, type Receipt } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { getAddress, keccak256 } from 'viem/utils';
import { quantity, type Endpoints } from './endpoints.ts';
import { quoteFees } from './fees.ts';
import { isRevert, revertReason } from './revert.ts';
import { RpcFailure, isRecord } from './rpc.ts';

/** Methods that only read; anything else goes through the typed methods of the client, which check what they send. */
const readable = /^(eth_(get\w+|call|estimateGas|blockNumber|chainId|gasPrice|maxPriorityFeePerGas|feeHistory|syncing)|net_version|web3_clientVersion|debug_trace\w+)$/;

/**
 * A chain client over endpoints with failover. `endpoints` is asked for each call, because the local chain may have been started anew
 * elsewhere; `health` says how the network is without starting anything.
 */
export function makeChainClient({ network, endpoints, health }: { network: Network; endpoints: () => Promise<Endpoints>; health: () => Promise<NetworkHealth> }): ChainClient {
  const call = async <Value>(method: string, parameters: readonly unknown[], parse: (result: unknown) => Value, options?: { fresh?: boolean }): Promise<Value> => {
    try {
      return await (await endpoints()).call(method, parameters, parse, options);
    } catch (error) {
      throw error instanceof RpcFailure ? new AppError('RPC_REJECTED', { method, reason: error.message }, error) : error;
    }
  };
  const knows = (hash: Hex): Promise<boolean> => call('eth_getTransactionByHash', [hash], (result) => result !== null && field(result, 'hash') === hash.toLowerCase());

  return {
    network,
    blockNumber: () => call('eth_blockNumber', [], (result) => Number(quantity(result))),
    blockHash: (number) => call('eth_getBlockByNumber', [toQuantity(number), false], (result) => (result === null ? null : hash32(field(result, 'hash')))),
    balance: (address) => call('eth_getBalance', [address, 'latest'], quantity),
    nonce: (address, at) => call('eth_getTransactionCount', [address, at], (result) => Number(quantity(result))),
    code: (address, blockNumber) => call('eth_getCode', [address, blockNumber === undefined ? 'latest' : toQuantity(blockNumber)], bytes),
    storageAt: (address, slot) => call('eth_getStorageAt', [address, slot, 'latest'], bytes),

    async simulate({ from, to, data, value, abi }) {
      const transaction = { from, ...(to ? { to } : {}), data, ...(value ? { value: toQuantity(value) } : {}) };
      const through = await endpoints();
      try {
        const gas = await through.call('eth_estimateGas', [transaction], quantity);
        return { gas, returned: await through.call('eth_call', [transaction, 'latest'], bytes) };
      } catch (error) {
        if (!(error instanceof RpcFailure)) throw error;
        if (isRevert(error)) throw new AppError('SIMULATION_REVERTED', { reason: revertReason(error, abi) }, error);
        throw new AppError('RPC_REJECTED', { method: 'eth_estimateGas', reason: error.message }, error);
      }
    },

    async fees(transaction) {
      try {
        return await quoteFees(await endpoints(), network, transaction);
      } catch (error) {
        throw error instanceof RpcFailure ? new AppError('RPC_REJECTED', { method: 'the fee quote', reason: error.message }, error) : error;
      }
    },

    async send(rawTransaction) {
      const hash = keccak256(rawTransaction);
      const through = await endpoints();
      try {
        return await through.call('eth_sendRawTransaction', [rawTransaction], (result) => {
          if (typeof result !== 'string' || result.toLowerCase() !== hash) throw new Error('another transaction hash');
          return hash;
        }, { fresh: true });
      } catch (error) {
        if (!(error instanceof RpcFailure)) throw error;
        // Sent before: by an earlier try whose answer was lost, or by a process that was killed. "Nonce too low" then means it is mined.
        if (/already known|already imported|known transaction|already exists|already in (the )?(mem)?pool/i.test(error.message)) return hash;
        if (/nonce/i.test(error.message) && await knows(hash)) return hash;
        throw new AppError('RPC_REJECTED', { method: 'eth_sendRawTransaction', reason: error.message }, error);
      }
    },

    receipt: (hash) => call('eth_getTransactionReceipt', [hash], (result) => (result === null ? null : parseReceipt(result, hash))),
    knows,

    async request(method, parameters) {
      if (!readable.test(method)) throw new AppError('INPUT_INVALID', { where: 'method', problem: `${method.slice(0, 60)} is not a read` });
      return call(method, parameters, (result) => result);
    },
    health,
  };
}

function parseReceipt(result: unknown, hash: Hex): Receipt | null {
  if (field(result, 'transactionHash') !== hash.toLowerCase()) throw new Error('the receipt of another transaction');
  const record = result as Record<string, unknown>;
  // Some nodes answer a receipt without a block for a pending transaction.
  if (record.blockHash === null || record.blockNumber === null) return null;
  const contract = record.contractAddress;
  return {
    transactionHash: hash, blockNumber: Number(quantity(record.blockNumber)), blockHash: hash32(field(result, 'blockHash')),
    status: quantity(record.status) === 1n ? 'success' : 'reverted', contractAddress: typeof contract === 'string' ? getAddress(bytes(contract)) : null, gasUsed: quantity(record.gasUsed),
  };
}

function field(value: unknown, name: string): string {
  const found = isRecord(value) ? value[name] : undefined;
  if (typeof found !== 'string') throw new Error(`no ${name}`);
  return found.toLowerCase();
}

function hash32(value: string): Hex {
  if (!/^0x[0-9a-f]{64}$/.test(value)) throw new Error('not a hash');
  return value as Hex;
}

function bytes(value: unknown): Hex {
  if (typeof value !== 'string' || !/^0x([0-9a-fA-F]{2})*$/.test(value)) throw new Error('not bytes');
  return value as Hex;
}

function toQuantity(value: number | bigint): Hex { return `0x${value.toString(16)}`; }
