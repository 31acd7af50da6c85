import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import type { Fetch } from '../rpc.ts';

/** Connections are kept, and closed by us before the chain does it: a question that meets a closing connection is lost. */
const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 30_000 });

/**
 * What `fetch` does for a POST, over plain HTTP to this machine's own chain, where one scan asks hundreds of small questions: it takes a
 * quarter of the time of `fetch`. Knows neither redirects nor compression. Throws what the connection threw, or the signal's reason.
 */
export const exchange: Fetch = async (url, { body, headers, signal }) => {
  signal.throwIfAborted();
  let answer: IncomingMessage | undefined;
  const sent = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } });
  const stop = (): void => {
    answer?.destroy(signal.reason as Error);
    sent.destroy(signal.reason as Error);
  };
  signal.addEventListener('abort', stop, { once: true });
  sent.once('close', () => { signal.removeEventListener('abort', stop); });
  // Once there is an answer, whoever reads it is told of what breaks it off.
  sent.on('error', () => undefined);
  sent.end(body);
  [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const { statusCode, headers: said } = answer;
  return { status: statusCode ?? 0, headers: { get: (name) => said[name]?.toString() ?? null }, body: answer };
};
