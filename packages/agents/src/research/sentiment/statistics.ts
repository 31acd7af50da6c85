import { createHash } from 'node:crypto';
import { linearRegression, mean, quantileSorted } from 'simple-statistics';

/** A mean with its 95 % interval. `count` posts of `voices` authors. */
export interface Estimate { mean: number; low: number; high: number; count: number; voices: number }
export interface Slope { slope: number; low: number; high: number; count: number }

const resamples = 500;
/** The 97.5 % quantile of the normal distribution. */
const z = 1.959964;
export const round = (value: number, digits = 4): number => { const rounded = Math.round(value * 10 ** digits) / 10 ** digits; return rounded === 0 ? 0 : rounded; };

/** Numbers from 0 to 1 that are the same for the same seed (xorshift32; Marsaglia 2003), for resampling that can be repeated. */
export function makeDraw(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0) || 1;
  return () => {
    state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * The mean of scores with a percentile bootstrap over authors, because posts of one person are not independent (Efron and Tibshirani 1993,
 * ch. 13). Two made-up voices, one at each end of the scale, take part in the interval only, so that a few posts that agree do not look certain
 * (the idea of Agresti and Coull 1998). The same seed gives the same interval.
 */
export function estimate(scores: readonly { value: number; voice: string }[], seed: string): Estimate {
  const voices = [...Map.groupBy(scores, ({ voice }) => voice).values()].map((list) => ({ total: list.reduce((sum, { value }) => sum + value, 0), count: list.length }));
  const center = mean(scores.map(({ value }) => value));
  const pool = [...voices, { total: 1, count: 1 }, { total: -1, count: 1 }];
  const draw = makeDraw(seed);
  const means: number[] = [];
  for (let round = 0; round < resamples; round++) {
    let total = 0;
    let count = 0;
    for (let pick = 0; pick < pool.length; pick++) { const voice = pool[Math.floor(draw() * pool.length)]!; total += voice.total; count += voice.count; }
    means.push(total / count);
  }
  means.sort((a, b) => a - b);
  return { mean: round(center), low: round(Math.min(center, quantileSorted(means, 0.025))), high: round(Math.max(center, quantileSorted(means, 0.975))), count: scores.length, voices: voices.length };
}

/** A share with its 95 % Wilson interval (Wilson 1927). */
export function share(part: number, whole: number): { share: number; low: number; high: number } {
  const p = part / whole;
  const center = (p + z ** 2 / (2 * whole)) / (1 + z ** 2 / whole);
  const half = (z * Math.sqrt((p * (1 - p)) / whole + z ** 2 / (4 * whole ** 2))) / (1 + z ** 2 / whole);
  return { share: round(p), low: round(Math.max(0, center - half)), high: round(Math.min(1, center + half)) };
}

/** The slope of a straight line through points with its 95 % t-interval; null with fewer than five points or no spread in x. */
export function slopeOf(points: readonly (readonly [number, number])[]): Slope | null {
  if (points.length < 5) return null;
  const middle = mean(points.map(([x]) => x));
  const spread = points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0);
  if (spread === 0) return null;
  const { m, b } = linearRegression(points.map(([x, y]) => [x, y]));
  const residual = points.reduce((sum, [x, y]) => sum + (y - m * x - b) ** 2, 0);
  const half = studentQuantile(points.length - 2) * Math.sqrt(residual / (points.length - 2) / spread);
  return { slope: round(m), low: round(m - half), high: round(m + half), count: points.length };
}

/** The 97.5 % quantile of Student's t by its expansion around the normal one (Abramowitz and Stegun 26.7.5). */
export function studentQuantile(degrees: number): number {
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3 + g4 / degrees ** 4;
}
