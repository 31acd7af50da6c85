import type { FastifyInstance } from 'fastify';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { summarise, viewRun } from '../views.ts';
import { definedOnly } from './input.ts';

/** Builds as runs, whose verbs are under /builds; research runs have their own routes. */
export function registerRuns(server: FastifyInstance, { application }: GatewayContext): void {
  const { builds, workflows } = application;
  serve(server, 'runs.list', async ({ query }) => {
    const runs = await builds.list(definedOnly(query));
    return { items: runs.map(summarise), next: runs.length === query.limit ? (runs.at(-1)?.runId ?? null) : null };
  });
  serve(server, 'runs.get', async ({ params }) => viewRun(await builds.get(params.id)));
  serve(server, 'runs.queues', async () => ({ items: await workflows.queues() }));
}
