import type { FastifyInstance } from 'fastify';
import { AppError, routePath, type Research, type ResearchSummary, type ResearchView, type Watch, type WatchView } from '@hyperlens/protocol';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { hasEnded } from '../views.ts';
import { definedOnly } from './input.ts';

function short<Whole extends Pick<Research, 'request'>>({ request, ...rest }: Whole): Omit<Whole, 'request'> & Pick<ResearchView, 'request'> {
  const { subject, network, atBlock, only } = request;
  return { ...rest, request: { subject, ...definedOnly({ network, atBlock, only }) } };
}
const viewResearch = (research: Research): ResearchView => short(research);
const summarise = ({ request, ...rest }: Research): ResearchSummary => ({ ...rest, query: request.subject });
const viewWatch = (watch: Watch): WatchView => short(watch);

/** Research runs, their evidence and reports. */
export function registerResearch(server: FastifyInstance, { application, feeds }: GatewayContext): void {
  const { research, render, draw } = application;

  serve(server, 'research.create', async ({ body, headers }, { reply }) => {
    const idempotencyKey = headers['idempotency-key'];
    const started = await research.start(definedOnly(body), idempotencyKey === undefined ? {} : { idempotencyKey });
    if (idempotencyKey !== undefined && !sameRequest(started.request, body)) throw new AppError('IDEMPOTENCY_CONFLICT', { key: idempotencyKey });
    void reply.header('location', routePath('research.get', { id: started.runId }));
    return viewResearch(started);
  });
  serve(server, 'research.list', async ({ query }) => {
    const runs = await research.list(definedOnly(query));
    return { items: runs.map(summarise), next: runs.length === query.limit ? (runs.at(-1)?.runId ?? null) : null };
  });
  serve(server, 'research.get', async ({ params }) => viewResearch(await research.get(params.id)));
  serve(server, 'research.result', ({ params }) => research.result(params.id));
  serve(server, 'research.evidence', ({ params }) => research.evidence(params.id, params.evidence));
  serve(server, 'research.compare', ({ body }) => research.compare(body.runs));
  serve(server, 'research.cancel', async ({ params }) => viewResearch(await research.cancel(params.id)));
  serve(server, 'research.retry', async ({ params }) => viewResearch(await research.retry(params.id)));
  serve(server, 'research.report', async ({ params, query }, { reply }) => {
    const result = await research.result(params.id);
    if (query.format === 'json') return result;
    const { contentType, bytes } = await render(result, query.format);
    return reply.type(contentType).header('content-disposition', `${query.format === 'pdf' ? 'attachment' : 'inline'}; filename="${params.id}.${query.format === 'markdown' ? 'md' : query.format}"`).send(Buffer.from(bytes));
  });
  serve(server, 'research.chart', async ({ params: { id, section, chart: name }, query }, { reply }) => {
    const chart = (await research.result(id)).sections[section]?.charts.find((one) => one.id === name);
    if (!chart) throw new AppError('NOT_FOUND', { what: 'chart', id: `${section}/${name}` });
    if (query.format === 'json') return chart;
    const { contentType, bytes } = await draw(chart, { ...query, format: query.format });
    // Names in a drawing are a stranger's; a browser that opens it by itself must run nothing.
    return reply.type(contentType).header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox").header('content-disposition', `inline; filename="${name}.${query.format}"`).send(Buffer.from(bytes));
  });
  serve(server, 'research.events', async ({ params, query, headers }, { reply }) => {
    const run = await research.get(params.id);
    const after = headers['last-event-id'] ?? query.after ?? null;
    if (hasEnded(run.status) && (await feeds.bus.read({ stream: params.id, after, limit: 1 })).length === 0) return reply.code(204).send();
    const output = await feeds.stream({
      stream: params.id, after,
      isLast: async (event) => event.type === 'research.updated' && hasEnded((event.data as { status: string }).status) && (await feeds.bus.read({ stream: params.id, after: event.cursor, limit: 1 })).length === 0,
    });
    return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(output);
  });
}

/** Whether a run that an idempotency key led to was asked for with this body, whatever the order of its keys. */
function sameRequest(stored: object, body: object): boolean {
  const canonical = (value: unknown): string => JSON.stringify(value, (_key, inner: unknown) => (inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).filter(([, field]) => field !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner));
  return canonical(stored) === canonical(body);
}

/** Subjects that are researched again on a schedule. */
export function registerWatches(server: FastifyInstance, { application }: GatewayContext): void {
  const { watches } = application.research;
  serve(server, 'watches.list', async () => ({ items: (await watches.list()).map(viewWatch) }));
  serve(server, 'watches.create', async ({ body }) => viewWatch(await watches.create({ request: definedOnly(body.request), everySeconds: body.everySeconds })));
  serve(server, 'watches.get', async ({ params }) => viewWatch(await watches.get(params.id)));
  serve(server, 'watches.set', async ({ params, body }) => viewWatch(await watches.set(params.id, definedOnly(body))));
  serve(server, 'watches.remove', async ({ params }) => { await watches.remove(params.id); return { id: params.id }; });
  serve(server, 'watches.changes', async ({ params, query }) => ({ items: await watches.changes(params.id, query.limit) }));
}
