// Types, lint and unused code. The linters are installed apart, into scripts/tools.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const tools = path.join(import.meta.dirname, 'tools');

const env = { ...process.env, PATH: `${path.join(tools, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}` };

function run(title: string, file: string, args: string[], cwd = root): boolean {
  const result = spawnSync(file, args, { cwd, env, stdio: 'inherit' });
  if (result.status !== 0) process.stderr.write(`check: ${title} failed\n`);
  return result.status === 0;
}

if (!existsSync(path.join(tools, 'node_modules/oxlint'))) {
  process.stderr.write('check: installing the linters\n');
  if (!run('installing the linters', 'npm', ['install', '--no-save', '--no-package-lock', '--loglevel=error'], tools)) process.exit(3);
}
const node = process.execPath;
const passed = [
  run('types', node, ['node_modules/typescript/bin/tsc', '-p', '.']),
  run('lint', node, ['scripts/tools/node_modules/oxlint/bin/oxlint', '--type-aware', 'apps', 'packages', 'scripts', 'bench', 'test']),
].every(Boolean);
process.exit(passed ? 0 : 1);
