import type { Json, SourceReport } from '@hyperlens/protocol';
import type { Ledger } from '../evidence/ledger.ts';
import { aspects } from './aspects.ts';
import { windowDays, type Collection } from './collect.ts';
import type { Day, Days } from './days.ts';
import { cleanText, compare, voiceOf } from './items.ts';
import type { Sifted } from './sift.ts';
import { estimate, round, share } from './statistics.ts';
import type { Scored, Tones } from './tones.ts';

/** Fewer posts than this have no score: it would say more about the posts than about the subject. */
export const fewest = 5;
const mostDrivers = 5;
const quoteLength = 280;
const source = 'posts';
const idOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40) || 'other';

/** Writes down what was collected and sorted out. */
export function writeCounts(ledger: Ledger, collection: Collection, sifted: Sifted): void {
  const { items, since, until, whole, rejected } = collection;
  const count = (what: string, title: string, value: Json, method: string, unit = 'posts') => { const id = ledger.known(what, value, { title, unit, source, method, confidence: 'medium' }); ledger.fact(what, id); return id; };
  ledger.fact('window', ledger.known('window', { since, until, wholeWindowFrom: whole.toSorted(compare) }, { title: 'Time asked about', source, method: `the ${windowDays} days before the run; sources named in wholeWindowFrom covered all of it`, confidence: 'high' }));
  count('posts.collected', 'Posts collected', items.length, `all posts the sources gave${rejected > 0 ? `; ${rejected} entries were left out, being empty, malformed or later than the run` : ''}`);
  count('posts.relevant', 'Posts of others about the subject', sifted.relevant, `address, cashtag, name or symbol among words about crypto, or a place of the project: ${Object.entries(sifted.because).map(([because, number]) => `${because} ${number}`).join(', ') || 'none'}`);
  count('posts.own', 'Posts of the project itself', sifted.own, 'written by its X handle or in its own feed; they are no opinion about it and are left out of everything below');
  count('posts.copies', 'Copies', sifted.copies, 'equal words, or three-word shingles with Jaccard similarity of at least 0.7');
  const spam = count('posts.spam', 'Spam', sifted.spam, `heuristic signals: ${Object.entries(sifted.signals).map(([id, number]) => `${id} ${number}`).join(', ') || 'none seen'}`);
  count('authors', 'Voices', sifted.voices, 'different authors of posts about the subject; a post without an author counts as one', 'voices');
  count('languages', 'Languages', sifted.languages, 'what the source says, else detected with tinyld');
  const origin = { title: 'Share of spam', unit: 'share', source, method: 'spam among posts about the subject, 95 % Wilson interval; signals are heuristics and err in both directions', confidence: 'low' as const };
  if (sifted.relevant > 0) {
    const { share: value, low, high } = share(sifted.spam, sifted.relevant);
    ledger.fact('posts.spamShare', [ledger.known('posts.spamShare', { share: value, low, high }, origin), spam], value);
  } else ledger.fact('posts.spamShare', ledger.unknown('posts.spamShare', 'there is no post about the subject', origin));
}

/** Writes the scores: overall, by source, by aspect, and what share is of which class. `seed` makes the intervals repeatable. Gives the overall mean. */
export function writeScores(ledger: Ledger, tones: Tones, seed: string, because: string): { mean: number; low: number; high: number } | null {
  const confidence = tones.byModel ? 'medium' as const : 'low' as const;
  const model = ledger.known('model', { method: tones.method, ...(tones.fallback === null ? {} : { fallback: tones.fallback }), scored: tones.scored.length, unread: tones.unread }, { title: 'How tone was read', source, method: tones.fallback === null ? 'as configured' : `the language model did not answer: ${tones.fallback}`, confidence: 'high' });
  ledger.fact('model', model, tones.method);
  const method = `mean tone from -1 to 1 by ${tones.method}; each post counts once, spam and copies do not; 95 % bootstrap over authors`;
  const write = (what: string, title: string, list: readonly Scored[]) => {
    if (list.length < fewest) {
      ledger.fact(what, [ledger.unknown(what, list.length === 0 ? because : `only ${list.length} ${list.length === 1 ? 'post' : 'posts'} could be scored; at least ${fewest} are needed`, { title, unit: 'score', source, method, confidence })]);
      return null;
    }
    const found = estimate(list.map((one) => ({ value: one.tone.score, voice: voiceOf(one.item) })), `${seed}|${what}`);
    const id = ledger.known(what, { mean: found.mean, low: found.low, high: found.high, posts: found.count, voices: found.voices }, { title, unit: 'score', source, method, confidence });
    ledger.fact(what, [id, model], found.mean);
    return found;
  };
  const overall = write('score', 'Tone', tones.scored);
  for (const [name, list] of [...Map.groupBy(tones.scored, ({ item }) => idOf(item.post.source))].toSorted(([a], [b]) => compare(a, b)).slice(0, 30)) write(`score.source.${name}`, `Tone: ${name}`, list);
  for (const aspect of aspects) write(`score.aspect.${aspect}`, `Tone about ${aspect}`, tones.scored.filter((one) => one.aspects.includes(aspect)));
  for (const label of ['positive', 'neutral', 'negative'] as const) {
    const origin = { title: `Share of ${label} posts`, unit: 'share', source, method: `posts by ${tones.method}, 95 % Wilson interval`, confidence };
    if (overall) {
      const part = share(tones.scored.filter(({ tone }) => tone.label === label).length, tones.scored.length);
      ledger.fact(`shares.${label}`, [ledger.known(`shares.${label}`, { share: part.share, low: part.low, high: part.high }, origin), model], part.share);
    } else ledger.fact(`shares.${label}`, ledger.unknown(`shares.${label}`, tones.scored.length === 0 ? because : `only ${tones.scored.length} posts could be scored`, origin));
  }
  return overall;
}

/**
 * Writes the tone as the verdict takes it: known only when every place that could have been asked has answered whole. Elsewhere people may write the
 * opposite, and a mean over fewer places is another number and not a wider one.
 */
export function writeSettled(ledger: Ledger, reports: readonly SourceReport[], overall: { mean: number } | null): void {
  const origin = { title: 'Tone, with every place heard', unit: 'score', source, method: 'the tone, when no place was unreachable, limited, without its key or switched off', confidence: 'low' as const };
  const silent = reports.filter(({ status }) => status !== 'ok' && status !== 'not_applicable').map(({ title }) => title);
  ledger.fact('score.settled', overall && silent.length === 0 ? ledger.known('score.settled', overall.mean, origin) : ledger.unknown('score.settled', silent.length > 0 ? `not heard, or not whole: ${silent.join(', ')}` : 'the tone is not known', origin));
}

/** Writes volume and trends. A source that did not cover the window makes volume a lower bound, and then the trend of volume is not known. */
export function writeDays(ledger: Ledger, { days, volume, tone }: Days, whole: boolean, because: string): void {
  const origin = (title: string, unit: string, method: string) => ({ title, unit, source, method, confidence: 'low' as const });
  const perDay = origin('Posts a day', 'posts a day', `posts kept in each day (UTC)${whole ? '' : '; sources did not cover the whole time, so these are lower bounds'}`);
  const busy = days.filter(({ posts }) => posts > 0);
  if (busy.length === 0) ledger.fact('volume', ledger.unknown('volume', because, perDay));
  else ledger.fact('volume', ledger.known('volume', days.map(({ date, posts }) => [date, posts]), perDay), round(days.reduce((sum, { posts }) => sum + posts, 0) / days.length, 2));
  const line = (what: string, title: string, unit: string, slope: Days['volume'], method: string, missing: string) => {
    if (slope === null) ledger.fact(what, ledger.unknown(what, missing, origin(title, unit, method)));
    else ledger.fact(what, ledger.known(what, { slope: slope.slope, low: slope.low, high: slope.high, points: slope.count }, origin(title, unit, method)), slope.low > 0 ? 'rising' : slope.high < 0 ? 'falling' : 'no clear change');
  };
  line('volume.trend', 'Trend of volume', 'posts a day, per day', whole ? volume : null, 'straight line through whole days, 95 % t-interval', busy.length === 0 ? because : whole ? 'there are too few whole days' : 'no source covered the whole time');
  line('score.trend', 'Trend of tone', 'score per day', tone, 'straight line through the scores of posts over time, 95 % t-interval', busy.length === 0 ? because : 'there are too few posts with a time');
}

/** Quotes the posts that move the score most, up to five to each side, one a voice and none that says nearly the same as another: strongest tone first, then reach. */
export function writeDrivers(ledger: Ledger, scored: readonly Scored[]): void {
  for (const side of ['positive', 'negative'] as const) {
    const voices = new Set<string>();
    const ranked = scored.filter(({ tone }) => tone.label === side).map((one) => ({ one, weight: Math.abs(one.tone.score) * (1 + Math.log10(1 + reach(one))) }))
      .toSorted((a, b) => b.weight - a.weight || compare(b.one.item.post.time ?? '', a.one.item.post.time ?? '') || compare(a.one.item.post.id, b.one.item.post.id));
    const chosen: Scored[] = [];
    for (const { one } of ranked) {
      const voice = voiceOf(one.item);
      if (chosen.length === mostDrivers) break;
      if (voices.has(voice) || chosen.some((other) => alike(other.item.words, one.item.words))) continue;
      voices.add(voice);
      chosen.push(one);
    }
    const ids = chosen.map(({ item, tone, copies, aspects: about }, index) => {
      const text = cleanText(item.post.text);
      return ledger.known(`driver.${side}.${index + 1}`, {
        quote: text.length > quoteLength ? `${text.slice(0, quoteLength - 1)}…` : text, source: item.post.source, author: item.post.author, time: item.post.time, url: item.post.url, score: tone.score, because: tone.because, aspects: about, copies,
      }, { title: `What drives it: ${side} ${index + 1}`, source: `posts:${idOf(item.post.source)}`, method: 'a post as its source gave it; somebody\'s words, not a finding', confidence: 'medium' });
    });
    if (ids.length > 0) ledger.fact(`drivers.${side}`, ids, ids.length);
  }
}

/** Whether two posts share at least half of their different words. */
function alike(a: readonly string[], b: readonly string[]): boolean {
  const [one, two] = [new Set(a), new Set(b)];
  return one.size > 0 && one.intersection(two).size >= 0.5 * one.union(two).size;
}

const reach = ({ item: { post }, copies }: Scored) => Math.max(0, (post.likes ?? 0) + 2 * (post.reposts ?? 0) + (post.replies ?? 0)) + copies;

/** Pictures of it: posts and tone by day, tone by aspect and by source. */
export function writeCharts(ledger: Ledger, days: readonly Day[], tones: Tones): void {
  const chart = (id: string, title: string, kind: 'bar' | 'line', yTitle: string, name: string, points: [string, number | null][], evidence: string[]) => { if (points.length > 0) ledger.chart({ id: `sentiment.${id}`, title, kind, xTitle: null, yTitle, series: [{ name, points }], evidence }); };
  chart('volume', 'Posts a day', 'bar', 'posts', 'posts', days.map(({ date, posts }) => [date, posts]), ['sentiment.volume']);
  if (tones.scored.length >= fewest) chart('score', 'Tone by day', 'line', 'tone, -1 to 1', 'tone', days.map(({ date, score }) => [date, score]), ['sentiment.score']);
  const of = (ids: string[]) => ids.flatMap((id): [string, string, number][] => { const value = ledger.valueOf(id); return value !== null && typeof value === 'object' && !Array.isArray(value) && typeof value.mean === 'number' ? [[id, id.split('.').at(-1)!, value.mean]] : []; });
  for (const [id, title, ids] of [
    ['aspects', 'Tone by aspect', aspects.map((aspect) => `sentiment.score.aspect.${aspect}`)],
    ['sources', 'Tone by source', [...new Set(tones.scored.map(({ item }) => idOf(item.post.source)))].toSorted(compare).map((name) => `sentiment.score.source.${name}`)],
  ] as const) { const rows = of([...ids]); chart(id, title, 'bar', 'tone, -1 to 1', 'tone', rows.map(([, name, mean]) => [name, mean]), rows.map(([one]) => one)); }
}

/** Why nothing could be learned, from how the sources did. */
export function reasonOf(reports: readonly SourceReport[]): string {
  const words = reports.filter(({ status }) => status !== 'ok').map(({ title, status, reason }) => `${title}: ${reason ?? status}`);
  return (reports.some(({ status }) => status === 'ok' || status === 'limited') ? 'no post about the subject was found in the sources that answered' : `no source gave posts (${words.join('; ')})`).slice(0, 900);
}
