import { address, integerText } from '@hyperlens/protocol';
import { z } from 'zod';

/** No vault takes more than 20 % on the way in or out, whatever the request says. */
export const highestFee = 2_000;

/** Text people read: no control, direction or zero-width signs. */
const words = z.string().regex(/^[^\p{C}]+$/u, 'must be plain text');
const account = z.union([z.literal('$deployer'), address]);

const fees = z.strictObject({
  /** Basis points of what a depositor pays in; 0 for none. */
  depositBasisPoints: z.int().min(0).max(highestFee),
  /** Basis points of what the burned shares are worth; 0 for none. */
  withdrawBasisPoints: z.int().min(0).max(highestFee),
  /** The owner may change the fees, never above `limitBasisPoints`. */
  changeable: z.boolean(),
  limitBasisPoints: z.int().min(1).max(highestFee),
  recipient: account,
}).refine((value) => Math.max(value.depositBasisPoints, value.withdrawBasisPoints) <= value.limitBasisPoints, { error: 'a fee is above the limit of fees', path: ['limitBasisPoints'] })
  .refine((value) => value.changeable || value.depositBasisPoints + value.withdrawBasisPoints > 0, { error: 'no fee at all: leave fees out', path: ['depositBasisPoints'] });

/** What can be chosen about an ERC-4626 vault. */
export const vaultParameters = z.strictObject({
  /** The ERC-20 token that is deposited. */
  asset: address,
  name: words.min(1).max(64),
  symbol: words.min(1).max(16),
  /** Decimals of the share beyond those of the asset: each makes the inflation attack on a first depositor ten times as expensive. */
  decimalsOffset: z.int().min(0).max(18),
  /** Most the vault holds, in whole tokens of the asset; null for no limit. */
  depositCap: z.strictObject({ tokens: integerText.max(30).refine((value) => value !== '0', 'must be above zero'), changeable: z.boolean() }).nullable(),
  fees: fees.nullable(),
  /** What a pause stops: nothing (there is no pause), deposits and mints, or withdrawals too. */
  pause: z.enum(['none', 'deposits', 'all']),
  /** Signed approvals of the share (ERC-2612). */
  permit: z.boolean(),
  access: z.enum(['none', 'ownable', 'ownable2step']),
  owner: account,
}).refine((value) => value.access !== 'none' || !(value.pause !== 'none' || value.depositCap?.changeable || value.fees?.changeable), { error: 'pausing and changing limits need an owner', path: ['access'] });

export type VaultParameters = z.infer<typeof vaultParameters>;
