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

/** Royalty of a collection (ERC-2981); at most 25 % is written. A fixed royalty is its own limit. */
export const royalty = z.strictObject({ basisPoints: basisPoints(2_500), limitBasisPoints: basisPoints(2_500), receiver: account, changeable: z.boolean() })
  .refine((value) => value.basisPoints <= value.limitBasisPoints, { message: 'the royalty is above its own limit', path: ['basisPoints'] })
  .refine((value) => value.changeable || value.basisPoints === value.limitBasisPoints, { message: 'a fixed royalty is its own limit', path: ['limitBasisPoints'] })
  .nullable();
export type Royalty = z.infer<typeof royalty>;
/** An address of metadata: printable ASCII without spaces, quotes or backslashes, at most 300 characters. */
export const metadataUri = z.string().max(300).regex(/^[\x21\x23-\x26\x28-\x5b\x5d-\x7e]*$/, 'must be a plain URI');
