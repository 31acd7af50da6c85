import type { Research, ResearchRequest, ResearchResult, ServiceAnswer, Subject, Watch, WatchChange } from '@hyperlens/protocol';
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, uuid } from '../orm.ts';
import { moment } from './columns.ts';

/** Research runs: what was asked, and the result with every piece of evidence when it has ended. */
export const researches = pgTable('researches', {
  id: text('id').primaryKey(),
  status: text('status').$type<Research['status']>().notNull().default('queued'),
  request: jsonb('request').$type<ResearchRequest>().notNull(),
  network: text('network'),
  subject: jsonb('subject').$type<Subject>(),
  result: jsonb('result').$type<ResearchResult>(),
  error: jsonb('error').$type<Research['error']>(),
  watchId: uuid('watch_id'),
  idempotencyKey: text('idempotency_key').unique(),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
}, (table) => [
  index('researches_status_index').on(table.status),
  index('researches_created_at_id_index').on(table.createdAt, table.id),
  index('researches_watch_id_created_at_index').on(table.watchId, table.createdAt),
]);

/** Steps of a research run. */
export const researchSteps = pgTable('research_steps', {
  researchId: text('research_id').notNull().references(() => researches.id, { onDelete: 'cascade' }),
  name: text('name').$type<Research['steps'][number]['name']>().notNull(),
  position: integer('position').notNull(),
  status: text('status').$type<Research['steps'][number]['status']>().notNull(),
  attempt: integer('attempt').notNull().default(1),
  startedAt: moment('started_at'),
  endedAt: moment('ended_at'),
  summary: text('summary'),
  error: jsonb('error').$type<Research['error']>(),
}, (table) => [primaryKey({ columns: [table.researchId, table.name] })]);

/** What each service answered, before the run is judged. */
export const researchSections = pgTable('research_sections', {
  researchId: text('research_id').notNull().references(() => researches.id, { onDelete: 'cascade' }),
  section: text('section').notNull(),
  answer: jsonb('answer').$type<ServiceAnswer>().notNull(),
}, (table) => [primaryKey({ columns: [table.researchId, table.section] })]);

/** Subjects that are researched again and again. */
export const watches = pgTable('watches', {
  id: uuid('id').primaryKey(),
  request: jsonb('request').$type<ResearchRequest>().notNull(),
  everySeconds: integer('every_seconds').notNull(),
  status: text('status').$type<Watch['status']>().notNull().default('active'),
  lastRunId: text('last_run_id'),
  lastRunAt: moment('last_run_at'),
  nextRunAt: moment('next_run_at'),
  error: jsonb('error').$type<Watch['error']>(),
  createdAt: moment('created_at').notNull().defaultNow(),
}, (table) => [index('watches_status_next_run_at_index').on(table.status, table.nextRunAt)]);

/** What a run of a watch found changed. */
export const watchChanges = pgTable('watch_changes', {
  position: bigserial('position', { mode: 'number' }).primaryKey(),
  watchId: uuid('watch_id').notNull().references(() => watches.id, { onDelete: 'cascade' }),
  runId: text('run_id').notNull().unique(),
  previousRunId: text('previous_run_id').notNull(),
  differences: jsonb('differences').$type<WatchChange['differences']>().notNull(),
  recordedAt: moment('recorded_at').notNull().defaultNow(),
}, (table) => [index('watch_changes_watch_id_position_index').on(table.watchId, table.position)]);
