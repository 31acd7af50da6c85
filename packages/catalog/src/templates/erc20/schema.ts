import { z } from 'zod';
import { access, account, basisPoints, tokenName, tokenSymbol, uint256 } from '../parameters.ts';

/** No transfer fee above this is ever written, in basis points (25 %). */
export const feeCeiling = 2_500;

const maxVotes = 2n ** 208n - 1n;

/** Parameters of an ERC-20 token. Amounts are in the smallest unit. */
export const erc20Parameters = z.strictObject({
  name: tokenName,
  symbol: tokenSymbol,
  decimals: z.number().int().min(0).max(30),
  supply: z.strictObject({
    /** Minted at deployment. */
    initial: uint256,
    recipient: account,
    /** Largest total supply; null for none. */
    cap: uint256.nullable(),
  }),
  mintable: z.boolean(),
  /** Who may burn: every holder their own tokens (ERC20Burnable), only the owner their own, or nobody. */
  burn: z.enum(['none', 'holders', 'owner']),
  pausable: z.boolean(),
  permit: z.boolean(),
  votes: z.boolean(),
  flashMint: z.boolean(),
  fee: z.strictObject({
    basisPoints: z.number().int().min(0).max(feeCeiling),
    /** The fee can never be set above this. */
    limitBasisPoints: basisPoints(feeCeiling),
    recipient: z.union([account, z.literal('burn')]),
    changeable: z.boolean(),
  }).nullable(),
  denyList: z.boolean(),
  /** Largest amount per transfer and per wallet; null for none. */
  limits: z.strictObject({ transfer: uint256.nullable(), wallet: uint256.nullable() }),
  access,
  owner: account,
  upgradeable: z.boolean(),
}).superRefine((value, context) => {
  const problem = (message: string, ...path: string[]): void => context.addIssue({ code: 'custom', message, path });
  const initial = BigInt(value.supply.initial);
  const cap = value.supply.cap === null ? null : BigInt(value.supply.cap);
  if (cap === 0n) problem('a cap of zero allows no tokens', 'supply', 'cap');
  if (cap !== null && initial > cap) problem('the initial supply is above the cap', 'supply', 'initial');
  if (initial === 0n && !value.mintable) problem('with no initial supply and no minting there would never be a token', 'supply', 'initial');
  if (value.votes && (cap ?? initial) > maxVotes) problem('voting power counts at most 2^208 - 1 smallest units', 'supply');
  if (value.access === 'none' && needsOwner(value)) problem('something in it needs an owner', 'access');
  if (value.fee && value.fee.basisPoints > value.fee.limitBasisPoints) problem('the fee is above its own limit', 'fee', 'basisPoints');
  if (value.fee && !value.fee.changeable && value.fee.basisPoints !== value.fee.limitBasisPoints) problem('a fixed fee is its own limit', 'fee', 'limitBasisPoints');
  if (value.fee && value.fee.changeable === false && value.fee.basisPoints === 0) problem('a fixed fee of zero is no fee', 'fee', 'basisPoints');
  for (const name of ['transfer', 'wallet'] as const) {
    if (value.limits[name] !== null && BigInt(value.limits[name]) === 0n) problem('a limit of zero allows no transfer', 'limits', name);
  }
});
export type Erc20Parameters = z.infer<typeof erc20Parameters>;

/** Whether some function is reserved to an owner or role. */
export function needsOwner(value: Pick<Erc20Parameters, 'mintable' | 'burn' | 'pausable' | 'denyList' | 'upgradeable' | 'fee'>): boolean {
  return value.mintable || value.burn === 'owner' || value.pausable || value.denyList || value.upgradeable || value.fee?.changeable === true;
}
