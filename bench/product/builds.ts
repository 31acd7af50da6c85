// Builds of an ERC-20 end to end, in a running server, cold, and ten at once.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '@hyperlens/protocol';
import { environmentOf, makeHome, startServer, type Running } from '../../test/walk/product.ts';
import { untilEnded } from '../../test/walk/checks.ts';
import { memory, percentile, report } from './measure.ts';

const request = 'An ERC-20 called Acorn, symbol ACRN, 1M supply, burnable, pausable, capped at 2 million, owner can mint';
const count = Number(process.env.BENCH_BUILDS ?? 50);
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

async function build(server: Running): Promise<number> {
  const started = performance.now();
  const { body } = await server.call<Run>('POST', '/api/v1/builds', { request });
  const run = await followed(server, body.runId);
  if (run.status !== 'completed') throw new Error(`a build ended ${run.status}: ${JSON.stringify(run.error)}`);
  return performance.now() - started;
}

/** Follows the run by its events, as the page does, so that polling does not add to the time. */
async function followed(server: Running, runId: string): Promise<Run> {
  const answer = await fetch(`${server.url}/api/v1/builds/${runId}/events`, { headers: { authorization: `Bearer ${server.token}` } });
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (/"type":"run\.updated".*"status":"(completed|rejected|failed|cancelled)"/.test(text)) break;
  }
  return untilEnded(() => server, runId, 5_000);
}

const { home, remove } = await makeHome();
const server = await startServer(home);
try {
  await build(server); // The first one loads the compiler and the test engine.
  const times: number[] = [];
  for (let index = 0; index < count; index++) times.push(await build(server));

  let peak = 0;
  let watching = true;
  const watch = (async () => { while (watching) { peak = Math.max(peak, memory(server.pid)); await sleep(100); } })();
  const started = performance.now();
  await Promise.all(Array.from({ length: 10 }, () => build(server)));
  const ten = performance.now() - started;
  watching = false;
  await watch;
  await server.stop();

  const cold = performance.now();
  const command = spawnSync(path.resolve(import.meta.dirname, '../../bin/hyperlens'), ['build', request, '--yes', '--json'], { env: environmentOf(home), encoding: 'utf8' });
  const coldTime = performance.now() - cold;
  if (command.status !== 0) throw new Error(`the cold build failed: ${command.stderr}`);
  report('builds', [
    { what: `ERC-20 build in a running server, p50 of ${count}`, measured: seconds(percentile(times, 0.5)), goal: '<= 4 s' },
    { what: `the same, p99 of ${count}`, measured: seconds(percentile(times, 0.99)), goal: '<= 8 s' },
    { what: 'command line from a cold process', measured: seconds(coldTime), goal: '<= 10 s' },
    { what: 'ten builds at once, all finished', measured: seconds(ten), goal: 'all finish' },
    { what: 'memory of everything during them (PSS)', measured: `${peak.toFixed(0)} MB`, goal: '<= 1500 MB' },
  ], { times, coldTime, ten, peak });
} finally {
  await server.kill().catch(() => undefined);
  await remove();
}
