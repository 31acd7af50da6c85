import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError, buildResult } from '@hyperlens/protocol';
import { loadConfig, type ConfigFlags } from './config.ts';
import { makeFakeApplication } from './gateway/application.fake.ts';
import { runServer, type Started } from './server.ts';
import type { ServerFile } from './server-file.ts';

const main = path.join(import.meta.dirname, 'main.ts');
const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-server-'));
const application = makeFakeApplication({ pace: 5 });
const stop = new AbortController();
let running: Promise<number>;
let server: Started;

interface Ended { code: number | null; stdout: string; stderr: string }
const environment = (folder: string): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: folder, HYPERLENS_HOME: folder, NODE_COMPILE_CACHE: path.join(home, 'compile-cache') });
function cli(words: string[], folder = home, input?: string): Promise<Ended> {
  return new Promise((resolve) => {
    const child: ChildProcess = execFile(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], { env: environment(folder), timeout: 60_000 }, (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }));
    child.stdin?.end(input ?? '');
  });
}
function start(flags: ConfigFlags, folder: string, signal = stop.signal, app = application): { server: Promise<Started>; ended: Promise<number> } {
  let ended: Promise<number> = Promise.resolve(-1);
  const started = new Promise<Started>((resolve, reject) => {
    const loaded = loadConfig({ home: { value: folder, flag: 'test' }, ...flags }, { environment: {} });
    ended = runServer(loaded, { signal, started: resolve, open: () => Promise.resolve(app) });
    ended.catch(reject);
  });
  // A start that is meant to fail is looked at through `ended`.
  started.catch(() => undefined);
  return { server: started, ended };
}
const freePort: ConfigFlags = { 'server.port': { value: '0', flag: '--port' } };

beforeAll(async () => {
  const begun = start(freePort, home);
  running = begun.ended;
  server = await begun.server;
});
afterAll(async () => {
  stop.abort();
  expect(await running).toBe(0);
  expect(() => statSync(path.join(home, 'server.json'))).toThrow();
});

describe('server', () => {
  it('leaves a file that only its user can read, and answers there', async () => {
    const file = path.join(home, 'server.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { url, token, pid } = JSON.parse(readFileSync(file, 'utf8')) as ServerFile;
    expect([url, pid]).toEqual([server.url, process.pid]);
    expect((await fetch(`${url}/api/v1/about`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    expect((await fetch(`${url}/api/v1/about`, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
  });

  it.skipIf(process.platform !== 'linux')('trusts programs of the same user, and no other page or host', async () => {
    expect((await fetch(`${server.url}/api/v1/about`)).status).toBe(200);
    expect((await fetch(`${server.url}/`)).status).toBe(200);
    for (const [header, value, code] of [['origin', 'http://evil.example', 'ORIGIN_REFUSED'], ['sec-fetch-site', 'cross-site', 'ORIGIN_REFUSED'], ['sec-fetch-site', 'same-site', 'ORIGIN_REFUSED']] as const) {
      const response = await fetch(`${server.url}/api/v1/builds`, { headers: { [header]: value } });
      expect([response.status, ((await response.json()) as { code: string }).code], value).toEqual([403, code]);
    }
  });

  it('says where it runs when it is started again, and refuses another port', async () => {
    const again = await start(freePort, home).server;
    expect(again).toMatchObject({ already: true, url: server.url });
    await expect(start({ 'server.port': { value: '65000', flag: '--port' } }, home).ended).rejects.toSatisfy((error) => AppError.is(error, 'DATA_DIRECTORY_LOCKED'));
  });

  it('refuses a busy port that was asked for, and an outside address', async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'hyperlens-busy-'));
    const holder: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => { holder.once('listening', resolve); });
    const port = (holder.address() as { port: number }).port;
    await expect(start({ 'server.port': { value: String(port), flag: '--port' } }, other).ended).rejects.toSatisfy((error) => AppError.is(error, 'PORT_BUSY'));
    await expect(start({ ...freePort, 'server.host': { value: '0.0.0.0', flag: '--host' } }, other).ended).rejects.toSatisfy((error) => AppError.is(error, 'CONFIG_INVALID'));
    holder.close();
  });
});

describe('command line through a running server', () => {
  it('builds, follows and prints the documented document', async () => {
    const { code, stdout, stderr } = await cli(['build', 'a', 'token', '--yes', '--json']);
    expect(code, stderr).toBe(0);
    const result = buildResult.parse(JSON.parse(stdout));
    expect(result).toMatchObject({ status: 'completed', request: 'a token', audit: { verdict: 'pass' }, tests: { passed: 2 } });
    expect(result.deployment?.contracts[0]?.address).toMatch(/^0x/);
    expect(stderr).toContain('specify');
    const plain = await cli(['build', '-', '--quiet', '--no-color'], home, 'a token from a pipe');
    expect([plain.code, plain.stderr]).toEqual([0, '']);
    expect(plain.stdout).toContain('deployed');
    expect(application.runsById.get(result.runId)?.request.approve).toBe(true);
  });

  it.each([
    ['unsupported things', [], 1, 'rejected', 'REQUEST_UNSUPPORTED'],
    ['fail the audit', [], 1, 'rejected', 'GATE_REFUSED'],
    ['wait for approval', [], 1, 'rejected', 'APPROVAL_MISSING'],
    ['wait for approval', ['--yes'], 0, 'completed', undefined],
    ['a token', ['--no-deploy'], 0, 'completed', undefined],
    ['a token', ['--spec-only'], 0, 'completed', undefined],
  ])('ends "%s" %j with %i', async (request, words, exit, status, error) => {
    const { code, stdout } = await cli(['build', request, '--json', ...words]);
    const result = buildResult.parse(JSON.parse(stdout));
    expect([code, result.status, result.error?.code]).toEqual([exit, status, error]);
  });

  it('exits as documented when nothing can be done', async () => {
    const cases: [string[], number, string | RegExp][] = [
      [['build', ''], 2, 'REQUEST_EMPTY'], [['build'], 2, 'USAGE_INVALID'], [['build', 'x', '--network', 'moon'], 2, 'NETWORK_UNKNOWN'], [['build', '--file', '/nowhere'], 2, 'FILE_UNREADABLE'],
      [['runs', 'show', 'none'], 2, 'NOT_FOUND'], [['frobnicate'], 2, 'USAGE_INVALID'], [['build', '--what'], 2, 'USAGE_INVALID'], [['audit', '/nowhere.sol'], 2, 'FILE_UNREADABLE'],
      [['runs', '--server', 'http://127.0.0.1:1'], 4, 'SERVER_UNREACHABLE'], [['config', '--set', 'server.port=x'], 2, 'CONFIG_INVALID'], [['config', '--set', 'nonsense'], 2, 'USAGE_INVALID'],
    ];
    for (const [words, exit, expected] of cases) {
      const { code, stdout } = await cli([...words, '--json']);
      expect([code, (JSON.parse(stdout) as { error: { code: string } }).error.code], words.join(' ')).toEqual([exit, expected]);
    }
  });

  it('answers approvals, retries, and follows events to their end', async () => {
    const { runId } = buildResult.parse(JSON.parse((await cli(['build', 'wait for approval', '--json'])).stdout));
    const refused = buildResult.parse(JSON.parse((await cli(['build', 'wait for approval', '--json'])).stdout)).runId;
    const approved = await cli(['runs', 'approve', runId, '--json']);
    expect([approved.code, buildResult.parse(JSON.parse(approved.stdout)).status]).toEqual([0, 'completed']);
    const no = await cli(['runs', 'approve', refused, '--refuse', '--json']);
    expect([no.code, buildResult.parse(JSON.parse(no.stdout)).status]).toEqual([1, 'rejected']);
    const again = await cli(['runs', 'retry', refused, '--json']);
    expect(again.code).toBe(1);
    const followed = await cli(['runs', 'events', runId, '--follow', '--json']);
    const { events } = JSON.parse(followed.stdout) as { events: { type: string; data: { status?: string } }[] };
    expect(events.at(-1)).toMatchObject({ type: 'run.updated', data: { status: 'completed' } });
  });

  it('works in process when no server runs, and waits for the one that starts', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-wait-'));
    const late = new AbortController();
    // Holds the home folder as another process would: the first openings are refused, then a server stands there.
    let refusals = 0;
    const loaded = loadConfig({ home: { value: folder, flag: 'test' }, ...freePort }, { environment: {} });
    const first = new Promise<Started>((resolve, reject) => {
      runServer(loaded, { signal: late.signal, started: resolve, open: async () => { refusals += 1; if (refusals < 3) throw new AppError('DATA_DIRECTORY_LOCKED', { path: folder, pid: 1 }); return makeFakeApplication(); } }).catch(reject);
    });
    const second = start(freePort, folder, late.signal, makeFakeApplication()).server;
    const [one, two] = await Promise.all([first, second]);
    expect(one.url).toBe(two.url);
    expect(one.already).not.toBe(two.already);
    late.abort();
  });

  it('cancels the run on a signal and ends with 130', async () => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'build', 'hang', '--json'], { env: environment(home) });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (part: Buffer) => { stdout += part.toString(); });
    child.stderr.on('data', (part: Buffer) => { stderr += part.toString(); });
    await expect.poll(() => stderr, { timeout: 20_000 }).toContain('audit');
    // Twice, as timeout(1) does: its twin must not cut the clean end short.
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGINT'), 50);
    const code = await new Promise((resolve) => { child.once('exit', resolve); });
    expect(code).toBe(130);
    expect(buildResult.parse(JSON.parse(stdout)).status).toBe('cancelled');
  });

  it('works for every other verb, with one document each', async () => {
    const { runId } = buildResult.parse(JSON.parse((await cli(['build', 'a token', '--json'])).stdout));
    const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-project-'));
    writeFileSync(path.join(folder, 'Acorn.sol'), '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\ncontract Acorn {}\n');
    writeFileSync(path.join(folder, 'Bad.sol'), '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\ncontract Bad { function f() external { tx.origin; } }\n');
    const good = path.join(folder, 'Acorn.sol');
    const cases: [string[], number, (value: never) => void][] = [
      [['runs'], 0, (value: { runs: unknown[] }) => expect(value.runs.length).toBeGreaterThan(0)],
      [['runs', 'show', runId], 0, (value: { runId: string }) => expect(value.runId).toBe(runId)],
      [['runs', 'events', runId], 0, (value: { events: unknown[] }) => expect(value.events.length).toBeGreaterThan(8)],
      [['runs', 'fork', runId, '--no-deploy'], 0, (value: { status: string }) => expect(value.status).toBe('completed')],
      [['runs', 'cancel', runId], 1, (value: { error: { code: string } }) => expect(value.error.code).toBe('RUN_CONFLICT')],
      [['verify', runId], 0, (value: { verdict: string }) => expect(value.verdict).toBe('match')],
      [['templates'], 0, (value: { templates: unknown[] }) => expect(value.templates).toHaveLength(1)],
      [['templates', 'show', 'erc20'], 0, (value: { source: string }) => expect(value.source).toContain('contract')],
      [['templates', 'search', 'a', 'token'], 0, (value: { templates: unknown[] }) => expect(value.templates).toHaveLength(1)],
      [['templates', 'add', good, '--id', 'mine'], 0, (value: { id: string }) => expect(value.id).toBe('mine')],
      [['networks'], 0, (value: { networks: unknown[] }) => expect(value.networks).toHaveLength(1)],
      [['networks', 'show', 'local'], 0, (value: { chainId: number }) => expect(value.chainId).toBe(31_337)],
      [['networks', 'health'], 0, (value: { status: string }) => expect(value.status).toBe('healthy')],
      [['analyzers'], 0, (value: { analyzers: unknown[] }) => expect(value.analyzers).toHaveLength(1)],
      [['analyzers', 'install', 'slither'], 0, (value: { path: string }) => expect(value.path).toBe('/opt/slither')],
      [['services'], 0, (value: { services: unknown[] }) => expect(value.services).toHaveLength(1)],
      [['doctor'], 0, (value: { status: string }) => expect(value.status).toBe('ok')],
      [['config'], 0, (value: { values: unknown[] }) => expect(value.values.length).toBeGreaterThan(20)],
      [['completion', 'zsh'], 0, (value: { script: string }) => expect(value.script).toContain('bashcompinit')],
      [['completion', 'fish'], 0, (value: { script: string }) => expect(value.script).toContain('complete -c hyperlens')],
      [['completion', 'bash'], 0, (value: { script: string }) => expect(value.script).toContain('templates search')],
      [['audit', good], 0, (value: { verdict: string; tools: unknown[] }) => expect([value.verdict, value.tools.length]).toEqual(['pass', 1])],
      [['audit', path.join(folder, 'Bad.sol')], 1, (value: { verdict: string }) => expect(value.verdict).toBe('fail')],
      [['audit', good, '--format', 'sarif'], 0, (value: { version: string }) => expect(value.version).toBe('2.1.0')],
      [['test', folder], 2, (value: { error: { code: string } }) => expect(value.error.code).toBe('NO_TESTS_FOUND')],
      [['up'], 0, (value: { already: boolean; url: string }) => expect([value.already, value.url]).toEqual([true, server.url])],
    ];
    for (const [words, exit, check] of cases) {
      const [{ code, stdout, stderr }, { stdout: text }] = await Promise.all([cli([...words, '--json']), cli([...words, '--no-color'])]);
      expect(code, `${words.join(' ')}: ${stdout}${stderr}`).toBe(exit);
      check(JSON.parse(stdout) as never);
      // People get text for the same.
      expect(text.includes('undefined') || text.includes('[object'), words.join(' ')).toBe(false);
    }
  });
});
