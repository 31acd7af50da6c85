import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executorsTable, openWorkflows } from './index.ts';
import type { OpenWorkflows } from './index.ts';
import type { WorkflowsDriver } from './workflows.kit.ts';

const steps = ['one', 'two', 'three', 'four'];
interface Worker { id: string; process: ChildProcess; ready: Promise<void>; kill(signal?: NodeJS.Signals): Promise<void> }

/** Kill tests: workers are killed with SIGKILL, or stopped, while they work; every run must end and every effect must have happened. Needs a database many processes can use. */
export function killKit(title: string, driver: WorkflowsDriver): void {
  describe(`killed workers on ${title}`, () => {
    let database: Awaited<ReturnType<WorkflowsDriver['open']>>;
    let pool: Pool;
    /** Starts and watches runs; works on none. */
    let client: OpenWorkflows;
    const workers = new Set<Worker>();

    const work = (options: { alone?: boolean; beat?: number; dead?: number; concurrency?: number; stepMilliseconds?: number; ticks?: boolean } = {}): Worker => {
      const id = randomUUID();
      const { alone = false, beat = 1000, dead = 4000, concurrency = 6, stepMilliseconds = 40, ticks = false } = options;
      const child = spawn(process.execPath, [path.join(import.meta.dirname, 'fixtures', 'worker.ts'), JSON.stringify({ url: database.url, executorId: id, alone, beat, dead, concurrency, stepMilliseconds, ticks })], { stdio: ['pipe', 'pipe', 'inherit'] });
      const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
      const worker: Worker = {
        id, process: child, ready: new Promise((resolve) => { child.stdout?.once('data', () => resolve()); }),
        async kill(signal = 'SIGKILL') { workers.delete(worker); child.kill(signal); await gone; },
      };
      workers.add(worker);
      return worker;
    };
    const startRuns = async (count: number) => {
      const runIds = Array.from({ length: count }, () => randomUUID());
      for (const [number, runId] of runIds.entries()) await client.start('four', { number }, { runId, queue: 'agent' });
      return runIds;
    };
    const expectEffects = async (runIds: string[]) => {
      const { rows } = await pool.query<{ key: string }>('SELECT key FROM effects WHERE split_part(key, $2, 1) = ANY($1) ORDER BY key', [runIds, '/']);
      expect(rows.map((row) => row.key)).toEqual(runIds.flatMap((runId) => steps.map((step) => `${runId}/${step}`)).toSorted());
    };

    beforeAll(async () => {
      database = await driver.open();
      pool = new Pool({ connectionString: database.url, max: 2 });
      await pool.query(executorsTable);
      await pool.query('CREATE TABLE IF NOT EXISTS effects (key text PRIMARY KEY, executor text NOT NULL, times integer NOT NULL DEFAULT 1)');
      client = openWorkflows({ url: database.url, applicationVersion: 'kill-1', pools: { agent: { concurrency: 1 } }, serve: false });
      await client.launch();
    }, 120_000);

    afterAll(async () => {
      await Promise.all([...workers].map((worker) => worker.kill()));
      await client?.close();
      await pool?.end();
      await database?.close();
    });

    it('ends every run although its only worker is killed twenty times and started again', async () => {
      const runIds = await startRuns(40);
      let kills = 0;
      while (kills < 20) {
        const worker = work({ alone: true, beat: 200 });
        await worker.ready;
        await delay(randomInt(5, 160));
        await worker.kill();
        kills += 1;
      }
      work({ alone: true, beat: 200 });
      for (const [number, runId] of runIds.entries()) expect(await client.result(runId, 60_000)).toBe(number + 4);
      await expectEffects(runIds);
      const { rows } = await pool.query<{ repeated: string }>('SELECT count(*) AS repeated FROM effects WHERE times > 1');
      process.stderr.write(`${kills} kills, ${runIds.length} runs, ${runIds.length * steps.length} effects, ${rows[0]?.repeated} steps ran twice\n`);
      await Promise.all([...workers].map((worker) => worker.kill()));
    }, 180_000);

    it('continues the work of one of two workers in the other within 10 s', async () => {
      const [first, second] = [work({ concurrency: 3, stepMilliseconds: 400 }), work({ concurrency: 3, stepMilliseconds: 400 })];
      await Promise.all([first.ready, second.ready]);
      const runIds = await startRuns(6);
      const held = async () => (await pool.query<{ workflow_uuid: string }>(`SELECT workflow_uuid FROM dbos.workflow_status WHERE status = 'PENDING' AND executor_id = $1`, [first.id])).rows.map((row) => row.workflow_uuid);
      while ((await held()).length === 0) await delay(20);
      await delay(300);
      const orphans = await held();
      const killedAt = performance.now();
      await first.kill();
      for (const runId of orphans) await client.result(runId, 20_000);
      const seconds = (performance.now() - killedAt) / 1000;
      process.stderr.write(`${orphans.length} runs of the killed worker ended in the other after ${seconds.toFixed(1)} s\n`);
      expect(orphans.length).toBeGreaterThan(0);
      expect(seconds).toBeLessThan(10);
      for (const [number, runId] of runIds.entries()) expect(await client.result(runId, 20_000)).toBe(number + 4);
      await expectEffects(runIds);
      await second.kill();
    }, 60_000);

    it('is not harmed by a worker that only stalls', async () => {
      const [first, second] = [work({ concurrency: 3, stepMilliseconds: 600, beat: 200, dead: 800 }), work({ concurrency: 3, stepMilliseconds: 600, beat: 200, dead: 800 })];
      await Promise.all([first.ready, second.ready]);
      const runIds = await startRuns(6);
      await delay(800);
      first.process.kill('SIGSTOP');
      await delay(2500);
      first.process.kill('SIGCONT');
      for (const [number, runId] of runIds.entries()) expect(await client.result(runId, 30_000)).toBe(number + 4);
      await expectEffects(runIds);
      const { rows } = await pool.query<{ steps: string }>('SELECT count(*) AS steps FROM dbos.operation_outputs WHERE workflow_uuid = ANY($1)', [runIds]);
      expect(Number(rows[0]?.steps)).toBe(runIds.length * steps.length);
      await Promise.all([first.kill(), second.kill()]);
    }, 60_000);

    it('ends every run while three workers are killed, told to stop and stalled at random', async () => {
      const settings = { concurrency: 5, stepMilliseconds: 80, beat: 200, dead: 1000 };
      const alive = [work(settings), work(settings), work(settings)];
      await Promise.all(alive.map((worker) => worker.ready));
      const runIds = await startRuns(60);
      const count = { SIGKILL: 0, SIGTERM: 0, SIGSTOP: 0 };
      for (let round = 0; round < 12; round += 1) {
        await delay(randomInt(50, 500));
        const [victim] = alive.splice(0, 1);
        const signal = (['SIGKILL', 'SIGTERM', 'SIGSTOP'] as const)[round % 3] ?? 'SIGKILL';
        count[signal] += 1;
        if (signal === 'SIGSTOP') {
          victim?.process.kill('SIGSTOP');
          setTimeout(() => victim?.process.kill('SIGCONT'), 2000);
          if (victim) alive.push(victim);
          continue;
        }
        void victim?.kill(signal);
        const next = work(settings);
        alive.push(next);
        await next.ready;
      }
      for (const [number, runId] of runIds.entries()) expect(await client.result(runId, 60_000)).toBe(number + 4);
      await expectEffects(runIds);
      process.stderr.write(`${JSON.stringify(count)} of three workers, ${runIds.length} runs ended\n`);
      await Promise.all([...workers].map((worker) => worker.kill()));
    }, 120_000);

    it('leaves the work of a worker that is told to stop to the other, at once', async () => {
      const first = work({ concurrency: 3, stepMilliseconds: 1500 });
      await first.ready;
      const runIds = await startRuns(3);
      await delay(500);
      const second = work({ concurrency: 3, stepMilliseconds: 100 });
      await second.ready;
      const stoppedAt = performance.now();
      await first.kill('SIGTERM');
      expect(performance.now() - stoppedAt).toBeLessThan(3000);
      for (const [number, runId] of runIds.entries()) expect(await client.result(runId, 10_000)).toBe(number + 4);
      expect(performance.now() - stoppedAt).toBeLessThan(5000);
      await expectEffects(runIds);
      await second.kill();
    }, 60_000);

    it('fires a schedule once, whichever of two workers it is', async () => {
      await pool.query('CREATE TABLE ticks (at timestamptz NOT NULL, executor text NOT NULL)');
      const pair = [work({ ticks: true }), work({ ticks: true })];
      await Promise.all(pair.map((worker) => worker.ready));
      await delay(6000);
      await Promise.all(pair.map((worker) => worker.kill()));
      const { rows } = await pool.query<{ fired: number; moments: number }>('SELECT count(*)::int AS fired, count(DISTINCT at)::int AS moments FROM ticks');
      expect(rows[0]?.fired).toBeGreaterThanOrEqual(3);
      expect(rows[0]?.moments).toBe(rows[0]?.fired);
    }, 60_000);
  });
}
