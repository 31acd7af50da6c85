import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeAudit, toMarkdown, toSarif } from '@hyperlens/agents/audit';
import { makeDeployment } from '@hyperlens/agents/deployment';
import { makeAuthor, makeGeneration, type Author } from '@hyperlens/agents/generation';
import { buildFlowName, buildQueue, makeBuildFlow, makeBuilds, makeDirectory } from '@hyperlens/agents/pipeline';
import { documentOf } from '@hyperlens/agents/research/report';
import { makeTesting } from '@hyperlens/agents/testing';
import { makeAnalyzers } from '@hyperlens/catalog/analyzers';
import { deploymentEncoder, makeNetworks } from '@hyperlens/catalog/chains';
import { hashingEmbedder } from '@hyperlens/catalog/embeddings';
import { openModel } from '@hyperlens/catalog/models';
import { kindLibrary, kinds } from '@hyperlens/catalog/templates';
import { makeCompiler, makeTestRunner } from '@hyperlens/catalog/toolchains';
import { makeEventBus } from '@hyperlens/platform/events';
import { makeContentStore, makeWorkspace } from '@hyperlens/platform/files';
import { makeRunProcess } from '@hyperlens/platform/sandbox';
import { makePassphraseProvider } from '@hyperlens/platform/secrets';
import { makeSigner } from '@hyperlens/platform/signer';
import { makeDeploymentJournal, makeRetention, makeRunStore, makeServiceStore, makeTemplateStore, openStorage } from '@hyperlens/platform/storage';
import { makeLogger, makeMetrics, type Metrics } from '@hyperlens/platform/telemetry';
import { makeOutboxDispatcher, openWorkflows } from '@hyperlens/platform/workflows';
import { type Analyzer, type Json, type LanguageModel, type TemplateStore } from '@hyperlens/protocol';
import { z } from 'zod';
import type { Application } from './application.ts';
import { machineEnvironment } from './config.ts';
import { instrumentEvents, instrumentModel, instrumentNetworks } from './instrument.ts';
import { stockLibrary } from './library.ts';
import { openResearch } from './research.ts';
import { isServiceRole } from './services/remote.ts';
import type { Config } from './settings.ts';

/** Runs recorded under one version can be continued by every process of that version; it changes when the flow changes in a way they cannot follow. */
const flowVersion = 'build-1';
const version = '0.1.0';
const announceMilliseconds = 10_000;

/** Opens every room, bottom to top, and wires them; closing goes the other way round. Throws DATA_DIRECTORY_LOCKED when another process holds the home folder. */
export async function openApplication(config: Config): Promise<Application> {
  await using opened = new AsyncDisposableStack();
  const own = <Room extends { close(): Promise<void> }>(room: Room): Room => { opened.defer(() => room.close()); return room; };
  const executor = randomUUID();
  const logger = makeLogger({ level: config.log.level });
  const metrics = makeMetrics();

  // What we stand on.
  const storage = own(await openStorage({ home: config.home, onChange: ({ status, reason }) => logger.warn({ reason }, `the database is ${status}`), ...(config.database.url ? { databaseUrl: config.database.url } : {}) }));
  const events = instrumentEvents(own(makeEventBus(storage, { onProblem: (error) => logger.warn({ error }, 'the event bus will try again'), onDeadLetter: (consumer) => metrics.deadLetter(consumer) })), metrics);
  const runs = makeRunStore(storage, events, {
    start: ({ request, network, dispatch }) => (dispatch === false ? null : { flow: buildFlowName, queue: buildQueue, input: { request, network }, priority: request.priority }),
  });
  const services = makeServiceStore(storage);
  const content = makeContentStore(path.join(config.home, 'content'));
  const workspace = makeWorkspace(path.join(config.home, 'runs'));
  const templates = makeTemplateStore({ storage, content, embedder: hashingEmbedder, events });
  const journal = makeDeploymentJournal(storage, events);
  const workflows = openWorkflows({
    url: storage.url, executorId: executor, applicationVersion: flowVersion, alone: storage.kind === 'embedded', logger, observer: metrics.workflows,
    pools: { agent: { concurrency: config.pools.agent }, analytics: { concurrency: config.pools.analytics }, data: { concurrency: config.pools.data } },
    serve: config.roles.some((role) => role === 'all' || role === 'worker'),
  });

  // What we can reach.
  const machine = machineEnvironment();
  const networks = instrumentNetworks(own(makeNetworks({ home: config.home, networks: networkEntries(config) })), metrics);
  const compiler = own(makeCompiler());
  const testRunner = own(makeTestRunner({ compiler }));
  const analyzers = makeAnalyzers({ compiler, runProcess: makeRunProcess({ PATH: machine.searchPath, LANG: 'C.UTF-8' }), folder: path.join(config.home, 'tools'), searchPath: machine.searchPath, networkEnvironment: machine.network });
  const signer = makeSigner({ home: config.home, keystorePath: config.keystore.path, passphrase: makePassphraseProvider({ value: config.keystore.passphrase, file: config.keystore.passphraseFile }) });

  // What we do.
  const model = await openConfiguredModel(config, metrics);
  const author = model && authorWith(model, templates);
  const generation = makeGeneration({ kinds: kindLibrary, templates, networks, defaultNetwork: config.defaultNetwork, ...(author ? { author } : {}) });
  const located = makeLocator();
  const audit = makeAudit({ compiler, analyzers: analyzers.list.map((analyzer) => timed(analyzer, metrics)), policy: config.audit, locate: (analyzer) => located.locate(analyzer), now: () => performance.now() });
  const { fuzzRuns, invariantRuns, invariantDepth, coverage, timeoutSeconds } = config.tests;
  const testing = makeTesting({ runner: { run: (request, context) => testRunner.run({ fuzzRuns, invariantRuns, invariantDepth, coverage, timeoutMilliseconds: timeoutSeconds * 1000, ...request }, context) } });
  const deployment = makeDeployment({ networks, signer, journal, encoder: deploymentEncoder, clock: { now: Date.now, sleep: async (milliseconds, signal) => { await sleep(milliseconds, undefined, signal ? { signal } : {}); } } });
  const directory = makeDirectory([
    { id: 'generation', title: 'Generation agent', version, limits: { concurrency: config.pools.agent, timeoutSeconds: 600 }, provides: { 'build.specify': generation, 'build.write': generation }, offers: () => Promise.resolve(kinds.map((kind) => kind.id)) },
    { id: 'compiler', title: 'Compiler', version, limits: { concurrency: 2, timeoutSeconds: 300 }, provides: { 'build.compile': compiler }, offers: () => Promise.resolve(compiler.versions().map((one) => `solc ${one}`)) },
    { id: 'audit', title: 'Audit agent', version, limits: { concurrency: config.pools.agent, timeoutSeconds: 900 }, provides: { 'build.audit': audit }, offers: async () => (await audit.tools()).filter((tool) => tool.installed).map((tool) => tool.id) },
    { id: 'testing', title: 'Testing agent', version, limits: { concurrency: config.pools.agent, timeoutSeconds: config.tests.timeoutSeconds }, provides: { 'build.test': testing } },
    { id: 'deployment', title: 'Deployment agent', version, limits: { concurrency: config.pools.agent, timeoutSeconds: 360 }, provides: { 'build.deploy': deployment }, offers: () => Promise.resolve(networks.list().map((network) => network.id)) },
  ]);
  const build = makeBuildFlow({
    directory, networks, runs, journal, workspace, announcer: { announce: async (event) => { await events.append(event); } },
    policy: { approvalTimeoutSeconds: 7 * 24 * 3600, repairCycles: 3 },
  });
  workflows.register(buildFlowName, (flow, request: Parameters<typeof build>[1]) => {
    // Both load beside the first steps, in threads and processes of their own; who never builds is spared 170 MB and a second of work.
    compiler.warm();
    testRunner.warm();
    return build(flow, request);
  });
  const retention = makeRetention(storage, { forget: (runId) => workspace.remove(runId) });
  workflows.schedule({ name: 'maintain-database', cron: '17 * * * *', run: async () => {
    if (config.retention.stepResultsDays > 0) await workflows.prune({ runs: config.retention.stepResultsDays });
    logger.info({ ...await retention.clean(config.retention) }, 'what is not needed any more was taken away');
    await storage.maintain();
  } });
  const rooms = own(openResearch({ config, storage, events, networks, workflows, registry: services, audit, compiler, model, journal, runs, version }));
  await workflows.launch();
  // Closed before everything its steps use, so that a running step ends by itself or is left to the next start.
  own(workflows);
  metrics.observe({
    deadLetters: () => events.openLetters(),
    queues: () => workflows.queues(),
    database: async () => { const check = await storage.health(); return { up: check.status === 'ok', seconds: (check.milliseconds ?? 0) / 1000 }; },
  });
  own(await makeOutboxDispatcher({ pool: storage.pool, workflows, logger }));

  if (!onlyServices(config)) await stockLibrary(templates, kinds);
  rooms.warm();

  let listensAt: string | null = null;
  const announce = async () => services.announce([...(onlyServices(config) ? [] : await directory.describe(executor)), ...rooms.describe(executor, listensAt)]).catch((error: unknown) => logger.warn({ error }, 'the services could not be announced'));
  await announce();
  const timer = setInterval(() => void announce(), announceMilliseconds);
  timer.unref();
  opened.defer(async () => {
    clearInterval(timer);
    // Others stop asking this process at once instead of when it has been silent for a while.
    await services.withdraw(executor).catch((error: unknown) => logger.warn({ error }, 'the services could not be withdrawn'));
  });

  const closing = opened.move();
  let closed: Promise<void> | undefined;
  return {
    version, home: config.home, runs, events, workflows, generation, compiler, testRunner, testing, audit, deployment, deployments: journal, templates, content, networks, services,
    research: rooms.research, analysis: rooms.service,
    // Charts and documents load tens of megabytes of libraries; only who wants a document pays for them.
    render: async (result, format) => (await import('@hyperlens/catalog/renderers')).renderDocument(documentOf(result), format),
    draw: async (chart, options) => (await import('@hyperlens/catalog/renderers')).renderChart(chart, options),
    announceAt: async (url) => { listensAt = url; await announce(); },
    builds: makeBuilds({ runs, workflows, networks, events, defaultNetwork: config.defaultNetwork, newId: randomUUID }),
    analyzers: {
      async install(id, context) {
        const installed = await analyzers.install(id, context);
        located.forget(id);
        return installed;
      },
    },
    reports: { sarif: (report) => toSarif(report, version) as Json, markdown: toMarkdown },
    telemetry: { registry: { contentType: metrics.contentType, metrics: () => metrics.text() }, observeRequest: (request) => metrics.http(request), observeSockets: (sockets) => metrics.observe({ sockets }), log: logger },
    async health() {
      const checks = [await storage.health()];
      return { status: checks.every((check) => check.status === 'ok') ? 'ok' : checks.some((check) => check.status === 'unavailable') ? 'unavailable' : 'degraded', checks };
    },
    close: () => (closed ??= closing.disposeAsync()),
  };
}

/** Whether this process does nothing but answer for analysis services. */
function onlyServices(config: Config): boolean { return config.roles.every(isServiceRole); }

/** Where analyzers are, remembered for a minute: asking an external tool for its version costs a second. */
function makeLocator() {
  const remembered = new Map<string, { at: number; found: ReturnType<Analyzer['locate']> }>();
  return {
    locate(analyzer: Analyzer) {
      const known = remembered.get(analyzer.id);
      if (known && Date.now() - known.at < 60_000) return known.found;
      const found = analyzer.locate();
      remembered.set(analyzer.id, { at: Date.now(), found });
      return found;
    },
    forget: (id: string) => { remembered.delete(id); },
  };
}

/** The analyzer, with each use counted. */
function timed(analyzer: Analyzer, metrics: Metrics): Analyzer {
  return {
    ...analyzer,
    async analyze(input, context) {
      const began = performance.now();
      const outcome = await analyzer.analyze(input, context);
      const outcomes = { completed: 'completed', timeout: 'timeout', failed: 'failed' } as const;
      metrics.tool({ tool: analyzer.id, outcome: outcome.status in outcomes ? outcomes[outcome.status as keyof typeof outcomes] : 'inconclusive', seconds: (performance.now() - began) / 1000 });
      return outcome;
    },
  };
}

/** The configured language model, counted, or null: then rules and the offline models work alone. */
async function openConfiguredModel(config: Config, metrics: Metrics): Promise<LanguageModel | null> {
  const { provider, name, baseUrl, apiKey, timeoutSeconds, inputPricePerMillion, outputPricePerMillion } = config.model;
  if (!provider || !name) return null;
  return instrumentModel(await openModel({ provider, model: name, ...(baseUrl ? { baseUrl } : {}), ...(apiKey ? { apiKey } : {}), timeoutMilliseconds: timeoutSeconds * 1000,
    ...(inputPricePerMillion !== undefined && outputPricePerMillion !== undefined ? { price: { inputPerMillion: inputPricePerMillion, outputPerMillion: outputPricePerMillion } } : {}),
  }), metrics);
}

/** The language model as the author of specs. */
function authorWith(model: LanguageModel, templates: TemplateStore): Author {
  return makeAuthor({ model, kinds, templates, schemaOf: (kind) => z.toJSONSchema(kind.schema, { unrepresentable: 'any', io: 'input' }) as Json });
}

/** The configuration's networks and approval policies as entries of the network manager. */
function networkEntries(config: Config) {
  const ids = new Set([...Object.keys(config.networks), ...Object.keys(config.approval)]);
  return [...ids].map((id) => ({ id, ...config.networks[id], ...(config.approval[id] ? { approval: config.approval[id] } : {}) }));
}
