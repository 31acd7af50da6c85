import type { Json } from '@hyperlens/protocol';
import { boolean, date, doublePrecision, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from '../orm.ts';
import { moment } from './columns.ts';

/** People with an account (USERS of the ChainLens schema). */
export const users = pgTable('users', {
  id: uuid('id').primaryKey().defaultRandom(),
  email: text('email').notNull().unique(),
  name: text('name'),
  /** Hash as the auth room writes it; never a password. */
  passwordHash: text('password_hash'),
  profileData: jsonb('profile_data').$type<Json>().notNull().default({}),
  subscriptionType: text('subscription_type').notNull().default('free'),
  isActive: boolean('is_active').notNull().default(true),
  emailVerifiedAt: moment('email_verified_at'),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
  lastLoginAt: moment('last_login_at'),
}, (table) => [
  index('users_subscription_type_index').on(table.subscriptionType),
  index('users_created_at_index').on(table.createdAt),
]);

/** What one user used on one day (USER_USAGE). `costIncurred` in US dollars. */
export const userUsage = pgTable('user_usage', {
  id: uuid('id').primaryKey().defaultRandom(),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  date: date('date', { mode: 'string' }).notNull(),
  apiCalls: integer('api_calls').notNull().default(0),
  agentInteractions: integer('agent_interactions').notNull().default(0),
  costIncurred: doublePrecision('cost_incurred').notNull().default(0),
  usageBreakdown: jsonb('usage_breakdown').$type<Json>().notNull().default({}),
}, (table) => [uniqueIndex('user_usage_user_id_date_unique').on(table.userId, table.date)]);

/** Keys of a user for the API (API_KEYS); only a hash of the key is kept. */
export const apiKeys = pgTable('api_keys', {
  id: uuid('id').primaryKey().defaultRandom(),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  name: text('name').notNull(),
  keyHash: text('key_hash').notNull().unique(),
  permissions: jsonb('permissions').$type<Json>().notNull().default([]),
  expiresAt: moment('expires_at'),
  lastUsedAt: moment('last_used_at'),
  isActive: boolean('is_active').notNull().default(true),
  createdAt: moment('created_at').notNull().defaultNow(),
}, (table) => [index('api_keys_user_id_index').on(table.userId)]);
