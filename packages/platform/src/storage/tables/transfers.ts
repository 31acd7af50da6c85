import { bigint, customType, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from '../orm.ts';
import { moment } from './columns.ts';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** One row a token, locked while its stretches change (advisory locks do not exclude on the embedded database). */
export const transferTokens = pgTable('transfer_tokens', {
  chainId: bigint('chain_id', { mode: 'number' }).notNull(),
  /** Lower case. */
  token: text('token').notNull(),
}, (table) => [primaryKey({ columns: [table.chainId, table.token] })]);

/** Stretches of blocks whose Transfer logs were added up, gapless per token: each names the end of the one before it. */
export const transferSegments = pgTable('transfer_segments', {
  id: uuid('id').primaryKey().defaultRandom(),
  chainId: bigint('chain_id', { mode: 'number' }).notNull(),
  /** Lower case. */
  token: text('token').notNull(),
  fromBlock: bigint('from_block', { mode: 'number' }).notNull(),
  toBlock: bigint('to_block', { mode: 'number' }).notNull(),
  /** Hash of the block `toBlock`. */
  toHash: text('to_hash').notNull(),
  /** Counts and sums; amounts as decimal text. */
  tally: jsonb('tally').$type<StoredTally>().notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
}, (table) => [
  uniqueIndex('transfer_segments_from_unique').on(table.chainId, table.token, table.fromBlock),
]);

/** Changes of balances of a stretch, some thousand holders a row, in the format of `transfer-pages.ts`. */
export const transferPages = pgTable('transfer_pages', {
  segmentId: uuid('segment_id').notNull().references(() => transferSegments.id, { onDelete: 'cascade' }),
  number: integer('number').notNull(),
  kind: text('kind').$type<'transfers' | 'wrapped'>().notNull(),
  changes: bytes('changes').notNull(),
}, (table) => [primaryKey({ columns: [table.segmentId, table.number] })]);

/** A tally as JSON. */
export interface StoredTally {
  transfers: number; oddities: number; mints: number; burns: number; minted: string; burned: string;
  newest: { block: number; kind: 'mint' | 'burn'; account: string; amount: string }[];
  recent: { block: number; transaction: string; from: string; to: string; amount: string }[];
}
