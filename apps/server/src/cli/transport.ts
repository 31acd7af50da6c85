import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { AppError } from '@hyperlens/protocol';

export interface Sent { method: string; path: string; headers: Record<string, string>; body?: string; signal?: AbortSignal }
export interface Answer { status: number; headers: Record<string, string | string[] | undefined>; body: AsyncIterable<Buffer | string> }
/** One HTTP exchange, over a socket or in process. */
export type Transport = (sent: Sent) => Promise<Answer>;

/** Over HTTP. There is no overall time limit: audits and installations take as long as the server lets them. Throws SERVER_UNREACHABLE. */
export function remoteTransport(base: string): Transport {
  const url = new URL(base);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return ({ method, path, headers, body, signal }) => new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, url), { method, headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) }, agent: false, ...(signal ? { signal } : {}) }, (incoming) => {
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming });
    });
    outgoing.setTimeout(0);
    outgoing.on('socket', (socket) => {
      const timer = setTimeout(() => outgoing.destroy(new Error('no connection within 5 s')), 5_000);
      socket.once('connect', () => clearTimeout(timer));
      socket.once('close', () => clearTimeout(timer));
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => reject(signal?.aborted ? new AppError('INTERRUPTED', {}, error) : new AppError('SERVER_UNREACHABLE', { url: url.origin, reason: error.code ?? error.message }, error)));
    outgoing.end(body);
  });
}

/** Into a gateway of this process; nothing listens. */
export function localTransport(server: FastifyInstance): Transport {
  return async ({ method, path, headers, body, signal }) => {
    signal?.throwIfAborted();
    // An aborted signal given to inject ends the process with an error nobody can catch, so the abort is watched here.
    let abandon = (): void => undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      abandon = () => reject(new AppError('INTERRUPTED', {}, signal?.reason));
      signal?.addEventListener('abort', abandon, { once: true });
    });
    aborted.catch(() => undefined /* Only the race below looks at it. */);
    const answering = server.inject({ method: method as 'GET', url: path, headers: { host: '127.0.0.1', ...headers }, payloadAsStream: true, ...(body === undefined ? {} : { payload: body }) });
    const response = await Promise.race([answering, aborted]);
    const stream = response.stream();
    signal?.removeEventListener('abort', abandon);
    signal?.addEventListener('abort', () => stream.destroy(new AppError('INTERRUPTED', {}, signal.reason)), { once: true });
    if (signal?.aborted) stream.destroy(new AppError('INTERRUPTED', {}, signal.reason));
    return { status: response.statusCode, headers: response.headers as Answer['headers'], body: stream };
  };
}
