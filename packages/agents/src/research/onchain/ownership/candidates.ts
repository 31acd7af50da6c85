import type { ChainReader, CodeReading } from '@hyperlens/protocol';
import { getAddress, keccak256, numberToHex, pad, type Hex } from 'viem';

/** Storage words that are looked at: the first ones, those the layout says hold addresses, and positions written into the code. */
const firstSlots = 32;
const mostLayout = 64;
const mostWords = 24;
/** Positions of ERC-7201 namespaces of OpenZeppelin 5: Ownable, Ownable2Step, AccessControl default admin. */
const namespaces: Hex[] = ['0x9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c199300', '0x237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00', '0xeef3dac4538c82c8ace4063ab0acd2d15cdb5883aa1dff7c2673abb3d8698400', '0xeef3dac4538c82c8ace4063ab0acd2d15cdb5883aa1dff7c2673abb3d8698401'];

/** An address that stands in storage or code, and where. */
export interface Found { address: Hex; where: string }

/**
 * Addresses in a storage word: alone in it, or packed beside smaller values. Words without one, numbers and text give nothing: an address has
 * hardly any zero bytes.
 */
export function addressesIn(word: Hex): Hex[] {
  const digits = word.slice(2);
  const found: Hex[] = [];
  const offsets = digits.startsWith('0'.repeat(24)) ? [0] : [0, 1, 2, 3, 4, 8, 12];
  for (const offset of offsets) {
    const candidate = digits.slice(24 - 2 * offset, 64 - 2 * offset);
    const rest = digits.slice(0, 24 - 2 * offset);
    const zeroBytes = (candidate.match(/../g) ?? []).filter((byte) => byte === '00' || byte === 'ff').length;
    // Above a packed address there are small values only, so mostly zeros; text and hashes fill the word.
    if (zeroBytes <= 6 && candidate.length === 40 && (/^(00|01)*$/.test(rest) || /^0{8}/.test(digits))) found.push(getAddress(`0x${candidate}`));
  }
  return [...new Set(found)];
}

/** Storage positions where addresses and switches of a contract commonly are. */
export function watchedSlots(readings: readonly CodeReading[]): Hex[] {
  const layout = readings.flatMap((reading) => reading.storage ?? []).filter(({ type }) => !type.startsWith('mapping')).map(({ slot }) => numberToHex(BigInt(slot), { size: 32 }));
  return [...new Set<Hex>([...Array.from({ length: firstSlots }, (_, index) => numberToHex(index, { size: 32 })), ...layout.slice(0, mostLayout), ...namespaces, ...readings.flatMap((reading) => reading.words).slice(0, mostWords)])];
}

/** Every address that can be found in the contract's storage and code, each once, where it was first seen. */
export async function findAddresses(reader: ChainReader, address: Hex, readings: readonly CodeReading[]): Promise<Found[]> {
  const words = await Promise.all(watchedSlots(readings).map(async (slot) => ({ slot, word: await reader.storage(address, slot) })));
  const found = new Map<Hex, string>();
  for (const { slot, word } of words) for (const one of addressesIn(word)) if (!found.has(one)) found.set(one, `storage position ${BigInt(slot) < 1_000n ? BigInt(slot).toString() : slot}`);
  for (const one of readings.flatMap((reading) => reading.addresses)) if (!found.has(one)) found.set(one, 'written into the code');
  found.delete(address);
  return [...found].map(([one, where]) => ({ address: one, where }));
}

/** Those of some addresses whose keccak-256, alone or as a word, stands in the code: accounts that are known without being named. */
export function findHashed(readings: readonly CodeReading[], addresses: readonly Hex[]): Found[] {
  const words = new Set(readings.flatMap((reading) => reading.words));
  if (words.size === 0) return [];
  return addresses.filter((one) => words.has(keccak256(one)) || words.has(keccak256(pad(one, { size: 32 })))).map((one) => ({ address: getAddress(one), where: 'its hash is written into the code' }));
}
