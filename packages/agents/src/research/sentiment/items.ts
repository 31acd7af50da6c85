import type { CollectedPost } from '@hyperlens/protocol';

/** A post on its way through the service. `place` as in CollectedPost; `supplied`: a person handed it in. */
export interface Item {
  post: Omit<CollectedPost, 'place'>;
  place: CollectedPost['place'] | 'supplied';
  /** Words without links, mentions, punctuation and case: what duplicates are found by. Where no blanks part words (Chinese, Japanese, Thai), characters. */
  words: string[];
  /** How many words that is; two such characters count as one. */
  length: number;
  /** Addresses of links in it. */
  links: string[];
}

/** Control and bidirectional marks, which could make a quote read differently from what was written. */
const invisible = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
const link = /https?:\/\/[^\s"'<>)\]]+/gi;

const unparted = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*$/u;
const pieces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[[\p{L}\p{M}\p{N}$#]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]]+/gv;

export const cleanText = (text: string): string => text.normalize('NFKC').replaceAll(invisible, ' ').replaceAll(/\s+/g, ' ').trim();

/** Prepares posts for everything that follows. Line ends stay, since they end sentences. */
export function toItem(post: CollectedPost | Item['post'], place: Item['place']): Item {
  const text = post.text.slice(0, 8_000).normalize('NFKC').split('\n').map(cleanText).filter(Boolean).join('\n');
  const words = text.toLowerCase().replaceAll(link, ' ').replaceAll(/@\w+/g, ' ').match(pieces) ?? [];
  const bounded = words.slice(0, 1_500);
  return { post: { ...post, text, author: post.author === null ? null : cleanText(post.author) || null }, place, words: bounded, length: bounded.length - bounded.filter((word) => unparted.test(word)).length / 2, links: text.match(link) ?? [] };
}

/** Earliest first, those without a time last; the same order for the same posts, whatever order they came in. */
export const inOrder = (a: Item, b: Item): number => compare(a.post.time ?? '9', b.post.time ?? '9') || compare(a.post.source, b.post.source) || compare(a.post.id, b.post.id);
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Who wrote it, for counting voices: without a name each post is a voice of its own. */
export const voiceOf = ({ post }: Item): string => (post.author === null ? `post:${post.source}:${post.id}` : `${post.source}:${post.author.toLowerCase()}`);
