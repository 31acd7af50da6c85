import type {
  AuditAgent, BuildRequestInput, ContentStore, DeploymentAgent, DeploymentJournal, Event, EventBus, GenerationAgent, HealthReport, Networks, Run, RunStore,
  ServiceStore, TemplateStore, TestingAgent, TestRunner, Compiler, Workflows, BuildStep,
} from '@hyperlens/protocol';

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
  health(): Promise<HealthReport>;
  close(): Promise<void>;
}
export type { Event };
