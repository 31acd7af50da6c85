import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the local stand-in of an API saw it. */
export interface Seen { method: string; path: string; query: URLSearchParams; headers: IncomingMessage['headers']; body: string }
/** What it answers: JSON, or anything by hand. */
export type Answer = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> } | 'hang' | 'break';

/** Starts a local server that speaks as the API under test does. `answer` is asked for each request. */
export async function startApi(answer: (seen: Seen, count: number) => Answer): Promise<{ url: string; seen: Seen[]; close(): Promise<void> }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => { void handle(request, response); });
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
    const one: Seen = { method: request.method ?? '', path: pathname, query: searchParams, headers: request.headers, body };
    seen.push(one);
    const given = answer(one, seen.length);
    if (given === 'hang') return;
    if (given === 'break') { response.destroy(); return; }
    response.writeHead(given.status ?? 200, { 'content-type': given.text === undefined ? 'application/json' : 'text/plain', ...given.headers });
    response.end(given.text ?? JSON.stringify(given.json ?? null));
  }
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => { resolve(); }); }),
  };
}
