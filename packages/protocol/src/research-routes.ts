import { z } from 'zod';
import { event } from './events.ts';
import { cursor, eventStream, idParameters, items, limit, page, resume, shortId, type Route } from './route.ts';
import { chart, sectionName, sectionReport, evidence } from './shapes/evidence.ts';
import { comparison, research, researchRequest, researchResult, researchStatus, researchTask, watch, watchChange } from './shapes/research.ts';

/** A run in a list. */
export const researchSummary = research.omit({ request: true }).extend({ query: z.string() });
export type ResearchSummary = z.infer<typeof researchSummary>;
/** A run as the API shows it: the request without what may be thousands of posts and source files. */
export const researchView = research.extend({ request: researchRequest.pick({ subject: true, network: true, atBlock: true, only: true }) });
export type ResearchView = z.infer<typeof researchView>;
/** A watch as the API shows it. */
export const watchView = watch.extend({ request: researchView.shape.request });
export type WatchView = z.infer<typeof watchView>;

/** What a service answers; see the port ServiceAnswer. */
export const serviceAnswer = z.object({ report: sectionReport, findings: researchResult.shape.findings });
/** Forms of a report. */
export const reportFormats = ['json', 'markdown', 'html', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];
/** How a chart is drawn as a picture. `width` and `height` in pixels; a PNG has twice as many each way. */
export const pictureOptions = z.object({ format: z.enum(['svg', 'png']).default('svg'), theme: z.enum(['light', 'dark']).default('light'), width: z.coerce.number().int().min(200).max(2_000).default(720), height: z.coerce.number().int().min(100).max(2_000).default(320) });
export type PictureOptions = z.infer<typeof pictureOptions>;

const everySeconds = z.number().int().min(60).max(30 * 86_400);
const analyze = (section: string, what: string) => ({ method: 'POST' as const, path: `/api/v1/${section}/analyze`, tag: 'analysis services', summary: what, description: 'One service alone, as research runs ask it. The same task at the same block gives the same answer in every process.', body: researchTask, response: serviceAnswer });

/** Research: runs, evidence, reports, comparing, watching, and the services by themselves. */
export const researchRoutes = {
  'research.create': { method: 'POST', path: '/api/v1/research', tag: 'research', status: 202, summary: 'Start research', description: 'Records the run and answers at once. The same Idempotency-Key with the same body gives the same run.', headers: z.object({ 'idempotency-key': z.string().min(1).max(255).optional() }), body: researchRequest, response: researchView, errors: ['NETWORK_UNKNOWN', 'IDEMPOTENCY_CONFLICT'] },
  'research.list': { method: 'GET', path: '/api/v1/research', tag: 'research', summary: 'Research runs, newest first', query: z.object({ status: researchStatus.optional(), network: z.string().max(100).optional(), subject: z.string().trim().min(1).max(500).optional().describe('What was typed, or the address or symbol of what was found, whatever the case.'), watchId: z.uuid().optional(), limit, before: z.string().max(200).optional().describe('`next` of the page before.') }), response: page(researchSummary) },
  'research.compare': { method: 'POST', path: '/api/v1/research/compare', tag: 'research', summary: 'Results side by side', body: z.object({ runs: z.array(z.string().min(1).max(100)).min(2).max(10) }).strict(), response: comparison, errors: ['NOT_FOUND', 'RESEARCH_UNFINISHED'] },
  'watches.list': { method: 'GET', path: '/api/v1/research/watches', tag: 'research', summary: 'Watches', response: items(watchView) },
  'watches.create': { method: 'POST', path: '/api/v1/research/watches', tag: 'research', status: 201, summary: 'Research a subject again and again and record what changes', body: z.object({ request: researchRequest, everySeconds: everySeconds.default(3_600) }).strict(), response: watchView, errors: ['NETWORK_UNKNOWN'] },
  'watches.get': { method: 'GET', path: '/api/v1/research/watches/:id', tag: 'research', summary: 'One watch', params: z.object({ id: z.uuid() }), response: watchView, errors: ['NOT_FOUND'] },
  'watches.set': { method: 'POST', path: '/api/v1/research/watches/:id', tag: 'research', summary: 'Pause a watch, let it go on, or change how often it runs', params: z.object({ id: z.uuid() }), body: z.object({ status: watch.shape.status.optional(), everySeconds: everySeconds.optional() }).strict(), response: watchView, errors: ['NOT_FOUND'] },
  'watches.remove': { method: 'POST', path: '/api/v1/research/watches/:id/remove', tag: 'research', summary: 'Remove a watch; its runs stay', params: z.object({ id: z.uuid() }), response: z.object({ id: z.string() }), errors: ['NOT_FOUND'] },
  'watches.changes': { method: 'GET', path: '/api/v1/research/watches/:id/changes', tag: 'research', summary: 'What changed, newest first', params: z.object({ id: z.uuid() }), query: z.object({ limit }), response: items(watchChange), errors: ['NOT_FOUND'] },
  'research.get': { method: 'GET', path: '/api/v1/research/:id', tag: 'research', summary: 'One run and how far it is', params: idParameters, response: researchView, errors: ['NOT_FOUND'] },
  'research.result': { method: 'GET', path: '/api/v1/research/:id/result', tag: 'research', summary: 'The machine output of a run', description: 'What `hyperlens research --json` prints.', params: idParameters, response: researchResult, errors: ['NOT_FOUND', 'RESEARCH_UNFINISHED'] },
  'research.evidences': { method: 'GET', path: '/api/v1/research/:id/evidence', tag: 'research', summary: 'Evidence of a run', description: 'All of it, of one section, or the pieces with these ids (with commas; NOT_FOUND names one that is not there).', params: idParameters, query: z.object({ ids: z.string().min(1).max(20_000).optional(), section: sectionName.optional() }), response: items(evidence), errors: ['NOT_FOUND', 'RESEARCH_UNFINISHED'] },
  'research.evidence': { method: 'GET', path: '/api/v1/research/:id/evidence/:evidence', tag: 'research', summary: 'One piece of evidence', params: idParameters.extend({ evidence: shortId.shape.id }), response: evidence, errors: ['NOT_FOUND', 'RESEARCH_UNFINISHED'] },
  'research.report': { method: 'GET', path: '/api/v1/research/:id/report', tag: 'research', summary: 'The due diligence report', description: 'Also at .../report.md, .html, .pdf and .json.', params: idParameters, query: z.object({ format: z.enum(reportFormats).default('json') }), response: researchResult, produces: ['text/markdown', 'text/html', 'application/pdf'], errors: ['NOT_FOUND', 'RESEARCH_UNFINISHED'] },
  'research.chart': { method: 'GET', path: '/api/v1/research/:id/charts/:section/:chart', tag: 'research', summary: 'A chart, as a picture or its data', params: idParameters.extend({ section: sectionName, chart: shortId.shape.id }), query: pictureOptions.extend({ format: z.enum(['json', 'svg', 'png']).default('svg') }), response: chart, produces: ['image/svg+xml', 'image/png'], errors: ['NOT_FOUND', 'RESEARCH_UNFINISHED'] },
  'research.cancel': { method: 'POST', path: '/api/v1/research/:id/cancel', tag: 'research', summary: 'Cancel a run', params: idParameters, response: researchView, errors: ['NOT_FOUND', 'RUN_CONFLICT'] },
  'research.retry': { method: 'POST', path: '/api/v1/research/:id/retry', tag: 'research', status: 202, summary: 'Go on where a failed or cancelled run stopped', params: idParameters, response: researchView, errors: ['NOT_FOUND', 'RUN_CONFLICT'] },
  'research.events': { method: 'GET', path: '/api/v1/research/:id/events', tag: 'research', summary: 'Follow a run live (server-sent events)', description: 'Starts at the first event, or after Last-Event-ID.', params: idParameters, query: z.object({ after: cursor.optional() }), headers: resume, response: event, produces: eventStream, errors: ['NOT_FOUND'] },
  'onchain.analyze': analyze('onchain', 'What the chain tells of an address'),
  'tokenomics.analyze': analyze('tokenomics', 'Supply, unlocks, price and liquidity'),
  'sentiment.analyze': analyze('sentiment', 'What people write'),
  'team.analyze': analyze('team', 'Who stands behind it'),
} as const satisfies Record<string, Route>;
