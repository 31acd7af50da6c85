import { boolean, index, integer, jsonb, pgTable, primaryKey, sql, text, vector } from '../orm.ts';
import { moment, searchVector } from './columns.ts';

/** Numbers in an embedding of a template. */
export const embeddingDimensions = 384;

/**
 * Contract templates, every version kept. `embedding` is a unit vector (cosine distance); `search` weighs title A, tags and
 * requests B, description C.
 */
export const templates = pgTable('templates', {
  id: text('id').notNull(),
  version: integer('version').notNull(),
  title: text('title').notNull(),
  description: text('description').notNull().default(''),
  kind: text('kind').notNull(),
  standards: jsonb('standards').$type<string[]>().notNull().default([]),
  tags: jsonb('tags').$type<string[]>().notNull().default([]),
  prompts: jsonb('prompts').$type<string[]>().notNull().default([]),
  risks: jsonb('risks').$type<string[]>().notNull().default([]),
  licence: text('licence').notNull(),
  /** CIDv1 of the source as `ipfs add` gives it. */
  cid: text('cid').notNull(),
  builtin: boolean('builtin').notNull().default(false),
  source: text('source').notNull(),
  embedding: vector('embedding', { dimensions: embeddingDimensions }),
  search: searchVector('search').generatedAlwaysAs(sql`
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', tags), 'B') ||
    setweight(to_tsvector('english', standards), 'B') || setweight(to_tsvector('english', prompts), 'B') ||
    setweight(to_tsvector('english', description), 'C')`),
  createdAt: moment('created_at').notNull().defaultNow(),
}, (table) => [
  primaryKey({ columns: [table.id, table.version] }),
  index('templates_kind_index').on(table.kind),
  index('templates_cid_index').on(table.cid),
  index('templates_search_index').using('gin', table.search),
  index('templates_embedding_index').using('hnsw', table.embedding.op('vector_cosine_ops')),
]);
