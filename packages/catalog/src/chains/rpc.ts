import { readLogRefusal } from './reader/limits.ts';
import { scrub } from './redact.ts';

/** What is read of an answer; a Response is one. */
export interface HttpAnswer { status: number; headers: { get(name: string): string | null }; body: AsyncIterable<Uint8Array> | null }

/** Sends one HTTP request; the platform's guarded fetch fits here. */
export type Fetch = (url: string, init: { method: 'POST'; redirect: 'error'; signal: AbortSignal; headers: Record<string, string>; body: string }) => Promise<HttpAnswer>;

/** Why a JSON-RPC exchange with one endpoint gave no result. `rejected` is an answer of the node; the other two say nothing about the chain. */
export class RpcFailure extends Error {
  override readonly name = 'RpcFailure';
  readonly kind: 'unreachable' | 'garbage' | 'rejected';
  /** JSON-RPC error code, for `rejected`. */
  readonly code: number | null;
  /** JSON-RPC error data, for `rejected`: revert data is found in it. */
  readonly data: unknown;
  /** Milliseconds the endpoint asked to be left alone (Retry-After). */
  readonly retryAfter: number | null;
  /** It answers, and was asked too often. */
  readonly limited: boolean;
  constructor(kind: 'unreachable' | 'garbage' | 'rejected', reason: string, more: { code?: number; data?: unknown; retryAfter?: number | null; limited?: boolean } = {}) {
    super(reason);
    this.kind = kind;
    this.code = more.code ?? null;
    this.data = more.data;
    this.retryAfter = more.retryAfter ?? null;
    this.limited = more.limited ?? false;
  }
}

const maximumBytes = 16 * 1024 * 1024;
let lastId = 0;

/**
 * One JSON-RPC 2.0 request over HTTP, bounded in time and size. Returns `result`; throws RpcFailure, whose text holds no secret of the URL.
 */
export async function requestRpc(url: string, method: string, parameters: readonly unknown[], options: { fetch: Fetch; timeoutMilliseconds: number }): Promise<unknown> {
  const id = ++lastId;
  let status: number;
  let retryAfter: number | null;
  let text: string;
  try {
    const signal = AbortSignal.timeout(options.timeoutMilliseconds);
    const { address, authorization } = takeCredentials(url);
    const response = await options.fetch(address, {
      method: 'POST', redirect: 'error', signal, headers: { 'content-type': 'application/json', accept: 'application/json', ...authorization },
      body: JSON.stringify({ jsonrpc: '2.0', id, method, params: parameters }),
    });
    status = response.status;
    retryAfter = parseRetryAfter(response.headers.get('retry-after'));
    text = await readText(response);
  } catch (error) {
    if (error instanceof RpcFailure) throw error;
    throw new RpcFailure('unreachable', scrub(describe(error, options.timeoutMilliseconds), url));
  }
  const answer = parse(text);
  if (status === 429) throw new RpcFailure('unreachable', 'HTTP 429: too many requests', { retryAfter, limited: true });
  // A server that could not read or finish a request answers with id null (JSON-RPC 2.0, section 5).
  const own = answer !== null && (answer.id === id || (answer.id === null && isRecord(answer.error)));
  if (answer === null || !own || (answer.result === undefined && !isRecord(answer.error))) {
    if (status !== 200) throw new RpcFailure('unreachable', `HTTP ${status}`, { retryAfter });
    throw new RpcFailure('garbage', 'the answer is not JSON-RPC');
  }
  if (!isRecord(answer.error)) return answer.result;
  const code = typeof answer.error.code === 'number' ? answer.error.code : 0;
  const reason = scrub(typeof answer.error.message === 'string' ? answer.error.message : 'no reason given', url);
  // -32005 is "limit exceeded" (EIP-1474): another endpoint may well answer, unless it is the question that is too large.
  const tooMuch = method === 'eth_getLogs' && readLogRefusal(reason) !== null;
  if (!tooMuch && (code === -32005 || /rate limit|too many requests|quota/i.test(reason))) throw new RpcFailure('unreachable', reason, { retryAfter, limited: true });
  throw new RpcFailure('rejected', reason, { code, data: answer.error.data });
}

/** fetch refuses URLs with a user part, so that part becomes the header it stands for (RFC 7617). */
function takeCredentials(url: string): { address: string; authorization: Record<string, string> } {
  const parsed = new URL(url);
  if (!parsed.username && !parsed.password) return { address: url, authorization: {} };
  const credentials = `${decodeURIComponent(parsed.username)}:${decodeURIComponent(parsed.password)}`;
  parsed.username = '';
  parsed.password = '';
  return { address: parsed.href, authorization: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } };
}

const decoder = new TextDecoder();

async function readText({ body }: HttpAnswer): Promise<string> {
  if (!body) return '';
  let size = 0;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maximumBytes) throw new RpcFailure('garbage', `the answer is larger than ${maximumBytes} bytes`);
    chunks.push(chunk);
  }
  return decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch { return null; /* Not JSON: the caller names it garbage. */ }
}

function describe(error: unknown, timeoutMilliseconds: number): string {
  if (!(error instanceof Error)) return 'unknown failure';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `no answer within ${timeoutMilliseconds} ms`;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const cause = error.cause as { code?: unknown; message?: unknown } | undefined;
  return typeof cause?.code === 'string' ? cause.code : typeof cause?.message === 'string' ? cause.message : error.message;
}

function parseRetryAfter(value: string | null): number | null {
  const seconds = Number(value);
  return value !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 300) * 1000 : null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
