import type { ChainReader, CodeReading } from '@hyperlens/protocol';
import { getAddress, keccak256, numberToHex, stringToBytes, zeroAddress, type Hex } from 'viem';
import { ask, askAll, question } from '../questions.ts';

/** How code is taken from elsewhere. `transparent`, `uups` and `erc1967` use the same slot and differ in who may change it. */
export type ProxyKind = 'erc1967' | 'transparent' | 'uups' | 'beacon' | 'erc1167' | 'erc1822' | 'diamond' | 'openzeppelin-legacy' | 'safe' | 'eip7702' | 'delegating';
export interface Proxy {
  kind: ProxyKind;
  /** One, or the facets of a diamond. */
  implementations: Hex[];
  /** Who may replace it, where the proxy itself says so. */
  admin: Hex | null;
  beacon: Hex | null;
  /** Whether anything can be replaced: not for clones. */
  upgradeable: boolean;
  /** How it was found. */
  method: string;
}

const below = (text: string): Hex => numberToHex(BigInt(keccak256(stringToBytes(text))) - 1n, { size: 32 });
/** Storage positions (ERC-1967, ERC-1822, OpenZeppelin before 2.5). */
export const slots = {
  implementation: below('eip1967.proxy.implementation'), beacon: below('eip1967.proxy.beacon'), admin: below('eip1967.proxy.admin'),
  proxiable: keccak256(stringToBytes('PROXIABLE')), legacy: keccak256(stringToBytes('org.zeppelinos.proxy.implementation')), legacyAdmin: keccak256(stringToBytes('org.zeppelinos.proxy.admin')),
} as const;

/** The address in a storage word, null for none. */
export function addressIn(word: Hex | null): Hex | null {
  if (word === null || !/^0x0{24}[0-9a-f]{40}$/.test(word)) return null;
  const found = getAddress(`0x${word.slice(26)}`);
  return found === zeroAddress ? null : found;
}

/**
 * Finds out whether an address runs code that stands elsewhere, by the known storage positions, the clone patterns, facets() and masterCopy().
 * Null when it does not, as far as those tell. Throws what the reader throws.
 */
export async function readProxy(reader: ChainReader, address: Hex, code: CodeReading): Promise<Proxy | null> {
  if (code.forwardsTo) return { kind: 'erc1167', implementations: [code.forwardsTo], admin: null, beacon: null, upgradeable: false, method: 'the code is an ERC-1167 clone of it' };
  // Nothing is run from elsewhere without this instruction.
  if (!code.instructions.DELEGATECALL && !code.instructions.CALLCODE) return null;
  const positions = [...Object.values(slots), numberToHex(0, { size: 32 })];
  const [words, [facets, master]] = await Promise.all([Promise.all(positions.map((slot) => reader.storage(address, slot))), askAll(reader, [question(address, 'facets'), question(address, 'masterCopy')])]);
  const [implementation, beacon, admin, proxiable, legacy, legacyAdmin, first] = words.map(addressIn);
  const plain = { admin: null, beacon: null, upgradeable: true };
  if (implementation) {
    // A UUPS implementation refuses proxiableUUID() through the proxy, and answers it itself.
    const uups = await ask(reader, question(implementation, 'proxiableUUID')) === slots.implementation;
    return { ...plain, kind: admin ? 'transparent' : uups ? 'uups' : 'erc1967', implementations: [implementation], admin: admin ?? null, method: 'storage at the ERC-1967 position of the implementation' };
  }
  if (beacon) {
    const behind = await ask(reader, question(beacon, 'implementation'));
    return { ...plain, kind: 'beacon', implementations: behind && behind !== zeroAddress ? [behind] : [], admin: admin ?? null, beacon, method: 'storage at the ERC-1967 position of the beacon, and its implementation()' };
  }
  if (legacy) return { ...plain, kind: 'openzeppelin-legacy', implementations: [legacy], admin: legacyAdmin ?? null, method: 'storage at the position of early OpenZeppelin proxies' };
  if (proxiable) return { ...plain, kind: 'erc1822', implementations: [proxiable], method: 'storage at the ERC-1822 position' };
  if (master && first === master) return { ...plain, kind: 'safe', implementations: [master], method: 'masterCopy(), which is also in storage position 0' };
  if (facets && facets.length > 0) {
    const cut = facets.some(({ selectors }) => selectors.includes('0x1f931c1c'));
    return { ...plain, kind: 'diamond', implementations: [...new Set(facets.map(({ facet }) => facet))].filter((facet) => facet !== address).slice(0, 100), upgradeable: cut, method: 'facets()' };
  }
  return null;
}
