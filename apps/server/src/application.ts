import type { Researches } from '@hyperlens/agents/research/run';
import type { AuditAgent, AuditReport, BuildRequestInput, BuildStep, Chart, Compiler, ContentStore, DeploymentAgent, DeploymentJournal, Event, EventBus, GenerationAgent, HealthReport, Json, Networks, PictureOptions, ReportFormat, ResearchResult, ResearchService, Run, RunStore, SectionName, ServiceStore, TemplateStore, TestingAgent, TestRunner, WorkContext, Workflows } from '@hyperlens/protocol';

/** What a person can do with builds. Used by the routes; the CLI goes through the routes, in process or remote. */
export interface Builds {
  /** Records the run and starts it. The same idempotency key gives the same run. */
  start(request: BuildRequestInput, options?: { idempotencyKey?: string }): Promise<Run>;
  get(runId: string): Promise<Run>;
  list(options?: { status?: Run['status']; limit?: number; before?: string }): Promise<Run[]>;
  cancel(runId: string): Promise<Run>;
  /** Goes on from the failed step, or from `fromStep`. */
  retry(runId: string, options?: { fromStep?: BuildStep }): Promise<Run>;
  /** A new run with changed input that reuses results before `fromStep`. */
  fork(runId: string, options: { request?: Partial<BuildRequestInput>; fromStep?: BuildStep }): Promise<Run>;
  approve(runId: string, answer: { approved: boolean; by: string }): Promise<Run>;
}

/** Everything the gateway needs, opened and wired by modules.ts. */
export interface Application {
  readonly version: string;
  readonly home: string;
  readonly builds: Builds;
  readonly research: Researches;
  /** The service that answers for a section, here or in another process. Throws SERVICE_UNAVAILABLE. */
  readonly analysis: (section: SectionName) => Promise<ResearchService>;
  /** A research result as a document for people. */
  readonly render: (result: ResearchResult, format: Exclude<ReportFormat, 'json'>) => Promise<{ contentType: string; bytes: Uint8Array }>;
  /** A chart of a result as a picture. */
  readonly draw: (chart: Chart, options: PictureOptions) => Promise<{ contentType: string; bytes: Uint8Array }>;
  /** Tells the other processes where this one listens, so that they find the services it runs. */
  announceAt(url: string): Promise<void>;
  readonly runs: RunStore;
  readonly events: EventBus;
  readonly workflows: Workflows;
  readonly generation: GenerationAgent;
  readonly compiler: Compiler;
  readonly testRunner: TestRunner;
  readonly testing: TestingAgent;
  readonly audit: AuditAgent;
  readonly deployment: DeploymentAgent;
  readonly deployments: DeploymentJournal;
  readonly templates: TemplateStore;
  readonly content: ContentStore;
  readonly networks: Networks;
  readonly services: ServiceStore;
  /** Analyzers that can be installed on this machine. Throws ANALYZER_UNKNOWN, ANALYZER_INSTALL_FAILED. */
  readonly analyzers: { install(id: string, context?: WorkContext): Promise<{ path: string; version: string }> };
  /** Other forms of an audit report: SARIF 2.1.0 and Markdown. */
  readonly reports: { sarif(report: AuditReport): Json; markdown(report: AuditReport): string };
  /** What /metrics shows, and what the gateway adds to it. A prom-client Registry fits `registry`. */
  readonly telemetry?: Telemetry;
  health(): Promise<HealthReport>;
  close(): Promise<void>;
}
/** Metrics and the log, as far as the gateway uses them. */
export interface Telemetry {
  registry: { contentType: string; metrics(): Promise<string> };
  /** One finished HTTP request; `route` is the pattern, never the raw path. */
  observeRequest?(request: { method: string; route: string; status: number; seconds: number }): void;
  /** Where the number of open live connections is asked for, by kind. */
  observeSockets?(count: () => Record<string, number>): void;
  log?: { info(fields: object, text: string): void; warn(fields: object, text: string): void; error(fields: object, text: string): void };
}
export type { Event };
