import type { Attempt, Deployment } from '@hyperlens/protocol';
import { bigint, index, jsonb, pgTable, primaryKey, sql, text, uniqueIndex, uuid } from '../orm.ts';
import { moment } from './columns.ts';

/** Deployment intents: one contract per `intentKey`, however often the process is killed. */
export const deployments = pgTable('deployments', {
  id: uuid('id').primaryKey().defaultRandom(),
  runId: text('run_id'),
  intentKey: text('intent_key').notNull().unique(),
  network: text('network').notNull(),
  chainId: bigint('chain_id', { mode: 'number' }).notNull(),
  status: text('status').$type<Deployment['status']>().notNull().default('planned'),
  plan: jsonb('plan').$type<Deployment['plan']>(),
  contracts: jsonb('contracts').$type<Deployment['contracts']>().notNull().default([]),
  error: text('error'),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
}, (table) => [
  index('deployments_run_id_index').on(table.runId),
  index('deployments_network_created_at_index').on(table.network, table.createdAt),
]);

/** Signed transactions, stored before they are broadcast. At most one live attempt per nonce of an account. */
export const deploymentAttempts = pgTable('deployment_attempts', {
  id: uuid('id').primaryKey().defaultRandom(),
  deploymentId: uuid('deployment_id').notNull().references(() => deployments.id, { onDelete: 'cascade' }),
  chainId: bigint('chain_id', { mode: 'number' }).notNull(),
  /** Lower case. */
  account: text('account').notNull(),
  nonce: bigint('nonce', { mode: 'number' }).notNull(),
  transactionHash: text('transaction_hash').notNull().unique(),
  rawTransaction: text('raw_transaction').notNull(),
  status: text('status').$type<Attempt['status']>().notNull().default('signed'),
  createdAt: moment('created_at').notNull().defaultNow(),
}, (table) => [
  index('deployment_attempts_deployment_id_index').on(table.deploymentId),
  uniqueIndex('deployment_attempts_live_nonce_unique').on(table.chainId, table.account, table.nonce)
    .where(sql`status NOT IN ('dropped', 'failed', 'replaced')`),
]);

/** One row per account and chain, locked while a nonce is reserved (advisory locks do not exclude on the embedded database). */
export const nonceLocks = pgTable('nonce_locks', {
  chainId: bigint('chain_id', { mode: 'number' }).notNull(),
  account: text('account').notNull(),
  /** Who holds it, and until when, for holders that cannot keep a transaction open. */
  holder: text('holder'),
  leaseUntil: moment('lease_until'),
}, (table) => [primaryKey({ columns: [table.chainId, table.account] })]);
