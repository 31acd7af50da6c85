import { z } from 'zod';
import { auditReport, finding, severity, verdict } from './audit.ts';
import { json, runId, timestamp } from './common.ts';
import { deployedContract, deployment } from './deployment.ts';
import { spec } from './spec.ts';
import { testReport } from './testing.ts';

/** The steps of a build, in order. */
export const buildSteps = ['specify', 'write', 'compile', 'audit', 'test', 'approve', 'deploy', 'verify'] as const;
export const buildStep = z.enum(buildSteps);
export type BuildStep = z.infer<typeof buildStep>;

/** `rejected`: understood and refused (unsupported, a gate, failing tests). `failed`: something broke; it can be retried. */
export const runStatus = z.enum(['queued', 'running', 'waiting', 'completed', 'rejected', 'failed', 'cancelled']);
export type RunStatus = z.infer<typeof runStatus>;
export const stepStatus = z.enum(['pending', 'running', 'completed', 'failed', 'skipped', 'waiting']);
export type StepStatus = z.infer<typeof stepStatus>;

/** What a person asks for. A gate may only be tightened here, never loosened. */
export const buildRequest = z.object({
  request: z.string(),
  /** Network id; default from the configuration. */
  network: z.string().optional(),
  /** Approves the deployment beforehand (`--yes`). */
  approve: z.boolean().default(false),
  deploy: z.boolean().default(true),
  specOnly: z.boolean().default(false),
  /** Stricter than the policy's threshold, or ignored. */
  failOn: severity.optional(),
  /** Account to sign with; default: the network's first account. */
  account: z.string().optional(),
  priority: z.number().int().min(1).max(100).default(50),
});
export type BuildRequest = z.infer<typeof buildRequest>;
export type BuildRequestInput = z.input<typeof buildRequest>;

export const stepRecord = z.object({
  name: buildStep,
  status: stepStatus,
  attempt: z.number().int(),
  startedAt: timestamp.nullable(),
  endedAt: timestamp.nullable(),
  /** One line for people: "ERC-20 Acorn, 7 features". */
  summary: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string(), remedy: z.string() }).nullable(),
});
export type StepRecord = z.infer<typeof stepRecord>;

/** A contract as the machine output names it: absolute path of its source file on this machine. */
export const contractSummary = z.object({ name: z.string(), path: z.string(), standards: z.array(z.string()) });

/** Everything known about a run. The CLI's `build --json` prints `buildResult`, which is a view of this. */
export const run = z.object({
  runId,
  kind: z.literal('build'),
  status: runStatus,
  request: buildRequest,
  steps: z.array(stepRecord),
  spec: spec.nullable(),
  contracts: z.array(contractSummary),
  audit: auditReport.nullable(),
  tests: testReport.nullable(),
  deployment: deployment.nullable(),
  error: z.object({ code: z.string(), message: z.string(), remedy: z.string(), details: z.record(z.string(), json).optional() }).nullable(),
  /** The run this one was forked from. */
  forkedFrom: z.string().nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Run = z.infer<typeof run>;

/** The documented machine output of `hyperlens build --json`. Scripts depend on it. */
export const buildResult = z.object({
  runId,
  status: z.enum(['completed', 'rejected', 'failed', 'cancelled']),
  request: z.string(),
  spec: spec.nullable(),
  contracts: z.array(contractSummary),
  audit: z.object({ verdict, findings: z.array(finding) }).nullable(),
  tests: z.object({ passed: z.number().int(), failed: z.number().int(), coverage: z.object({ lines: z.number().nullable(), branches: z.number().nullable() }) }).nullable(),
  deployment: z.object({ network: z.string(), chainId: z.number().int(), contracts: z.array(deployedContract) }).nullable(),
  steps: z.array(stepRecord),
  error: run.shape.error,
});
export type BuildResult = z.infer<typeof buildResult>;
