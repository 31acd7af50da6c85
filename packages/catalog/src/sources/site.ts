import { oneLine, type Fetch, type SitePage, type SiteReader } from '@hyperlens/protocol';
import { answerOf } from './answer.ts';
import { failureOf } from './failure.ts';
import { makeApiClient } from './http.ts';

const mostLinks = 20;
const mostText = 20_000;
const places: readonly [string, RegExp][] = [
  ['github', /^https?:\/\/(?:www\.)?github\.com\/([A-Za-z0-9][\w-]*)(?:\/|$)/i], ['x', /^https?:\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\/(\w{1,15})(?:\/|\?|$)/i], ['telegram', /^https?:\/\/(?:t\.me|telegram\.me)\/(\w{4,})/i],
  ['discord', /^https?:\/\/(?:www\.)?(?:discord\.gg|discord\.com\/invite)\/([\w-]+)/i], ['reddit', /^https?:\/\/(?:www\.|old\.)?reddit\.com\/(r\/\w+)/i], ['linkedin', /^https?:\/\/(?:[a-z]+\.)?linkedin\.com\/((?:company|in)\/[\w-]+)/i],
];
/** First parts of paths on those places that are no accounts. */
const noAccounts = new Set(['share', 'intent', 'home', 'search', 'login', 'hashtag', 'i', 'about', 'features', 'joinchat']);

export interface SiteOptions { /** Guarded: addresses come from users and from the pages of strangers. */ fetch: Fetch; timeoutMilliseconds?: number }

/** Reads the front page of a project's site as anybody sees it: where it ends up, what it links to, and whether those links answer. */
export function makeSiteReader({ fetch, timeoutMilliseconds = 8_000 }: SiteOptions): SiteReader {
  const works = async (url: string, signal: AbortSignal | undefined): Promise<boolean> => {
    try {
      const timeout = AbortSignal.timeout(timeoutMilliseconds);
      const response = await fetch(url, { method: 'GET', headers: { 'user-agent': 'hyperlens' }, signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
      await response.body?.cancel();
      // Some places refuse programs; that says nothing about the link.
      return response.status < 400 || response.status === 401 || response.status === 403 || response.status === 405 || response.status === 429;
    } catch { signal?.throwIfAborted(); return false; /* What cannot be reached does not work; why is of no use here. */ }
  };

  /** Whether there is a text with a Contact line (RFC 9116); null when nobody answers. */
  const plainText = async (url: string, signal: AbortSignal | undefined): Promise<boolean | null> => {
    try {
      const { text } = await makeApiClient({ id: 'site', fetch, baseUrl: url, redirect: 'follow', timeoutMilliseconds, attempts: 1, headers: { accept: 'text/plain', 'user-agent': 'hyperlens' } }).text('', { signal });
      return /^contact:/im.test(text);
    } catch (error) {
      signal?.throwIfAborted();
      return failureOf(error).status === 'failed' ? false : null;
    }
  };

  return {
    id: 'site', title: 'Web site',
    read: (url, signal) => answerOf<SitePage>(signal, async () => {
      let final = url;
      const { text, headers } = await makeApiClient({ id: 'site', redirect: 'follow', timeoutMilliseconds, attempts: 2, baseUrl: url, headers: { accept: 'text/html', 'user-agent': 'hyperlens' }, fetch: async (address, init) => { const response = await fetch(address, init); if (response.url) final = response.url; return response; } }).text('', { signal });
      // What is not even said to be a page has no links to judge.
      const type = headers.get('content-type') ?? 'text/html';
      if (!/html|^text\/plain/i.test(type)) return { value: null, status: 'failed', reason: `the front page is not a page but ${type.replace(/;.*/s, '').slice(0, 60)}` };
      const { parseHTML } = await import('linkedom');
      // Without a body element the parser would leave the text outside of the document.
      const { document } = parseHTML(/<body[\s>]/i.test(text) ? text : `<!doctype html><html><body>${text}</body></html>`);
      const links = [...new Set([...document.querySelectorAll('a[href]')].flatMap((anchor) => toLink(anchor.getAttribute('href'), final)))];
      const accounts = links.flatMap(accountOf);
      for (const hidden of document.querySelectorAll('script, style, noscript, template')) hidden.remove();
      const tried = await Promise.all(links.slice(0, mostLinks).map(async (link) => ({ url: link, works: await works(link, signal) })));
      const security = await plainText(new URL('/.well-known/security.txt', final).href, signal);
      const page: SitePage = {
        url: final, encrypted: final.startsWith('https:'), title: oneLine(document.querySelector('title')?.textContent ?? '', 200) || null, links: tried,
        accounts: [...new Map(accounts.map((one) => [`${one.place}/${one.handle}`, one])).values()].toSorted((a, b) => (`${a.place}/${a.handle}` < `${b.place}/${b.handle}` ? -1 : 1)),
        text: oneLine(document.body?.textContent ?? '', mostText), securityContact: security,
      };
      return { value: page, ...(links.length > mostLinks ? { partial: `${mostLinks} of ${links.length} links were tried` } : {}) };
    }),
  };
}

function toLink(target: string | null, base: string): string[] {
  const url = target === null ? null : URL.parse(target, base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return [];
  url.hash = '';
  return [url.href.slice(0, 2_000)];
}

function accountOf(link: string): { place: string; handle: string }[] {
  for (const [place, pattern] of places) {
    const handle = pattern.exec(link)?.[1]?.toLowerCase();
    if (handle && !noAccounts.has(handle)) return [{ place, handle }];
  }
  return [];
}
