import { address, integerText } from '@hyperlens/protocol';
import { z } from 'zod';

/** An account: an address, or `$deployer` until the signing account is known. */
export const account = z.union([address, z.literal('$deployer')]);
/** Display name of a token: 1 to 64 characters, no control characters. */
export const tokenName = z.string().min(1).max(64).regex(/^[^\p{Cc}\p{Cf}]+$/u, 'must not hold control characters');
/** Ticker: 1 to 16 printable ASCII characters without spaces. */
export const tokenSymbol = z.string().regex(/^[\x21-\x7e]{1,16}$/, 'must be 1 to 16 printable ASCII characters without spaces');
/** How privileged functions are guarded. */
export const access = z.enum(['none', 'ownable', 'ownable2step', 'roles']);
export type Access = z.infer<typeof access>;
/** Largest value of uint256. */
export const maxUint256 = 2n ** 256n - 1n;
/** A uint256 in decimal digits. */
export const uint256 = integerText.refine((value) => value.length < 79 && BigInt(value) <= maxUint256, 'must be below 2^256');
/** Royalty or fee in basis points, at most `limit`. */
export function basisPoints(limit: number): z.ZodNumber {
  return z.number().int().min(1).max(limit);
}
