import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { requestRpc } from '../rpc.ts';
import { exchange } from './exchange.ts';

const servers: Server[] = [];
afterEach(() => { for (const server of servers.splice(0)) { server.closeAllConnections(); server.close(); } });
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const echo: RequestListener = (incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    const { id, params } = JSON.parse(Buffer.concat(chunks).toString()) as { id: number; params: unknown[] };
    outgoing.end(JSON.stringify({ jsonrpc: '2.0', id, result: params[0] }));
  });
};
const ask = (url: string, value: unknown, timeoutMilliseconds = 2_000) => requestRpc(url, 'eth_call', [value], { fetch: exchange, timeoutMilliseconds });

describe('questions to the own chain', () => {
  it('carry any text both ways, many at once, over connections that are kept', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((incoming, outgoing) => { ports.add(incoming.socket.remotePort); echo(incoming, outgoing); });
    const texts = Array.from({ length: 40 }, (_, number) => `ä🜁${'x'.repeat(number * 5_000)}`);
    expect(await Promise.all(texts.map((text) => ask(url, text)))).toEqual(texts);
    for (const text of texts) expect(await ask(url, text)).toBe(text);
    expect(ports.size).toBeLessThanOrEqual(40);
  });

  it.each<[string, RequestListener, string]>([
    ['nobody answers', () => undefined, 'no answer within 200 ms'],
    ['the answer stops halfway', (_incoming, outgoing) => { outgoing.writeHead(200, { 'content-length': 100 }).write('{'); }, 'no answer within 200 ms'],
    ['the connection breaks', (incoming) => { incoming.socket.destroy(); }, 'ECONNRESET'],
    ['the connection breaks halfway', (incoming, outgoing) => { outgoing.writeHead(200, { 'content-length': 100 }).write('{'); setTimeout(() => { incoming.socket.destroy(); }, 20); }, 'ECONNRESET'],
    ['it is busy', (_incoming, outgoing) => { outgoing.writeHead(503, { 'retry-after': '1' }).end(); }, 'HTTP 503'],
  ])('say why there is no answer when %s', async (_title, listener, reason) => {
    await expect(ask(await serve(listener), 1, 200)).rejects.toMatchObject({ kind: 'unreachable', message: reason });
  });

  it('say that nothing listens, and refuse what is too large', async () => {
    await expect(ask('http://127.0.0.1:1', 1)).rejects.toMatchObject({ kind: 'unreachable', message: 'ECONNREFUSED' });
    const url = await serve((_incoming, outgoing) => { outgoing.end('x'.repeat(17 * 1024 * 1024)); });
    await expect(ask(url, 1, 10_000)).rejects.toMatchObject({ kind: 'garbage' });
  });
});
