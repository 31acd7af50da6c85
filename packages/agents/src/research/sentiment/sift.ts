import type { ResearchTask } from '@hyperlens/protocol';
import { groupCopies } from './duplicates.ts';
import { compare, inOrder, voiceOf, type Item } from './items.ts';
import { languageOf } from './language.ts';
import { makeRelevance, relevantFrom } from './relevance.ts';
import { findSpam, isSpam, type SpamSignal } from './spam.ts';

/** What is left for scoring, and what was left out and why. Counts are of posts. */
export interface Sifted {
  /** About the subject, each said once, not spam. */
  kept: { item: Item; language: string | null; copies: number }[];
  relevant: number;
  /** Written by the project itself (its handle, its own feed): not an opinion about it, so not scored. */
  own: number;
  irrelevant: number;
  copies: number;
  spam: number;
  /** How often each signal was seen among relevant posts. */
  signals: Record<string, number>;
  voices: number;
  languages: Record<string, number>;
  /** Why posts were taken as being about the subject. */
  because: Record<string, number>;
}

const tally = (values: readonly string[]): Record<string, number> => Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, list]) => [value, list.length] as const).toSorted(([a], [b]) => compare(a, b)));

/** Sorts posts out: about the subject or not, spam, copies, language. The same posts give the same answer in whatever order they came. */
export function sift(task: ResearchTask, collected: readonly Item[]): Sifted {
  const relevanceOf = makeRelevance(task.subject, task.project);
  const judged = collected.toSorted(inOrder).map((item) => ({ item, ...relevanceOf(item) }));
  const handle = task.project.x?.replace(/^.*\//, '').replace(/^@/, '').toLowerCase();
  const isOwn = ({ post, place }: Item) => (post.source === 'feeds' && place === 'project') || (handle !== undefined && post.source === 'x' && post.author?.toLowerCase() === handle);
  const every = judged.filter(({ value }) => value >= relevantFrom);
  const about = every.filter(({ item }) => !isOwn(item));
  const groups = groupCopies(about.map(({ item }) => item));
  const signals = findSpam(groups);
  const spam = new Set([...signals].filter(([, found]) => isSpam(found)).map(([item]) => item));
  const kept = groups.flatMap(({ first, copies }) => {
    const honest = [first, ...copies].find((item) => !spam.has(item));
    return honest ? [{ item: honest, language: languageOf(honest.post.text, honest.post.language), copies: copies.length }] : [];
  });
  return {
    kept, relevant: about.length, own: every.length - about.length, irrelevant: judged.length - every.length, copies: groups.reduce((sum, { copies }) => sum + copies.length, 0), spam: spam.size,
    signals: tally([...signals.values()].flatMap((found: SpamSignal[]) => found.map(({ id }) => id))), voices: new Set(about.map(({ item }) => voiceOf(item))).size,
    languages: tally(kept.map(({ language }) => language ?? 'unknown')), because: tally(about.map(({ because }) => because)),
  };
}
