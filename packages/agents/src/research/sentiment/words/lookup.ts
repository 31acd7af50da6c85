import { lexicon } from 'vader-sentiment/src/vader_lexicon.js';
import { readPhrases, type Phrase } from './lists.ts';
import { moreBlame, morePraise } from './more.ts';
import { negative } from './negative.ts';
import { badNews, goodNews, newsTerms } from './newsroom.ts';
import { plainTalk } from './plain.ts';
import { positive } from './positive.ts';
import { toneless } from './signs.ts';
import { badTrades, goodTrades } from './trading.ts';
import { badUse, goodUse } from './usage.ts';
import type { Token } from './tokens.ts';

const scale = (list: Readonly<Record<string, string>>, sign: 1 | -1) => readPhrases(list).map((phrase) => ({ ...phrase, valence: phrase.valence * sign }));
const byFirst = new Map<string, Phrase[]>();
const praise = [positive, morePraise, goodNews, goodTrades, goodUse].flatMap((list) => scale(list, 1));
const blame = [negative, moreBlame, badNews, badTrades, badUse].flatMap((list) => scale(list, -1));
for (const phrase of [...praise, ...blame, ...scale(plainTalk, 1), ...scale(newsTerms, 1)]) {
  const [first] = phrase.parts;
  if (first === undefined || first === 'gap') continue;
  for (const word of first) byFirst.set(word, [...(byFirst.get(word) ?? []), phrase]);
}
// Longer first: "not a rug" before "rug"; at equal length the stronger.
const longerFirst = (a: Phrase, b: Phrase) => b.parts.length - a.parts.length || Math.abs(b.valence) - Math.abs(a.valence);

const sorted = new Map<string, readonly Phrase[]>();
/** Phrases that may begin with a word, in the order they are tried. Remembered for words that begin any; those are few. */
function candidates({ text, stem }: Token): readonly Phrase[] {
  const exact = byFirst.get(`=${text}`);
  const loose = byFirst.get(stem);
  if (!exact && !loose) return [];
  const key = exact ? `=${text}` : stem;
  const known = sorted.get(key);
  if (known) return known;
  const list = [...(exact ?? []), ...(loose ?? [])].toSorted(longerFirst);
  sorted.set(key, list);
  return list;
}

/** The longest phrase of the crypto lexicon that begins at a token, and how many tokens it takes; null when none does. */
export function phrasesAt(tokens: readonly Token[], at: number): { valence: number; length: number; text: string } | null {
  const token = tokens[at]!;
  for (const phrase of candidates(token)) {
    const end = match(tokens, at, phrase, 0);
    if (end !== null) return { valence: phrase.valence, length: end - at, text: phrase.text };
  }
  return null;
}

function match(tokens: readonly Token[], at: number, phrase: Phrase, part: number): number | null {
  const wanted = phrase.parts[part];
  if (wanted === undefined) return at;
  if (wanted === 'gap') {
    for (let skip = 0; skip <= 3; skip++) {
      if (skip > 0 && tokens[at + skip - 1]?.kind === 'mark') return null;
      const end = match(tokens, at + skip, phrase, part + 1);
      if (end !== null) return end;
    }
    return null;
  }
  const token = tokens[at];
  return token && (wanted.has(token.stem) || wanted.has(`=${token.text}`)) ? match(tokens, at + 1, phrase, part + 1) : null;
}

/** VADER's rating of a word, from -4 to 4; 0 for what it does not know or what is no tone in talk about crypto. */
export function toneOf(token: Token): number {
  if (token.kind === 'mark' || toneless.has(token.stem) || !Object.hasOwn(lexicon, token.text)) return 0;
  // What its raters hardly felt is noise here.
  const rated = lexicon[token.text] ?? 0;
  return Math.abs(rated) < 1.3 ? 0 : rated;
}
