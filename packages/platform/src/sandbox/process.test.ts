import { describe, expect, it } from 'vitest';
import { makeRunProcess } from './process.ts';

const run = makeRunProcess();
const node = process.execPath;
const base = { cwd: '/', timeoutMilliseconds: 10_000 };

describe('running a program', () => {
  it('passes arguments and input as they are', async () => {
    const result = await run({ ...base, file: '/bin/sh', args: ['-c', 'printf "%s|" "$@"; cat', 'x', '$(id)', 'a b', '"; exit 3'], input: 'hello' });
    expect(result).toMatchObject({ exitCode: 0, signal: null, stdout: '$(id)|a b|"; exit 3|hello', timedOut: false, truncated: false });
  });
  it('gives the exit code, standard error, and the signal', async () => {
    expect(await run({ ...base, file: '/bin/sh', args: ['-c', 'echo bad >&2; exit 7'] })).toMatchObject({ exitCode: 7, stderr: 'bad\n' });
    expect(await run({ ...base, file: '/bin/sh', args: ['-c', 'kill -SEGV $$'] })).toMatchObject({ exitCode: null, signal: 'SIGSEGV' });
    expect(await run({ ...base, file: '/bin/sh', args: ['-c', 'exit 255'] })).toMatchObject({ exitCode: 255 });
  });
  it('says so when the program does not exist', async () => {
    expect((await run({ ...base, file: '/nowhere/tool', args: [] })).exitCode).toBe(127);
    expect((await run({ ...base, cwd: '/nowhere', file: '/bin/true', args: [] })).startError).toMatch(/ENOENT/);
  });
  it('kills the whole group on time-out', async () => {
    const result = await run({ ...base, timeoutMilliseconds: 300, file: '/bin/sh', args: ['-c', 'sleep 60 & echo $!; wait'] });
    expect(result.timedOut).toBe(true);
    expect(result.milliseconds).toBeLessThan(5_000);
    const left = Number(result.stdout);
    expect(left).toBeGreaterThan(1);
    await expect.poll(() => { try { process.kill(left, 0); return 'alive'; } catch { return 'gone'; } }, { timeout: 3_000 }).toBe('gone');
  });
  it('kills a program that takes too much memory', async () => {
    const result = await run({ ...base, memoryMegabytes: 150, file: node, args: ['-e', 'const a=[];setInterval(()=>a.push(Buffer.alloc(2e7,1)),5)'] });
    expect(result).toMatchObject({ memoryExceeded: true, timedOut: false });
  });
  it('bounds the output and stops on abort', async () => {
    const chatty = await run({ ...base, maxOutputBytes: 1_000, file: node, args: ['-e', 'process.stdout.write("x".repeat(1e6))'] });
    expect(chatty.stdout).toHaveLength(1_000);
    expect(chatty).toMatchObject({ truncated: true, exitCode: 0 });
    const stopped = await run({ ...base, signal: AbortSignal.timeout(200), file: '/bin/sleep', args: ['30'] });
    expect(stopped).toMatchObject({ aborted: true });
  });
  it('hands on no environment but what was given', async () => {
    process.env.SECRET_OF_TEST = 'leak';
    const result = await run({ ...base, file: '/usr/bin/env', args: [], env: { GIVEN: 'yes' } });
    delete process.env.SECRET_OF_TEST;
    expect(result.stdout).toContain('GIVEN=yes');
    expect(result.stdout).not.toContain('leak');
  });
  it('dies when its parent is killed', async () => {
    const script = `import{makeRunProcess}from${JSON.stringify(new URL('./process.ts', import.meta.url).href)};const r=makeRunProcess();
      void r({file:'/bin/sh',args:['-c','echo $$ >&2; echo $$ > "$MARK"; sleep 60'],cwd:'/',timeoutMilliseconds:60000,env:{MARK:process.env.MARK}});`;
    const { mkdtemp, readFile } = await import('node:fs/promises');
    const mark = `${await mkdtemp('/tmp/sandbox-')}/pid`;
    const { spawn } = await import('node:child_process');
    const parent = spawn(node, ['--input-type=module', '-e', script], { env: { ...process.env, MARK: mark }, stdio: 'ignore' });
    let inner = 0;
    await expect.poll(async () => (inner = Number(await readFile(mark, 'utf8').catch(() => '0'))), { timeout: 8_000 }).toBeGreaterThan(0);
    parent.kill('SIGKILL');
    await expect.poll(() => { try { process.kill(inner, 0); return 'alive'; } catch { return 'gone'; } }, { timeout: 5_000 }).toBe('gone');
  });
});
