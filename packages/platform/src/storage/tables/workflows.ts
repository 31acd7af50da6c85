import type { AbiEntry, ContractPackage, Json, Run, SourceFiles, StepRecord } from '@hyperlens/protocol';
import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from '../orm.ts';
import { moment } from './columns.ts';

/** Runs: what a person asked for and everything that became of it. The engine's own bookkeeping is elsewhere (schema `dbos`). */
export const workflows = pgTable('workflows', {
  id: text('id').primaryKey(),
  kind: text('kind').$type<Run['kind']>().notNull().default('build'),
  status: text('status').$type<Run['status']>().notNull().default('queued'),
  request: jsonb('request').$type<Run['request']>().notNull(),
  network: text('network').notNull(),
  spec: jsonb('spec').$type<Run['spec']>(),
  contracts: jsonb('contracts').$type<Run['contracts']>().notNull().default([]),
  audit: jsonb('audit').$type<Run['audit']>(),
  tests: jsonb('tests').$type<Run['tests']>(),
  error: jsonb('error').$type<Run['error']>(),
  /** Sources and tests as generation handed them on. */
  package: jsonb('package').$type<ContractPackage>(),
  forkedFrom: text('forked_from'),
  idempotencyKey: text('idempotency_key').unique(),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
}, (table) => [
  index('workflows_status_index').on(table.status),
  index('workflows_created_at_id_index').on(table.createdAt, table.id),
]);

/** Steps of a run, one row per step, in the order of `position`. */
export const workflowSteps = pgTable('workflow_steps', {
  workflowId: text('workflow_id').notNull().references(() => workflows.id, { onDelete: 'cascade' }),
  name: text('name').$type<StepRecord['name']>().notNull(),
  position: integer('position').notNull(),
  status: text('status').$type<StepRecord['status']>().notNull(),
  attempt: integer('attempt').notNull().default(1),
  startedAt: moment('started_at'),
  endedAt: moment('ended_at'),
  summary: text('summary'),
  error: jsonb('error').$type<StepRecord['error']>(),
}, (table) => [primaryKey({ columns: [table.workflowId, table.name] })]);

/** Contracts that runs made, with their sources. */
export const contracts = pgTable('contracts', {
  id: uuid('id').primaryKey().defaultRandom(),
  runId: text('run_id').notNull().references(() => workflows.id, { onDelete: 'cascade' }),
  name: text('name').notNull(),
  /** Key of `sources` that holds the contract. */
  path: text('path').notNull(),
  sources: jsonb('sources').$type<SourceFiles>().notNull(),
  abi: jsonb('abi').$type<AbiEntry[]>(),
  standards: jsonb('standards').$type<string[]>().notNull().default([]),
  createdAt: moment('created_at').notNull().defaultNow(),
}, (table) => [
  uniqueIndex('contracts_run_id_name_unique').on(table.runId, table.name),
  index('contracts_created_at_index').on(table.createdAt),
]);

/** Flows to start, written in the transaction that wants them; a dispatcher starts each once (NOTIFY channel `outbox`). */
export const outbox = pgTable('outbox', {
  id: uuid('id').primaryKey().defaultRandom(),
  flow: text('flow').notNull(),
  runId: text('run_id').notNull().unique(),
  input: jsonb('input').$type<Json>().notNull(),
  queue: text('queue').notNull(),
  /** 1 is first. */
  priority: integer('priority'),
  /** The whole run is cancelled after this many milliseconds. */
  timeoutMs: integer('timeout_ms'),
  createdAt: moment('created_at').notNull().defaultNow(),
  claimedAt: moment('claimed_at'),
  dispatchedAt: moment('dispatched_at'),
}, (table) => [index('outbox_dispatched_at_created_at_index').on(table.dispatchedAt, table.createdAt)]);

/** Tokens, money and time of model calls. Tokens and cost are null when they are not known. */
export const modelUsage = pgTable('model_usage', {
  id: uuid('id').primaryKey().defaultRandom(),
  runId: text('run_id'),
  provider: text('provider').notNull(),
  model: text('model').notNull(),
  inputTokens: integer('input_tokens'),
  outputTokens: integer('output_tokens'),
  costUsd: doublePrecision('cost_usd'),
  milliseconds: integer('milliseconds').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
}, (table) => [
  index('model_usage_run_id_index').on(table.runId),
  index('model_usage_created_at_index').on(table.createdAt),
]);
