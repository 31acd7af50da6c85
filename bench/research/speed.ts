// Speed of reading holders: 100 000 Transfer events against the node's own eth_getLogs rate, memory, and what a second scan reads.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { makeNetworks } from '@hyperlens/catalog/chains';
import { memory, percentile, report } from '../product/measure.ts';
import { deployCrowd } from './speed-token.ts';

const transfers = Number(process.env['BENCH_TRANSFERS'] ?? 100_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const goals = { ratio: 0.5, megabytes: 400 };
const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-speed-'));
interface Line { what: string; milliseconds: number; logs?: number; holders?: number; blocksAsked?: number }

/** Starts a measured process; it does one round for each thing asked. */
function start(settings: { mode: 'node' | 'scan' }): { pid: number; ask(what: string): Promise<Line>; end(): Promise<void> } {
  const child = spawn(path.resolve(import.meta.dirname, '../../scripts/node'), [...(process.env['BENCH_FLAGS']?.split(' ') ?? []), path.join(import.meta.dirname, 'speed-scan.ts'), JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid!,
    async ask(what) {
      child.stdin.write(`${what}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`the ${settings.mode} process of the bench ended early`);
      return JSON.parse(value) as Line;
    },
    async end() { const gone = once(child, 'exit'); child.stdin.end(); await gone; },
  };
}

const networks = makeNetworks({ home: path.join(folder, 'chain') });
try {
  const client = await networks.client('local');
  const crowd = await deployCrowd(client);
  await crowd.welcome(transfers);
  // The chain gives back the memory the transactions took by starting anew; that must not fall into the measurement.
  await pause(500);
  await client.blockNumber();
  const settings = { home: path.join(folder, 'chain'), data: path.join(folder, 'data'), token: crowd.token, creationBlock: crowd.creationBlock };
  const node = start({ ...settings, mode: 'node' });
  const scanner = start({ ...settings, mode: 'scan' });
  let [highest, together] = [0, 0];
  const sampler = setInterval(() => { highest = Math.max(highest, memory(scanner.pid, false)); together = Math.max(together, memory(scanner.pid)); }, 50);
  const lines: Line[] = [];
  for (let round = 0; round < rounds; round += 1) {
    lines.push(await node.ask('node'), await scanner.ask('cold'), await scanner.ask('warm'));
  }
  await crowd.welcome(10);
  lines.push(await scanner.ask('next'));
  clearInterval(sampler);
  await Promise.all([node.end(), scanner.end()]);
  const median = (what: string) => percentile(lines.filter((line) => line.what === what).map(({ milliseconds }) => milliseconds), 0.5);
  const last = lines.find(({ what }) => what === 'next');
  const ratio = median('node') / median('cold');
  const holders = lines.find(({ what }) => what === 'cold')?.holders ?? 0;
  const rate = (milliseconds: number) => `${Math.round(transfers / milliseconds)} k/s`;
  const good = ratio >= goals.ratio && highest <= goals.megabytes && last?.blocksAsked === 1 && holders === transfers && last.holders === transfers + 10;
  report('speed-holders', [
    { what: `${transfers} Transfer events by eth_getLogs alone (median of ${rounds})`, measured: `${Math.round(median('node'))} ms, ${rate(median('node'))}`, goal: '-' },
    { what: `the same read, added up to ${holders} holders and stored`, measured: `${Math.round(median('cold'))} ms, ${rate(median('cold'))}`, goal: '-' },
    { what: 'ratio of the two rates', measured: ratio.toFixed(2), goal: `>= ${goals.ratio}` },
    { what: 'highest memory of the process that scans', measured: `${Math.round(highest)} MB`, goal: `<= ${goals.megabytes} MB` },
    { what: 'the same with the embedded database', measured: `${Math.round(together)} MB`, goal: '-' },
    { what: 'second scan, nothing new', measured: `${Math.round(median('warm'))} ms, ${lines.find(({ what }) => what === 'warm')?.blocksAsked} blocks`, goal: '0 blocks' },
    { what: 'scan after one new block', measured: `${Math.round(last?.milliseconds ?? 0)} ms, ${last?.blocksAsked} blocks`, goal: '1 block' },
  ], lines);
  process.exitCode = good ? 0 : 1;
} finally {
  await networks.close();
  rmSync(folder, { recursive: true, force: true });
}
