import { address } from '@hyperlens/protocol';
import { z } from 'zod';

/** No early exit costs more than 50 %, whatever the request says. */
export const highestPenalty = 5_000;

const account = z.union([z.literal('$deployer'), address]);
/** A minute to ten years. */
const seconds = z.int().min(60).max(315_360_000);

/** What can be chosen about a staking contract that shares a reward budget among stakers second by second. */
export const stakingParameters = z.strictObject({
  stakingToken: address,
  /** May be the staking token: deposits and rewards are counted apart. */
  rewardToken: address,
  /** Time over which each reward budget is paid out. */
  rewardDurationSeconds: seconds,
  /** The owner may change that time between two budgets. */
  durationChangeable: z.boolean(),
  exit: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('free') }),
    /** Deposits are locked this long after the last one; leaving earlier is impossible, or costs a penalty. */
    z.strictObject({
      mode: z.literal('lock'), seconds,
      penalty: z.strictObject({ basisPoints: z.int().min(1).max(highestPenalty), to: z.union([z.literal('stakers'), account]) }).nullable(),
    }),
    /** Leaving is asked for, earns nothing from then on, and is paid this much later. */
    z.strictObject({ mode: z.literal('unbonding'), seconds }),
  ]),
  /** The owner may stop new deposits; leaving and claiming always stay open. */
  pausable: z.boolean(),
  access: z.enum(['ownable', 'ownable2step']),
  owner: account,
}).refine((value) => value.exit.mode !== 'lock' || value.exit.penalty?.to !== 'stakers' || value.stakingToken.toLowerCase() === value.rewardToken.toLowerCase(), { error: 'a penalty can go to the stakers only when they are rewarded in the token they stake', path: ['exit', 'penalty', 'to'] });

export type StakingParameters = z.infer<typeof stakingParameters>;
