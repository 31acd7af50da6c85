// A worker process for the kill tests: runs a durable flow of four steps until it is killed. Not part of the product.
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import { openWorkflows } from './index.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as { url: string; executorId: string; alone: boolean; beat: number; dead: number; concurrency: number; stepMilliseconds: number };
const pool = new Pool({ connectionString: settings.url, max: 2 });
pool.on('error', () => { /* the next query connects again */ });

const workflows = openWorkflows({
  url: settings.url, executorId: settings.executorId, applicationVersion: 'kill-1', pools: { agent: { concurrency: settings.concurrency } }, alone: settings.alone,
  heartbeat: { beatMilliseconds: settings.beat, deadMilliseconds: settings.dead }, pollMilliseconds: 100,
});
workflows.register<{ number: number }, number>('four', async (flow, input) => {
  let sum = input.number;
  for (const name of ['one', 'two', 'three', 'four']) {
    sum += await flow.step(name, async ({ idempotencyKey }) => {
      await delay(settings.stepMilliseconds / 2);
      // The effect carries the step's key: run twice, it happens once.
      await pool.query('INSERT INTO effects (key, executor) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET times = effects.times + 1', [idempotencyKey, settings.executorId]);
      await delay(settings.stepMilliseconds / 2);
      return 1;
    }, { attempts: 3 });
  }
  return sum;
});
await workflows.launch();
process.stdout.write('ready\n');
// Dies with its parent.
process.stdin.on('end', () => process.exit(0)).resume();
