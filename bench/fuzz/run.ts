// Fuzz and invariant calls per second of our runner and of forge: the same contract, tests, compiler and settings, in turn, one test at a
// time, by the time each engine reports for the test. Exit code 1 when the goal is missed, 0 without a verdict where forge has no build.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { makeCompiler, makeTestRunner } from '@hyperlens/catalog/toolchains';
import { coin, coinTest } from './contracts.ts';
import { forgeBinary, forgeProject, runForge } from './forge.ts';
import { median, speed, type Campaigns, type Speed } from './speed.ts';

const GOAL = 0.9;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 9);
const settings: Campaigns = { fuzzRuns: 20_000, invariantRuns: 200, invariantDepth: 250 };
/** What a process costs beside the campaign: start, compilation cache, setting up. */
const nothing: Campaigns = { fuzzRuns: 1, invariantRuns: 1, invariantDepth: 1 };
const tests = { fuzz: 'testFuzz_transfer', invariant: 'invariant_supply' } as const;
const kinds = ['fuzz', 'invariant'] as const;
const root = path.resolve(import.meta.dirname, '../..');

/** Seconds of processor time that our test process took so far, from /proc (10 ms exact); NaN where there is none. */
function processorSeconds(): number {
  if (process.platform !== 'linux') return Number.NaN;
  const children = readdirSync('/proc/self/task').flatMap((thread) => readFileSync(`/proc/self/task/${thread}/children`, 'utf8').trim().split(' ').filter(Boolean));
  return children.filter((id) => readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('testing/child.ts')).reduce((sum, id) => {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return sum + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);
}

async function runOurs(runner: ReturnType<typeof makeTestRunner>, test: string, campaigns: Campaigns): Promise<Speed> {
  const before = processorSeconds();
  const report = await runner.run({ sources: { 'src/Coin.sol': coin }, tests: { 'test/Coin.t.sol': coinTest }, evmVersion: 'cancun', solcVersion: '0.8.30', seed: '0x1', match: `CoinTest.${test}`, ...campaigns, timeoutMilliseconds: 600_000 });
  const result = report.cases[0];
  if (report.verdict !== 'pass' || !result?.runs || !result.milliseconds) throw new Error(`ours: ${test} did not pass: ${JSON.stringify(report).slice(0, 500)}`);
  return speed(result.runs, result.milliseconds / 1000, processorSeconds() - before);
}

const compiler = makeCompiler();
const runner = makeTestRunner({ compiler });
const binary = forgeBinary();
const folder = forgeProject();
const ours: Record<string, Speed[]> = { fuzz: [], invariant: [] };
const theirs: Record<string, Speed[]> = { fuzz: [], invariant: [] };
const idle = { ours: [] as number[], theirs: [] as number[] };
const load = [loadavg()[0] ?? 0];
try {
  for (let round = -1; round < ROUNDS; round++) {
    for (const kind of kinds) {
      const own = await runOurs(runner, tests[kind], settings);
      const forge = binary ? runForge(binary, folder, tests[kind], settings) : null;
      // The first round fills caches and is not counted.
      if (round < 0) continue;
      ours[kind]?.push(own);
      if (forge) theirs[kind]?.push(forge);
    }
    // A campaign of one run: what is left when the campaign is taken away.
    idle.ours.push((await runOurs(runner, tests.fuzz, nothing)).processorSeconds);
    if (binary) idle.theirs.push(runForge(binary, folder, tests.fuzz, nothing).processorSeconds);
  }
} finally {
  await runner.close();
  await compiler.close();
  rmSync(folder, { recursive: true, force: true });
}
load.push(loadavg()[0] ?? 0);

/** Microseconds. */
const processor = (runs: Speed[] | undefined, idleSeconds: number[]): number => Math.round(median((runs ?? []).map((run) => (run.processorSeconds - median(idleSeconds)) / run.calls)) * 1e7) / 10;
const round = (value: number): number => Math.round(value * 100) / 100;
const rows = kinds.map((kind) => {
  const own = (ours[kind] ?? []).map((run) => run.callsPerSecond);
  const forge = (theirs[kind] ?? []).map((run) => run.callsPerSecond);
  return {
    kind, callsPerSecond: Math.round(median(own)), forge: binary ? Math.round(median(forge)) : null, ratio: binary ? round(median(own) / median(forge)) : null, goal: GOAL,
    bestRatio: binary ? round(Math.max(...own) / Math.max(...forge)) : null, processorPerCall: processor(ours[kind], idle.ours), forgeProcessorPerCall: binary ? processor(theirs[kind], idle.theirs) : null,
  };
});
const conditions = { cores: availableParallelism(), load: load.map(round) };
console.table(rows);
console.log(`processor time in microseconds; ${conditions.cores} cores, load before and after ${conditions.load.join(' and ')}`);
mkdirSync(path.join(root, 'bench/results'), { recursive: true });
writeFileSync(path.join(root, 'bench/results/fuzz.json'), `${JSON.stringify({ settings, rounds: ROUNDS, ...conditions, rows }, null, 2)}\n`);
if (!binary) console.log('forge could not be installed here, so there is nothing to compare with');
process.exit(rows.some((row) => row.ratio !== null && row.ratio < GOAL) ? 1 : 0);
