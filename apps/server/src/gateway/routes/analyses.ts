import type { FastifyInstance } from 'fastify';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { definedOnly } from './input.ts';

/** The analysis services by themselves; a process that runs one as its role serves the same routes. */
export function registerAnalyses(server: FastifyInstance, { application, config }: GatewayContext): void {
  // A task carries a request that some gateway let in, with every default written out: what was not too large there may not be here.
  const bodyLimit = 2 * config.server.bodyLimitBytes + 1_048_576;
  for (const section of ['onchain', 'tokenomics', 'sentiment', 'team'] as const) {
    serve(server, `${section}.analyze`, async ({ body }, { signal }) => (await application.analysis(section)).analyze(definedOnly(body), { signal }), { bodyLimit });
  }
}
