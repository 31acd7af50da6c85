import type { FastifyInstance } from 'fastify';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { verifyDeployment } from '../verifying.ts';

/** Comparison of what was compiled with what is on chain. */
export function registerVerifications(server: FastifyInstance, { application }: GatewayContext): void {
  serve(server, 'verifications.create', ({ body }, { signal }) => verifyDeployment(application, body, { signal }));
}
