import { userInfo } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { AppError, routePath, type BuildRequest, type Run } from '@hyperlens/protocol';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { resultOf, summarise, viewRun } from '../views.ts';
import { sendEvents } from './follow.ts';
import { definedOnly } from './input.ts';

/** Whether a run that an idempotency key led to was asked for with this body. What the body leaves open, the configuration filled in. */
function sameRequest(run: Run, body: BuildRequest): boolean {
  return Object.entries(body).every(([key, value]) => value === undefined || run.request[key as keyof BuildRequest] === value);
}

/** POST, GET and the verbs of a build. */
export function registerBuilds(server: FastifyInstance, { application, feeds }: GatewayContext): void {
  const { builds, networks } = application;

  serve(server, 'builds.create', async ({ body, headers }, { reply }) => {
    if (body.request.trim() === '') throw new AppError('REQUEST_EMPTY');
    if (body.network !== undefined) networks.get(body.network);
    const idempotencyKey = headers['idempotency-key'];
    const run = await builds.start(body, idempotencyKey === undefined ? {} : { idempotencyKey });
    if (idempotencyKey !== undefined && !sameRequest(run, body)) throw new AppError('IDEMPOTENCY_CONFLICT', { key: idempotencyKey });
    void reply.header('location', routePath('builds.get', { id: run.runId }));
    return viewRun(run);
  });

  serve(server, 'builds.list', async ({ query }) => {
    const runs = await builds.list(definedOnly(query));
    return { items: runs.map(summarise), next: runs.length === query.limit ? (runs.at(-1)?.runId ?? null) : null };
  });
  serve(server, 'builds.get', async ({ params }) => viewRun(await builds.get(params.id)));
  serve(server, 'builds.result', async ({ params }) => resultOf(await builds.get(params.id)));
  serve(server, 'builds.cancel', async ({ params }) => viewRun(await builds.cancel(params.id)));
  serve(server, 'builds.retry', async ({ params, body }) => viewRun(await builds.retry(params.id, definedOnly(body))));
  serve(server, 'builds.fork', async ({ params, body }, { reply }) => {
    if (body.request?.network !== undefined) networks.get(body.request.network);
    const run = await builds.fork(params.id, { ...(body.request ? { request: definedOnly(body.request) } : {}), ...(body.fromStep ? { fromStep: body.fromStep } : {}) });
    void reply.header('location', routePath('builds.get', { id: run.runId }));
    return viewRun(run);
  });
  serve(server, 'builds.approve', async ({ params, body }) => viewRun(await builds.approve(params.id, { approved: body.approved, by: userInfo().username })));

  serve(server, 'builds.events', async ({ params, query, headers }, { reply }) => {
    const { status } = await builds.get(params.id);
    return sendEvents(reply, feeds, { id: params.id, status, updated: 'run.updated', after: headers['last-event-id'] ?? query.after ?? null });
  });
}
