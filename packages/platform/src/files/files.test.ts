import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@hyperlens/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { contentId, makeContentStore, makeWorkspace } from './index.ts';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'files-')); });
const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', (error: unknown) => AppError.from(error).code);

describe('content store', () => {
  it('names content as ipfs add does', async () => {
    // Known answers: `echo "hello world" | ipfs add -q`, and the empty file.
    expect(await contentId(bytes('hello world\n'))).toBe('QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o');
    expect(await contentId(new Uint8Array())).toBe('QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH');
  });

  it('gives back what was put, by either spelling of the identifier', async () => {
    const store = makeContentStore(folder);
    const cid = await store.put(bytes('contract A {}'));
    expect(await store.put(bytes('contract A {}'))).toBe(cid);
    expect(new TextDecoder().decode(await store.get(cid))).toBe('contract A {}');
    expect(await store.has(cid)).toBe(true);
  });

  it('handles content of several blocks', async () => {
    const store = makeContentStore(folder);
    const big = new Uint8Array(1_000_003).map((_, index) => index % 251);
    expect(await store.get(await store.put(big))).toEqual(Buffer.from(big));
  });

  it('refuses damaged content, and heals it when the good bytes are put again', async () => {
    const store = makeContentStore(folder);
    const cid = await store.put(bytes('good'));
    await writeFile(path.join(folder, cid.slice(-2), cid), 'evil');
    expect(await codeOf(store.get(cid))).toBe('CONTENT_CORRUPT');
    await store.put(bytes('good'));
    expect(new TextDecoder().decode(await store.get(cid))).toBe('good');
  });

  it('says what is absent and what is no identifier', async () => {
    const store = makeContentStore(folder);
    expect(await codeOf(store.get('QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o'))).toBe('NOT_FOUND');
    expect(await codeOf(store.get('../../etc/passwd'))).toBe('INPUT_INVALID');
    expect(await readdir(folder)).toEqual([]);
  });
});

const prlimit = '/usr/bin/prlimit';
describe.skipIf(!existsSync(prlimit))(`a disk without room${existsSync(prlimit) ? '' : ' (skipped: prlimit is not on this machine)'}`, () => {
  it('is said as such, and leaves nothing behind', async () => {
    const program = `
      import { makeContentStore, makeWorkspace } from ${JSON.stringify(path.join(import.meta.dirname, 'index.ts'))};
      const codes = [];
      await makeWorkspace(${JSON.stringify(folder)}).publish('run-1', { 'a.sol': 'fits', 'b.sol': 'x'.repeat(5000) }).catch((error) => codes.push(error.code));
      await makeContentStore(${JSON.stringify(folder)}).put(Buffer.alloc(5000)).catch((error) => codes.push(error.code));
      process.stdout.write(codes.join());`;
    const { stdout, stderr } = spawnSync(prlimit, ['--fsize=4096', process.execPath, '--input-type=module', '--disable-warning=ExperimentalWarning', '-e', program], { encoding: 'utf8' });
    expect(stdout, stderr).toBe('DISK_FULL,DISK_FULL');
    expect((await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name)).toEqual(['a.sol']);
  });
});

describe('workspace', () => {
  it('publishes files of a run at absolute paths', async () => {
    const paths = await makeWorkspace(folder).publish('run-1', { 'contracts/Acorn.sol': 'contract Acorn {}' });
    expect(paths['contracts/Acorn.sol']).toBe(path.join(folder, 'run-1/contracts/Acorn.sol'));
    expect(await readFile(paths['contracts/Acorn.sol']!, 'utf8')).toBe('contract Acorn {}');
  });

  it.each([['run-1', '../escape.sol'], ['run-1', '/etc/evil.sol'], ['..', 'a.sol'], ['a/b', 'a.sol']])('keeps run %s from writing %s', async (runId, name) => {
    expect(await codeOf(makeWorkspace(folder).publish(runId, { [name]: 'x' }))).toBe('INPUT_INVALID');
  });

  it('removes the folder of one run, and nothing that is not one', async () => {
    const workspace = makeWorkspace(folder);
    for (const runId of ['run-1', 'run-2']) await workspace.publish(runId, { 'a.sol': 'x' });
    await workspace.remove('run-1');
    await workspace.remove('run-9');
    expect(await codeOf(workspace.remove('..'))).toBe('INPUT_INVALID');
    expect(await readdir(folder)).toEqual(['run-2']);
  });
});
