import type { ChainReader } from '@hyperlens/protocol';
import { getContractAddress, type Hex } from 'viem';
import { askAll, question } from '../questions.ts';

/** A contract that the same account made. */
export interface Sibling { address: Hex; nonce: number; token: boolean }

/** How many of an account's nonces are looked at, newest first. */
export const mostNonces = 128;

/**
 * Other contracts of an account, by the addresses its nonces give (keccak-256 of the RLP of sender and nonce), newest first. A wallet's first
 * nonce is 0, a contract's is 1. What was made through factories or with CREATE2 cannot be found this way.
 */
export async function findSiblings(reader: ChainReader, deployer: Hex, nonces: number, except: Hex): Promise<Sibling[]> {
  const first = Math.max(0, nonces - mostNonces);
  const possible = Array.from({ length: nonces - first }, (_, index) => nonces - 1 - index).map((nonce) => ({ nonce, address: getContractAddress({ from: deployer, nonce: BigInt(nonce) }) }));
  const codes = await Promise.all(possible.map(({ address }) => reader.code(address)));
  const there = possible.filter(({ address }, index) => codes[index] !== '0x' && address !== except);
  const answers = await askAll(reader, there.flatMap(({ address }) => [question(address, 'totalSupply'), question(address, 'decimals')]));
  return there.map(({ address, nonce }, index) => ({ address, nonce, token: answers[2 * index] !== null && answers[2 * index + 1] !== null }));
}
