// Scores generation with a scorer that speaks score-gen's options: node bench/generation/score.ts SCORER.mjs TASKS.jsonl [--json OUT]
// The scorer wants a flat folder of modules; it is made here: compilers by link, the EVM by npm into a cache folder.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeTasks } from './write.ts';

const root = path.resolve(import.meta.dirname, '../..');
const evmPackages = ['@ethereumjs/evm@10.1.1', '@ethereumjs/common@10.1.1', '@ethereumjs/statemanager@10.1.1', '@ethereumjs/util@10.1.1', '@noble/hashes@1.8.0'];

function modulesFolder(cache: string): string[] {
  const compilers = path.join(cache, 'compilers');
  mkdirSync(compilers, { recursive: true });
  for (const version of ['0.8.28', '0.8.30']) {
    const link = path.join(compilers, `solc-${version}`);
    if (!existsSync(link)) symlinkSync(path.join(root, 'node_modules', `solc-${version}`), link);
  }
  const evm = path.join(cache, 'evm');
  if (!existsSync(path.join(evm, 'node_modules/@ethereumjs/evm'))) {
    mkdirSync(evm, { recursive: true });
    writeFileSync(path.join(evm, 'package.json'), '{"private":true}\n');
    const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', ...evmPackages], { cwd: evm, stdio: ['ignore', 'inherit', 'inherit'], timeout: 240_000 });
    if (installed.status !== 0) throw new Error('the EVM packages of the scorer could not be installed');
  }
  return [compilers, path.join(evm, 'node_modules')];
}

const [scorer, tasks, ...rest] = process.argv.slice(2);
if (scorer === undefined || tasks === undefined) {
  process.stderr.write('usage: node bench/generation/score.ts SCORER.mjs TASKS.jsonl [--json OUT]\n');
  process.exit(2);
}
const modules = modulesFolder(path.join(root, '.runtime', 'bench-generation'));
const outputs = mkdtempSync(path.join(tmpdir(), 'generation-'));
try {
  const results = await writeTasks(tasks, outputs);
  for (const result of results) if (result.problem) console.log(`${result.id}: ${result.problem}`);
  const milliseconds = results.map((result) => result.milliseconds).toSorted((left, right) => left - right);
  console.log(`written ${results.length} in ${milliseconds.reduce((sum, value) => sum + value, 0).toFixed(0)} ms (median ${milliseconds[milliseconds.length >> 1]?.toFixed(1)} ms)`);
  const scored = spawnSync(process.execPath, [
    scorer, '--tasks', tasks, '--outputs', outputs, ...modules.flatMap((folder) => ['--modules', folder]),
    '--oz', path.join(root, 'node_modules/@openzeppelin/contracts'), '--ozu', path.join(root, 'node_modules/@openzeppelin/contracts-upgradeable'), ...rest,
  ], { stdio: 'inherit', timeout: 600_000 });
  process.exitCode = scored.status ?? 3;
} finally {
  rmSync(outputs, { recursive: true, force: true });
}
