import type { FastifyInstance } from 'fastify';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';

/** Audit tools on this machine. */
export function registerAnalyzers(server: FastifyInstance, { application }: GatewayContext): void {
  serve(server, 'analyzers.list', async () => ({ items: await application.audit.tools() }));
  serve(server, 'analyzers.install', async ({ params }, { signal }) => ({ id: params.id, ...(await application.analyzers.install(params.id, { signal })) }));
}
