import type { Item } from './items.ts';
import { round, slopeOf, type Slope } from './statistics.ts';
import type { Scored } from './tones.ts';

const day = 86_400_000;
const mostDays = 90;

/** One day in UTC: posts kept, in any language, and the mean tone of those that were scored (null on days without). */
export interface Day { date: string; posts: number; score: number | null }
/** Days, and straight lines through them; null where too little is known. */
export interface Days { days: Day[]; volume: Slope | null; tone: Slope | null }

/**
 * Posts and tone day by day over the window, extended back to what was handed in (at most 90 days), with straight lines through both: posts a
 * day per day over whole days, and score per day over posts.
 */
export function byDay(kept: readonly { item: Item }[], scored: readonly Scored[], since: string, until: string): Days {
  const scores = new Map(scored.map(({ item, tone }) => [item, tone.score]));
  const timed = kept.flatMap(({ item }) => (item.post.time === null ? [] : [{ at: Date.parse(item.post.time), score: scores.get(item) ?? null }])).filter(({ at }) => at <= Date.parse(until));
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
    const read = posts.flatMap(({ score }) => (score === null ? [] : [score]));
    return { date: new Date((first + index) * day).toISOString().slice(0, 10), posts: posts.length, score: read.length === 0 ? null : round(read.reduce((sum, score) => sum + score, 0) / read.length) };
  });
  const wholeDays = days.slice(1, -1);
  return {
    days, volume: slopeOf(wholeDays.map(({ posts }, index) => [index, posts] as const)),
    tone: slopeOf(timed.flatMap(({ at, score }) => (at >= begin && score !== null ? [[(at - begin) / day, score] as const] : []))),
  };
}
