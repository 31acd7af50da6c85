import { z } from 'zod';
import { deadLetter, event } from './events.ts';
import { researchRoutes } from './research-routes.ts';
import { cursor, eventStream, idParameters, items, limit, page, resume, shortId, streamQuery, type Route } from './route.ts';
import { auditReport, severity } from './shapes/audit.ts';
import { address, json, runId, timestamp } from './shapes/common.ts';
import { attempt, deployedContract, deployment, deploymentPlan } from './shapes/deployment.ts';
import { network, networkHealth } from './shapes/network.ts';
import { buildRequest, buildResult, buildStep, contractSummary, run, runStatus, stepRecord } from './shapes/run.ts';
import { healthReport, service } from './shapes/service.ts';
import { constructorArgument, sentPath, sentRemappings, sentSources, sentVersion, sourceFiles, spec } from './shapes/spec.ts';
import { newTemplate, template, templateHit } from './shapes/template.ts';
import { testReport } from './shapes/testing.ts';

/** A deployment without signed transactions: those stay in the journal until they are broadcast. */
export const deploymentView = deployment.extend({ attempts: z.array(attempt.omit({ rawTransaction: true })) });
export type DeploymentView = z.infer<typeof deploymentView>;
/** A run as the API shows it. */
export const runView = run.extend({ deployment: deploymentView.nullable() });
export type RunView = z.infer<typeof runView>;
/** A run in a list. */
export const runSummary = z.object({
  runId, kind: z.literal('build'), status: runStatus, request: z.string(), network: z.string().nullable(), contracts: z.array(contractSummary),
  steps: z.array(stepRecord.pick({ name: true, status: true })), verdict: auditReport.shape.verdict.nullable(), deployed: z.array(deployedContract),
  forkedFrom: z.string().nullable(), createdAt: timestamp, updatedAt: timestamp,
});
export type RunSummary = z.infer<typeof runSummary>;

/** The contracts of a run with their sources, as files by path. */
export const contractSources = z.object({
  runId, contractName: z.string(), file: z.string(), standards: z.array(z.string()), contracts: z.array(contractSummary),
  sources: sourceFiles, tests: sourceFiles, constructorArguments: z.array(constructorArgument),
});
export type ContractSources = z.infer<typeof contractSources>;
export const contractEntry = contractSummary.extend({ runId, status: runStatus, deployed: z.array(deployedContract.extend({ network: z.string(), chainId: z.number().int() })), createdAt: timestamp });
export type ContractEntry = z.infer<typeof contractEntry>;

/** Whether the code on chain is the code of the sources, per contract. */
export const verification = z.object({
  verdict: z.enum(['match', 'mismatch', 'inconclusive']),
  runId: runId.nullable(), network: z.string(), chainId: z.number().int(), solcVersion: z.string().nullable(),
  contracts: z.array(z.object({ name: z.string(), address, match: z.enum(['exact', 'partial', 'mismatch', 'unchecked']), reason: z.string().optional() })),
  reasons: z.array(z.string()),
});
export type Verification = z.infer<typeof verification>;

export const analyzerEntry = z.object({ id: z.string(), title: z.string(), kind: z.enum(['builtin', 'external']), installed: z.boolean(), version: z.string().nullable(), path: z.string().nullable(), installable: z.boolean() });
export type AnalyzerEntry = z.infer<typeof analyzerEntry>;
export const queueEntry = z.object({ name: z.string(), concurrency: z.number().int(), waiting: z.number().int(), running: z.number().int() });
export const about = z.object({ name: z.literal('hyperlens'), version: z.string(), defaultNetwork: z.string(), startedAt: timestamp, pid: z.number().int(), home: z.string() });
export type About = z.infer<typeof about>;


export const auditInput = z.object({ sources: sentSources, ownFiles: z.array(sentPath).max(5_000).optional(), remappings: sentRemappings, solcVersion: sentVersion, evmVersion: z.string().max(40).optional(), failOn: severity.optional() }).strict();
export type AuditInput = z.input<typeof auditInput>;
export const testInput = z.object({
  sources: sentSources, tests: sentSources, remappings: sentRemappings, solcVersion: sentVersion, evmVersion: z.string().max(40).optional(), match: z.string().max(500).optional(),
  fuzzRuns: z.number().int().min(1).max(1_000_000).optional(), invariantRuns: z.number().int().min(1).max(100_000).optional(), invariantDepth: z.number().int().min(1).max(10_000).optional(),
  seed: z.string().regex(/^(0x)?[0-9a-fA-F]{1,64}$/, 'must be hexadecimal').optional(), coverage: z.boolean().optional(), gas: z.boolean().optional(),
}).strict();
export type TestInput = z.input<typeof testInput>;
export const deployInput = z.object({
  sources: sentSources, remappings: sentRemappings, solcVersion: sentVersion, contract: z.string().regex(/^[A-Za-z_$][A-Za-z0-9_$]*$/).optional(), constructorArguments: z.array(json).max(100).default([]),
  network: z.string().max(100).optional(), account: address.optional(), approve: z.boolean().default(false),
}).strict();
export type DeployInput = z.input<typeof deployInput>;

const reportFormat = z.object({ format: z.enum(['json', 'sarif', 'markdown']).default('json') });
const runList = z.object({ status: runStatus.optional(), limit, before: z.string().max(200).optional().describe('`next` of the page before.') });
const fromStep = z.object({ fromStep: buildStep.optional() }).strict().default({});
const reports = ['application/sarif+json', 'text/markdown'] as const;
const audit = 'Findings are merged over all analyzers; `verdict` is `inconclusive` when a tool that had to finish did not.';

/** The shape of a build request over HTTP. The text itself is judged by generation, so that its refusals read the same everywhere. */
export const buildInput = buildRequest.extend({ request: z.string() }).strict();

/** Every route. The key names it in code: `client.call('builds.create', ...)`. */
export const routes = {
  'builds.create': { method: 'POST', path: '/api/v1/builds', tag: 'builds', status: 202, summary: 'Start a build', description: 'Records the run and answers at once. The same Idempotency-Key with the same body gives the same run.', headers: z.object({ 'idempotency-key': z.string().min(1).max(255).optional() }), body: buildInput, response: runView, errors: ['REQUEST_EMPTY', 'REQUEST_TOO_LONG', 'NETWORK_UNKNOWN', 'IDEMPOTENCY_CONFLICT', 'IDEMPOTENCY_IN_PROGRESS'] },
  'builds.list': { method: 'GET', path: '/api/v1/builds', tag: 'builds', summary: 'List builds, newest first', query: runList, response: page(runSummary) },
  'builds.get': { method: 'GET', path: '/api/v1/builds/:id', tag: 'builds', summary: 'One build with everything known about it', params: idParameters, response: runView, errors: ['NOT_FOUND'] },
  'builds.result': { method: 'GET', path: '/api/v1/builds/:id/result', tag: 'builds', summary: 'The machine output of an ended build', description: 'What `hyperlens build --json` prints.', params: idParameters, response: buildResult, errors: ['NOT_FOUND', 'RUN_CONFLICT'] },
  'builds.cancel': { method: 'POST', path: '/api/v1/builds/:id/cancel', tag: 'builds', summary: 'Cancel a build', params: idParameters, response: runView, errors: ['NOT_FOUND', 'RUN_CONFLICT'] },
  'builds.retry': { method: 'POST', path: '/api/v1/builds/:id/retry', tag: 'builds', status: 202, summary: 'Go on from the failed step, or from a named one', params: idParameters, body: fromStep, response: runView, errors: ['NOT_FOUND', 'RUN_CONFLICT'] },
  'builds.fork': { method: 'POST', path: '/api/v1/builds/:id/fork', tag: 'builds', status: 202, summary: 'A new build that reuses results of this one', params: idParameters, body: z.object({ request: z.object({ ...buildRequest.omit({ approve: true, deploy: true, specOnly: true, priority: true }).partial().shape, approve: z.boolean().optional(), deploy: z.boolean().optional(), specOnly: z.boolean().optional(), priority: z.number().int().min(1).max(100).optional() }).strict().optional(), fromStep: buildStep.optional() }).strict().default({}), response: runView, errors: ['NOT_FOUND', 'RUN_CONFLICT', 'NETWORK_UNKNOWN'] },
  'builds.approve': { method: 'POST', path: '/api/v1/builds/:id/approve', tag: 'builds', summary: 'Answer the approval a build waits for', params: idParameters, body: z.object({ approved: z.boolean().default(true) }).strict().default({ approved: true }), response: runView, errors: ['NOT_FOUND', 'RUN_CONFLICT'] },
  'builds.spec': { method: 'GET', path: '/api/v1/builds/:id/spec', tag: 'builds', summary: 'What was understood, assumed and could not be honoured', params: idParameters, response: spec, errors: ['NOT_FOUND'] },
  'builds.contracts': { method: 'GET', path: '/api/v1/builds/:id/contracts', tag: 'builds', summary: 'Sources and generated tests', params: idParameters, response: contractSources, errors: ['NOT_FOUND'] },
  'builds.audit': { method: 'GET', path: '/api/v1/builds/:id/audit', tag: 'builds', summary: 'The audit report', description: audit, params: idParameters, query: reportFormat, response: auditReport, produces: reports, errors: ['NOT_FOUND'] },
  'builds.tests': { method: 'GET', path: '/api/v1/builds/:id/tests', tag: 'builds', summary: 'The test report', params: idParameters, response: testReport, errors: ['NOT_FOUND'] },
  'builds.deployment': { method: 'GET', path: '/api/v1/builds/:id/deployment', tag: 'builds', summary: 'The deployment', params: idParameters, response: deploymentView, errors: ['NOT_FOUND'] },
  'builds.events': { method: 'GET', path: '/api/v1/builds/:id/events', tag: 'builds', summary: 'Follow a build live (server-sent events)', description: 'Starts at the first event, or after Last-Event-ID.', params: idParameters, query: z.object({ after: cursor.optional() }), headers: resume, response: event, produces: eventStream, errors: ['NOT_FOUND'] },
  'runs.list': { method: 'GET', path: '/api/v1/runs', tag: 'runs', summary: 'Builds as runs, newest first', description: 'Research runs are at /api/v1/research.', query: runList, response: page(runSummary) },
  'runs.get': { method: 'GET', path: '/api/v1/runs/:id', tag: 'runs', summary: 'One run', params: idParameters, response: runView, errors: ['NOT_FOUND'] },
  'runs.queues': { method: 'GET', path: '/api/v1/queues', tag: 'runs', summary: 'The queues and what waits in them', response: items(queueEntry) },
  'specs.create': { method: 'POST', path: '/api/v1/specs', tag: 'specs', summary: 'Read a request into a spec, without a run', body: z.object({ request: z.string(), network: z.string().max(100).optional() }).strict(), response: spec, errors: ['REQUEST_EMPTY', 'REQUEST_TOO_LONG', 'REQUEST_NOT_UNDERSTOOD', 'REQUEST_CONTRADICTS_ITSELF', 'NETWORK_UNKNOWN'] },
  'contracts.list': { method: 'GET', path: '/api/v1/contracts', tag: 'contracts', summary: 'Contracts that were written, newest first', query: runList.omit({ status: true }), response: page(contractEntry) },
  'contracts.get': { method: 'GET', path: '/api/v1/contracts/:id', tag: 'contracts', summary: 'The contracts of a run with sources', params: idParameters, response: contractSources, errors: ['NOT_FOUND'] },
  'audits.create': { method: 'POST', path: '/api/v1/audits', tag: 'audits', summary: 'Audit sources', description: audit, query: reportFormat, body: auditInput, response: auditReport, produces: reports, errors: ['COMPILER_VERSION_UNAVAILABLE', 'IMPORT_NOT_FOUND'] },
  'tests.create': { method: 'POST', path: '/api/v1/tests', tag: 'tests', summary: 'Run Solidity tests', body: testInput, response: testReport, errors: ['COMPILATION_FAILED', 'NO_TESTS_FOUND', 'IMPORT_NOT_FOUND'] },
  'deployments.list': { method: 'GET', path: '/api/v1/deployments', tag: 'deployments', summary: 'Deployments, newest first', query: z.object({ network: z.string().max(100).optional(), limit }), response: items(deploymentView) },
  'deployments.get': { method: 'GET', path: '/api/v1/deployments/:id', tag: 'deployments', summary: 'One deployment', params: shortId, response: deploymentView, errors: ['NOT_FOUND'] },
  'deployments.create': { method: 'POST', path: '/api/v1/deployments', tag: 'deployments', status: 201, summary: 'Deploy a contract of your own sources', description: 'Compiles, audits under the policy, simulates, and deploys when that is approved. The Idempotency-Key names the intent: one contract per key.', headers: z.object({ 'idempotency-key': z.string().min(1).max(255) }), body: deployInput, response: deploymentView, errors: ['COMPILATION_FAILED', 'GATE_REFUSED', 'APPROVAL_MISSING', 'SIMULATION_REVERTED', 'FUNDS_INSUFFICIENT', 'SIGNER_MISSING'] },
  'deployments.plan': { method: 'POST', path: '/api/v1/deployments/plan', tag: 'deployments', summary: 'Simulate and price a deployment; nothing is signed', body: deployInput, response: deploymentPlan, errors: ['COMPILATION_FAILED', 'SIMULATION_REVERTED', 'SIGNER_MISSING'] },
  'verifications.create': { method: 'POST', path: '/api/v1/verifications', tag: 'deployments', summary: 'Compile again and compare with the code on chain', body: z.object({ runId: runId.optional(), address: address.optional(), network: z.string().max(100).optional() }).strict().refine((input) => (input.runId === undefined) !== (input.address === undefined), 'give either runId or address'), response: verification, errors: ['NOT_FOUND', 'NETWORK_UNREACHABLE', 'CHAIN_ID_MISMATCH'] },
  'templates.list': { method: 'GET', path: '/api/v1/templates', tag: 'templates', summary: 'The template library', response: items(template) },
  'templates.search': { method: 'GET', path: '/api/v1/templates/search', tag: 'templates', summary: 'Find templates by meaning and words', query: z.object({ q: z.string().min(1).max(2_000), limit: z.coerce.number().int().min(1).max(50).default(10) }), response: items(templateHit) },
  'templates.get': { method: 'GET', path: '/api/v1/templates/:id', tag: 'templates', summary: 'One template with its source', params: shortId, query: z.object({ version: z.coerce.number().int().positive().optional() }), response: template.extend({ source: z.string() }), errors: ['NOT_FOUND', 'CONTENT_CORRUPT'] },
  'templates.add': { method: 'POST', path: '/api/v1/templates', tag: 'templates', status: 201, summary: 'Add a template, or a new version of one', body: newTemplate, response: template },
  'networks.list': { method: 'GET', path: '/api/v1/networks', tag: 'networks', summary: 'Known networks', response: items(network) },
  'networks.get': { method: 'GET', path: '/api/v1/networks/:id', tag: 'networks', summary: 'One network', params: shortId, response: network, errors: ['NETWORK_UNKNOWN'] },
  'networks.health': { method: 'GET', path: '/api/v1/networks/:id/health', tag: 'networks', summary: 'How its endpoints answer right now', params: shortId, response: networkHealth, errors: ['NETWORK_UNKNOWN'] },
  'analyzers.list': { method: 'GET', path: '/api/v1/analyzers', tag: 'analyzers', summary: 'Analyzers and whether they are installed', response: items(analyzerEntry) },
  'analyzers.install': { method: 'POST', path: '/api/v1/analyzers/:id/install', tag: 'analyzers', summary: 'Install an analyzer into a place of its own', params: shortId, response: z.object({ id: z.string(), version: z.string(), path: z.string() }), errors: ['ANALYZER_UNKNOWN', 'ANALYZER_INSTALL_FAILED'] },
  'services.list': { method: 'GET', path: '/api/v1/services', tag: 'services', summary: 'Agents and services, their versions, capabilities and health', response: items(service) },
  'events.list': { method: 'GET', path: '/api/v1/events', tag: 'events', summary: 'Events after a cursor, oldest first', query: streamQuery.extend({ limit }), response: page(event) },
  'events.stream': { method: 'GET', path: '/api/v1/events/stream', tag: 'events', summary: 'Follow events live (server-sent events)', description: 'From now on, or after `after` or Last-Event-ID without gaps. WebSocket: /ws.', query: streamQuery, headers: resume, response: event, produces: eventStream },
  'deadLetters.list': { method: 'GET', path: '/api/v1/dead-letters', tag: 'events', summary: 'Deliveries that failed too often', query: z.object({ consumer: z.string().max(200).optional(), limit }), response: items(deadLetter) },
  'deadLetters.redrive': { method: 'POST', path: '/api/v1/dead-letters/:id/redrive', tag: 'events', summary: 'Deliver a dead letter again', params: z.object({ id: z.uuid() }), response: z.object({ id: z.string() }), errors: ['NOT_FOUND'] },
  'deadLetters.discard': { method: 'POST', path: '/api/v1/dead-letters/:id/discard', tag: 'events', summary: 'Give a dead letter up', params: z.object({ id: z.uuid() }), response: z.object({ id: z.string() }), errors: ['NOT_FOUND'] },
  ...researchRoutes,
  'server.about': { method: 'GET', path: '/api/v1/about', tag: 'server', summary: 'Version and settings a client needs', response: about },
  'health.live': { method: 'GET', path: '/health/live', tag: 'server', summary: 'Whether the process answers', response: z.object({ status: z.literal('ok') }) },
  'health.ready': { method: 'GET', path: '/health/ready', tag: 'server', summary: 'Whether everything it needs works (503 when not)', response: healthReport },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
type PartOf<Name extends RouteName, Part extends string> = (typeof routes)[Name] extends { readonly [Key in Part]: infer Schema extends z.ZodType } ? Schema : never;
type InputPart<Name extends RouteName, Part extends 'params' | 'query' | 'body' | 'headers'> = [PartOf<Name, Part>] extends [never] ? { [Key in Part]?: undefined }
  : Record<never, never> extends z.input<PartOf<Name, Part>> ? { [Key in Part]?: z.input<PartOf<Name, Part>> } : { [Key in Part]: z.input<PartOf<Name, Part>> };

/** What a caller sends. */
export type RouteInput<Name extends RouteName> = InputPart<Name, 'params'> & InputPart<Name, 'query'> & InputPart<Name, 'body'> & InputPart<Name, 'headers'>;
/** What a handler gets, parsed. */
export type RouteParsed<Name extends RouteName> = { [Part in 'params' | 'query' | 'body' | 'headers']: [PartOf<Name, Part>] extends [never] ? undefined : z.output<PartOf<Name, Part>> };
/** What comes back. */
export type RouteOutput<Name extends RouteName> = z.output<(typeof routes)[Name]['response']>;

/** The path of a route with its holes filled. Values are encoded, so that an id cannot leave its segment. */
export function routePath(name: RouteName, params: Record<string, string | number> = {}, query: Record<string, string | number | boolean | null | undefined> = {}): string {
  const path = routes[name].path.replace(/:(\w+)/g, (_hole, key: string) => encodeURIComponent(String(params[key] ?? '')));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== null) search.set(key, String(value));
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

/** Problem document on the wire. */
export const problem = z.object({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), code: z.string(), remedy: z.string(), instance: z.string().optional(), details: z.record(z.string(), z.union([z.string(), z.number()])).optional() });

/** What a client sends on /ws. `after` absent: from now on; null: from the beginning. */
export const socketRequest = z.union([
  z.object({ subscribe: z.string().min(1).max(200), after: cursor.nullable().optional() }).strict(),
  z.object({ unsubscribe: z.string().min(1).max(200) }).strict(),
  z.object({ ping: json.optional() }).strict(),
]);
export type SocketRequest = z.infer<typeof socketRequest>;
/** What the server sends on /ws. `closing` tells where to resume. */
export type SocketMessage =
  | { type: 'event'; event: z.infer<typeof event> }
  | { type: 'subscribed' | 'unsubscribed'; stream: string }
  | { type: 'pong'; ping?: z.infer<typeof json> }
  | { type: 'error'; code: string; detail: string }
  | { type: 'closing'; reason: string; resume: Record<string, string | null> };
