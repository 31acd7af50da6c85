import type { BlockReference, Log } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { getAddress } from 'viem/utils';
import { quantity } from '../endpoints.ts';
import { isRecord } from '../rpc.ts';

/** Bytes as JSON-RPC writes them (EIP-1474). Throws on anything else. */
export function bytes(value: unknown): Hex {
  if (typeof value !== 'string' || !/^0x(?:[0-9a-fA-F]{2})*$/.test(value)) throw new Error('not bytes');
  return value.toLowerCase() as Hex;
}

/** Bytes of a fixed length. */
export function sized(value: unknown, length: number): Hex {
  const found = bytes(value);
  if (found.length !== 2 + 2 * length) throw new Error(`not ${length} bytes`);
  return found;
}

/** A storage word; some nodes leave leading zeros away. */
export function word(value: unknown): Hex {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{0,64}$/.test(value)) throw new Error('not a word');
  return `0x${value.slice(2).toLowerCase().padStart(64, '0')}`;
}

/** An address in its EIP-55 form. */
export function address(value: unknown): Hex { return getAddress(sized(value, 20)); }

/** A record of a node's answer. Throws when it is none. */
export function record(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw new Error('not an object');
  return value;
}

/** A number of blocks, seconds or a nonce. */
export function count(value: unknown): number {
  const found = Number(quantity(value));
  if (!Number.isSafeInteger(found)) throw new Error('a number too large');
  return found;
}

export function toQuantity(value: number | bigint): Hex { return `0x${value.toString(16)}`; }

/** The block of `eth_getBlockByNumber`, null when there is none. */
export function parseBlock(value: unknown): BlockReference | null {
  if (value === null || value === undefined) return null;
  const { number, hash, timestamp } = record(value);
  return { number: count(number), hash: sized(hash, 32), time: new Date(count(timestamp) * 1000).toISOString() };
}

/** One log of `eth_getLogs` or a receipt. */
export function parseLog(value: unknown): Log {
  const log = record(value);
  if (!Array.isArray(log.topics) || log.topics.length > 4) throw new Error('not topics');
  return {
    address: address(log.address), topics: log.topics.map((topic) => sized(topic, 32)), data: bytes(log.data), blockNumber: count(log.blockNumber),
    blockHash: sized(log.blockHash, 32), transactionHash: sized(log.transactionHash, 32), logIndex: count(log.logIndex),
  };
}

/** Logs in chain order, without those a reorganisation took back. */
export function parseLogs(value: unknown): Log[] {
  if (!Array.isArray(value)) throw new Error('not logs');
  return value.filter((log) => !isRecord(log) || log.removed !== true).map(parseLog).toSorted((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
}

/** A transaction as research needs it, null when the node does not know it. */
export function parseTransaction(value: unknown): { hash: Hex; from: Hex; to: Hex | null; input: Hex; value: bigint; blockNumber: number | null; nonce: number } | null {
  if (value === null || value === undefined) return null;
  const sent = record(value);
  return {
    hash: sized(sent.hash, 32), from: address(sent.from), to: sent.to === null || sent.to === undefined ? null : address(sent.to), input: bytes(sent.input ?? sent.data),
    value: quantity(sent.value), blockNumber: sent.blockNumber === null || sent.blockNumber === undefined ? null : count(sent.blockNumber), nonce: count(sent.nonce),
  };
}
