// Step overhead of the workflows room against bare DBOS Transact on the same database in the same process, round by round in turn.
// Usage: scripts/node bench/workflows.ts [--rounds 40] [--steps 50]. A table goes to stderr, one JSON document to stdout.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { openStorage } from '@hyperlens/platform/storage';
import { startPostgres } from '@hyperlens/platform/testing';
import { openWorkflows } from '@hyperlens/platform/workflows';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' }, steps: { type: 'string', default: '50' } } });
const rounds = Number(values.rounds);
const steps = Number(values.steps);
const goal = 1.25;

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const percentile = (numbers: number[], part: number) => numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? Number.NaN;

interface Report { database: string; steps: number; rounds: number; bareMillisecondsPerStep: number; ourMillisecondsPerStep: number; ratio: number; goal: number; met: boolean; startToResultMilliseconds: { p50: number; p95: number } }

/** Measures on one database. Times are of the steps alone, taken inside of the flow, so that queues and polls do not blur them. */
async function measure(database: string, url: string): Promise<Report> {
  const workflows = openWorkflows({ url, applicationVersion: 'bench-1', pools: { agent: { concurrency: 1 } }, alone: true });
  const taken: number[] = [];
  const work = async () => ({ done: true });
  workflows.register('ours', async (flow) => {
    const began = performance.now();
    for (let index = 0; index < steps; index += 1) await flow.step(`step ${index}`, work);
    taken.push((performance.now() - began) / steps);
  });
  workflows.register('short', (flow) => flow.step('only', work));
  const bare = DBOS.registerWorkflow(async () => {
    const began = performance.now();
    for (let index = 0; index < steps; index += 1) await DBOS.runStep(work, { name: `step ${index}` });
    return (performance.now() - began) / steps;
  }, { name: 'bare' });
  await workflows.launch();
  const oneOfOurs = async () => {
    const runId = crypto.randomUUID();
    await workflows.start('ours', null, { runId, queue: 'agent' });
    await workflows.result(runId);
    return taken.at(-1) ?? Number.NaN;
  };
  const figures = { bare: [] as number[], ours: [] as number[], short: [] as number[] };
  await bare();
  await oneOfOurs();
  for (let round = 0; round < rounds; round += 1) {
    // In turn, and first the one then the other, so that neither has the warmer database.
    if (round % 2 === 0) { figures.bare.push(await bare()); figures.ours.push(await oneOfOurs()); } else { figures.ours.push(await oneOfOurs()); figures.bare.push(await bare()); }
  }
  for (let index = 0; index < 40; index += 1) {
    const runId = crypto.randomUUID();
    const began = performance.now();
    await workflows.start('short', null, { runId, queue: 'agent' });
    await workflows.result(runId);
    figures.short.push(performance.now() - began);
  }
  await workflows.close();
  // Of each round its own ratio: what else the machine does then hits both.
  const ratio = median(figures.ours.map((ours, index) => ours / (figures.bare[index] ?? Number.NaN)));
  const round = (number: number) => Math.round(number * 1000) / 1000;
  return {
    database, steps, rounds, bareMillisecondsPerStep: round(median(figures.bare)), ourMillisecondsPerStep: round(median(figures.ours)), ratio: round(ratio), goal, met: ratio <= goal,
    startToResultMilliseconds: { p50: round(percentile(figures.short, 0.5)), p95: round(percentile(figures.short, 0.95)) },
  };
}

const reports: Report[] = [];
const home = await mkdtemp(path.join(tmpdir(), 'bench-workflows-'));
const storage = await openStorage({ home });
reports.push(await measure('embedded', storage.url));
await storage.close();
await rm(home, { recursive: true, force: true });

const postgres = await startPostgres();
if (postgres.available) {
  const scaled = await openStorage({ home, databaseUrl: await postgres.createDatabase() });
  reports.push(await measure('postgres', scaled.url));
  await scaled.close();
  await postgres.stop();
} else {
  process.stderr.write(`PostgreSQL is left out: ${postgres.reason}\n`);
}

process.stderr.write('database   bare ms/step   ours ms/step   ratio   goal   start to result p50 / p95 ms\n');
for (const report of reports) {
  process.stderr.write(`${report.database.padEnd(10)} ${report.bareMillisecondsPerStep.toFixed(2).padStart(12)} ${report.ourMillisecondsPerStep.toFixed(2).padStart(14)} ${report.ratio.toFixed(2).padStart(7)} ${goal.toFixed(2).padStart(6)}   ${report.startToResultMilliseconds.p50.toFixed(1)} / ${report.startToResultMilliseconds.p95.toFixed(1)}\n`);
}
process.stdout.write(`${JSON.stringify({ benchmark: 'workflows', reports }, null, 2)}\n`);
process.exitCode = reports.every((report) => report.met) ? 0 : 1;
