import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment, Problem, Run } from '@hyperlens/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { disorder, ended, eventsOf, untilEnded } from './checks.ts';
import { makeHome, startServer, type Running } from './product.ts';

const prlimit = '/usr/bin/prlimit';
const quick = { HYPERLENS_TESTS_FUZZ_RUNS: '4', HYPERLENS_TESTS_COVERAGE: 'false' };
const cleanups: (() => Promise<unknown> | void)[] = [];
afterEach(async () => { for (const cleanup of cleanups.splice(0).toReversed()) await cleanup(); });

const requestOf = (number: number) => ({ request: `An ERC-20 called Disk ${number}, symbol DSK${number}, 1M supply` });
const submit = (server: Running, number: number) => server.call<{ runId: string }>('POST', '/api/v1/builds', requestOf(number), { 'idempotency-key': `disk-${number}` });
const stateOf = async (server: Running, runId: string): Promise<Run> => (await server.call<Run>('GET', `/api/v1/builds/${runId}`)).body;

/** A file-size limit on the database process of a server, also on each one that is started again, until it is lifted. */
function limitDatabase(server: Running, bytes: number): { lift: () => void } {
  const database = (): string => spawnSync('pgrep', ['-P', String(server.pid), '-f', 'embedded/child.ts'], { encoding: 'utf8' }).stdout.trim();
  let limited = '';
  const apply = () => {
    const pid = database();
    if (pid === '' || pid === limited) return;
    limited = pid;
    // The process may have ended in between; the next one is found at the next look.
    spawnSync(prlimit, ['--pid', pid, `--fsize=${bytes}:unlimited`]);
  };
  apply();
  const timer = setInterval(apply, 40);
  return { lift: () => { clearInterval(timer); const pid = database(); if (pid !== '') spawnSync(prlimit, ['--pid', pid, '--fsize=unlimited:unlimited']); } };
}

/** Writes until there is no room for another page. */
function fill(file: string): void {
  const descriptor = openSync(file, 'w');
  const page = Buffer.alloc(4096);
  try {
    for (;;) writeSync(descriptor, page);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Every accepted run ends completed, where it failed for the disk after a retry, with one deployment each and orderly events. */
async function settle(server: Running, accepted: string[]): Promise<void> {
  for (const runId of accepted) {
    let run = await untilEnded(() => server, runId, 180_000);
    if (run.status === 'failed') {
      expect(['DATABASE_FULL', 'DATABASE_UNAVAILABLE', 'DISK_FULL'], JSON.stringify(run.error)).toContain(run.error?.code);
      expect((await server.call('POST', `/api/v1/builds/${runId}/retry`, {})).status).toBe(202);
      run = await untilEnded(() => server, runId, 180_000);
    } else {
      expect(disorder(await eventsOf(server, runId))).toEqual([]);
    }
    expect({ status: run.status, error: run.error, contracts: run.deployment?.contracts.map((contract) => contract.bytecodeMatch) }).toEqual({ status: 'completed', error: null, contracts: ['exact'] });
  }
  const { body } = await server.call<{ items: Deployment[] }>('GET', '/api/v1/deployments?limit=100');
  expect(accepted.map((runId) => body.items.filter((deployment) => deployment.runId === runId && deployment.status === 'confirmed').length)).toEqual(accepted.map(() => 1));
  // The chain's own count: nothing was deployed twice, also not by a run that was not accepted.
  expect((await server.call<{ blockNumber: number }>('GET', '/api/v1/networks/local/health')).body.blockNumber).toBe(accepted.length);
}

describe('a full disk under builds', () => {
  it.skipIf(!existsSync(prlimit))(`refuses clearly while the database cannot write, and goes on when it can${existsSync(prlimit) ? '' : ' (skipped: prlimit is not on this machine)'}`, async () => {
    const home = await makeHome();
    cleanups.push(home.remove);
    const server = await startServer(home.home, quick);
    cleanups.push(() => server.stop());
    const accepted = [(await submit(server, 0)).body.runId, (await submit(server, 1)).body.runId, (await submit(server, 2)).body.runId];
    await expect.poll(async () => (await stateOf(server, accepted[0]!)).steps.some((step) => step.name === 'compile' && step.status !== 'pending'), { timeout: 60_000, interval: 50 }).toBe(true);

    const limit = limitDatabase(server, 1_000_000);
    cleanups.push(limit.lift);
    const refused: Problem[] = [];
    // Longer than anything waits for a database that starts again, so that what gives up does so now.
    const until = Date.now() + 22_000;
    for (let number = 3; Date.now() < until; number += 1) {
      const began = Date.now();
      const answer = await fetch(`${server.url}/api/v1/builds`, { method: 'POST', headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', 'idempotency-key': `disk-${number}` }, body: JSON.stringify(requestOf(number)) });
      expect([503, 507]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(Date.now() - began).toBeLessThan(20_000);
      refused.push(await answer.json() as Problem);
      await sleep(1_000);
    }
    expect(refused.at(-1)).toMatchObject({ status: 507, code: 'DATABASE_FULL' });
    expect(refused.filter((problem) => problem.code !== 'DATABASE_FULL').length).toBeLessThanOrEqual(1);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    expect(server.child.exitCode).toBeNull();

    limit.lift();
    await expect.poll(async () => (await fetch(`${server.url}/health/ready`)).status, { timeout: 30_000 }).toBe(200);
    // What was refused was not begun: nobody finds half a run of it.
    const { body } = await server.call<{ items: { runId: string }[] }>('GET', '/api/v1/builds?limit=100');
    expect(new Set(body.items.map((run) => run.runId))).toEqual(new Set(accepted));
    await settle(server, accepted);
    expect(readdirSync(path.join(home.home, 'database')).filter((name) => name.endsWith('.room'))).toEqual([]);
  });

  it('keeps everything when the whole file system is full, and goes on when there is room', async ({ skip }) => {
    const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-walk-'));
    cleanups.push(() => rmSync(home, { recursive: true, force: true }));
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', home]).status !== 0) return skip('a file system of its own can only be mounted by root');
    cleanups.push(() => { execFileSync('umount', ['-l', home]); });
    const server = await startServer(home, quick);
    cleanups.push(() => server.stop());
    const accepted = [(await submit(server, 0)).body.runId, (await submit(server, 1)).body.runId];
    await expect.poll(async () => ended(await stateOf(server, accepted[0]!)), { timeout: 60_000, interval: 50 }).toBe(true);

    const ballast = path.join(home, 'ballast');
    fill(ballast);
    for (let number = 2; number < 6; number += 1) {
      const { status, body } = await submit(server, number);
      if (status === 202) accepted.push(body.runId);
      else expect(body).toMatchObject({ status, code: expect.stringMatching(/^DATABASE_(FULL|UNAVAILABLE)$/) });
      await sleep(2_000);
    }
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    rmSync(ballast);
    await settle(server, accepted);
    // Whole files or none: what is left of the attempts are complete sources.
    for (const runId of accepted) expect(readdirSync(path.join(home, 'runs', runId), { recursive: true }).filter((name) => /\.[0-9a-f-]{36}$/.test(String(name)))).toEqual([]);
  });
});
