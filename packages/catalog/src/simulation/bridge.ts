import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../chains/rpc.ts';
import { makeShares, type Share } from './shares.ts';

/** Something the engine wants to know of the forked chain. */
export interface Upstream { id: number; fork: number; method: string; parameters: unknown[] }

/**
 * The engine keeps what it has read of a chain only from blocks so old that they cannot be undone, and else asks again for every storage slot
 * of every call. A fork stands on one block for good, so the engine is told that the chain is this much further.
 */
const ahead = 1_000_000;
/**
 * What the rules that forks run under want in a block's header (EIP-1559, 4399, 4788, 4844), where the chain has older ones or others: many
 * chains have no blobs, development nodes no randomness. Nothing of it was there, so nothing is what it becomes.
 */
const sinceThen = { baseFeePerGas: '0x0', mixHash: `0x${'0'.repeat(64)}`, excessBlobGas: '0x0', blobGasUsed: '0x0', parentBeaconBlockRoot: `0x${'0'.repeat(64)}` };

/** A block with the fields that newer rules need. */
function completed(method: string, result: unknown): unknown {
  if (!/^eth_getBlockBy(Number|Hash)$/.test(method) || !isRecord(result)) return result;
  return { ...result, ...Object.fromEntries(Object.entries(sinceThen).filter(([field]) => result[field] === undefined || result[field] === null)) };
}

interface Entrance { fork: number; block: number }
interface Bridge {
  /** The URL of a new fork. */
  enter(key: string, entrance: Entrance): string;
  /** From now on the fork shares what it learns with others that stand on the same block; `place` names the chain and the block's hash. */
  settle(key: string, place: string): void;
  leave(key: string): void;
  answer(id: number, answer: { result?: unknown; error?: string }): void;
}

/**
 * The engine can only reach a chain by a URL. This serves it one on the loopback interface for each fork, behind an unguessable path, and
 * hands what is asked to `forward`; `answer` gives the answer back.
 */
export async function serveBridge(forward: (upstream: Upstream) => void): Promise<Bridge> {
  const forks = new Map<string, Entrance & { share?: Share }>();
  const shares = makeShares();
  const waiting = new Map<number, (answer: { result?: unknown; error?: string }) => void>();
  let lastId = 0;

  const one = async ({ fork, block, share }: Entrance & { share?: Share }, message: unknown): Promise<unknown> => {
    const { id = null, method, params }: Record<string, unknown> = isRecord(message) ? message : {};
    if (method === 'eth_blockNumber') return { jsonrpc: '2.0', id, result: `0x${(block + ahead).toString(16)}` };
    const known = share?.find(block, method, params);
    if (known !== undefined) return { jsonrpc: '2.0', id, result: completed(String(method), known) };
    const answer = await new Promise<{ result?: unknown; error?: string }>((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      forward({ id: lastId, fork, method: String(method), parameters: Array.isArray(params) ? params : [] });
    });
    if (answer.error === undefined) share?.keep(block, method, params, answer.result);
    return { jsonrpc: '2.0', id, ...(answer.error === undefined ? { result: completed(String(method), answer.result ?? null) } : { error: { code: -32000, message: answer.error } }) };
  };
  const reply = async (entrance: Entrance & { share?: Share }, chunks: Buffer[], response: ServerResponse): Promise<void> => {
    const message: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const body = Array.isArray(message) ? await Promise.all(message.map((part) => one(entrance, part))) : await one(entrance, message);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  };

  const server = createServer((request, response) => {
    const entrance = forks.get((request.url ?? '').slice(1));
    if (!entrance) { response.writeHead(404).end(); return; }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => { chunks.push(chunk); }).on('end', () => {
      reply(entrance, chunks, response).catch(() => { response.writeHead(400).end(); });
    });
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    enter: (key, entrance) => { forks.set(key, entrance); return `http://127.0.0.1:${port}/${key}`; },
    settle(key, place) {
      const entrance = forks.get(key);
      if (entrance) entrance.share ??= shares.join(place);
    },
    leave(key) {
      forks.get(key)?.share?.leave();
      forks.delete(key);
    },
    answer(id, answer) { waiting.get(id)?.(answer); waiting.delete(id); },
  };
}
