import type { ChainReader } from '@hyperlens/protocol';
import type { Hex } from '../input.ts';

/**
 * A contract that lets tokens go over time. Amounts in the smallest unit of the token, times in seconds since 1970.
 * `vesting-wallet`: OpenZeppelin VestingWallet (start, duration, released(token), vestedAmount(token, time)) and contracts that answer like it.
 * `grants`: many beneficiaries with one schedule (getGrant, DURATION, vestedAmount(beneficiary, time)), as this product writes it.
 * `timelock`: everything at one moment (releaseTime or unlockTime, with the token named).
 * `linear`: a start, an end, perhaps a cliff, and a straight line between them (OpenZeppelin's TokenVesting of the years before VestingWallet, and what answers like it).
 * `schedules`: many beneficiaries with a schedule each, listed by index. `streams`: the same as streams numbered from one (Sablier's Lockup).
 */
export interface Schedule {
  address: Hex;
  kind: 'vesting-wallet' | 'grants' | 'timelock' | 'linear' | 'schedules' | 'streams';
  /** Who is paid; the first of several. */
  beneficiary: Hex | null;
  beneficiaries: number;
  start: number;
  end: number;
  /** When the first can be taken, where there is such a moment after the start. */
  cliff: number | null;
  /** Further moments at which it turns: starts, cliffs and ends of its parts. */
  turns?: readonly number[];
  /** All that is to be paid, released or not. */
  total: bigint;
  released: bigint;
  /** What it holds at the block. */
  held: bigint;
  /** Whether a person named it; else it was found by how it behaves. */
  given: boolean;
  /** How the amounts below were got. */
  method: string;
  /** Whether the curve is a reading of its getters that the contract said nothing to compare with; then confidence is low. */
  assumed?: boolean;
  /** What has vested by each of these moments. */
  vested(times: readonly number[]): Promise<bigint[]>;
}

/** A contract that may vest a token: what it holds of it, whether a person named it, and the moment of the block in seconds. */
export interface Asked { reader: ChainReader; token: Hex; address: Hex; held: bigint; given: boolean; now: number }

/** What a grant is, and the schedule it follows. */
export interface Grant { amount: bigint; released: bigint; start: number; revoked: boolean }
export interface Steps { duration: number; cliff: number; step: number; upfrontBasisPoints: bigint }

/**
 * What has vested of a grant by a moment: nothing before the start, everything from the end, between them the upfront share and, from the cliff
 * on, the rest in proportion to the complete steps. Rounded down, as contracts do.
 */
export function vestedOf({ amount, start, revoked }: Grant, { duration, cliff, step, upfrontBasisPoints }: Steps, time: number): bigint {
  if (revoked) return amount;
  if (time < start) return 0n;
  const elapsed = time - start;
  if (elapsed >= duration) return amount;
  const upfront = (amount * upfrontBasisPoints) / 10_000n;
  if (elapsed < cliff) return upfront;
  const [done, whole] = step > 0 ? [Math.floor(elapsed / step), Math.floor(duration / step)] : [elapsed, duration];
  return upfront + ((amount - upfront) * BigInt(done)) / BigInt(whole);
}

/** One line of payments: nothing before the cliff, all from the end, between them in proportion to the time since the start, by whole steps. Times in seconds. */
export interface Line { start: number; end: number; /** Nothing can be taken before it; the start when there is none. */ cliff: number; amount: bigint; /** Seconds; 1 for every second. */ step: number }

/** What has vested of a line by a moment, rounded down as contracts do. */
export function vestedOfLine({ start, end, cliff, amount, step }: Line, time: number): bigint {
  if (time >= end) return amount;
  if (time < cliff || time < start) return 0n;
  return (amount * BigInt(Math.floor((time - start) / step) * step)) / BigInt(end - start);
}
