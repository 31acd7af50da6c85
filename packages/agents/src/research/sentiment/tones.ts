import { AppError, type LanguageModel, type WorkContext } from '@hyperlens/protocol';
import { aspectsOf, type Aspect } from './aspects.ts';
import type { Item } from './items.ts';
import { askModel, mostForModel } from './model/language-model.ts';
import { readTone, type Tone } from './model/offline.ts';
import type { Sifted } from './sift.ts';

/** A post with its tone. */
export interface Scored { item: Item; tone: Tone; aspects: Aspect[]; copies: number }
/** `method` says how; `fallback` why it was not the language model, when one is configured. */
export interface Tones { scored: Scored[]; /** Posts that were not read, by language (`unknown`: it cannot be told); with a language model, `beyond` it those older than it is given. */ unread: Record<string, number>; method: string; byModel: boolean; fallback: string | null }

/**
 * Gives every post that was kept its tone: by the language model when there is one (the newest 500), else by the offline model, which reads
 * English. One run uses one of the two for all posts, so that scores can be compared; a model that fails leaves all to the offline one.
 */
export async function readTones(kept: Sifted['kept'], { model, subject, context, timeoutMilliseconds }: { model?: LanguageModel | undefined; subject: string; context: WorkContext; timeoutMilliseconds: number }): Promise<Tones> {
  let fallback: string | null = null;
  if (model && kept.length > 0) {
    const newest = kept.slice(-mostForModel);
    try {
      const timeout = AbortSignal.timeout(timeoutMilliseconds);
      const tones = await askModel(model, subject, newest.map(({ item }) => item.post.text), { ...context, signal: context.signal ? AbortSignal.any([context.signal, timeout]) : timeout });
      return { scored: newest.map(({ item, copies }, index) => ({ item, copies, tone: tones[index]!, aspects: aspectsOf(item.post.text) })), unread: kept.length > newest.length ? { beyond: kept.length - newest.length } : {}, method: `language model ${model.id}, ${newest.length} posts`, byModel: true, fallback: null };
    } catch (error) {
      if (context.signal?.aborted) throw context.signal.reason;
      fallback = AppError.is(error) ? error.message.slice(0, 300) : `the model ${model.id} gave no answer in time`;
    }
  }
  const readable = kept.filter(isReadable);
  return {
    scored: readable.map(({ item, copies }) => ({ item, copies, tone: readTone(item.post.text), aspects: aspectsOf(item.post.text) })),
    unread: byLanguage(kept.filter((one) => !isReadable(one))), method: 'offline lexicon and rules for crypto language (docs/research-sentiment.md)', byModel: false, fallback,
  };
}

/** English, or so short that nothing speaks against it ("gm", "🚀🚀"); letters English does not have do. */
const isReadable = ({ language, item }: Sifted['kept'][number]) => language === 'en' || (language === null && !/[^\p{ASCII}\P{L}]/u.test(item.post.text));
const byLanguage = (posts: Sifted['kept']): Record<string, number> => Object.fromEntries([...Map.groupBy(posts, ({ language }) => language ?? 'unknown')].map(([language, list]) => [language, list.length] as const).toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)));
