import { AppError } from '@hyperlens/protocol';
import { getAddress, isAddress } from 'viem/utils';
import type { Hit, RequestText } from './text.ts';

/** An account the request names, EIP-55 checksummed. */
export interface AddressHit extends Hit { address: string }

/**
 * Every address of the request, nothing consumed. Throws INPUT_INVALID for one that is malformed or whose mixed-case checksum (EIP-55)
 * is wrong: a mistyped address would lose money, so it is never guessed at.
 */
export function findAddresses(text: RequestText, options?: { again?: boolean }): AddressHit[] {
  return text.find(/\b0x[0-9a-z]{6,}\b/, options).filter((hit) => !isHash(hit.match[0])).map((hit) => {
    const written = hit.match[0];
    if (!/^0x[0-9a-f]{40}$/i.test(written)) throw new AppError('INPUT_INVALID', { where: written.slice(0, 60), problem: 'is not an address (0x and 40 hexadecimal digits)' });
    const uniform = written.slice(2) === written.slice(2).toLowerCase() || written.slice(2) === written.slice(2).toUpperCase();
    const plain = `0x${written.slice(2)}`;
    if (!uniform && !isAddress(plain, { strict: true })) throw new AppError('INPUT_INVALID', { where: written, problem: 'has a wrong checksum (EIP-55); check every character' });
    return { ...hit, address: getAddress(plain.toLowerCase()) };
  });
}

/** 32-byte values (hashes, roots, role ids) are not addresses. */
function isHash(text: string): boolean {
  return /^0x[0-9a-f]{64}$/i.test(text);
}

/**
 * The address right after words such as `owner is`, consumed together with them. `before` is the source of a pattern without groups;
 * up to 40 characters without an address may stand between.
 */
export function addressAfter(text: RequestText, before: string): AddressHit | undefined {
  const known = findAddresses(text, { again: true });
  // "rewards: people stake 0xA and earn 0xB": the word next to the address decides, and a free address goes before a taken one.
  const rank = (hit: Hit): number => (hit.match.groups?.gap?.length ?? 0) + (text.isConsumed(hit.end - 42, hit.end) ? 1_000 : 0);
  const hits = text.find(new RegExp(`(?:${before})(?<gap>[^\\n.;,]{0,40}?)0x[0-9a-fA-F]{40}\\b`), { again: true }).filter((hit) => !hit.negated);
  for (const hit of hits.toSorted((left, right) => rank(left) - rank(right))) {
    const found = known.find((candidate) => candidate.end === hit.end);
    if (!found) continue;
    text.consume(hit.start, hit.end);
    return { ...hit, address: found.address };
  }
  return undefined;
}
