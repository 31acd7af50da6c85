import { detectAll } from 'tinyld';

/** ISO 639-1 codes sources and tinyld use; everything else is `unknown`. */
const code = /^[a-z]{2}(?:-[A-Za-z]+)?$/;
/** Languages people write about crypto in; short English text looks like Latin or Esperanto to a detector that knows those. */
const spoken = 'en de fr es pt it nl pl cs ro hu sv da fi no tr ru uk bg sr el he ar fa hi bn ur id vi th tl ms ja ko zh'.split(' ');
/** Words that are English wherever they are said; tinyld guesses wildly on two or three words. */
const english = /\b(?:the|this|that|is|are|was|not|and|you|your|for|with|they|what|when|how|buy|sell|price|token|just|still|team|to|of|it|in|my|we|now|up|down|scam|rug|moon|bullish|bearish|pump|dump|hold|good|great|bad)\b/gi;

/** The language of a post: what its source says, else what tinyld detects; null when the text is too short to tell. */
export function languageOf(text: string, said: string | null): string | null {
  if (said !== null && code.test(said)) return said.slice(0, 2).toLowerCase();
  const words = text.replaceAll(/https?:\/\/\S+|[@#$]\w+|0x[0-9a-f]+/gi, ' ').replaceAll(/[^\p{L}\p{M}\s']+/gu, ' ').replaceAll(/\s+/g, ' ').trim();
  if (words === '') return null;
  const count = words.split(' ').length;
  const ours = (words.match(english) ?? []).length;
  if (ours >= 2 && ours / count >= 0.25) return 'en';
  const [best, second] = detectAll(words.slice(0, 2_000), { only: spoken });
  if (!best) return null;
  // Latin script and few words: only a clear lead counts.
  if (/^[\p{Script=Latin}\s']+$/u.test(words) && (count < 6 || best.accuracy - (second?.accuracy ?? 0) < 0.05)) return best.lang === 'en' || count < 4 || best.accuracy < 0.6 ? (ours > 0 || best.lang === 'en' || /^[a-z\s']+$/i.test(words) ? 'en' : null) : best.lang;
  return best.lang;
}
