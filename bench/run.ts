// `npm run bench [name ...]`: measures, prints a table, and leaves JSON in bench/results. What each one measures stands in bench/README.md.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const benches: Record<string, string> = {
  builds: 'bench/product/builds.ts', start: 'bench/product/start.ts', events: 'bench/product/events.ts', workflows: 'bench/workflows.ts', fuzz: 'bench/fuzz/run.ts', generation: 'bench/generation/run.ts', audit: 'bench/audit/run.ts', holders: 'bench/research/speed.ts', scans: 'bench/product/scans.ts', sentiment: 'bench/sentiment/run.ts',
};
const root = path.resolve(import.meta.dirname, '..');
const [, , ...wanted] = process.argv;
if (wanted.includes('--help') || wanted.some((name) => !(name in benches))) {
  process.stderr.write(`usage: npm run bench -- [${Object.keys(benches).join('|')} ...]\n`);
  process.exit(wanted.includes('--help') ? 0 : 2);
}
let failed = 0;
for (const name of wanted.length > 0 ? wanted : ['start', 'builds', 'events', 'workflows', 'fuzz']) {
  const file = path.join(root, benches[name]!);
  if (!existsSync(file)) { process.stderr.write(`${name}: ${file} is missing\n`); failed++; continue; }
  process.stdout.write(`\n== ${name}\n`);
  if (spawnSync(process.execPath, [file], { cwd: root, stdio: 'inherit' }).status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
