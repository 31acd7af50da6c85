import type { Json } from '@hyperlens/protocol';
import { bigint, doublePrecision, index, integer, jsonb, pgTable, text, uuid } from '../orm.ts';
import { agents } from './agents.ts';
import { moment } from './columns.ts';
import { users } from './users.ts';

/** Conversations of a user with an agent (SESSIONS). */
export const sessions = pgTable('sessions', {
  id: uuid('id').primaryKey().defaultRandom(),
  agentId: uuid('agent_id').references(() => agents.id, { onDelete: 'set null' }),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  name: text('name'),
  metadata: jsonb('metadata').$type<Json>().notNull().default({}),
  status: text('status').notNull().default('active'),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
  endedAt: moment('ended_at'),
}, (table) => [
  index('sessions_agent_id_index').on(table.agentId),
  index('sessions_user_id_index').on(table.userId),
  index('sessions_status_index').on(table.status),
  index('sessions_created_at_index').on(table.createdAt),
]);

/** What was said in a session (MESSAGES). `costUsd` is null when the price of the model is not known. */
export const messages = pgTable('messages', {
  id: uuid('id').primaryKey().defaultRandom(),
  sessionId: uuid('session_id').notNull().references(() => sessions.id, { onDelete: 'cascade' }),
  role: text('role').notNull(),
  content: text('content').notNull(),
  toolCalls: jsonb('tool_calls').$type<Json>(),
  attachments: jsonb('attachments').$type<Json>(),
  metadata: jsonb('metadata').$type<Json>().notNull().default({}),
  createdAt: moment('created_at').notNull().defaultNow(),
  tokenCount: integer('token_count'),
  costUsd: doublePrecision('cost_usd'),
}, (table) => [
  index('messages_session_id_created_at_index').on(table.sessionId, table.createdAt),
  index('messages_created_at_index').on(table.createdAt),
  index('messages_role_index').on(table.role),
]);

/** Calls of tools a message caused (TOOL_EXECUTIONS). `executionTime` in seconds. */
export const toolExecutions = pgTable('tool_executions', {
  id: uuid('id').primaryKey().defaultRandom(),
  messageId: uuid('message_id').notNull().references(() => messages.id, { onDelete: 'cascade' }),
  toolName: text('tool_name').notNull(),
  inputParameters: jsonb('input_parameters').$type<Json>().notNull().default({}),
  outputResult: jsonb('output_result').$type<Json>(),
  executionTime: doublePrecision('execution_time'),
  status: text('status').notNull(),
  executedAt: moment('executed_at').notNull().defaultNow(),
}, (table) => [
  index('tool_executions_message_id_index').on(table.messageId),
  index('tool_executions_tool_name_index').on(table.toolName),
]);

/** Work in the background of a session (TASKS). */
export const tasks = pgTable('tasks', {
  id: uuid('id').primaryKey().defaultRandom(),
  sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
  taskType: text('task_type').notNull(),
  parameters: jsonb('parameters').$type<Json>().notNull().default({}),
  status: text('status').notNull().default('queued'),
  result: jsonb('result').$type<Json>(),
  errorMessage: text('error_message'),
  createdAt: moment('created_at').notNull().defaultNow(),
  completedAt: moment('completed_at'),
  retryCount: integer('retry_count').notNull().default(0),
}, (table) => [
  index('tasks_session_id_index').on(table.sessionId),
  index('tasks_status_index').on(table.status),
  index('tasks_created_at_index').on(table.createdAt),
]);

/** Files a user uploaded (FILES). `fileSize` in bytes, `storagePath` as the files room gives it. */
export const files = pgTable('files', {
  id: uuid('id').primaryKey().defaultRandom(),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'set null' }),
  filename: text('filename').notNull(),
  contentType: text('content_type').notNull(),
  fileSize: bigint('file_size', { mode: 'number' }).notNull(),
  storagePath: text('storage_path').notNull(),
  metadata: jsonb('metadata').$type<Json>().notNull().default({}),
  uploadedAt: moment('uploaded_at').notNull().defaultNow(),
}, (table) => [
  index('files_user_id_index').on(table.userId),
  index('files_session_id_index').on(table.sessionId),
]);
