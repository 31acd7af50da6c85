// `npm test`: types, lint and every test that can run on this machine. Says what it skipped and why. Ends with "N passed, N failed, N skipped".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface VitestReport {
  numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; numFailedTestSuites: number; success: boolean;
  testResults: { name: string; status: string; message: string; assertionResults: { fullName: string; status: string }[] }[];
}

const root = path.resolve(import.meta.dirname, '..');
const projects = ['unit', 'engines', 'walk'];
const only = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const skipped: string[] = [];

const say = (text: string) => process.stdout.write(`${text}\n`);

if (only.length === 0) {
  say('== types and lint');
  const check = spawnSync(process.execPath, ['scripts/check.ts'], { cwd: root, stdio: 'inherit' });
  if (check.status === 3) skipped.push('types and lint: the linters could not be installed (no package registry)');
  else if (check.status === 0) total.passed++;
  else total.failed++;
}

for (const project of only.length > 0 ? only : projects) {
  say(`== ${project}`);
  const output = path.join(folder, `${project}.json`);
  const started = Date.now();
  const result = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${output}`, '--passWithNoTests'], {
    cwd: root, stdio: 'inherit', env: { ...process.env, NO_COLOR: process.env.CI ? '1' : (process.env.NO_COLOR ?? '') },
  });
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(output, 'utf8')) as VitestReport;
  } catch (error) {
    // A runner that wrote no report has failed, whatever its exit code was.
    say(`${project}: the test runner left no report (${(error as Error).message}), exit ${result.status ?? result.signal}`);
    total.failed++;
    continue;
  }
  total.passed += report.numPassedTests;
  total.skipped += report.numPendingTests + report.numTodoTests;
  const brokenFiles = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'));
  total.failed += report.numFailedTests + brokenFiles.length;
  if (result.status !== 0 && report.numFailedTests + brokenFiles.length === 0) total.failed++;
  for (const file of report.testResults) for (const test of file.assertionResults) if (test.status === 'pending' || test.status === 'skipped') skipped.push(`${project}: ${test.fullName}`);
  say(`${project}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
rmSync(folder, { recursive: true, force: true });

if (skipped.length > 0) say(`\nSkipped, with the reason in the name:\n${skipped.map((line) => `  - ${line}`).join('\n')}`);
say(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
