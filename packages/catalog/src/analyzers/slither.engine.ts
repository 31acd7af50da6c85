import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompileResult, ProcessRequest, ProcessResult, RunProcess } from '@hyperlens/protocol';
import { makeSlitherAnalyzer } from './slither.ts';

/** A small stand-in for the sandbox of the platform, which catalog may not import: enough to time out and to watch memory. */
const runProcess: RunProcess = (request: ProcessRequest) => new Promise<ProcessResult>(resolve => {
  const started = performance.now();
  const child = spawn(request.file, request.args, { cwd: request.cwd, env: { PATH: process.env.PATH, ...request.env }, detached: true });
  const state = { timedOut: false, memoryExceeded: false };
  const kill = (why: keyof typeof state) => { state[why] = true; if (child.pid) process.kill(-child.pid, 'SIGKILL'); };
  const timer = setTimeout(() => kill('timedOut'), request.timeoutMilliseconds);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', chunk => { stdout += String(chunk); if (stdout.includes('HUNGRY')) kill('memoryExceeded'); });
  child.stderr.on('data', chunk => { stderr += String(chunk); });
  child.on('close', (exitCode, signal) => { clearTimeout(timer); resolve({ exitCode, signal, stdout, stderr, ...state, aborted: false, truncated: false, startError: null, milliseconds: performance.now() - started }); });
});

const source = 'contract A {\n  function f() public {}\n}\n';
const compilation: CompileResult = { ok: true, solcVersion: '0.8.30', longVersion: '0.8.30', evmVersion: 'cancun', diagnostics: [], contracts: [], sources: { 'src/A.sol': { id: 0, content: source, isDependency: false } }, standardInput: {}, rawOutput: { sources: {}, contracts: {} }, notes: [], milliseconds: 1 };
const input = { sources: { 'src/A.sol': source }, ownFiles: ['src/A.sol'], compilation };
const finding = { check: 'reentrancy-eth', impact: 'High', confidence: 'Medium', description: 'Reentrancy in A.f()', elements: [{ type: 'function', name: 'f', source_mapping: { filename_relative: 'src/A.sol', lines: [2] }, type_specific_fields: { parent: { type: 'contract', name: 'A' } } }] };
const success = JSON.stringify({ success: true, error: null, results: { detectors: [finding] } });
const clean = JSON.stringify({ success: true, error: null, results: {} });

let folder = '';
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'fake-slither-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program called slither that knows its version and otherwise does what the case says. */
async function fake(name: string, body: string) {
  const place = path.join(folder, name);
  await mkdir(place, { recursive: true });
  await writeFile(path.join(place, 'slither'), `#!/bin/sh\nif [ "$1" = "--version" ]; then echo 0.11.5; exit 0; fi\n${body}\n`);
  await chmod(path.join(place, 'slither'), 0o755);
  return makeSlitherAnalyzer({ runProcess, folder: path.join(folder, 'none'), searchPath: place });
}
const context = { timeoutMilliseconds: 3_000, memoryMegabytes: 256 };

describe('Slither as a program that may do anything', () => {
  it('absent: not installed', async () => {
    const analyzer = makeSlitherAnalyzer({ runProcess, folder: path.join(folder, 'none'), searchPath: path.join(folder, 'empty') });
    expect(await analyzer.locate()).toBeNull();
    expect(await analyzer.analyze(input, context)).toMatchObject({ status: 'not_installed' });
  });
  const cases: [string, string, string, number, string | null][] = [
    ['findings', `cat <<'END'\n${success}\nEND`, 'completed', 1, null],
    ['255-with-findings', `cat <<'END'\n${success}\nEND\nexit 255`, 'completed', 1, null],
    ['clean', `echo '${clean}'`, 'completed', 0, null],
    ['255-with-nothing', 'exit 255', 'failed', 0, 'no output'],
    ['255-clean-json', `echo '${clean}'; exit 255`, 'failed', 0, '255'],
    ['zero-with-nothing', 'exit 0', 'failed', 0, 'no output'],
    ['garbage', 'echo "Traceback (most recent call last)"', 'failed', 0, 'not JSON'],
    ['other-json', `echo '{"hello":1}'`, 'failed', 0, 'unknown form'],
    ['cut-off', `printf '%s' '${success.slice(0, 60)}'`, 'failed', 0, 'not JSON'],
    ['success-false', `echo '{"success":false,"error":"AssertionError","results":{}}'`, 'failed', 0, 'AssertionError'],
    ['hangs', 'sleep 60', 'timeout', 0, 'not finished'],
    ['hungry', 'echo HUNGRY; sleep 60', 'failed', 0, 'memory'],
    ['killed', 'kill -KILL $$', 'failed', 0, 'SIGKILL'],
    ['half-way', `cat <<'END'\n${success}\nEND\nexit 3`, 'failed', 1, 'exit code 3'],
  ];
  it.each(cases)('%s', async (name, body, status, findings, reason) => {
    const outcome = await (await fake(name, body)).analyze(input, context);
    expect(outcome).toMatchObject({ status, version: '0.11.5' });
    expect(outcome.findings).toHaveLength(findings);
    if (reason) expect(outcome.reason).toContain(reason);
  });
  it('reads a finding into our words', async () => {
    const { findings } = await (await fake('findings', `cat <<'END'\n${success}\nEND`)).analyze(input, context);
    expect(findings[0]).toMatchObject({ ruleId: 'reentrancy', category: 'reentrancy', severity: 'high', confidence: 'medium', file: 'src/A.sol', line: 2, endLine: 2, contract: 'A', function: 'f', scwe: 'SCWE-046', snippet: '  function f() public {}' });
  });
  it('lets no source name lead out of its folder', async () => {
    const analyzer = await fake('clean', `echo '${clean}'`);
    const outside = { ...input, compilation: { ...compilation, sources: { '../../evil.sol': { id: 0, content: '', isDependency: false } } } };
    await expect(analyzer.analyze(outside, context)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
  it('says what went wrong when it cannot be installed', async () => {
    const analyzer = makeSlitherAnalyzer({ runProcess, folder: path.join(folder, 'install'), python: '/bin/false' });
    await expect(analyzer.install?.({})).rejects.toMatchObject({ code: 'ANALYZER_INSTALL_FAILED' });
    expect(await analyzer.locate()).toBeNull();
  });
});
