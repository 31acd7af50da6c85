import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, Summary } from 'prom-client';
import { makeBound } from './bound.ts';

/** How something ended, as a label. */
export type Outcome = 'completed' | 'failed' | 'cancelled' | 'timeout' | 'inconclusive';

export interface MetricsOptions {
  /** Labels on every series, for example the role. */
  labels?: Record<string, string>;
  /** Leave out CPU, memory, event loop and garbage collection of this process (for tests). */
  withoutProcess?: boolean;
}

/** What is asked when metrics are read, because it is a state and not something that happens. */
export interface MetricsSources {
  queues?: () => Promise<{ name: string; concurrency: number; waiting: number; running: number }[]>;
  /** Whether the database answers, and after how many seconds. */
  database?: () => Promise<{ up: boolean; seconds: number }>;
  /** Connections the gateway holds open for live events, by kind. */
  sockets?: () => Record<string, number>;
  /** Dead letters that wait for an operator, by consumer. */
  deadLetters?: () => Promise<{ consumer: string; open: number }[]>;
}

/** The numbers of this process. Durations are in seconds. */
export interface Metrics {
  /** `route` is the pattern of the route, never the path. */
  http(request: { route: string; method: string; status: number; seconds: number }): void;
  /** Given to `openWorkflows` as its observer. */
  readonly workflows: {
    onStep: (step: { flow: string; step: string; outcome: 'completed' | 'failed'; milliseconds: number; attempts: number }) => void;
    onRun: (run: { flow: string; outcome: 'completed' | 'failed' | 'cancelled'; milliseconds: number }) => void;
  };
  /** Time between the recording of an event and its delivery to a consumer. */
  eventDelivered(delivery: { consumer: string; seconds: number }): void;
  deadLetter(consumer: string): void;
  /** One call of a language model. Cost in US dollars, null when the price is not known: then it is not counted. */
  model(call: { provider: string; model: string; outcome: Outcome; seconds: number; inputTokens: number; outputTokens: number; costUsd: number | null }): void;
  tool(use: { tool: string; outcome: Outcome; seconds: number }): void;
  /** One call to a chain's RPC endpoint. */
  chain(call: { network: string; method: string; outcome: Outcome; seconds: number }): void;
  /** Asked at each reading; what is not given keeps its source. */
  observe(sources: MetricsSources): void;
  /** Everything in the Prometheus text format, which is of `contentType`. A source that fails leaves its series out and counts as an error. */
  text(): Promise<string>;
  readonly contentType: string;
}

const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const workBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
const lagBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 30];
const percentiles = [0.5, 0.9, 0.95, 0.99, 0.999];
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counters, gauges, histograms and true percentiles over the last ten minutes, in a registry of their own. Names follow the Prometheus conventions. */
export function makeMetrics(options: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  if (options.labels) registry.setDefaultLabels(options.labels);
  if (!options.withoutProcess) collectDefaultMetrics({ register: registry });
  const bound = makeBound(200);
  const sources: MetricsSources = {};
  const registers = [registry];

  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[], buckets: number[]) => new Histogram({ name: `hyperlens_${name}`, help, labelNames, buckets, registers });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) => new Counter({ name: `hyperlens_${name}`, help, labelNames, registers });
  const summary = <Label extends string>(name: string, help: string, labelNames: Label[]) => new Summary({ name: `hyperlens_${name}`, help, labelNames, percentiles, maxAgeSeconds: 600, ageBuckets: 5, pruneAgedBuckets: true, registers });

  const requests = counter('http_requests_total', 'HTTP requests answered', ['route', 'method', 'status']);
  const requestSeconds = histogram('http_request_seconds', 'Time to answer an HTTP request', ['route', 'method', 'status'], requestBuckets);
  const requestPercentiles = summary('http_request_percentile_seconds', 'Percentiles of the time to answer an HTTP request, last ten minutes', ['route']);
  const steps = counter('workflow_steps_total', 'Workflow steps ended', ['flow', 'step', 'outcome']);
  const stepSeconds = histogram('workflow_step_seconds', 'Duration of a workflow step, with its attempts', ['flow', 'step', 'outcome'], workBuckets);
  const stepAttempts = counter('workflow_step_retries_total', 'Attempts of workflow steps after the first', ['flow', 'step']);
  const runs = counter('workflow_runs_total', 'Workflow runs ended', ['flow', 'outcome']);
  const runPercentiles = summary('workflow_run_percentile_seconds', 'Percentiles of the duration of the last execution of a run, last ten minutes', ['flow']);
  const lag = histogram('event_lag_seconds', 'Time from recording an event to its delivery', ['consumer'], lagBuckets);
  const deadLetters = counter('event_dead_letters_total', 'Events given up for a consumer', ['consumer']);
  const modelCalls = counter('model_calls_total', 'Calls of language models', ['provider', 'model', 'outcome']);
  const modelSeconds = histogram('model_call_seconds', 'Duration of a language model call', ['provider', 'model'], workBuckets);
  const modelTokens = counter('model_tokens_total', 'Tokens of language models', ['provider', 'model', 'direction']);
  const modelCost = counter('model_cost_usd_total', 'Cost of language models in US dollars, where the price is known', ['provider', 'model']);
  const toolSeconds = histogram('tool_seconds', 'Duration of a tool', ['tool', 'outcome'], workBuckets);
  const chainSeconds = histogram('chain_call_seconds', 'Duration of a call to a chain RPC endpoint', ['network', 'method', 'outcome'], requestBuckets);
  const failures = counter('metrics_source_failures_total', 'Sources of metrics that failed to answer', ['source']);
  const queueSize = new Gauge({ name: 'hyperlens_queue_runs', help: 'Runs of a queue', labelNames: ['queue', 'state'], registers });
  const queueConcurrency = new Gauge({ name: 'hyperlens_queue_concurrency', help: 'Runs of a queue this process works on at once', labelNames: ['queue'], registers });
  const databaseUp = new Gauge({ name: 'hyperlens_database_up', help: '1 when the database answers', registers });
  const databaseSeconds = new Gauge({ name: 'hyperlens_database_answer_seconds', help: 'Time the database took to answer', registers });
  const sockets = new Gauge({ name: 'hyperlens_sockets', help: 'Connections held open for live events', labelNames: ['kind'], registers });
  const openLetters = new Gauge({ name: 'hyperlens_event_dead_letters', help: 'Dead letters that wait for an operator', labelNames: ['consumer'], registers });

  async function ask<Value>(name: string, source: (() => Promise<Value> | Value) | undefined, use: (value: Value) => void, forget: () => void): Promise<void> {
    forget();
    if (!source) return;
    try {
      use(await source());
    } catch {
      // Counted, and the series is left out: a number that is not known is not shown.
      failures.inc({ source: name });
    }
  }

  return {
    http({ route, method, status, seconds }) {
      const labels = { route: bound('route', route), method: methods.has(method) ? method : 'other', status: String(status) };
      requests.inc(labels);
      requestSeconds.observe(labels, seconds);
      requestPercentiles.observe({ route: labels.route }, seconds);
    },
    workflows: {
      onStep({ flow, step, outcome, milliseconds, attempts }) {
        const labels = { flow: bound('flow', flow), step: bound('step', step) };
        steps.inc({ ...labels, outcome });
        stepSeconds.observe({ ...labels, outcome }, milliseconds / 1000);
        if (attempts > 1) stepAttempts.inc(labels, attempts - 1);
      },
      onRun({ flow, outcome, milliseconds }) {
        runs.inc({ flow: bound('flow', flow), outcome });
        runPercentiles.observe({ flow: bound('flow', flow) }, milliseconds / 1000);
      },
    },
    eventDelivered({ consumer, seconds }) { lag.observe({ consumer: bound('consumer', consumer) }, Math.max(0, seconds)); },
    deadLetter(consumer) { deadLetters.inc({ consumer: bound('consumer', consumer) }); },
    model({ provider, model, outcome, seconds, inputTokens, outputTokens, costUsd }) {
      const labels = { provider: bound('provider', provider), model: bound('model', model) };
      modelCalls.inc({ ...labels, outcome });
      modelSeconds.observe(labels, seconds);
      modelTokens.inc({ ...labels, direction: 'input' }, inputTokens);
      modelTokens.inc({ ...labels, direction: 'output' }, outputTokens);
      if (costUsd !== null) modelCost.inc(labels, costUsd);
    },
    tool({ tool, outcome, seconds }) { toolSeconds.observe({ tool: bound('tool', tool), outcome }, seconds); },
    chain({ network, method, outcome, seconds }) { chainSeconds.observe({ network: bound('network', network), method: bound('method', method), outcome }, seconds); },
    observe(given) { Object.assign(sources, given); },
    async text() {
      await Promise.all([
        ask('queues', sources.queues, (queues) => {
          for (const { name, concurrency, waiting, running } of queues) {
            queueSize.set({ queue: name, state: 'waiting' }, waiting);
            queueSize.set({ queue: name, state: 'running' }, running);
            queueConcurrency.set({ queue: name }, concurrency);
          }
        }, () => { queueSize.reset(); queueConcurrency.reset(); }),
        ask('database', sources.database, ({ up, seconds }) => { databaseUp.set(up ? 1 : 0); databaseSeconds.set(seconds); }, () => { databaseUp.remove(); databaseSeconds.remove(); }),
        ask('sockets', sources.sockets, (open) => { for (const [kind, count] of Object.entries(open)) sockets.set({ kind }, count); }, () => sockets.reset()),
        ask('dead letters', sources.deadLetters, (letters) => { for (const { consumer, open } of letters) openLetters.set({ consumer: bound('consumer', consumer) }, open); }, () => openLetters.reset()),
      ]);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
