// A JSON-RPC server for tests, which misbehaves in the ways real endpoints do.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = { result: unknown } | { error: { code: number; message: string; data?: unknown } } | { act: (response: ServerResponse) => void };
export interface ScriptedServer {
  url: string;
  calls: string[];
  headers: IncomingHttpHeaders[];
  answers: Record<string, Answer | ((parameters: unknown[]) => Answer)>;
  /** What every request gets, when set. */
  all: Answer | null;
  close(): Promise<void>;
}

export const hang: Answer = { act: () => undefined };
export const reset: Answer = { act: (response) => { response.socket?.resetAndDestroy(); } };
export const page: Answer = { act: (response) => { response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>'); } };
export const otherId: Answer = { act: (response) => { response.end(JSON.stringify({ jsonrpc: '2.0', id: -5, result: '0x1' })); } };
export const huge: Answer = { act: (response) => { for (let sent = 0; sent < 20; sent += 1) response.write('x'.repeat(1024 * 1024)); response.end(); } };
export const status = (code: number, headers: Record<string, string> = {}): Answer => ({ act: (response) => { response.writeHead(code, headers).end('no'); } });

/** Starts one; `answers` and `all` may be changed while it runs. */
export async function startScripted(chainId: number, answers: ScriptedServer['answers'] = {}): Promise<ScriptedServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => { chunks.push(chunk); }).on('end', () => {
      const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString()) as { id: unknown; method: string; params: unknown[] };
      scripted.calls.push(method);
      scripted.headers.push(request.headers);
      const found = scripted.all ?? scripted.answers[method] ?? { error: { code: -32601, message: `the method ${method} does not exist` } };
      const answer = typeof found === 'function' ? found(params) : found;
      if ('act' in answer) answer.act(response);
      else response.end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const scripted: ScriptedServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: [], headers: [], all: null,
    answers: { eth_chainId: { result: `0x${chainId.toString(16)}` }, ...answers },
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
  return scripted;
}
