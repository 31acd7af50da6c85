import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCompiler } from '../compiler/compiler.ts';
import { makeEnginePool } from './process.ts';
import { makeTestRunner, type WarmTestRunner } from './runner.ts';

const compiler = makeCompiler();
// The compiler is loaded before anything is timed.
beforeAll(() => compiler.compile({ sources: { ...sources, ...tests } }));
const folder = mkdtempSync(path.join(tmpdir(), 'process-'));
const runners: WarmTestRunner[] = [];
afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.close()));
  await compiler.close();
  rmSync(folder, { recursive: true, force: true });
});

const sources = { 'A.sol': 'pragma solidity ^0.8.0; contract A { uint256 public x; function set(uint256 y) external { x = y; } }' };
const tests = { 'A.t.sol': 'pragma solidity ^0.8.0; import "hyperlens/Test.sol"; import "./A.sol"; contract ATest is Test { A a; function setUp() public { a = new A(); } function test_a() public { a.set(3); assertEq(a.x(), 3); } }' };
const endless = { 'A.t.sol': 'pragma solidity ^0.8.0; contract Endless { function test_forever() public pure { while (true) {} } }' };

/** A runner whose process is the given program. */
function broken(body: string): WarmTestRunner {
  const script = path.join(folder, `child-${Math.random().toString(36).slice(2)}.mjs`);
  writeFileSync(script, `process.on('disconnect', () => process.exit());\nprocess.on('message', ({ id, job }) => { ${body} });`);
  const runner = makeTestRunner({ compiler, pool: makeEnginePool({ processes: 1, idleMilliseconds: 1_000, script }) });
  runners.push(runner);
  return runner;
}
const alive = (pid: number): boolean => {
  try { process.kill(pid, 0); return true; } catch { return false; }
};

describe('a test process that fails', () => {
  it.each([
    ['aborts', 'process.stderr.write("thread panicked: contract_file should exist\\n", () => process.abort());', 'SIGABRT): thread panicked: contract_file should exist'],
    ['is killed', 'process.kill(process.pid, "SIGKILL");', 'SIGKILL'],
    ['leaves', 'process.exit(3);', 'code 3'],
    ['hangs', 'while (true);', 'did not finish within'],
    ['sends garbage', 'process.send({ type: "done", id });', 'cannot be understood'],
    ['sends text', 'process.send("hello");', 'cannot be understood'],
    ['reports a failure', 'process.send({ type: "failed", id, reason: "no such hard fork" });', 'no such hard fork'],
  ])('%s: inconclusive, with the reason', async (title, body, reason) => {
    const report = await broken(body).run({ sources, tests, timeoutMilliseconds: title === 'hangs' ? 8_000 : 60_000 });
    expect(report).toMatchObject({ verdict: 'inconclusive', passed: 0, coverage: { lines: null, branches: null } });
    expect(report.reasons[0]).toContain(reason);
  });

  it('that ends without running a test is inconclusive', async () => {
    const report = await broken('process.send({ type: "done", id, gas: [], hits: [] });').run({ sources, tests });
    expect(report).toMatchObject({ verdict: 'inconclusive', reasons: ['no test ran'] });
  });

  it('keeps what had failed before it broke', async () => {
    const report = await broken('process.send({ type: "suite", id, warnings: [], results: [{ source: "A.t.sol", suite: "ATest", name: "test_a()", kind: "unit", status: "failed", milliseconds: 1, logs: [] }] }, () => process.exit(1));').run({ sources, tests });
    expect(report).toMatchObject({ verdict: 'fail', failed: 1 });
    expect(report.reasons[0]).toContain('did not finish');
  });

  it('starts afresh after a crash', async () => {
    const script = path.join(folder, 'twice.mjs');
    writeFileSync(script, `process.on('message', () => process.exit(1));`);
    const pool = makeEnginePool({ processes: 1, idleMilliseconds: 1_000, script });
    const runner = makeTestRunner({ compiler, pool });
    runners.push(runner);
    for (const _attempt of [1, 2]) expect((await runner.run({ sources, tests })).verdict).toBe('inconclusive');
  });
});

describe('many runs at once', () => {
  it('share a bounded number of processes and all end; one that waits can be cancelled', async () => {
    const script = path.join(folder, 'slow.mjs');
    writeFileSync(script, `process.on('disconnect', () => process.exit());\nprocess.on('message', ({ id }) => setTimeout(() => process.send({ type: 'done', id, gas: [], hits: [String(process.pid)] }), 50));`);
    const pool = makeEnginePool({ processes: 2, idleMilliseconds: 200, script });
    const job = { solcVersion: '0.8.30', evmVersion: 'cancun', artifacts: [], parts: [], invariantDepth: 1, gas: false, coverage: false };
    const controller = new AbortController();
    const runs = Array.from({ length: 8 }, () => pool.run(job, 10_000));
    const cancelled = pool.run(job, 10_000, controller.signal);
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const outcomes = await Promise.all(runs);
    expect(outcomes.every((outcome) => outcome.failure === undefined)).toBe(true);
    expect(new Set(outcomes.map((outcome) => outcome.hits[0])).size).toBeLessThanOrEqual(2);
    await expect.poll(() => pool.live(), { timeout: 5_000 }).toEqual([]);
    await pool.close();
  });
});

describe('the real process', () => {
  it('is stopped in an endless test, and the next run works', async () => {
    const runner = makeTestRunner({ compiler, processes: 1 });
    runners.push(runner);
    const report = await runner.run({ sources, tests: endless, timeoutMilliseconds: 10_000 });
    expect(report.verdict).not.toBe('pass');
    expect((await runner.run({ sources, tests })).verdict).toBe('pass');
  });

  it('is stopped when the person cancels', async () => {
    const pool = makeEnginePool({ processes: 1, idleMilliseconds: 1_000 });
    const runner = makeTestRunner({ compiler, pool });
    runners.push(runner);
    const controller = new AbortController();
    const run = runner.run({ sources, tests: { 'A.t.sol': tests['A.t.sol'].replace('test_a()', 'testFuzz_a(uint256)') }, fuzzRuns: 50_000_000, timeoutMilliseconds: 60_000 }, { signal: controller.signal });
    setTimeout(() => { controller.abort(); }, 3_000);
    await expect(run).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    expect(pool.live().filter(alive)).toEqual([]);
  });

  it('dies with the one that started it', async () => {
    const program = path.join(folder, 'parent.ts');
    const module = path.join(import.meta.dirname, 'process.ts');
    writeFileSync(program, `import { makeEnginePool } from ${JSON.stringify(module)};\nconst pool = makeEnginePool({ processes: 1, idleMilliseconds: 60_000 });\npool.warm();\nprocess.stdout.write(String(pool.live()[0]) + '\\n');\nsetInterval(() => {}, 1000);`);
    const parent = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = Number(await new Promise<string>((resolve) => { parent.stdout.once('data', (data: Buffer) => { resolve(data.toString()); }); }));
    expect(alive(pid)).toBe(true);
    await new Promise((resolve) => { setTimeout(resolve, 1_000); });
    parent.kill('SIGKILL');
    await expect.poll(() => alive(pid), { timeout: 5_000, interval: 100 }).toBe(false);
  });
});
