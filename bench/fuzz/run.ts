// Fuzz and invariant calls per second of our runner and of forge: the same contract, tests, compiler and settings, in turn, one test at a
// time, by the time each engine reports for the test. Exit code 1 when the goal is missed, 0 without a verdict where forge has no build.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCompiler, makeTestRunner } from '@hyperlens/catalog/toolchains';
import { coin, coinTest } from './contracts.ts';

const GOAL = 0.9;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const FORGE = '@foundry-rs/forge-linux-amd64';
const FORGE_VERSION = '1.7.1';
const settings = { fuzzRuns: 20_000, invariantRuns: 200, invariantDepth: 250 };
const root = path.resolve(import.meta.dirname, '../..');

interface Speed { fuzz: number; invariant: number }

function forgeBinary(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const home = path.join(tmpdir(), `hyperlens-bench-forge-${FORGE_VERSION}`);
  const binary = path.join(home, 'node_modules', FORGE, 'bin/forge');
  if (existsSync(binary)) return binary;
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{"private":true}');
  const installed = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${FORGE}@${FORGE_VERSION}`], { cwd: home, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
  return installed.status === 0 && existsSync(binary) ? binary : null;
}

/** A Foundry project whose compiler is our solc, so that nothing is downloaded and both engines run the same bytecode. */
function forgeProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-bench-fuzz-'));
  for (const name of ['src', 'test', 'lib', 'bin']) mkdirSync(path.join(folder, name));
  cpSync(path.join(root, 'packages/catalog/src/toolchains/solidity/hyperlens'), path.join(folder, 'lib/hyperlens'), { recursive: true });
  writeFileSync(path.join(folder, 'src/Coin.sol'), coin);
  writeFileSync(path.join(folder, 'test/Coin.t.sol'), coinTest);
  writeFileSync(path.join(folder, 'foundry.toml'), `[profile.default]
solc = "${path.join(folder, 'bin/solc')}"
offline = true
optimizer = true
optimizer_runs = 200
evm_version = "cancun"
remappings = ["hyperlens/=lib/hyperlens/"]
[fuzz]
runs = ${settings.fuzzRuns}
seed = "0x1"
[invariant]
runs = ${settings.invariantRuns}
depth = ${settings.invariantDepth}
`);
  const solc = path.join(folder, 'bin/solc');
  writeFileSync(solc, `#!${process.execPath}
const { createRequire } = require('node:module');
const load = createRequire(${JSON.stringify(path.join(root, 'package.json'))});
if (process.argv.includes('--version')) { console.log('solc, the solidity compiler commandline interface\\nVersion: 0.8.30+commit.73712a01.Linux.g++'); process.exit(0); }
const compiler = load('solc/wrapper')(load('solc-0.8.30/soljson.js'));
process.stdout.write(compiler.compile(require('node:fs').readFileSync(0, 'utf8')));
`);
  chmodSync(solc, 0o755);
  return folder;
}

interface ForgeResult { status: string; duration: string; kind: { Fuzz?: { runs?: number }; Invariant?: { calls: number } } }

function runForge(binary: string, folder: string): Speed {
  const measure = (test: string): number => {
    const output = spawnSync(binary, ['test', '--root', folder, '--json', '--match-test', test], { encoding: 'utf8', timeout: 600_000, maxBuffer: 64_000_000 });
    if (!output.stdout.includes("{")) throw new Error(`forge: ${test}: exit ${output.status}: ${output.stdout.slice(0, 500)} ${output.stderr.slice(0, 1500)}`);
    const suites = JSON.parse(output.stdout.slice(output.stdout.indexOf('{'))) as Record<string, { test_results: Record<string, ForgeResult> }>;
    const result = Object.values(suites).flatMap((suite) => Object.values(suite.test_results))[0];
    if (result?.status !== 'Success') throw new Error(`forge: ${test} did not pass: ${output.stdout.slice(0, 500)} ${output.stderr.slice(0, 500)}`);
    const calls = result.kind.Invariant?.calls ?? result.kind.Fuzz?.runs ?? settings.fuzzRuns;
    return calls / seconds(result.duration);
  };
  return { fuzz: measure('testFuzz_transfer'), invariant: measure('invariant_supply') };
}

/** `1s 234ms 5us 6ns` in seconds. */
function seconds(duration: string): number {
  const units: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, 'µs': 1e-6, ns: 1e-9 };
  return [...duration.matchAll(/([\d.]+)\s*([a-zµ]+)/g)].reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? Number.NaN), 0);
}

async function runOurs(runner: ReturnType<typeof makeTestRunner>): Promise<Speed> {
  const measure = async (match: string): Promise<number> => {
    const report = await runner.run({ sources: { 'src/Coin.sol': coin }, tests: { 'test/Coin.t.sol': coinTest }, evmVersion: 'cancun', solcVersion: '0.8.30', seed: '0x1', match, ...settings, timeoutMilliseconds: 600_000 });
    const result = report.cases[0];
    if (report.verdict !== 'pass' || !result?.runs || !result.milliseconds) throw new Error(`ours: ${match} did not pass: ${JSON.stringify(report).slice(0, 500)}`);
    return result.runs / (result.milliseconds / 1000);
  };
  return { fuzz: await measure('CoinTest.testFuzz_transfer'), invariant: await measure('CoinTest.invariant_supply') };
}

const median = (values: number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

const compiler = makeCompiler();
const runner = makeTestRunner({ compiler });
const binary = forgeBinary();
const folder = forgeProject();
const ours: Speed[] = [];
const theirs: Speed[] = [];
try {
  await runOurs(runner);
  if (binary) runForge(binary, folder);
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await runOurs(runner));
    if (binary) theirs.push(runForge(binary, folder));
  }
} finally {
  await runner.close();
  await compiler.close();
  rmSync(folder, { recursive: true, force: true });
}
const rows = (['fuzz', 'invariant'] as const).map((kind) => {
  const own = median(ours.map((speed) => speed[kind]));
  const forge = binary ? median(theirs.map((speed) => speed[kind])) : null;
  return { kind, callsPerSecond: Math.round(own), forge: forge === null ? null : Math.round(forge), ratio: forge === null ? null : Math.round((own / forge) * 100) / 100, goal: GOAL };
});
console.table(rows);
mkdirSync(path.join(root, 'bench/results'), { recursive: true });
writeFileSync(path.join(root, 'bench/results/fuzz.json'), `${JSON.stringify({ settings, rounds: ROUNDS, rows }, null, 2)}\n`);
if (!binary) console.log('forge could not be installed here, so there is nothing to compare with');
process.exit(rows.some((row) => row.ratio !== null && row.ratio < GOAL) ? 1 : 0);
