import { stem } from './tokens.ts';

/** An entry of a lexicon: words in order, each a choice of stems; `_` in a list stands for up to three words in between. */
export interface Phrase { parts: (ReadonlySet<string> | 'gap')[]; valence: number; /** As written, for explanations. */ text: string }

/** Reads a list such as `3: moon | to the moon | lock|lp _ burned`: entries apart by ` / `, choices by `|`. `=word` is
 * that form only ("listing", not "list"). */
export function readPhrases(list: Readonly<Record<string, string>>): Phrase[] {
  return Object.entries(list).flatMap(([valence, entries]) => entries.split('/').map((entry) => entry.trim()).filter(Boolean).map((text) => ({
    text, valence: Number(valence), parts: text.split(/[\s-]+/).map((part) => (part === '_' ? 'gap' as const : new Set(part.split('|').map((word) => (word.startsWith('=') ? word : stem(word.replaceAll("'", ''))))))),
  })));
}

/** A list of single words as stems. */
export const stems = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean).map((word) => stem(word.replaceAll("'", ''))));
