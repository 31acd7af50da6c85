import { lookup } from 'node:dns/promises';
import { AppError, oneLine, type Fetch } from '@hyperlens/protocol';
import { Agent, fetch as send, type RequestInit as UndiciInit, type Response as UndiciResponse } from 'undici';
import { makeAllowList } from './address.ts';
import { makeConnector, RefusedAddress, type Resolve } from './connector.ts';

/** Bounds of the guarded fetch. */
export interface GuardedFetchOptions {
  /** Hosts (`name`, `name:port`) that may be private: the operator's own. */
  allow?: readonly string[];
  /** For the whole exchange, redirects and body included. */
  timeoutMilliseconds?: number;
  /** Of the decoded body. */
  responseLimitBytes?: number;
  redirects?: number;
  /** Resolver, for tests. */
  resolve?: Resolve;
}

const redirectStatus = new Set([301, 302, 303, 307, 308]);
const withoutBody = new Set([204, 205, 304]);
/** Headers that must not follow a redirect to another origin. */
const credentialHeaders = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key'];

/**
 * The fetch for addresses that people, tokens and web pages name. It reaches public http and https addresses only, checks the address each
 * socket really connects to, follows up to five redirects checking each of them, and bounds time and size. The answer has its body complete.
 * Throws URL_REFUSED, SOURCE_UNAVAILABLE, or the reason of the caller's signal.
 */
export function makeGuardedFetch({ allow = [], timeoutMilliseconds = 20_000, responseLimitBytes = 8 * 1024 * 1024, redirects = 5, resolve = (hostname) => lookup(hostname, { all: true, verbatim: true }) }: GuardedFetchOptions = {}): Fetch {
  const allowed = makeAllowList(allow);
  const dispatcher = new Agent({ connect: makeConnector({ resolve, allowed, timeoutMilliseconds }), maxResponseSize: responseLimitBytes, maxHeaderSize: 64 * 1024 });

  return async (address, init = {}) => {
    const timeout = AbortSignal.timeout(timeoutMilliseconds);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    let url = check(address);
    let method = init.method ?? 'GET';
    let body = init.body;
    const headers = new Headers(init.headers);
    headers.delete('host');
    try {
      for (let hop = 0; ; hop++) {
        const response = await send(url.href, { method, headers: [...headers], body: body ?? null, signal, redirect: 'manual', dispatcher } as UndiciInit);
        const location = response.headers.get('location');
        if (!redirectStatus.has(response.status) || location === null || init.redirect === 'manual') return await complete(response, url, responseLimitBytes);
        await response.body?.cancel();
        if (init.redirect === 'error') throw refuse(url.href, 'it redirects, and that was not asked for');
        if (hop >= redirects) throw refuse(url.href, `it redirects more than ${redirects} times`);
        const next = check(location, url);
        if (response.status === 303 || (response.status < 303 && method === 'POST')) {
          if (method !== 'HEAD') method = 'GET';
          body = null;
          for (const name of ['content-type', 'content-length']) headers.delete(name);
        }
        if (next.origin !== url.origin) for (const name of credentialHeaders) headers.delete(name);
        url = next;
      }
    } catch (error) {
      throw translate(error, url, { timeoutMilliseconds, responseLimitBytes, timedOut: timeout.aborted, signal: init.signal ?? undefined });
    }
  };
}

/** A URL that may be fetched as far as its text tells. Throws URL_REFUSED. */
function check(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw refuse(address, 'it is not a complete URL');
  const url = new URL(address, base?.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse(url.href, 'only http and https are fetched');
  if (url.username || url.password) throw refuse(url.href, 'it carries a user name or password');
  url.hash = '';
  return url;
}

/** The whole answer within the bound, as a response of its own; `url` is the address after redirects. */
async function complete(response: UndiciResponse, url: URL, limit: number): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > limit) throw new TooLarge();
    chunks.push(chunk as Uint8Array);
  }
  // The body is decoded and whole, so these would be wrong now.
  const headers = new Headers([...response.headers].filter(([name]) => name !== 'content-encoding' && name !== 'content-length' && name !== 'transfer-encoding'));
  const answer = new Response(withoutBody.has(response.status) ? null : Buffer.concat(chunks), { status: response.status, statusText: response.statusText, headers });
  return Object.defineProperty(answer, 'url', { value: url.href });
}

class TooLarge extends Error {}

const refuse = (address: string, reason: string) => new AppError('URL_REFUSED', { url: shown(address), reason });

/** An address without what could be secret in it: user part, path and query. */
function shown(address: string): string {
  if (!URL.canParse(address)) return oneLine(address);
  const { protocol, host, pathname, search } = new URL(address);
  return `${protocol}//${host.slice(0, 200)}${pathname.length > 1 || search ? '/...' : ''}`;
}

function translate(error: unknown, url: URL, { timeoutMilliseconds, responseLimitBytes, timedOut, signal }: { timeoutMilliseconds: number; responseLimitBytes: number; timedOut: boolean; signal: AbortSignal | undefined }): unknown {
  if (AppError.is(error)) return error;
  if (signal?.aborted) return signal.reason;
  const unavailable = (reason: string) => new AppError('SOURCE_UNAVAILABLE', { source: url.host, reason });
  if (timedOut) return unavailable(`no complete answer within ${timeoutMilliseconds} ms`);
  let code = '';
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RefusedAddress) return refuse(url.href, cause.message);
    if (cause instanceof TooLarge || (cause as NodeJS.ErrnoException).code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return unavailable(`the answer is larger than ${responseLimitBytes} bytes`);
    // The ports that browsers refuse too (https://fetch.spec.whatwg.org/#port-blocking): mail, shells, chat.
    if (cause.message === 'bad port') return refuse(url.href, `port ${url.port} is not one of the web`);
    code ||= (cause as NodeJS.ErrnoException).code ?? '';
  }
  return unavailable(/^[A-Z_]+$/.test(code) ? `the connection failed (${code})` : 'the connection failed');
}
