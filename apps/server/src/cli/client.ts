import { AppError, event as eventShape, fromProblem, problem, routePath, routes, type Event, type Route, type RouteInput, type RouteName, type RouteOutput } from '@hyperlens/protocol';
import type { Answer, Transport } from './transport.ts';

const largestAnswer = 256 * 1_048_576;

/** Calls routes by name. Failures come back as the errors the server meant. */
export interface Client {
  call<Name extends RouteName>(name: Name, input?: RouteInput<Name>, options?: { signal?: AbortSignal }): Promise<RouteOutput<Name>>;
  /** The same for routes that answer in another form than JSON. */
  text<Name extends RouteName>(name: Name, input?: RouteInput<Name>, options?: { signal?: AbortSignal }): Promise<{ text: string; headers: Answer['headers'] }>;
  /** Events of a run as they come, until the server has no more. Throws when the connection breaks: ask again with the last cursor. */
  events(runId: string, after: string | null, signal?: AbortSignal, route?: 'builds.events' | 'research.events'): AsyncGenerator<Event>;
  /** The same for documents. */
  bytes<Name extends RouteName>(name: Name, input?: RouteInput<Name>, options?: { signal?: AbortSignal }): Promise<{ bytes: Buffer; headers: Answer['headers'] }>;
}

async function readBytes(answer: Answer): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer.body) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > largestAnswer) throw new AppError('PAYLOAD_TOO_LARGE', { limit: largestAnswer });
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

const readAll = async (answer: Answer): Promise<string> => (await readBytes(answer)).toString('utf8');

function toError(status: number, text: string): AppError {
  try {
    const parsed = problem.safeParse(JSON.parse(text));
    if (parsed.success) return fromProblem({ code: parsed.data.code, detail: parsed.data.detail, ...(parsed.data.details ? { details: parsed.data.details } : {}) });
  } catch {
    // Not JSON: something else than this product answered, which the line below says.
  }
  return new AppError('INTERNAL', { reason: `the server answered ${status}: ${text.slice(0, 200)}` });
}

/** `token` null: the server is asked without one (it may trust the same user). */
export function makeClient(transport: Transport, token: string | null): Client {
  const send = async (name: RouteName, input: Partial<Record<'params' | 'query' | 'body' | 'headers', unknown>> = {}, signal?: AbortSignal, accept = 'application/json'): Promise<Answer> => {
    const route: Route = routes[name];
    const path = routePath(name, input.params as Record<string, string>, input.query as Record<string, string>);
    const headers: Record<string, string> = { accept, ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(input.headers as Record<string, string> | undefined) };
    const body = input.body === undefined ? undefined : JSON.stringify(input.body);
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await transport({ method: route.method, path, headers, ...(body === undefined ? {} : { body }), ...(signal ? { signal } : {}) });
    // A server that is not ready still says why, in the shape of the route.
    if (answer.status >= 400 && !(name === 'health.ready' && answer.status === 503)) throw toError(answer.status, await readAll(answer));
    return answer;
  };
  return {
    async call(name, input, options) {
      const answer = await send(name, input, options?.signal);
      const text = await readAll(answer);
      try {
        return JSON.parse(text) as never;
      } catch (error) {
        throw new AppError('SERVER_UNREACHABLE', { url: 'the given address', reason: 'it answered something that is not JSON' }, error);
      }
    },
    async text(name, input, options) {
      const answer = await send(name, input, options?.signal, '*/*');
      return { text: await readAll(answer), headers: answer.headers };
    },
    async bytes(name, input, options) {
      const answer = await send(name, input, options?.signal, '*/*');
      return { bytes: await readBytes(answer), headers: answer.headers };
    },
    async *events(runId, after, signal, route = 'builds.events') {
      const answer = await send(route, { params: { id: runId }, headers: after === null ? {} : { 'last-event-id': after } }, signal, 'text/event-stream');
      if (answer.status === 204) return void (await readAll(answer));
      let rest = '';
      const decoder = new TextDecoder();
      for await (const part of answer.body) {
        rest += typeof part === 'string' ? part : decoder.decode(part, { stream: true });
        const frames = rest.split('\n\n');
        rest = frames.pop() ?? '';
        if (rest.length > 16 * 1_048_576) throw new AppError('PAYLOAD_TOO_LARGE', { limit: 16 * 1_048_576 });
        for (const frame of frames) {
          const data = frame.split('\n').filter((line) => line.startsWith('data: ')).map((line) => line.slice(6)).join('\n');
          if (data === '' || frame.includes('event: closing')) continue;
          yield eventShape.parse(JSON.parse(data));
        }
      }
    },
  };
}
