import { address } from '@hyperlens/protocol';
import { z } from 'zod';

/** No escrow keeps more than 10 % of a deal, whatever the request says. */
export const highestFee = 1_000;

const account = z.union([z.literal('$deployer'), address]);

/** What can be chosen about an escrow. One contract serves any number of deals, so that no party has to be known beforehand. */
export const escrowParameters = z.strictObject({
  /** What is paid with: the chain's own coin, one ERC-20 token, or an ERC-20 token chosen for each deal. */
  currency: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('native') }),
    z.strictObject({ type: z.literal('token'), token: address }),
    z.strictObject({ type: z.literal('any-token') }),
  ]),
  /** Only this account may open deals; null for anybody. */
  buyer: account.nullable(),
  /** Every deal pays this account; null when it is named for each deal. */
  seller: account.nullable(),
  arbiter: z.strictObject({
    account,
    /** `always`: may release or refund any funded deal. `disputed`: only after a party disputed it. */
    acts: z.enum(['always', 'disputed']),
    /** May also divide the money between the parties. */
    splits: z.boolean(),
  }).nullable(),
  /** When the buyer may take the money back: never, from a time given for each deal, or this long after funding. */
  deadline: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('none') }),
    z.strictObject({ mode: z.literal('per-deal') }),
    z.strictObject({ mode: z.literal('fixed'), seconds: z.int().min(60).max(3_153_600_000) }),
  ]),
  /** Taken from what the seller is paid; refunds are free. */
  fee: z.strictObject({ basisPoints: z.int().min(1).max(highestFee), recipient: account }).nullable(),
}).refine((value) => value.arbiter !== null || value.deadline.mode !== 'none', { error: 'without an arbiter there must be a deadline: the money could be locked for ever', path: ['deadline'] })
  .refine((value) => value.buyer === null || value.buyer !== value.seller, { error: 'buyer and seller are the same account', path: ['seller'] })
  .refine((value) => value.arbiter === null || (value.arbiter.account !== value.buyer && value.arbiter.account !== value.seller), { error: 'the arbiter is a party of the deal', path: ['arbiter', 'account'] });

export type EscrowParameters = z.infer<typeof escrowParameters>;
