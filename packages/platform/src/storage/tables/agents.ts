import type { Json } from '@hyperlens/protocol';
import { boolean, date, doublePrecision, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from '../orm.ts';
import { moment } from './columns.ts';
import { users } from './users.ts';

/** Ready-made agent settings to start from (AGENT_TEMPLATES). */
export const agentTemplates = pgTable('agent_templates', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull(),
  category: text('category').notNull(),
  description: text('description').notNull().default(''),
  configuration: jsonb('configuration').$type<Json>().notNull().default({}),
  defaultTools: jsonb('default_tools').$type<Json>().notNull().default([]),
  isPublic: boolean('is_public').notNull().default(false),
  usageCount: integer('usage_count').notNull().default(0),
  createdAt: moment('created_at').notNull().defaultNow(),
}, (table) => [index('agent_templates_category_index').on(table.category)]);

/** Agents a user has set up (AGENTS). */
export const agents = pgTable('agents', {
  id: uuid('id').primaryKey().defaultRandom(),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  templateId: uuid('template_id').references(() => agentTemplates.id, { onDelete: 'set null' }),
  name: text('name').notNull(),
  type: text('type').notNull(),
  configuration: jsonb('configuration').$type<Json>().notNull().default({}),
  systemPrompt: jsonb('system_prompt').$type<Json>(),
  tools: jsonb('tools').$type<Json>().notNull().default([]),
  isActive: boolean('is_active').notNull().default(true),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
}, (table) => [
  index('agents_user_id_index').on(table.userId),
  index('agents_template_id_index').on(table.templateId),
  index('agents_type_index').on(table.type),
  index('agents_is_active_index').on(table.isActive),
]);

/** Figures of one agent on one day (AGENT_ANALYTICS). `totalCost` in US dollars, `avgResponseTime` in milliseconds. */
export const agentAnalytics = pgTable('agent_analytics', {
  id: uuid('id').primaryKey().defaultRandom(),
  agentId: uuid('agent_id').notNull().references(() => agents.id, { onDelete: 'cascade' }),
  date: date('date', { mode: 'string' }).notNull(),
  totalMessages: integer('total_messages').notNull().default(0),
  totalSessions: integer('total_sessions').notNull().default(0),
  totalCost: doublePrecision('total_cost').notNull().default(0),
  avgResponseTime: integer('avg_response_time'),
  performanceMetrics: jsonb('performance_metrics').$type<Json>().notNull().default({}),
}, (table) => [uniqueIndex('agent_analytics_agent_id_date_unique').on(table.agentId, table.date)]);
