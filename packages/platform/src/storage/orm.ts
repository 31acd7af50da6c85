import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type * as NodePostgres from 'drizzle-orm/node-postgres';
import type * as Migrator from 'drizzle-orm/node-postgres/migrator';
import type * as PgCore from 'drizzle-orm/pg-core';

/**
 * Drizzle, loaded as the CommonJS files it also publishes. Its ECMAScript modules import each other in circles through `export *`, and
 * resolving those names took 100 to 200 MB and up to a second in every process (measured with drizzle-orm 0.45.4 on Node 24); this takes
 * 15 MB and a tenth of a second. `test/house` sees to it that values come from here alone; types may come from anywhere.
 */
const load = createRequire(import.meta.url);

export const { and, asc, cosineDistance, count, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, max, notInArray, notLike, or, sql } = load('drizzle-orm') as typeof Orm;
export const { bigint, bigserial, boolean, customType, date, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid, vector } = load('drizzle-orm/pg-core') as typeof PgCore;
export const { drizzle } = load('drizzle-orm/node-postgres') as typeof NodePostgres;
export const { migrate } = load('drizzle-orm/node-postgres/migrator') as typeof Migrator;
