import { address, integerText } from '@hyperlens/protocol';
import { z } from 'zod';

/** Beneficiaries that one constructor can take; more would make the deployment cost more gas than a block has room for. */
export const mostBeneficiaries = 50;

const account = z.union([z.literal('$deployer'), address]);
const amount = integerText.max(38).refine((value) => value !== '0', 'must be above zero');
/** Up to a hundred years. */
const seconds = z.int().min(0).max(3_153_600_000);

/** What can be chosen about a vesting contract. Amounts are in the smallest unit of the currency, times in seconds. */
export const vestingParameters = z.strictObject({
  currency: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('native') }),
    /** `decimals` only says how the amounts below were read. */
    z.strictObject({ type: z.literal('token'), token: address, decimals: z.int().min(0).max(36) }),
  ]),
  /** Grants made at deployment; the money is paid in afterwards. */
  grants: z.array(z.strictObject({ beneficiary: account, amount })).max(mostBeneficiaries),
  /** The owner may make grants after deployment, paying each in at once. */
  addable: z.boolean(),
  schedule: z.strictObject({
    /** When grants made at deployment start: at deployment, or at a time (seconds since 1970). Later grants start when they are made. */
    start: z.union([z.literal('deployment'), z.int().min(1).max(32_503_680_000)]),
    cliffSeconds: seconds,
    durationSeconds: seconds.min(1),
    /** Vesting advances in steps of this length, a divisor of the duration; 0 for every second. */
    stepSeconds: seconds,
    /** Share of a grant that is free from the start, in basis points. */
    upfrontBasisPoints: z.int().min(0).max(9_999),
  }),
  /** The owner may stop a grant and takes back what has not vested. */
  revocable: z.boolean(),
  access: z.enum(['none', 'ownable', 'ownable2step']),
  owner: account,
}).refine((value) => value.grants.length > 0 || value.addable, { error: 'nobody to vest for: name beneficiaries with amounts, or let the owner add them', path: ['grants'] })
  .refine((value) => value.access !== 'none' || !(value.addable || value.revocable), { error: 'adding and revoking grants need an owner', path: ['access'] })
  .refine((value) => value.schedule.cliffSeconds <= value.schedule.durationSeconds, { error: 'the cliff is longer than the whole vesting', path: ['schedule', 'cliffSeconds'] })
  .refine((value) => value.schedule.stepSeconds === 0 || value.schedule.durationSeconds % value.schedule.stepSeconds === 0, { error: 'the whole vesting must be a whole number of steps', path: ['schedule', 'stepSeconds'] })
  .refine((value) => value.addable ? value.schedule.start === 'deployment' || value.grants.length > 0 : true, { error: 'a start time needs grants made at deployment', path: ['schedule', 'start'] })
  .refine((value) => new Set(value.grants.map((grant) => grant.beneficiary.toLowerCase())).size === value.grants.length, { error: 'a beneficiary is named twice', path: ['grants'] });

export type VestingParameters = z.infer<typeof vestingParameters>;
