// First start on a new home, second start, and memory when idle.
import { setTimeout as sleep } from 'node:timers/promises';
import { makeHome, startServer } from '../../test/walk/product.ts';
import { memory, percentile, processTree, report } from './measure.ts';

async function timed(home: string) {
  const started = performance.now();
  const server = await startServer(home);
  return { server, time: performance.now() - started };
}

const firsts: number[] = [];
const seconds: number[] = [];
let idle = 0;
let processes = 0;
for (let round = 0; round < 3; round++) {
  const { home, remove } = await makeHome();
  try {
    const first = await timed(home);
    firsts.push(first.time);
    await first.server.stop();
    const second = await timed(home);
    seconds.push(second.time);
    if (round === 2) {
      await sleep(60_000);
      idle = memory(second.server.pid);
      processes = processTree(second.server.pid).length;
    }
    await second.server.stop();
  } finally {
    await remove();
  }
}
const text = (values: number[]) => `${(percentile(values, 0.5) / 1000).toFixed(2)} s`;
report('start', [
  { what: 'first start on a new home to healthy, median of 3', measured: text(firsts), goal: '<= 10 s' },
  { what: 'second start to healthy, median of 3', measured: text(seconds), goal: '<= 2.5 s' },
  { what: `idle memory after a minute (PSS of ${processes} processes)`, measured: `${idle.toFixed(0)} MB`, goal: '<= 650 MB' },
], { firsts, seconds, idle, processes });
