import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../storage/index.ts';

const steps = ['one', 'two', 'three', 'four'];

describe('killed process on the embedded database', () => {
  let home: string;
  const children = new Set<ReturnType<typeof spawn>>();
  beforeEach(async () => { home = await mkdtemp(path.join(tmpdir(), 'workflows-kill-')); });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
    await rm(home, { recursive: true, force: true });
  });

  /** A process with the database, the outbox and the worker in it. */
  async function work(stepMilliseconds: number): Promise<{ ended(): number; kill(): Promise<void> }> {
    const settings = { home, executorId: randomUUID(), alone: true, beat: 300, dead: 1000, concurrency: 6, stepMilliseconds };
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'fixtures', 'worker.ts'), JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] });
    children.add(child);
    const gone = once(child, 'exit');
    await Promise.race([once(child.stdout!, 'data'), gone.then(() => { throw new Error('the worker did not start'); })]);
    let ended = 0;
    child.stdout?.on('data', (chunk: Buffer) => { ended += chunk.toString().split('completed').length - 1; });
    return { ended: () => ended, async kill() { child.kill('SIGKILL'); await gone; children.delete(child); } };
  }

  async function accept(count: number): Promise<string[]> {
    const storage = await openStorage({ home });
    await storage.pool.query('CREATE TABLE IF NOT EXISTS effects (key text PRIMARY KEY, executor text NOT NULL, times integer NOT NULL DEFAULT 1)');
    const runIds = Array.from({ length: count }, () => randomUUID());
    for (const [number, runId] of runIds.entries()) await storage.pool.query('INSERT INTO outbox (flow, run_id, input, queue) VALUES ($1, $2, $3, $4)', ['four', runId, { number }, 'agent']);
    await storage.close();
    return runIds;
  }

  async function inspect(runIds: string[]): Promise<{ completed: number; effects: string[]; repeated: number }> {
    const storage = await openStorage({ home });
    try {
      const completed = await storage.pool.query(`SELECT 1 FROM dbos.workflow_status WHERE workflow_uuid = ANY($1) AND status = 'SUCCESS'`, [runIds]);
      const effects = await storage.pool.query<{ key: string; times: number }>('SELECT key, times FROM effects WHERE split_part(key, $2, 1) = ANY($1) ORDER BY key', [runIds, '/']);
      return { completed: completed.rowCount ?? 0, effects: effects.rows.map((row) => row.key), repeated: effects.rows.filter((row) => row.times > 1).length };
    } finally {
      await storage.close();
    }
  }

  const expected = (runIds: string[]) => runIds.flatMap((runId) => steps.map((step) => `${runId}/${step}`)).toSorted();
  const finish = async (runIds: string[], milliseconds: number) => {
    const worker = await work(10);
    await delay(milliseconds);
    await worker.kill();
    return inspect(runIds);
  };

  it('ends every accepted run although the process is killed twenty times', async () => {
    const runIds = await accept(40);
    for (let kills = 0; kills < 20; kills += 1) {
      const worker = await work(60);
      await delay(randomInt(5, 250));
      await worker.kill();
    }
    let found = await finish(runIds, 3000);
    for (let more = 0; found.completed < runIds.length && more < 5; more += 1) found = await finish(runIds, 3000);
    process.stderr.write(`20 kills, ${found.completed} of ${runIds.length} runs completed, ${found.effects.length} effects, ${found.repeated} steps ran twice\n`);
    expect(found.completed).toBe(runIds.length);
    expect(found.effects).toEqual(expected(runIds));
  }, 600_000);

  it('ends every run although the database process is killed under it four times', async () => {
    const runIds = await accept(30);
    const worker = await work(100);
    // The database process writes its id beside its lock, so that it is found again after each restart.
    const databaseProcess = async () => Number(await readFile(path.join(home, 'database', 'engine.lock.pid'), 'utf8'));
    let killed = 0;
    for (let kills = 0; kills < 4; kills += 1) {
      await delay(randomInt(300, 700));
      const current = await databaseProcess();
      if (current !== killed) process.kill(current, 'SIGKILL');
      killed = current;
      while ((await databaseProcess()) === killed) await delay(50);
    }
    for (const deadline = Date.now() + 120_000; worker.ended() < runIds.length && Date.now() < deadline;) await delay(100);
    // The end of the last run is recorded just after its flow returned.
    await delay(2000);
    await worker.kill();
    const found = await inspect(runIds);
    process.stderr.write(`database killed, ${found.completed} of ${runIds.length} runs completed, ${found.effects.length} effects, ${found.repeated} steps ran twice\n`);
    expect(found.completed).toBe(runIds.length);
    expect(found.effects).toEqual(expected(runIds));
  }, 240_000);
});
