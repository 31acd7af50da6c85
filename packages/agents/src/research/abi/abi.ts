import { getAddress, getContractAddress, keccak256, stringToBytes, type Hex } from 'viem';

/** The zero address: nobody, or the source and sink of minting and burning. */
export const zeroAddress: Hex = `0x${'0'.repeat(40)}`;

/** Hash of text, as event topics and role names are made. */
export function hashText(text: string): Hex { return keccak256(stringToBytes(text)); }

/** First four bytes of the hash of a canonical signature, `transfer(address,uint256)` (Solidity ABI specification, "Function Selector"). */
export function selectorOf(signature: string): Hex {
  let known = selectors.get(signature);
  if (!known) selectors.set(signature, known = hashText(signature).slice(0, 10) as Hex);
  return known;
}
const selectors = new Map<string, Hex>();

/** An address with its EIP-55 checksum. Throws when it is none. */
export function checksum(address: string): Hex { return getAddress(address.toLowerCase()); }

/** What may stand for one 32-byte word: an address or other bytes (right-aligned when shorter), a whole number, true or false. */
export type Word = Hex | bigint | number | boolean;

/** One word of ABI encoding. Negative numbers as two's complement. */
export function encodeWord(value: Word): string {
  if (typeof value === 'string') return value.slice(2).toLowerCase().padStart(64, '0');
  return BigInt.asUintN(256, BigInt(value)).toString(16).padStart(64, '0');
}

/** Data of a call whose arguments are all static words. `name(types)` or a selector. */
export function encodeCall(signature: string, values: readonly Word[] = []): Hex {
  return `${signature.startsWith('0x') ? signature as Hex : selectorOf(signature)}${values.map(encodeWord).join('')}`;
}

/** The word at an index of returned data, as a number; null when the data is too short. */
export function readUint(data: Hex, index = 0): bigint | null {
  const word = data.slice(2 + 64 * index, 66 + 64 * index);
  return word.length === 64 ? BigInt(`0x${word}`) : null;
}

/** The word as an EIP-55 address; null when the data is too short or has something in the upper twelve bytes. */
export function readAddress(data: Hex, index = 0): Hex | null {
  const word = readUint(data, index);
  return word === null || word >> 160n !== 0n ? null : checksum(`0x${word.toString(16).padStart(40, '0')}`);
}

/** The word as a boolean; null when it is neither 0 nor 1. */
export function readBoolean(data: Hex, index = 0): boolean | null {
  const word = readUint(data, index);
  return word === 0n ? false : word === 1n ? true : null;
}

/** A list of words behind the offset in word `index`; null when the data does not hold it or it is longer than `most`. */
export function readWords(data: Hex, index = 0, most = 10_000): bigint[] | null {
  const offset = readUint(data, index);
  if (offset === null || offset % 32n !== 0n || offset > BigInt(data.length)) return null;
  const start = Number(offset / 32n);
  const length = readUint(data, start);
  if (length === null || length > BigInt(most)) return null;
  const words = Array.from({ length: Number(length) }, (_, position) => readUint(data, start + 1 + position));
  return words.every((word) => word !== null) ? words : null;
}

/** A list of addresses, as `readWords`. */
export function readAddresses(data: Hex, index = 0, most = 1_000): Hex[] | null {
  const words = readWords(data, index, most);
  return words?.every((word) => word >> 160n === 0n) ? words.map((word) => checksum(`0x${word.toString(16).padStart(40, '0')}`)) : null;
}

/**
 * Text that a contract returns: a dynamic string, or the bytes32 of tokens older than the ABI's strings. Control and direction characters are
 * taken out and the length is bounded, because the contract chooses them. Null when it is neither.
 */
export function readText(data: Hex, most = 100): string | null {
  const raw = Buffer.from(data.slice(2), 'hex');
  if (raw.length === 32) return clean(raw.subarray(0, raw.indexOf(0) === -1 ? 32 : raw.indexOf(0)), most);
  const offset = readUint(data);
  if (offset === null || offset > BigInt(raw.length - 32)) return null;
  const start = Number(offset);
  const length = BigInt(`0x${raw.subarray(start, start + 32).toString('hex')}`);
  return length > BigInt(raw.length - start - 32) ? null : clean(raw.subarray(start + 32, start + 32 + Number(length)), most);
}

function clean(bytes: Uint8Array, most: number): string { return cleanText(Buffer.from(bytes.subarray(0, most * 8)).toString('utf8'), most); }

/** Text from outside made fit to be shown: no control, format or private characters, single spaces, bounded. */
export function cleanText(text: string, most = 200): string {
  return Array.from(text.replaceAll(/\s+/g, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '').trim()).slice(0, most).join('');
}

/** Address of a contract that an account creates with a nonce: the last twenty bytes of keccak256(rlp([sender, nonce])). */
export function createdAddress(sender: Hex, nonce: number): Hex { return getContractAddress({ from: sender, nonce: BigInt(nonce) }); }
