import { shareOf } from '../transfers/words.ts';

/** How evenly amounts are spread. Shares from 0 to 1. */
export interface Distribution {
  count: number;
  /** 0: all have the same; towards 1: one has everything. */
  gini: number;
  /** Herfindahl-Hirschman index: the sum of squared shares, 1/count for equal shares. */
  hhi: number;
  /** Smallest number of holders that have more than half (Nakamoto coefficient, Srinivasan and Lee 2017); 0 of nothing. */
  nakamoto: number;
}

/** Figures of a distribution, exact until the last rounding. `amounts` are above zero and sorted, largest first. */
export function describe(amounts: readonly bigint[]): Distribution {
  const count = amounts.length;
  let sum = 0n;
  let squares = 0n;
  let weighted = 0n;
  for (let rank = 0; rank < count; rank += 1) {
    const amount = amounts[rank]!;
    sum += amount;
    squares += amount * amount;
    // Rank from the smallest, as the formula of the Gini coefficient has it.
    weighted += amount * BigInt(count - rank);
  }
  let half = 0n;
  let nakamoto = 0;
  while (nakamoto < count && half * 2n <= sum) { half += amounts[nakamoto]!; nakamoto += 1; }
  const whole = BigInt(count) * sum;
  return { count, gini: whole === 0n ? 0 : shareOf(weighted * 2n - (BigInt(count) + 1n) * sum, whole, 4), hhi: shareOf(squares, sum * sum), nakamoto };
}
