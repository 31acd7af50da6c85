import type { CollectedPost, Fetch, PostSource } from '@hyperlens/protocol';
import { z } from 'zod';
import { SourceFailure } from './failure.ts';
import { gather, moment, noPosts, plainText, searchTerms, textId } from './gather.ts';
import { makeApiClient } from './http.ts';

const article = z.object({ url: z.string().max(2_000), title: z.string(), seendate: z.string(), domain: z.string().nullish(), language: z.string().nullish() });
const answerShape = z.object({ articles: z.array(z.unknown()).optional() });
const mostArticles = 250;
const stamp = (iso: string) => iso.replaceAll(/[-:T]|\.\d+|Z/g, '').slice(0, 14);
const languages: Record<string, string> = { english: 'en', german: 'de', french: 'fr', spanish: 'es', portuguese: 'pt', italian: 'it', russian: 'ru', turkish: 'tr', chinese: 'zh', japanese: 'ja', korean: 'ko', arabic: 'ar', indonesian: 'id', vietnamese: 'vi', dutch: 'nl', polish: 'pl', ukrainian: 'uk' };

/**
 * Headlines of the news by the GDELT DOC 2.0 API (https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/), mode artlist, without a key. It
 * reaches back three months and gives at most 250 headlines, no article text. Errors come as plain text with status 200.
 */
export function makeGdeltSource({ fetch, baseUrl = 'https://api.gdeltproject.org/api/v2/doc/doc', enabled = true, timeoutMilliseconds }: { fetch: Fetch; baseUrl?: string; enabled?: boolean; timeoutMilliseconds?: number }): PostSource {
  const client = makeApiClient({ id: 'gdelt', fetch, baseUrl, attempts: 2, redirect: 'follow', ...(timeoutMilliseconds ? { timeoutMilliseconds } : {}) });
  return {
    id: 'gdelt', title: 'GDELT news', configured: () => enabled,
    async collect(query) {
      if (!enabled) return noPosts('switched_off', 'it is switched off (sources.gdelt.enabled)');
      const phrases = searchTerms(query).phrases.filter((name) => name.length >= 4);
      if (phrases.length === 0) return noPosts('not_applicable', 'the subject has no name of four letters or more to search for');
      const wanted = phrases.map((name) => `"${name}"`);
      return gather(query, async () => {
        const { text } = await client.text('', { signal: query.signal, query: { query: `${wanted.length > 1 ? `(${wanted.join(' OR ')})` : wanted[0]} (crypto OR token OR blockchain OR cryptocurrency)`, mode: 'artlist', format: 'json', maxrecords: mostArticles, sort: 'datedesc', startdatetime: stamp(query.since), enddatetime: stamp(query.until) } });
        let document: unknown;
        // Its titles carry backslashes and control characters that JSON does not allow.
        try { document = JSON.parse(text.replaceAll(/[\p{Cc}]+/gu, ' ').replaceAll(/\\(?!["\\/bfnrtu])/g, '\\\\') || '{}'); } catch {
          throw /limit requests|too many/i.test(text) ? new SourceFailure('limited', 'it limits the rate of questions') : new SourceFailure('failed', 'the answer is not JSON'); // The parser would quote the answer.
        }
        const checked = answerShape.safeParse(document);
        if (!checked.success) throw new SourceFailure('failed', 'the answer is not what its documentation describes');
        let dropped = 0;
        const posts = (checked.data.articles ?? []).flatMap((one): CollectedPost[] => {
          const read = article.safeParse(one);
          const time = read.success ? moment(read.data.seendate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')) : null;
          if (!read.success || time === null) { dropped++; return []; }
          const { url, title, domain, language } = read.data;
          return [{
            id: `gdelt:${textId(url)}`, source: 'gdelt', author: domain?.slice(0, 200) ?? null, text: plainText(title), time, url: /^https?:/.test(url) ? url : null, language: languages[language?.toLowerCase() ?? ''] ?? null,
            likes: null, reposts: null, replies: null, followers: null, accountCreatedAt: null, place: 'open',
          }];
        });
        const complete = posts.length < mostArticles;
        return { posts, complete, reason: complete ? null : `only the newest ${mostArticles} headlines are given`, dropped };
      });
    },
  };
}
