import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { makeCompiler } from './compiler.ts';
import { makePool } from './pool.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pool-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** A compiler whose worker does whatever the body says with each input. */
function broken(body: string, workers = 2): ReturnType<typeof makeCompiler> {
  const file = path.join(folder, `worker-${Math.random().toString(36).slice(2)}.mjs`);
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', (input) => { ${body} });`);
  return makeCompiler({ pool: makePool({ workers, idleMilliseconds: 100, keep: { version: '0.8.30', idleMilliseconds: 10_000 }, script: pathToFileURL(file) }) });
}
const sources = { 'A.sol': 'pragma solidity ^0.8.0; contract A {}' };

describe('a compiler that fails', () => {
  it.each([
    ['crashes', 'throw new Error("out of memory");', 'out of memory'],
    ['exits', 'process.exit(7);', 'it ended with code 7'],
    ['answers garbage', 'parentPort.postMessage({ output: "<html>", longVersion: "x" });', 'not JSON'],
    ['answers an array', 'parentPort.postMessage({ output: "[]", longVersion: "x" });', 'not an object'],
    ['hangs', 'while (true);', 'did not finish within 0.3 s'],
  ])('%s: COMPILER_CRASHED with the reason', async (_title, body, reason) => {
    const compiler = broken(body);
    await expect(compiler.compile({ sources, timeoutMilliseconds: 300 })).rejects.toMatchObject({ code: 'COMPILER_CRASHED', message: expect.stringContaining(reason) as string });
    await compiler.close();
  });

  it('stops a running and a waiting compilation when asked, and goes on', async () => {
    const compiler = broken('if (input.includes("Hang")) while (true); parentPort.postMessage({ output: "{}", longVersion: "0.8.30" });', 1);
    const [running, waiting] = [new AbortController(), new AbortController()];
    const hang = { 'A.sol': 'contract Hang {}' };
    const first = compiler.compile({ sources: hang }, { signal: running.signal });
    const second = compiler.compile({ sources: hang }, { signal: waiting.signal });
    const third = compiler.compile({ sources });
    waiting.abort();
    await expect(second).rejects.toMatchObject({ code: 'INTERRUPTED' });
    setTimeout(() => { running.abort(); }, 100);
    await expect(first).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await expect(third).resolves.toMatchObject({ ok: true });
    await compiler.close();
  });

  it('gives seats to other versions and lets idle workers go', async () => {
    const file = path.join(folder, 'echo.mjs');
    writeFileSync(file, `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => parentPort.postMessage({ output: '{}', longVersion: '' }));`);
    const pool = makePool({ workers: 2, idleMilliseconds: 150, keep: { version: '0.8.30', idleMilliseconds: 900 }, script: pathToFileURL(file) });
    await Promise.all(['0.8.30', '0.4.26', '0.5.17', '0.6.12', '0.8.30'].map((version) => pool.run(version, '', 5_000)));
    expect(pool.live().length).toBeLessThanOrEqual(2);
    await pool.run('0.8.30', '', 5_000);
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    expect(pool.live()).toEqual(['0.8.30']);
    await expect.poll(() => pool.live(), { timeout: 5_000 }).toEqual([]);
    await expect(pool.run('0.8.30', '', 5_000)).resolves.toMatchObject({ output: '{}' });
    await pool.close();
    await expect(pool.run('0.8.30', '', 1_000)).rejects.toMatchObject({ code: 'COMPILER_CRASHED' });
  });
});
