import type { FastifyInstance } from 'fastify';
import { AppError, routePath } from '@hyperlens/protocol';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';

/** The template library. */
export function registerTemplates(server: FastifyInstance, { application }: GatewayContext): void {
  const { templates } = application;
  serve(server, 'templates.list', async () => ({ items: await templates.list() }));
  serve(server, 'templates.search', async ({ query }) => ({ items: await templates.search(query.q, query.limit) }));
  serve(server, 'templates.get', async ({ params, query }) => {
    const found = await templates.get(params.id, query.version);
    if (!found) throw new AppError('NOT_FOUND', { what: 'template', id: query.version === undefined ? params.id : `${params.id}@${query.version}` });
    return found;
  });
  serve(server, 'templates.add', async ({ body }, { reply }) => {
    const added = await templates.add(body);
    void reply.header('location', routePath('templates.get', { id: added.id }, { version: added.version }));
    return added;
  });
}
