import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an endpoint may do to a request: pass it on, or one of the ways endpoints fail. */
export type Fault = 'none' | 'hang' | 'reset' | 'garbage' | 'too-many' | 'wrong-chain' | 'drop' | 'lost-answer';

/**
 * An RPC endpoint in front of another one, with faults. `drop` says a sent transaction was taken and throws it away; `lost-answer` passes it on and
 * breaks the connection; `wrong-chain` answers as another chain.
 */
export async function startProxy(target: () => string, choose: (method: string) => Fault): Promise<{ url: string; faults: Map<Fault, number>; close(): Promise<void> }> {
  const faults = new Map<Fault, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => { chunks.push(chunk); }).on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { id, method, params } = JSON.parse(body) as { id: number; method: string; params: string[] };
      const fault = choose(method);
      faults.set(fault, (faults.get(fault) ?? 0) + 1);
      const pass = () => fetch(target(), { method: 'POST', body, headers: { 'content-type': 'application/json' } }).then((answer) => answer.text());
      const answer = (result: unknown): void => { response.end(JSON.stringify({ jsonrpc: '2.0', id, result })); };
      if (fault === 'hang') return;
      if (fault === 'reset') { response.socket?.resetAndDestroy(); return; }
      if (fault === 'garbage') { response.end('<html>maintenance</html>'); return; }
      if (fault === 'too-many') { response.writeHead(429, { 'retry-after': '0' }).end(); return; }
      if (fault === 'wrong-chain' && method === 'eth_chainId') { answer('0x1'); return; }
      if (fault === 'drop' && method === 'eth_sendRawTransaction') { void import('viem').then(({ keccak256 }) => { answer(keccak256(params[0] as `0x${string}`)); }); return; }
      if (fault === 'lost-answer' && method === 'eth_sendRawTransaction') { void pass().finally(() => { response.socket?.resetAndDestroy(); }); return; }
      pass().then((text) => { response.end(text); }, () => { response.socket?.resetAndDestroy(); });
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, faults,
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}
