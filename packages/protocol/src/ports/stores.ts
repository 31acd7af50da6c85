import type { Run, RunStatus, StepRecord, BuildRequest } from '../shapes/run.ts';
import type { NewTemplate, Template, TemplateHit } from '../shapes/template.ts';
import type { Service } from '../shapes/service.ts';
import type { ContractPackage } from '../shapes/spec.ts';
import type { ModelUsage } from './model.ts';

/** Runs and what they made. Every change writes its event in the same transaction. */
export interface RunStore {
  /** Records the run, its event and the outbox row that starts the flow, in one transaction. The same key gives the same run. */
  create(input: { runId: string; request: BuildRequest; network: string; forkedFrom?: string | null; idempotencyKey?: string | null; /** False when the caller starts the flow itself (a fork): no outbox row. */ dispatch?: boolean }): Promise<{ run: Run; created: boolean }>;
  get(runId: string): Promise<Run | null>;
  list(options?: { status?: RunStatus; limit?: number; before?: string }): Promise<Run[]>;
  setStatus(runId: string, status: RunStatus, error?: Run['error']): Promise<void>;
  setStep(runId: string, step: Partial<StepRecord> & Pick<StepRecord, 'name' | 'status'>): Promise<void>;
  /** Stores a result of a step on the run (spec, audit, tests, contracts). */
  setResult(runId: string, result: Partial<Pick<Run, 'spec' | 'audit' | 'tests' | 'contracts'>>): Promise<void>;
  savePackage(runId: string, contractPackage: ContractPackage): Promise<void>;
  loadPackage(runId: string): Promise<ContractPackage | null>;
  addUsage(runId: string, usage: ModelUsage): Promise<void>;
}

export interface TemplateStore {
  list(): Promise<Template[]>;
  /** Newest version, or the one named. */
  get(id: string, version?: number): Promise<(Template & { source: string }) | null>;
  add(input: NewTemplate & { builtin?: boolean }): Promise<Template>;
  /** Vector and full text, fused by reciprocal rank. */
  search(query: string, limit?: number): Promise<TemplateHit[]>;
}

/** The registry of what runs where. Processes announce themselves again and again while they live, and withdraw when they stop. */
export interface ServiceStore {
  announce(services: Service[]): Promise<void>;
  /** Takes away what an executor announced. */
  withdraw(executor: string): Promise<void>;
  list(): Promise<Service[]>;
  /** Who can do it, best first: healthy before degraded before unknown, then the one heard of last. Empty when nobody can. */
  resolve(capability: string): Promise<Service[]>;
}

/** Bytes by content. The CID is what `ipfs add` gives (CIDv0, UnixFS). */
export interface ContentStore {
  put(bytes: Uint8Array): Promise<string>;
  /** Throws NOT_FOUND, CONTENT_CORRUPT. */
  get(cid: string): Promise<Uint8Array>;
  has(cid: string): Promise<boolean>;
}

/** The files of a run on disk, for people and their tools. */
export interface Workspace {
  /** Writes text files of a run below its own folder and gives their absolute paths, by the same keys. Writing again replaces. */
  publish(runId: string, files: Readonly<Record<string, string>>): Promise<Record<string, string>>;
}
