import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../rpc.ts';
import type { Chain } from './chain.ts';
import { EngineRefusal } from './engine.ts';

const maximumBytes = 8 * 1024 * 1024;
const maximumBatch = 100;

/**
 * Serves the chain as JSON-RPC 2.0 over HTTP on the loopback interface, for this product, wallets and `cast`. Web pages are refused: a page
 * that resolves its own name to this machine (DNS rebinding) has another Host, and one that asks across origins has an Origin.
 */
export async function serveChain(chain: Chain, port: number, work: { begin(): void; end(): void }): Promise<{ server: Server; port: number; refuseOldest(reason: string): void }> {
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    open.add(response);
    work.begin();
    response.once('close', () => { open.delete(response); work.end(); });
    answer(chain, request).then(
      ({ status, body }) => { send(response, status, body); },
      () => { send(response, 500, failure(null, -32603, 'internal error')); },
    );
  });
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => { server.off('error', reject); resolve(); });
  });
  return {
    server, port: (server.address() as AddressInfo).port,
    // The engine does one thing at a time, so the oldest is what it works on; the others lose their connection and are sent again.
    refuseOldest(reason) {
      const [oldest, ...others] = open;
      if (oldest) send(oldest, 200, failure(null, -32000, reason));
      for (const response of others) response.socket?.destroy();
    },
  };
}

async function answer(chain: Chain, request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')) return { status: 403, body: failure(null, -32600, 'this host name is refused') };
  if (request.headers.origin !== undefined && !/^(chrome|moz|safari-web)-extension:\/\//.test(request.headers.origin)) return { status: 403, body: failure(null, -32600, 'web pages are refused') };
  if (request.method !== 'POST') return { status: 405, body: failure(null, -32600, 'send JSON-RPC by POST') };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumBytes) return { status: 413, body: failure(null, -32600, `more than ${maximumBytes} bytes`) };
    chunks.push(chunk);
  }
  let message: unknown;
  try { message = JSON.parse(Buffer.concat(chunks).toString('utf8')); } catch { return { status: 200, body: failure(null, -32700, 'not JSON') }; }
  if (!Array.isArray(message)) return { status: 200, body: await one(chain, message) };
  if (message.length === 0 || message.length > maximumBatch) return { status: 200, body: failure(null, -32600, `a batch has 1 to ${maximumBatch} requests`) };
  const results: unknown[] = [];
  for (const part of message) results.push(await one(chain, part));
  return { status: 200, body: results };
}

async function one(chain: Chain, message: unknown): Promise<unknown> {
  if (!isRecord(message) || typeof message.method !== 'string') return failure(null, -32600, 'not a request');
  const id = message.id ?? null;
  try {
    return { jsonrpc: '2.0', id, result: (await chain.request(message.method, Array.isArray(message.params) ? message.params : [])) ?? null };
  } catch (error) {
    if (error instanceof EngineRefusal) return failure(id, error.code, error.message, error.data);
    return failure(id, -32603, error instanceof Error ? error.message : 'internal error');
  }
}

function failure(id: unknown, code: number, message: string, data?: unknown): unknown {
  // The engine repeats the whole request in some errors; only revert data is of use to a caller.
  const useful = isRecord(data) && typeof data.data === 'string' ? data.data : undefined;
  return { jsonrpc: '2.0', id, error: { code, message, ...(useful === undefined ? {} : { data: useful }) } };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}
