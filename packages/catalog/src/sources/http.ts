import { AppError, type Fetch } from '@hyperlens/protocol';
import { DelegateBackoff, handleWhen, retry, type IRetryBackoffContext } from 'cockatiel';
import type { z } from 'zod';
import { SourceFailure } from './failure.ts';

/** How to talk to one HTTP API. `baseUrl` comes from the operator and is trusted. */
export interface ApiClientOptions {
  /** Id of the source, for errors. */
  id: string;
  fetch: Fetch;
  baseUrl: string;
  headers?: Readonly<Record<string, string>>;
  /** Per attempt. */
  timeoutMilliseconds?: number;
  /** All in all. */
  attempts?: number;
  responseLimitBytes?: number;
  /** The longest wait before another attempt; a source that asks for more is `limited` at once. */
  patienceMilliseconds?: number;
  /** `error` by default, because keys would go along. */
  redirect?: 'error' | 'follow';
  /** Values that must never appear in a reason, beside the headers': keys in the query, for example. */
  secrets?: readonly string[];
  now?: () => number;
}

export interface ApiCall {
  method?: 'GET' | 'POST';
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as a form when it is URLSearchParams. */
  body?: unknown;
  signal?: AbortSignal | undefined;
}

export interface ApiClient {
  /** JSON that fits the schema. */
  json<Value>(path: string, schema: z.ZodType<Value>, call?: ApiCall): Promise<Value>;
  /** As `json`; null when the API says there is no such thing (404). */
  find<Value>(path: string, schema: z.ZodType<Value>, call?: ApiCall): Promise<Value | null>;
  /** The answer as text with its headers, whatever its type; 304 is an answer with empty text. */
  text(path: string, call?: ApiCall): Promise<{ status: number; text: string; headers: Headers }>;
}

/**
 * A client for one JSON API: bounded in time and size, asked again after 429, 5xx and broken connections with growing pauses (250 ms, 500 ms,
 * 1 s ...) or as long as Retry-After (RFC 9110) or x-rate-limit-reset says. Throws SOURCE_UNAVAILABLE with a SourceFailure as its cause, or the
 * reason of the caller's signal. No key, token, path or body is in a message.
 */
export function makeApiClient({ id, fetch, baseUrl, headers = {}, timeoutMilliseconds = 15_000, attempts = 3, responseLimitBytes = 8 * 1024 * 1024, patienceMilliseconds = 10_000, redirect = 'error', secrets = [], now = Date.now }: ApiClientOptions): ApiClient {
  const hidden = [...secrets, ...Object.entries(headers).filter(([name]) => /auth|key|token|cookie/i.test(name)).flatMap(([, value]) => [value, value.split(' ').at(-1) ?? ''])].filter((secret) => secret.length >= 4);
  const policy = retry(handleWhen((error) => error instanceof SourceFailure && error.passing && (error.retryAfter ?? 0) <= patienceMilliseconds), {
    maxAttempts: Math.max(0, attempts - 1),
    backoff: new DelegateBackoff<IRetryBackoffContext<unknown>>(({ attempt, result }) => ('error' in result && result.error instanceof SourceFailure ? result.error.retryAfter : null) ?? Math.min(250 * 2 ** (attempt - 1), patienceMilliseconds)),
  });

  async function once(path: string, call: ApiCall, usable: (status: number) => boolean): Promise<{ status: number; text: string; headers: Headers }> {
    const timeout = AbortSignal.timeout(timeoutMilliseconds);
    try {
      const { body } = call;
      const form = body instanceof URLSearchParams;
      const response = await fetch(address(path, call.query), {
        method: call.method ?? 'GET', redirect, signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
        headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' }), ...headers, ...call.headers },
        ...(body === undefined ? {} : { body: form ? body.toString() : JSON.stringify(body) }),
      });
      if (!response.ok && !usable(response.status)) {
        await response.body?.cancel();
        throw refusal(response, now());
      }
      return { status: response.status, text: await readText(response, responseLimitBytes), headers: response.headers };
    } catch (error) {
      if (call.signal?.aborted || error instanceof SourceFailure || AppError.is(error, 'URL_REFUSED')) throw error;
      if (timeout.aborted) throw new SourceFailure('unreachable', `no complete answer within ${timeoutMilliseconds} ms`, { passing: true });
      if (redirected(error)) throw new SourceFailure('failed', 'it redirects elsewhere');
      throw new SourceFailure('unreachable', describe(error), { passing: true });
    }
  }

  async function exchange<Value>(path: string, call: ApiCall, usable: (status: number) => boolean, use: (answer: { status: number; text: string; headers: Headers }) => Value): Promise<Value> {
    call.signal?.throwIfAborted();
    const cancelled = Promise.withResolvers<never>();
    const cancel = () => { cancelled.reject(call.signal?.reason as Error); };
    call.signal?.addEventListener('abort', cancel, { once: true });
    try {
      // The pause between attempts does not listen to the signal, so it is raced.
      return await Promise.race([policy.execute(async () => use(await once(path, call, usable)), call.signal), cancelled.promise]);
    } catch (error) {
      if (call.signal?.aborted) throw call.signal.reason;
      if (!(error instanceof SourceFailure)) throw error;
      const clean = hidden.reduce((text, secret) => text.replaceAll(secret, '***'), error.message).slice(0, 300);
      throw new AppError('SOURCE_UNAVAILABLE', { source: id, reason: clean }, new SourceFailure(error.kind, clean, error));
    } finally {
      call.signal?.removeEventListener('abort', cancel);
    }
  }

  function address(path: string, query: ApiCall['query']): string {
    const url = new URL(path === '' ? baseUrl : `${baseUrl.replace(/\/$/, '')}/${path.replace(/^\//, '')}`);
    for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value));
    return url.href;
  }

  const never = () => false;
  return {
    json: (path, schema, call = {}) => exchange(path, call, never, ({ text }) => parse(text, schema)),
    find: (path, schema, call = {}) => exchange(path, call, (status) => status === 404, ({ status, text }) => (status === 404 ? null : parse(text, schema))),
    text: (path, call = {}) => exchange(path, call, (status) => status === 304, (answer) => answer),
  };
}

function parse<Value>(text: string, schema: z.ZodType<Value>): Value {
  let document: unknown;
  try { document = JSON.parse(text); } catch { throw new SourceFailure('failed', 'the answer is not JSON'); /* The parser would quote the answer. */ }
  const checked = schema.safeParse(document);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  // The names are the schema's own; what the source sent is not repeated.
  throw new SourceFailure('failed', `the answer is not what its documentation describes (at ${issue?.path.map((part) => (typeof part === 'number' ? '#' : String(part))).join('.').slice(0, 100) || 'the top'}: ${issue?.code ?? 'invalid'})`);
}

function refusal(response: Response, now: number): SourceFailure {
  const { status } = response;
  const retryAfter = waitOf(response.headers, now);
  if (status === 429) return new SourceFailure('limited', `it limits the rate of questions (HTTP 429)${retryAfter === null ? '' : ` and asks to wait ${Math.ceil(retryAfter / 1000)} s`}`, { httpStatus: status, retryAfter, passing: true });
  if (status >= 500) return new SourceFailure('unreachable', `it answered HTTP ${status}`, { httpStatus: status, retryAfter, passing: status !== 501 });
  if (status === 401 || status === 403) return new SourceFailure('failed', `it refused the key or the access (HTTP ${status})`, { httpStatus: status });
  if (status === 402) return new SourceFailure('limited', 'the plan of the key does not cover this (HTTP 402)', { httpStatus: status });
  return new SourceFailure('failed', `it answered HTTP ${status}`, { httpStatus: status });
}

/** Retry-After in seconds or as a date; x-rate-limit-reset in epoch seconds when none is left. Null when neither says anything sensible. */
function waitOf(headers: Headers, now: number): number | null {
  const said = headers.get('retry-after');
  if (said !== null) {
    const milliseconds = /^\d+(\.\d+)?$/.test(said.trim()) ? Number(said) * 1000 : Date.parse(said) - now;
    return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : null;
  }
  const reset = Number(headers.get('x-rate-limit-reset') ?? NaN) * 1000;
  return headers.get('x-rate-limit-remaining') === '0' && Number.isFinite(reset) ? Math.max(0, reset - now) : null;
}

async function readText(response: Response, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) throw new SourceFailure('failed', `the answer is larger than ${limit} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function describe(error: unknown): string {
  if (AppError.is(error, 'SOURCE_UNAVAILABLE')) return String(error.details.reason);
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (typeof code === 'string' && /^[A-Z_]+$/.test(code)) return `the connection failed (${code})`;
  }
  return 'the connection failed';
}

/** fetch tells a refused redirect by its words only. */
function redirected(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (/redirect/i.test(cause.message)) return true;
  return false;
}
