import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppError, canonicalJson, routePath, type ReportFormat, type Research, type ResearchResult, type ResearchSummary, type ResearchView, type Watch, type WatchView } from '@hyperlens/protocol';
import type { Application } from '../../application.ts';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { sendEvents } from './follow.ts';
import { definedOnly } from './input.ts';

function short<Whole extends Pick<Research, 'request'>>({ request, ...rest }: Whole): Omit<Whole, 'request'> & Pick<ResearchView, 'request'> {
  const { subject, network, atBlock, only } = request;
  return { ...rest, request: { subject, ...definedOnly({ network, atBlock, only }) } };
}
const viewResearch = (research: Research): ResearchView => short(research);
const summarise = ({ request, ...rest }: Research): ResearchSummary => ({ ...rest, query: request.subject });
const viewWatch = (watch: Watch): WatchView => short(watch);

const endings: Record<ReportFormat, string> = { json: 'json', markdown: 'md', html: 'html', pdf: 'pdf' };
/** A report is a document of its own: its style stands in it, and nothing it says may run, send or be framed. */
const reportSecurity = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-popups";

/** Answers a result in the form that was asked for. */
async function sendReport(reply: FastifyReply, result: ResearchResult, format: ReportFormat, render: Application['render']): Promise<ResearchResult | FastifyReply> {
  void reply.header('content-disposition', `${format === 'pdf' ? 'attachment' : 'inline'}; filename="${result.runId}.${endings[format]}"`);
  if (format === 'json') return result;
  const { contentType, bytes } = await render(result, format);
  return reply.type(contentType).header('content-security-policy', reportSecurity).send(Buffer.from(bytes));
}

/** Research runs, their evidence and reports. */
export function registerResearch(server: FastifyInstance, { application, feeds }: GatewayContext): void {
  const { research, render, draw } = application;

  serve(server, 'research.create', async ({ body, headers }, { reply }) => {
    const idempotencyKey = headers['idempotency-key'];
    const started = await research.start(definedOnly(body), idempotencyKey === undefined ? {} : { idempotencyKey });
    if (idempotencyKey !== undefined && canonicalJson(started.request) !== canonicalJson(body)) throw new AppError('IDEMPOTENCY_CONFLICT', { key: idempotencyKey });
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
  serve(server, 'research.evidences', async ({ params, query }) => {
    const { evidence } = await research.result(params.id);
    const ids = query.ids?.split(',').map((id) => id.trim()).filter(Boolean);
    const missing = ids?.find((id) => !evidence.some((one) => one.id === id));
    if (missing !== undefined) throw new AppError('NOT_FOUND', { what: 'piece of evidence', id: missing.slice(0, 200) });
    return { items: evidence.filter(({ id }) => (!ids || ids.includes(id)) && (!query.section || id.startsWith(`${query.section}.`))) };
  });
  serve(server, 'research.compare', ({ body }) => research.compare(body.runs));
  serve(server, 'research.cancel', async ({ params }) => viewResearch(await research.cancel(params.id)));
  serve(server, 'research.retry', async ({ params }) => viewResearch(await research.retry(params.id)));
  serve(server, 'research.report', async ({ params, query }, { reply }) => sendReport(reply, await research.result(params.id), query.format, render));
  for (const [format, ending] of Object.entries(endings) as [ReportFormat, string][]) {
    server.get<{ Params: { id: string } }>(`/api/v1/research/:id/report.${ending}`, { schema: { hide: true } }, async (request, reply) => sendReport(reply, await research.result(request.params.id), format, render));
  }
  serve(server, 'research.chart', async ({ params: { id, section, chart: name }, query }, { reply }) => {
    const chart = (await research.result(id)).sections[section]?.charts.find((one) => one.id === name);
    if (!chart) throw new AppError('NOT_FOUND', { what: 'chart', id: `${section}/${name}` });
    if (query.format === 'json') return chart;
    const { contentType, bytes } = await draw(chart, { ...query, format: query.format });
    // Names in a drawing are a stranger's; a browser that opens it by itself must run nothing.
    return reply.type(contentType).header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox").header('content-disposition', `inline; filename="${name}.${query.format}"`).send(Buffer.from(bytes));
  });
  serve(server, 'research.events', async ({ params, query, headers }, { reply }) => {
    const { status } = await research.get(params.id);
    return sendEvents(reply, feeds, { id: params.id, status, updated: 'research.updated', after: headers['last-event-id'] ?? query.after ?? null });
  });
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
