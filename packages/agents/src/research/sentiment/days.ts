import type { Scored } from './tones.ts';
import { round, slopeOf, type Slope } from './statistics.ts';

const day = 86_400_000;
const mostDays = 90;

/** One day in UTC: posts kept, and their mean tone (null on days without). */
export interface Day { date: string; posts: number; score: number | null }
/** `partial` days at both ends are drawn and not fitted. */
export interface Days { days: Day[]; volume: Slope | null; tone: Slope | null }

/**
 * Posts and tone day by day over the window, extended back to what was handed in (at most 90 days), with straight lines through both: posts a
 * day per day over whole days, and score per day over posts.
 */
export function byDay(scored: readonly Scored[], since: string, until: string): Days {
  const timed = scored.flatMap(({ item, tone }) => (item.post.time === null ? [] : [{ at: Date.parse(item.post.time), score: tone.score }])).filter(({ at }) => at <= Date.parse(until));
  if (timed.length === 0) return { days: [], volume: null, tone: null };
  const latest = timed.reduce((most, { at }) => Math.max(most, at), 0);
  // Posts handed in may be of another time altogether.
  const recent = latest >= Date.parse(since);
  const end = recent ? Date.parse(until) : latest;
  const begin = Math.max(Math.min(recent ? Date.parse(since) : latest, timed.reduce((least, { at }) => Math.min(least, at), Infinity)), end - (mostDays - 1) * day);
  const first = Math.floor(begin / day);
  const last = Math.floor(end / day);
  const grouped = Map.groupBy(timed, ({ at }) => Math.floor(at / day));
  const days = Array.from({ length: last - first + 1 }, (_, index): Day => {
    const posts = grouped.get(first + index) ?? [];
    return { date: new Date((first + index) * day).toISOString().slice(0, 10), posts: posts.length, score: posts.length === 0 ? null : round(posts.reduce((sum, { score }) => sum + score, 0) / posts.length) };
  });
  const wholeDays = days.slice(1, -1);
  return {
    days, volume: slopeOf(wholeDays.map(({ posts }, index) => [index, posts] as const)),
    tone: slopeOf(timed.filter(({ at }) => at >= begin).map(({ at, score }) => [(at - begin) / day, score] as const)),
  };
}
