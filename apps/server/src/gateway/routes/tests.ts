import type { FastifyInstance } from 'fastify';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { definedOnly } from './input.ts';

/** Test runs of sources and tests that are sent along, with the numbers of the configuration where the request names none. */
export function registerTests(server: FastifyInstance, { application, config }: GatewayContext): void {
  serve(server, 'tests.create', ({ body }, { signal }) => {
    const { fuzzRuns, invariantRuns, invariantDepth, timeoutSeconds, coverage } = config.tests;
    return application.testRunner.run({ fuzzRuns, invariantRuns, invariantDepth, coverage, gas: true, timeoutMilliseconds: timeoutSeconds * 1_000, ...definedOnly(body) }, { signal });
  });
}
