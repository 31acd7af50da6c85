import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { errorTable, problem, routes, type Route, type RouteName, type RouteOutput, type RouteParsed } from '@hyperlens/protocol';

export interface Exchange { request: FastifyRequest; reply: FastifyReply; /** Aborted when the client goes away. */ signal: AbortSignal }
/** What a route does: parsed input in, its answer out. A reply sent by itself (a file, a stream) returns that reply. */
export type Handler<Name extends RouteName> = (input: RouteParsed<Name>, exchange: Exchange) => Promise<RouteOutput<Name> | FastifyReply> | RouteOutput<Name> | FastifyReply;

/** Errors any route with access control may answer. */
const common = ['INPUT_INVALID', 'UNAUTHORIZED', 'ORIGIN_REFUSED', 'RATE_LIMITED', 'INTERNAL'] as const;

function problemsOf(route: Route): Record<number, unknown> {
  const codes = [...common, ...(route.errors ?? []), ...(route.body ? (['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const) : [])];
  const byStatus = new Map<number, string[]>();
  for (const code of codes) byStatus.set(errorTable[code].status, [...(byStatus.get(errorTable[code].status) ?? []), code]);
  return Object.fromEntries([...byStatus].map(([status, names]) => [status, { description: names.join(', '), content: { 'application/problem+json': { schema: problem } } }]));
}

function responsesOf(route: Route): Record<number, unknown> {
  const types = [...(route.produces?.includes('text/event-stream') ? [] : ['application/json']), ...(route.produces ?? [])];
  const content = Object.fromEntries(types.map((type) => [type, { schema: route.response }]));
  return { [route.status ?? 200]: { description: route.summary, content }, ...problemsOf(route) };
}

/** Adds one route of the table to the server. Input is checked by its zod schemas; answers are typed, and checked by the tests. */
export function serve<Name extends RouteName>(server: FastifyInstance, name: Name, handle: Handler<Name>, { bodyLimit }: { /** Bytes, when it is not the server's. */ bodyLimit?: number } = {}): void {
  const route: Route = routes[name];
  server.route({
    method: route.method,
    url: route.path,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    schema: {
      operationId: name, tags: [route.tag], summary: route.summary, ...(route.description ? { description: route.description } : {}),
      ...(route.params ? { params: route.params } : {}), ...(route.query ? { querystring: route.query } : {}), ...(route.body ? { body: route.body } : {}), ...(route.headers ? { headers: route.headers } : {}),
      response: responsesOf(route),
    },
    // Fastify hands an absent body over as null; a schema with a default wants undefined.
    validatorCompiler: (input) => {
      const validate = validatorCompiler(input as unknown as Parameters<typeof validatorCompiler>[0]);
      return (data: unknown) => validate(data === null && input.httpPart === 'body' ? undefined : data);
    },
    handler: async (request, reply) => {
      const gone = new AbortController();
      reply.raw.once('close', () => { if (!reply.raw.writableFinished) gone.abort(); });
      const input = { params: request.params, query: request.query, body: request.body ?? undefined, headers: request.headers } as unknown as RouteParsed<Name>;
      const answer = await handle(input, { request, reply, signal: gone.signal });
      // A handler that sent its answer itself returned the reply, which is awaited to nothing when the client has it all, or has gone.
      if (answer === undefined || reply.sent) return reply;
      return reply.code(route.status ?? 200).send(answer);
    },
  });
}
