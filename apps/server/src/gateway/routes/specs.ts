import type { FastifyInstance } from 'fastify';
import { AppError } from '@hyperlens/protocol';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';

/** A spec without a run. */
export function registerSpecs(server: FastifyInstance, { application, config }: GatewayContext): void {
  serve(server, 'specs.create', async ({ body }, { signal }) => {
    if (body.request.trim() === '') throw new AppError('REQUEST_EMPTY');
    const network = application.networks.get(body.network ?? config.defaultNetwork);
    return application.generation.specify({ request: body.request, network: network.id }, { signal });
  });
}
