import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../chains/rpc.ts';

/** Something the engine wants to know of the forked chain. */
export interface Upstream { id: number; fork: number; method: string; parameters: unknown[] }

/** What does not change at a block; the engine asks for it again each time it went back to a snapshot. */
const lasting = /^eth_get(StorageAt|Code|Balance|TransactionCount)$/;
/** Characters of answers kept for one fork. */
const keptCharacters = 32_000_000;
interface Known { answers: Map<string, unknown>; characters: number }

/**
 * The engine can only reach a chain by a URL. This serves it one on the loopback interface for each fork, behind an unguessable path, and
 * hands what is asked to `forward`; `answer` gives the answer back.
 */
export async function serveBridge(forward: (upstream: Upstream) => void): Promise<{ enter(key: string, fork: number): string; leave(key: string): void; answer(id: number, answer: { result?: unknown; error?: string }): void }> {
  const forks = new Map<string, { fork: number; known: Known }>();
  const waiting = new Map<number, (answer: { result?: unknown; error?: string }) => void>();
  let lastId = 0;

  const one = async ({ fork, known }: { fork: number; known: Known }, message: unknown): Promise<unknown> => {
    const { id = null, method, params }: Record<string, unknown> = isRecord(message) ? message : {};
    const key = lasting.test(String(method)) ? `${String(method)} ${JSON.stringify(params)}` : null;
    if (key !== null && known.answers.has(key)) return { jsonrpc: '2.0', id, result: known.answers.get(key) };
    const answer = await new Promise<{ result?: unknown; error?: string }>((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      forward({ id: lastId, fork, method: String(method), parameters: Array.isArray(params) ? params : [] });
    });
    if (key !== null && typeof answer.result === 'string' && known.characters < keptCharacters) {
      known.answers.set(key, answer.result);
      known.characters += key.length + answer.result.length;
    }
    return { jsonrpc: '2.0', id, ...(answer.error === undefined ? { result: answer.result ?? null } : { error: { code: -32000, message: answer.error } }) };
  };
  const reply = async (fork: { fork: number; known: Known }, chunks: Buffer[], response: ServerResponse): Promise<void> => {
    const message: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const body = Array.isArray(message) ? await Promise.all(message.map((part) => one(fork, part))) : await one(fork, message);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  };

  const server = createServer((request, response) => {
    const fork = forks.get((request.url ?? '').slice(1));
    if (fork === undefined) { response.writeHead(404).end(); return; }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => { chunks.push(chunk); }).on('end', () => {
      reply(fork, chunks, response).catch(() => { response.writeHead(400).end(); });
    });
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    enter: (key, fork) => { forks.set(key, { fork, known: { answers: new Map(), characters: 0 } }); return `http://127.0.0.1:${port}/${key}`; },
    leave: (key) => { forks.delete(key); },
    answer(id, answer) { waiting.get(id)?.(answer); waiting.delete(id); },
  };
}
