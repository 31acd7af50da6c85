import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { errorCode, isUniqueViolation } from './errors.ts';
import { migrateDatabase } from './migrate.ts';
import { asc, cosineDistance, eq, sql } from './orm.ts';
import type { Storage } from './storage.ts';
import { systemConfig, templates } from './tables/index.ts';

/** What every driver of the storage must do. `open` gives a storage nobody else uses. */
export function storageKit(driver: string, open: () => Promise<Storage>): void {
  describe(`storage on ${driver}`, () => {
    let storage: Storage;
    beforeAll(async () => { storage = await open(); });
    afterAll(async () => { await storage?.close(); });

    const client = async () => {
      const made = new pg.Client({ connectionString: storage.url });
      made.on('error', () => { /* the tests that break connections expect it */ });
      await made.connect();
      return made;
    };
    const put = (key: string, value: number) => ({ key, value, description: 'kit' });
    const find = async (key: string) => (await storage.database.select().from(systemConfig).where(eq(systemConfig.key, key)))[0]?.value;

    it('commits what ends well and rolls back what throws', async () => {
      await storage.transaction(async (database) => { await database.insert(systemConfig).values(put('commit', 1)); });
      await expect(storage.transaction(async (database) => {
        await database.insert(systemConfig).values(put('rollback', 1));
        throw new Error('no');
      })).rejects.toThrow('no');
      expect([await find('commit'), await find('rollback')]).toEqual([1, undefined]);
    });

    it('says which key exists already', async () => {
      await storage.database.insert(systemConfig).values(put('unique', 1));
      const error: unknown = await storage.database.insert(systemConfig).values(put('unique', 2)).then(() => null, (thrown: unknown) => thrown);
      expect([errorCode(error), isUniqueViolation(error)]).toEqual(['23505', true]);
    });

    it('answers rightly after errors in the middle of things', async () => {
      await Promise.all(Array.from({ length: 200 }, async (_, round) => {
        const failing = round % 2 === 0 ? storage.pool.query('SELECT 1/$1::int', [0]) : storage.pool.query('SELEC nothing');
        await expect(failing).rejects.toMatchObject({ code: round % 2 === 0 ? '22012' : '42601' });
        expect((await storage.pool.query('SELECT $1::int AS round', [round])).rows).toEqual([{ round }]);
      }));
    });

    it('never gives a client the rows of another under mixed load', async () => {
      await storage.pool.query('CREATE TABLE mixed (client integer, number integer, PRIMARY KEY (client, number))');
      const wrong: string[] = [];
      await Promise.all(Array.from({ length: 8 }, async (_, who) => {
        const mine = await client();
        for (let number = 0; number < 60; number += 1) {
          const token = `${who}-${number}`;
          if (number % 3 === 0) {
            await mine.query('BEGIN');
            await mine.query('INSERT INTO mixed VALUES ($1, $2)', [who, number]);
            const { rows } = await mine.query<{ n: number }>('SELECT count(*)::int AS n FROM mixed WHERE client = $1 AND number = $2', [who, number]);
            if (rows[0]?.n !== 1) wrong.push(`${token} does not see its own row`);
            await mine.query(number % 2 === 0 ? 'COMMIT' : 'ROLLBACK');
          } else if (number % 7 === 0) {
            await mine.query('SELECT * FROM nowhere').then(() => wrong.push(`${token} did not fail`), () => { /* expected */ });
          }
          const { rows } = await mine.query<{ token: string }>('SELECT $1::text AS token', [token]);
          if (rows.length !== 1 || rows[0]?.token !== token) wrong.push(`${token} got ${JSON.stringify(rows)}`);
        }
        await mine.end();
      }));
      expect(wrong).toEqual([]);
      const { rows } = await storage.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM mixed');
      expect(rows[0]?.n).toBe(8 * 10);
    });

    it('brings every NOTIFY to who listens and to nobody else', async () => {
      const [listener, other, sender] = await Promise.all([client(), client(), client()]);
      const got: string[] = [];
      const strange: string[] = [];
      listener.on('notification', ({ channel, payload }) => { got.push(`${channel}:${payload}`); });
      other.on('notification', ({ payload }) => { strange.push(String(payload)); });
      await listener.query('LISTEN bell');
      await other.query('LISTEN another');
      for (let number = 0; number < 20; number += 1) await sender.query('SELECT pg_notify($1, $2)', ['bell', String(number)]);
      await sender.query('BEGIN');
      await sender.query(`SELECT pg_notify('bell', 'never')`);
      await sender.query('ROLLBACK');
      await expect.poll(() => got.length, { timeout: 5000 }).toBe(20);
      expect(got).toEqual(Array.from({ length: 20 }, (_, number) => `bell:${number}`));
      await listener.query('UNLISTEN *');
      await sender.query(`SELECT pg_notify('bell', 'late'), pg_notify('another', 'yes')`);
      await expect.poll(() => strange).toEqual(['yes']);
      expect(got).toHaveLength(20);
      await Promise.all([listener.end(), other.end(), sender.end()]);
    });

    it('rolls back the transaction of a client that vanishes', async () => {
      const vanishing = await client();
      await vanishing.query('BEGIN');
      await vanishing.query(`INSERT INTO system_config (key, value) VALUES ('abandoned', '1')`);
      (vanishing as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      await expect.poll(async () => (await storage.pool.query(`INSERT INTO system_config (key, value) VALUES ('abandoned', '2') ON CONFLICT DO NOTHING`)).rowCount).toBe(1);
      expect(await find('abandoned')).toBe(2);
    });

    it('survives clients that reset in the middle of a query', async () => {
      await Promise.all(Array.from({ length: 20 }, async (_, number) => {
        const resetting = await client();
        const running = resetting.query('SELECT repeat($1, 100000) FROM generate_series(1, 20)', ['x']).catch(() => { /* it is cut off */ });
        await new Promise((resolve) => { setTimeout(resolve, number % 5); });
        (resetting as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
        await running;
      }));
      expect((await storage.health()).status).toBe('ok');
    });

    it('keeps prepared statements and settings of clients apart', async () => {
      const [left, right] = await Promise.all([client(), client()]);
      for (let round = 0; round < 5; round += 1) {
        const [a, b] = await Promise.all([
          left.query<{ v: string }>({ name: 'same', text: `SELECT 'left' || $1 AS v`, values: [round] }),
          right.query<{ v: string }>({ name: 'same', text: `SELECT 'right' || $1 AS v`, values: [round] }),
        ]);
        expect([a.rows[0]?.v, b.rows[0]?.v]).toEqual([`left${round}`, `right${round}`]);
      }
      await left.query(`SET work_mem = '3MB'`);
      const show = async (who: pg.Client) => (await who.query<{ work_mem: string }>('SHOW work_mem')).rows[0]?.work_mem;
      expect(await show(right)).not.toBe('3MB');
      expect(await show(left)).toBe('3MB');
      await left.query('RESET work_mem');
      expect(await show(left)).not.toBe('3MB');
      await Promise.all([left.end(), right.end()]);
    });

    it('carries large values both ways', async () => {
      const large = 'abcdefgh'.repeat(500_000);
      const { rows } = await storage.pool.query<{ text: string }>('SELECT $1::text AS text', [large]);
      expect(rows[0]?.text === large).toBe(true);
    });

    it('migrates twice without doing anything the second time', async () => {
      const count = async () => (await storage.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM drizzle.__drizzle_migrations')).rows[0]?.n;
      const before = await count();
      await Promise.all([migrateDatabase(storage.pool), migrateDatabase(storage.pool)]);
      expect(await count()).toBe(before);
    });

    it('finds templates by vector and by words', async () => {
      const unit = (index: number) => Array.from({ length: 384 }, (_, place) => (place === index ? 1 : 0));
      const make = (id: string, title: string, prompts: string[], index: number) => ({ id, version: 1, title, kind: 'erc20', prompts, licence: 'MIT', cid: id, source: '//', embedding: unit(index) });
      await storage.database.insert(templates).values([
        make('kit-token', 'Burnable token', ['a coin people can burn'], 0), make('kit-vault', 'Vault', ['yield on deposits'], 1), make('kit-nft', 'Collection', ['pictures'], 2),
      ]);
      const near = unit(1).map((value, place) => (place === 0 ? 0.3 : value));
      const byVector = await storage.database.select({ id: templates.id }).from(templates).orderBy(asc(cosineDistance(templates.embedding, near))).limit(2);
      expect(byVector.map(({ id }) => id)).toEqual(['kit-vault', 'kit-token']);
      const byWords = await storage.database.select({ id: templates.id }).from(templates).where(sql`${templates.search} @@ websearch_to_tsquery('english', 'burning coins')`);
      expect(byWords.map(({ id }) => id)).toEqual(['kit-token']);
    });

    it('is healthy and can be vacuumed', async () => {
      expect(await storage.health()).toMatchObject({ name: 'database', status: 'ok' });
      await storage.maintain();
    });
  });
}
