import type { FastifyInstance } from 'fastify';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { definedOnly } from './input.ts';

/** The event store: pages, live streams and dead letters. */
export function registerEvents(server: FastifyInstance, { application, feeds }: GatewayContext): void {
  const { events } = application;
  serve(server, 'events.list', async ({ query }) => {
    const items = await events.read(definedOnly(query));
    return { items, next: items.length === query.limit ? (items.at(-1)?.cursor ?? null) : null };
  });
  serve(server, 'events.stream', async ({ query, headers }, { reply }) => {
    const after = headers['last-event-id'] ?? query.after;
    const output = await feeds.stream({ ...(query.stream === undefined ? {} : { stream: query.stream }), ...(after === undefined ? {} : { after }) });
    return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(output);
  });
  serve(server, 'deadLetters.list', async ({ query }) => ({ items: await events.deadLetters(definedOnly(query)) }));
  serve(server, 'deadLetters.redrive', async ({ params }) => {
    await events.redrive(params.id);
    return { id: params.id };
  });
  serve(server, 'deadLetters.discard', async ({ params }) => {
    await events.discard(params.id);
    return { id: params.id };
  });
}
