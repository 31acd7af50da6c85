import type { Json, Service } from '@hyperlens/protocol';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from '../orm.ts';
import { moment } from './columns.ts';

/** Settings that belong to the installation, not to a process (SYSTEM_CONFIG). */
export const systemConfig = pgTable('system_config', {
  key: text('key').primaryKey(),
  value: jsonb('value').$type<Json>().notNull(),
  description: text('description').notNull().default(''),
  isPublic: boolean('is_public').notNull().default(false),
  updatedAt: moment('updated_at').notNull().defaultNow(),
  updatedBy: text('updated_by'),
});

/** The service registry: what each process announced, and when it was last seen. */
export const services = pgTable('services', {
  id: text('id').notNull(),
  executor: text('executor').notNull(),
  data: jsonb('data').$type<Service>().notNull(),
  lastSeenAt: moment('last_seen_at').notNull().defaultNow(),
}, (table) => [primaryKey({ columns: [table.id, table.executor] }), index('services_last_seen_at_index').on(table.lastSeenAt)]);

/** Processes that run workflows; one whose heartbeat is old is dead, and others take its work. */
export const executors = pgTable('executors', {
  id: text('id').primaryKey(),
  startedAt: moment('started_at').notNull().defaultNow(),
  heartbeatAt: moment('heartbeat_at').notNull().defaultNow(),
  applicationVersion: text('application_version').notNull(),
}, (table) => [index('executors_heartbeat_at_index').on(table.heartbeatAt)]);

/** Requests that carried an Idempotency-Key, so that a repeated one gets the first answer. `bodyHash` is SHA-256, hex. */
export const idempotencyKeys = pgTable('idempotency_keys', {
  key: text('key').notNull(),
  route: text('route').notNull(),
  bodyHash: text('body_hash').notNull(),
  /** HTTP status of the stored answer; null while the first request is being handled. */
  status: integer('status'),
  response: jsonb('response').$type<Json>(),
  createdAt: moment('created_at').notNull().defaultNow(),
}, (table) => [primaryKey({ columns: [table.route, table.key] }), index('idempotency_keys_created_at_index').on(table.createdAt)]);
