import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { openStorage, type Storage, type StorageOptions } from '../storage.ts';
import { makeMessage } from './wire.ts';

const newHome = () => mkdtempSync(path.join(os.tmpdir(), 'hyperlens-embedded-'));
const wait = (milliseconds: number) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
/** A process that has ended but was not collected by its parent yet counts as ended. */
const isAlive = (pid: number) => existsSync(`/proc/${pid}/stat`) && !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

const opened: Storage[] = [];
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(opened.splice(0).map((storage) => storage.close()));
});
async function open(home: string, options: Partial<StorageOptions> = {}): Promise<Storage> {
  const storage = await openStorage({ home, ...options });
  opened.push(storage);
  return storage;
}

/** Another process that opens the directory and writes; prints a line per acknowledged row. */
function writer(home: string): { child: ChildProcess; lines: string[]; said: (text: string) => Promise<void> } {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'writer.worker.ts'), home], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const lines: string[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return { child, lines, said: (text) => expect.poll(() => lines.some((line) => line.startsWith(text)), { timeout: 60_000, interval: 20 }).toBe(true) };
}
const acknowledged = (lines: string[]) => lines.filter((line) => line.startsWith('ack ')).map((line) => Number(line.slice(4)));
async function stored(storage: Storage): Promise<Set<number>> {
  const { rows } = await storage.pool.query<{ number: number }>('SELECT number FROM written ORDER BY number');
  return new Set(rows.map(({ number }) => number));
}
async function expectSound(storage: Storage): Promise<void> {
  const { rows } = await storage.pool.query<{ by_index: string; by_scan: string }>(`SELECT (SELECT count(*) FROM written WHERE number >= 0) AS by_index, (SELECT count(*) FROM written) AS by_scan`);
  expect(rows[0]?.by_index).toBe(rows[0]?.by_scan);
}

describe('one owner of a data directory', () => {
  it('refuses a second opener with the number of the first, in this process and in another', async () => {
    const home = newHome();
    const first = await open(home);
    await expect(openStorage({ home })).rejects.toMatchObject({ code: 'DATA_DIRECTORY_LOCKED', details: { pid: process.pid } });
    const other = writer(home);
    await other.said(`DATA_DIRECTORY_LOCKED ${process.pid}`);
    expect((await first.health()).status).toBe('ok');
    await first.close();
    expect((await (await open(home)).health()).status).toBe('ok');
  });

  it('lets exactly one of several starters have it', async () => {
    const home = newHome();
    const racers = Array.from({ length: 4 }, () => writer(home));
    await expect.poll(() => racers.every(({ lines }) => lines.some((line) => line.startsWith('open') || line.startsWith('DATA_DIRECTORY_LOCKED'))), { timeout: 90_000 }).toBe(true);
    expect(racers.filter(({ lines }) => lines.includes('open'))).toHaveLength(1);
  });

  it('opens again at once after its owner was killed, with every acknowledged row, again and again', async () => {
    const home = newHome();
    const promised: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { child, lines, said } = writer(home);
      await said('ack');
      await wait(100 + round * 60);
      const database = Number(lines.find((line) => line.startsWith('database '))?.slice(9));
      // Stopped, the database cannot notice that its owner died: the next one must not open the files beside it.
      if (round % 2 === 1) process.kill(database, 'SIGSTOP');
      child.kill('SIGKILL');
      await new Promise((resolve) => { child.once('close', resolve); });
      promised.push(...acknowledged(lines));
      const storage = await openStorage({ home });
      expect(isAlive(database)).toBe(false);
      const found = await stored(storage);
      expect(promised.filter((number) => !found.has(number))).toEqual([]);
      await expectSound(storage);
      await storage.close();
    }
    expect(promised.length).toBeGreaterThan(10);
  });
});

describe('a database process that ends', () => {
  it('is started again under load without losing an acknowledged row', async () => {
    const changes: string[] = [];
    const storage = await open(newHome(), { onChange: ({ status }) => changes.push(status) });
    await storage.pool.query('CREATE TABLE written (number integer PRIMARY KEY)');
    const promised: number[] = [];
    const failures: unknown[] = [];
    let running = true;
    let next = 0;
    const load = Array.from({ length: 6 }, async () => {
      while (running && failures.length < 200) {
        const number = next;
        next += 1;
        try {
          await storage.transaction(async (database) => { await database.execute(`INSERT INTO written VALUES (${number})`); });
          promised.push(number);
        } catch (error) {
          failures.push(error);
          await wait(20);
        }
      }
    });
    for (let round = 0; round < 3; round += 1) {
      const before = promised.length;
      await expect.poll(() => promised.length, { timeout: 30_000 }).toBeGreaterThan(before + 30);
      process.kill(storage.process() ?? 0, 'SIGKILL');
    }
    const before = promised.length;
    await expect.poll(() => promised.length, { timeout: 30_000 }).toBeGreaterThan(before + 30);
    running = false;
    await Promise.all(load);
    const found = await stored(storage);
    expect(promised.filter((number) => !found.has(number))).toEqual([]);
    await expectSound(storage);
    for (const failure of failures) expect(failure).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    // Only what was being committed when the process died fails: the rest waits or runs again.
    expect(failures.length).toBeLessThanOrEqual(3 * 6);
    expect(changes).toEqual(['down', 'up', 'down', 'up', 'down', 'up']);
  });

  it('is killed and started again when a statement does not end', async () => {
    const storage = await open(newHome(), { unresponsiveMilliseconds: 1500 });
    const endless = storage.pool.query('SELECT count(*) FROM generate_series(1, 100000000000) AS n WHERE n % 2 = 0').then(() => 'ended', () => 'failed');
    await wait(100);
    expect((await storage.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(await endless).toBe('failed');
  });

  it('wakes listeners again after it was started again', async () => {
    const storage = await open(newHome());
    const got: (string | null)[] = [];
    await storage.listener.on('bell', (payload) => got.push(payload));
    process.kill(storage.process() ?? 0, 'SIGKILL');
    await expect.poll(() => got, { timeout: 15_000 }).toEqual([null]);
    await storage.pool.query(`SELECT pg_notify('bell', 'again')`);
    await expect.poll(() => got).toEqual([null, 'again']);
  });

  it('ends with the process that started it', async () => {
    const { child, lines, said } = writer(newHome());
    await said('ack');
    const database = Number(lines.find((line) => line.startsWith('database '))?.slice(9));
    child.kill('SIGKILL');
    await expect.poll(() => isAlive(database), { timeout: 5000 }).toBe(false);
  });

  it('says so when the disk is full, and keeps what was acknowledged', async () => {
    const home = newHome();
    const limit = 24 * 1024 * 1024;
    if (!existsSync('/usr/bin/prlimit')) { console.warn('skipped: disk full: prlimit is not on this machine'); return; }
    await (await openStorage({ home })).close();
    const promised: number[] = [];
    const full = await openStorage({ home, wrapper: ['/usr/bin/prlimit', `--fsize=${limit}`] });
    await full.pool.query('CREATE TABLE written (number integer PRIMARY KEY, filler text)');
    let failure: unknown = null;
    for (let number = 0; number < 200 && failure === null; number += 1) {
      try {
        await full.transaction(async (database) => {
          await database.execute(`INSERT INTO written SELECT ${number}, string_agg(md5(random()::text), '') FROM generate_series(1, 20000)`);
          await database.execute(`ALTER TABLE written ALTER filler SET STORAGE EXTERNAL`);
        });
        promised.push(number);
      } catch (error) {
        failure = error;
      }
    }
    expect(failure).toMatchObject({ code: 'DATABASE_FULL' });
    expect(promised.length).toBeGreaterThan(5);
    expect((await full.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await full.close();
    const found = await stored(await open(home));
    expect(promised.filter((number) => !found.has(number))).toEqual([]);
  });
});

describe('clients that behave badly', () => {
  it('may ask for encryption, send nonsense, cancel or go away without harm', async () => {
    const storage = await open(newHome());
    const folder = new URL(storage.url).searchParams.get('host') ?? '';
    expect(statSync(folder).mode & 0o077).toBe(0);
    const socketPath = path.join(folder, readdirSync(folder).find((file) => file.endsWith('.5432')) ?? '');
    /** What comes back until the wanted text is in it, however long a busy machine takes; or within a moment, where nothing is wanted. */
    const say = (bytes: Buffer, wanted?: string) => new Promise<string>((resolve) => {
      let answer = '';
      const socket = net.connect(socketPath, () => socket.write(bytes));
      const end = () => { clearTimeout(timer); socket.destroy(); resolve(answer); };
      const timer = setTimeout(end, wanted === undefined ? 50 : 10_000);
      socket.on('data', (chunk) => { answer += chunk.toString('latin1'); if (wanted !== undefined && answer.includes(wanted)) end(); });
      socket.on('error', end);
    });
    const code = (number: number) => { const bytes = Buffer.alloc(8); bytes.writeInt32BE(8, 0); bytes.writeInt32BE(number, 4); return bytes; };
    expect(await say(code(80_877_103), 'N')).toBe('N');
    expect(await say(code(80_877_104), 'N')).toBe('N');
    await say(code(80_877_102));
    expect(await say(Buffer.from('GET / HTTP/1.1\r\n\r\n'), '08P01')).toContain('08P01');
    expect(await say(Buffer.alloc(3))).toBe('');
    const startup = (database: string) => {
      const body = Buffer.from(`user\0postgres\0database\0${database}\0\0`);
      const head = Buffer.alloc(8);
      head.writeInt32BE(8 + body.length, 0);
      head.writeInt32BE(196_608, 4);
      return Buffer.concat([head, body]);
    };
    expect(await say(startup('elsewhere'), '3D000')).toContain('3D000');
    expect(await say(Buffer.concat([startup('postgres'), makeMessage('F', Buffer.alloc(4))]), '08P01')).toContain('08P01');
    expect(await say(Buffer.concat([startup('postgres'), Buffer.from([0x51, 0x7f, 0xff, 0xff, 0xff])]), '08P01')).toContain('08P01');
    // Half a pipeline without its end holds nobody up.
    await say(Buffer.concat([startup('postgres'), makeMessage('P', 'x', 'SELECT 1', Buffer.alloc(2))]));
    expect((await storage.health()).status).toBe('ok');
  });

  it('cannot copy from standard input, and nobody waits for them', async () => {
    const storage = await open(newHome());
    for (const text of ['COPY system_config FROM STDIN', '/* x */ copy system_config(key) from stdin csv']) {
      await expect(storage.pool.query(text)).rejects.toMatchObject({ code: '0A000' });
    }
    expect((await storage.pool.query(`SELECT 'COPY t FROM STDIN' AS text`)).rows).toEqual([{ text: 'COPY t FROM STDIN' }]);
  });

  it('lose the session when they sit on a transaction', async () => {
    const home = newHome();
    await (await openStorage({ home })).close();
    const storage = await open(home, { idleMilliseconds: 300, holdMilliseconds: 800 });
    const client = async () => {
      const made = new pg.Client({ connectionString: storage.url });
      made.on('error', () => { /* it is sent away below */ });
      await made.connect();
      return made;
    };
    const idle = await client();
    await idle.query('BEGIN');
    await idle.query(`INSERT INTO system_config (key, value) VALUES ('idle', '1')`);
    const started = performance.now();
    expect((await storage.pool.query(`SELECT count(*)::int AS n FROM system_config WHERE key = 'idle'`)).rows).toEqual([{ n: 0 }]);
    expect(performance.now() - started).toBeGreaterThan(200);
    await expect(idle.query('COMMIT')).rejects.toThrow();
    const busy = await client();
    await busy.query('BEGIN');
    const hogging = (async () => { for (;;) { await busy.query('SELECT 1'); await wait(20); } })().catch((error: unknown) => error);
    expect((await storage.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(await hogging).toMatchObject({ code: '25P04' });
  });
});

describe('size', () => {
  it('starts a second time quickly and stays small', async () => {
    const home = newHome();
    await (await openStorage({ home })).close();
    const started = performance.now();
    const storage = await open(home);
    const milliseconds = Math.round(performance.now() - started);
    const rollup = readFileSync(`/proc/${storage.process()}/smaps_rollup`, 'utf8');
    const megabytes = Math.round(Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) / 1024);
    console.info(`second start ${milliseconds} ms, database process ${megabytes} MB (PSS)`);
    expect(milliseconds).toBeLessThan(5000);
    expect(megabytes).toBeLessThan(200);
  });
});
