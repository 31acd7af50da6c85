import { normalise } from './normalise.ts';

/** Words by which a request names a kind. */
export interface SubjectWords {
  /** The kind by name: `erc-?20`, `staking contract`. */
  strong: RegExp;
  /** Words that hint at it: `coin`, `token`. */
  weak?: RegExp;
  /** Words that say it certainly is something else, wherever they stand. */
  never?: RegExp;
}

/**
 * How well a request names a kind, 0 to 1. What is named first is what is asked for ("a staking contract for my ERC-20 token"), so the
 * score falls with the place of the first mention; hints count half. Only the first 4,000 characters are looked at.
 */
export function subjectScore(request: string, words: SubjectWords): number {
  const text = normalise(request.slice(0, 4_000));
  if (words.never?.test(text)) return 0;
  const strong = first(text, words.strong);
  const weak = words.weak ? first(text, words.weak) : null;
  const byStrong = strong === null ? 0 : 0.95 - 0.35 * Math.min(1, strong / 240);
  const byWeak = weak === null ? 0 : 0.55 - 0.25 * Math.min(1, weak / 240);
  return Math.max(byStrong, byWeak);
}

function first(text: string, pattern: RegExp): number | null {
  const match = new RegExp(pattern.source, 'i').exec(text);
  return match ? match.index : null;
}
