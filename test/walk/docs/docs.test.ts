import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorTable, type BuildResult, type Run } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentOf, makeHome, startServer, type Running } from '../product.ts';
import { blocksOf, commandsOf, optionsOfVerbs, pages } from './commands.ts';
import { examples, excluded, type Fixtures, type Line } from './table.ts';

const root = path.resolve(import.meta.dirname, '../../..');
let place: Awaited<ReturnType<typeof makeHome>>;
let server: Running;
let environment: Record<string, string>;
let given: Fixtures;

interface Ended { code: number | null; output: string; stdout: string }
/** A line as a person types it into a shell that stands in the project's folder. */
function shell(line: string, more: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', line], { cwd: root, env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString(); });
    child.once('close', (code) => resolve({ code, stdout, output: `${stdout}${stderr}` }));
  });
}

beforeAll(async () => {
  place = await makeHome();
  const home = path.join(place.home, '.hyperlens');
  const [binaries, project, source] = ['bin', 'project', 'source'].map((name) => path.join(place.home, name)) as [string, string, string];
  for (const folder of [binaries, path.join(project, 'test'), source]) mkdirSync(folder, { recursive: true });
  symlinkSync(path.join(root, 'bin/hyperlens'), path.join(binaries, 'hyperlens'));
  const file = path.join(source, 'Shelf.sol');
  const contract = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;
/// @title A number on a shelf
contract Shelf {
    /// @notice The number.
    uint256 public immutable NUMBER;
    constructor(uint256 number) { NUMBER = number; }
}
`;
  writeFileSync(file, contract);
  writeFileSync(path.join(project, 'Shelf.sol'), contract);
  writeFileSync(path.join(project, 'test/Shelf.t.sol'), `// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;
import {Test} from "hyperlens/Test.sol";
import {Shelf} from "../Shelf.sol";
contract ShelfTest is Test {
    function test_receives() public { assertEq(new Shelf(7).NUMBER(), 7); }
}
`);
  const [key, tasks] = [path.join(place.home, 'key'), path.join(place.home, 'tasks.jsonl')];
  writeFileSync(key, `0x${'5'.repeat(64)}\n`, { mode: 0o600 });
  writeFileSync(tasks, `${JSON.stringify({ id: 'one', prompt: 'An ERC-20 called Docs, symbol DOCS, 1000 supply' })}\n`);
  const settings = { HOME: place.home, HYPERLENS_TESTS_FUZZ_RUNS: '4', HYPERLENS_TESTS_COVERAGE: 'false', HYPERLENS_KEYSTORE_PASSPHRASE: 'a passphrase for the pages' };
  environment = { ...environmentOf(home, settings), PATH: `${binaries}:${process.env['PATH']}` };
  server = await startServer(home, { ...settings, HYPERLENS_APPROVAL_LOCAL: 'always' });
  const build = async (...words: string[]) => (JSON.parse((await shell(`bin/hyperlens build "An ERC-20 called Docs, symbol DOCS, 1000 supply" --json ${words.join(' ')}`)).stdout) as BuildResult).runId;
  const waiting = (await server.call<Run>('POST', '/api/v1/builds', { request: 'An ERC-20 called Wait, symbol WAIT, 1000 supply' })).body.runId;
  given = { file, project, key, tasks, results: path.join(place.home, 'results'), deployed: await build('--yes'), undeployed: await build('--no-deploy'), waiting };
  while ((await server.call<Run>('GET', `/api/v1/builds/${waiting}`)).body.status !== 'waiting') await sleep(100);
});
afterAll(async () => { await server?.stop(); await place?.remove(); });

const shown = pages().flatMap((page) => commandsOf(page));
/** Each command once, with the first page that shows it: pages repeat each other. */
const once = [...new Map(shown.toReversed().map(({ page, command }) => [command, page])).entries()].toReversed();

describe('commands of the pages', () => {
  it('are found, and the tables name none that no page shows', () => {
    expect(once.length).toBeGreaterThan(40);
    const commands = new Set(once.map(([command]) => command));
    expect([...Object.keys(examples), ...Object.keys(excluded)].filter((command) => !commands.has(command))).toEqual([]);
    expect(Object.keys(examples).filter((command) => command in excluded)).toEqual([]);
  });

  it.each(once.filter(([command]) => !(command in excluded)))('%s (%s)', async (command) => {
    const lines: Line[] = examples[command]?.(given) ?? [{ shell: command, exit: 0 }];
    if (!examples[command]) expect(command, 'the table must say what stands for the placeholders').not.toMatch(/<[a-z]|\.\.\.|\w\|\w/);
    for (const line of lines) {
      const { code, output } = await shell(line.shell);
      expect(code, `${line.shell}\n${output}`).toBe(line.exit);
    }
  });
});

describe('what the pages say beside commands', () => {
  it('names options that the verbs have', async () => {
    const options = async (verb: string) => (await shell(`bin/hyperlens ${verb} --help`)).stdout;
    const build = await options('build');
    for (const [verb, named] of optionsOfVerbs()) {
      if (named.length === 0) continue;
      const help = `${verb === 'build' ? '' : build}${await options(verb)}`;
      expect(named.filter((option) => !new RegExp(`${option}\\b`).test(help)), verb).toEqual([]);
    }
  });

  it('names commands that exist where an error says what to do', async () => {
    const { stdout } = await shell('bin/hyperlens --help');
    const verbs = new Set([...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)/gm)].map((match) => match[1]));
    for (const [code, { remedy }] of Object.entries(errorTable)) for (const [, verb] of remedy.matchAll(/hyperlens ([a-z]+)/g)) expect(verbs.has(verb), `${code}: ${remedy}`).toBe(true);
  });

  it.each(pages().flatMap((page) => blocksOf(page, 'toml').map((block, index) => [page, index, block] as const)))('shows a configuration that is accepted: %s %i', async (_page, index, block) => {
    const file = path.join(place.home, `example-${index}.toml`);
    writeFileSync(file, block);
    const { code, output } = await shell(`bin/hyperlens networks list --config ${file} --home ${path.join(place.home, 'elsewhere')}`, { HYPERLENS_MODEL_API_KEY: 'not-a-key' });
    expect(code, output).toBe(0);
  });
});
