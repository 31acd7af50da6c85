import { AppError, newTemplate, type ContentStore, type Embedder, type EventBus, type Template, type TemplateStore } from '@hyperlens/protocol';
import { isUniqueViolation } from './errors.ts';
import { and, desc, eq, sql } from './orm.ts';
import type { Storage } from './storage.ts';
import { templates } from './tables/index.ts';

export interface TemplateStoreDependencies {
  storage: Pick<Storage, 'database' | 'transaction'>;
  content: ContentStore;
  embedder: Embedder;
  events?: Pick<EventBus, 'append'>;
}

/** Ranks fused by reciprocal rank (Cormack, Clarke and Büttcher 2009) with their constant of 60. */
const fusion = 60;
const candidates = 20;

/** The template library: rows for search, bytes in the content store, every version kept. What is read is checked against its CID. */
export function makeTemplateStore({ storage, content, embedder, events }: TemplateStoreDependencies): TemplateStore {
  const { database } = storage;
  const newest = () => database.selectDistinctOn([templates.id]).from(templates).orderBy(templates.id, desc(templates.version));

  return {
    async list() {
      return (await newest()).map(toTemplate);
    },
    async get(id, version) {
      const [row] = await database.select().from(templates).where(and(eq(templates.id, id), version === undefined ? undefined : eq(templates.version, version))).orderBy(desc(templates.version)).limit(1);
      if (!row) return null;
      const bytes = await content.get(row.cid);
      return { ...toTemplate(row), source: new TextDecoder().decode(bytes) };
    },
    async add(input) {
      const { source, ...description } = newTemplate.parse(input);
      const builtin = input.builtin ?? false;
      const cid = await content.put(new TextEncoder().encode(source));
      const [embedding] = await embedder.embed([[description.title, ...description.tags, ...description.prompts, description.description].join('\n')]);
      const once = () => storage.transaction(async (database, transaction) => {
        // One adder of an id at a time, on every database: the row of the newest version is locked, and the primary key decides a race of two first versions.
        const [last] = await database.select().from(templates).where(eq(templates.id, description.id)).orderBy(desc(templates.version)).limit(1).for('update');
        if (last?.builtin && !builtin) throw new AppError('INPUT_INVALID', { where: 'id', problem: `"${description.id}" is a built-in template; choose another id` });
        if (last && last.cid === cid && sameDescription(toTemplate(last), description)) return toTemplate(last);
        const [row] = await database.insert(templates).values({ ...description, version: (last?.version ?? 0) + 1, cid, builtin, source, embedding: embedding! }).returning();
        const added = toTemplate(row!);
        await events?.append({ type: 'template.added', stream: `template/${added.id}`, data: { templateId: added.id, version: added.version, cid } }, transaction);
        return added;
      });
      for (let attempt = 1; ; attempt++) {
        try {
          return await once();
        } catch (error) {
          // Another adder took the version in between; the next look sees its row.
          if (attempt >= 10 || !isUniqueViolation(error)) throw error;
        }
      }
    },
    async search(query, limit = 5) {
      const words = query.slice(0, 20_000).toLowerCase().match(/[\p{L}\p{N}]+/gu)?.slice(0, 200) ?? [];
      if (words.length === 0) return [];
      const [embedding] = await embedder.embed([query]);
      const any = [...new Set(words)].join(' | ');
      const found = await database.execute<{ id: string; score: number }>(sql`
        WITH newest AS (SELECT DISTINCT ON (id) * FROM ${templates} ORDER BY id, version DESC),
        by_vector AS (SELECT id, row_number() OVER (ORDER BY embedding <=> ${JSON.stringify(embedding)}::vector, id) AS place FROM newest WHERE embedding IS NOT NULL ORDER BY place LIMIT ${candidates}),
        by_text AS (SELECT id, row_number() OVER (ORDER BY ts_rank_cd(search, to_tsquery('english', ${any}), 1) DESC, id) AS place FROM newest WHERE search @@ to_tsquery('english', ${any}) ORDER BY place LIMIT ${candidates})
        SELECT newest.id, (coalesce(1.0 / (${fusion}::int + by_vector.place), 0) + coalesce(1.0 / (${fusion}::int + by_text.place), 0)) * (${fusion}::int + 1) / 2 AS score
        FROM newest LEFT JOIN by_vector USING (id) LEFT JOIN by_text USING (id)
        WHERE by_vector.place IS NOT NULL OR by_text.place IS NOT NULL
        ORDER BY score DESC, newest.id LIMIT ${limit}`);
      const rows = await newest();
      return found.rows.map((hit) => ({ ...toTemplate(rows.find((row) => row.id === hit.id)!), score: Number(hit.score) }));
    },
  };
}

function toTemplate(row: typeof templates.$inferSelect): Template {
  const { id, version, title, description, kind, standards, tags, prompts, risks, licence, cid, builtin, createdAt } = row;
  return { id, version, title, description, kind, standards, tags, prompts, risks, licence, cid, builtin, createdAt: new Date(createdAt).toISOString() };
}

function sameDescription(stored: Template, given: Omit<Template, 'cid' | 'builtin' | 'createdAt' | 'version'>): boolean {
  return (Object.keys(given) as (keyof typeof given)[]).every((key) => JSON.stringify(stored[key]) === JSON.stringify(given[key]));
}
