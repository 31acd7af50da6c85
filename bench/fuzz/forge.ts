import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { coin, coinTest } from './contracts.ts';
import { speed, type Campaigns, type Speed } from './speed.ts';

const FORGE = '@foundry-rs/forge-linux-amd64';
const FORGE_VERSION = '1.7.1';
const root = path.resolve(import.meta.dirname, '../..');

/** Installs forge from npm into a temporary folder, where it stays; null where there is no build for this machine. */
export function forgeBinary(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const home = path.join(tmpdir(), `hyperlens-bench-forge-${FORGE_VERSION}`);
  const binary = path.join(home, 'node_modules', FORGE, 'bin/forge');
  if (existsSync(binary)) return binary;
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{"private":true}');
  const installed = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${FORGE}@${FORGE_VERSION}`], { cwd: home, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
  return installed.status === 0 && existsSync(binary) ? binary : null;
}

/** A Foundry project whose compiler is our solc, so that nothing is downloaded; optimizer as ours has it for campaigns this long. */
export function forgeProject(): string {
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
seed = "0x1"
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

/** Runs one test in forge. Processor time is that of the whole process. */
export function runForge(binary: string, folder: string, test: string, campaigns: Campaigns): Speed {
  const { fuzzRuns, invariantRuns, invariantDepth } = campaigns;
  const output = spawnSync('sh', ['-c', '"$0" "$@"; result=$?; times >&2; exit $result', binary, 'test', '--root', folder, '--json', '--match-test', test], {
    encoding: 'utf8', timeout: 600_000, maxBuffer: 64_000_000,
    env: { ...process.env, FOUNDRY_FUZZ_RUNS: String(fuzzRuns), FOUNDRY_INVARIANT_RUNS: String(invariantRuns), FOUNDRY_INVARIANT_DEPTH: String(invariantDepth) },
  });
  const said = `exit ${output.status}: ${output.stdout.slice(0, 500)} ${output.stderr.slice(0, 1_500)}`;
  if (!output.stdout.includes('{')) throw new Error(`forge: ${test}: ${said}`);
  const suites = JSON.parse(output.stdout.slice(output.stdout.indexOf('{'))) as Record<string, { test_results: Record<string, ForgeResult> }>;
  const result = Object.values(suites).flatMap((suite) => Object.values(suite.test_results))[0];
  if (result?.status !== 'Success') throw new Error(`forge: ${test} did not pass: ${said}`);
  return speed(result.kind.Invariant?.calls ?? result.kind.Fuzz?.runs ?? fuzzRuns, seconds(result.duration), processorSeconds(output.stderr));
}

/** `1s 234ms 5us 6ns` in seconds. */
function seconds(duration: string): number {
  const units: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, 'µs': 1e-6, ns: 1e-9 };
  return [...duration.matchAll(/([\d.]+)\s*([a-zµ]+)/g)].reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? Number.NaN), 0);
}

/** User and system time from the second line that `times` of the shell prints: `0m1.20s 0m0.03s`, that of its children. */
function processorSeconds(text: string): number {
  const spent = [...(text.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return spent.length === 2 ? spent.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0) : Number.NaN;
}
