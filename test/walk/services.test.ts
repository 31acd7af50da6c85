import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeLocalChain } from '@hyperlens/catalog/chains';
import { startPostgres } from '@hyperlens/platform/testing';
import type { Problem, ResearchResult, ResearchView, Service } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeScene, type Scene } from './market.ts';
import { makeHome, startServer, startService, withoutSources, type Running, type RunningService } from './product.ts';

const postgres = await startPostgres();
const reason = postgres.available ? '' : postgres.reason;
const roles = ['onchain', 'sentiment', 'tokenomics', 'team'] as const;
type Role = (typeof roles)[number];

const cleanups: (() => Promise<unknown>)[] = [];
const homes = new Map<string, string>();
let scene: Scene;
let gateway: Running;
let alone: Running;
const services = new Map<Role, RunningService>();
let environment: Record<string, string> = {};

/** A home whose default network is the chain all processes share. */
async function homeOn(rpcUrl: string): Promise<string> {
  const { home, remove } = await makeHome();
  cleanups.push(remove);
  writeFileSync(path.join(home, 'config.toml'), `defaultNetwork = "shared"\n\n[networks.shared]\nname = "Shared chain"\nchainId = 31337\ntestnet = true\nkind = "remote"\nrpcUrls = ["${rpcUrl}"]\ncurrency = { name = "Ether", symbol = "ETH", decimals = 18 }\nevmVersion = "cancun"\nfees = { type = "eip1559" }\nconfirmations = 0\napproval = "never"\n`);
  return home;
}

async function start(role: Role): Promise<void> {
  const service = await startService(homes.get(role) ?? '', role, environment);
  services.set(role, service);
  cleanups.push(() => service.stop());
}

/** Runs research through a server to its end. */
async function research(server: Running, body: object): Promise<ResearchResult> {
  const { body: { runId } } = await server.call<ResearchView>('POST', '/api/v1/research', body);
  for (const deadline = Date.now() + 180_000; ; await sleep(200)) {
    const { body: run } = await server.call<ResearchView>('GET', `/api/v1/research/${runId}`);
    if (run.status === 'completed') return (await server.call<ResearchResult>('GET', `/api/v1/research/${runId}/result`)).body;
    if (run.status === 'failed' || Date.now() > deadline) throw new Error(`${run.status}: ${JSON.stringify(run.error ?? run.steps)}`);
  }
}
/** The bytes of a result, without the two things that differ from run to run. */
const bytesOf = ({ runId, observedAt, ...result }: ResearchResult): string => JSON.stringify(result).replaceAll(runId, 'run').replaceAll(observedAt, 'then');

beforeAll(async () => {
  if (!postgres.available) return;
  const { home, remove } = await makeHome();
  cleanups.push(remove);
  const chain = makeLocalChain({ folder: path.join(home, 'chain') });
  cleanups.push(() => chain.close());
  const rpcUrl = await chain.url();
  scene = await makeScene(rpcUrl);
  environment = { ...withoutSources, DATABASE_URL: await postgres.createDatabase() };
  for (const name of [...roles, 'gateway', 'alone']) homes.set(name, await homeOn(rpcUrl));
  // The first one makes the tables; the machine has two cores, so they start one after the other.
  gateway = await startServer(homes.get('gateway') ?? '', environment, ['--role', 'gateway', 'worker', '--port', '0']);
  cleanups.push(() => gateway.stop());
  for (const role of roles) await start(role);
  alone = await startServer(homes.get('alone') ?? '', withoutSources, ['--port', '0']);
  cleanups.push(() => alone.stop());
});
afterAll(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup();
  if (postgres.available) await postgres.stop();
});

describe.skipIf(!postgres.available)(`each service in a process of its own${reason ? ` (skipped: ${reason})` : ''}`, () => {
  it('has health, readiness, metrics and its own analysis, and leaves no server.json', async () => {
    const task = { runId: 'run', subject: { kind: 'wallet', query: 'x', network: null, chainId: null, address: null, name: null, symbol: null, decimals: null }, block: null, observedAt: '2026-01-01T00:00:00Z', project: {} };
    for (const role of roles) {
      const { url } = services.get(role)!;
      expect((await fetch(`${url}/health/live`)).status, role).toBe(200);
      expect((await fetch(`${url}/health/ready`)).status, role).toBe(200);
      expect(await (await fetch(`${url}/metrics`)).text(), role).toContain('# TYPE');
      expect(existsSync(path.join(homes.get(role) ?? '', 'server.json')), role).toBe(false);
      const other = role === 'team' ? 'sentiment' : 'team';
      const refused = await fetch(`${url}/api/v1/${other}/analyze`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(task) });
      expect(((await refused.json()) as Problem).code, role).toBe('SERVICE_UNAVAILABLE');
    }
    const { body } = await gateway.call<{ items: Service[] }>('GET', '/api/v1/services');
    expect(roles.map((role) => body.items.find(({ id }) => id === role)?.url)).toEqual(roles.map((role) => services.get(role)?.url));
  });

  it('gives the bytes that one process gives, and says what is missing when a service is killed', async () => {
    const atBlock = Number(await scene.stage.node.request('eth_blockNumber', []));
    const request = { subject: scene.token.address, atBlock };
    const [apart, together] = [await research(gateway, request), await research(alone, request)];
    expect(apart.subject).toMatchObject({ kind: 'token', symbol: 'WLKR' });
    expect(apart.flags).toMatchObject({ is_honeypot: { value: false }, transfer_pausable: { value: true }, is_in_dex: { value: true } });
    expect(bytesOf(apart)).toBe(bytesOf(together));
    // A second look reads what the first one stored, and says the same.
    expect(bytesOf(await research(gateway, request))).toBe(bytesOf(apart));

    await services.get('onchain')!.kill();
    const without = await research(gateway, request);
    expect(without.sections.onchain).toMatchObject({ status: 'unknown' });
    expect(without.evidence.find(({ id }) => id === 'onchain.service')?.unknown).toContain('onchain');
    for (const section of ['sentiment', 'team', 'audit'] as const) expect(without.sections[section]?.status, section).toBe(apart.sections[section]?.status);
    expect(without.verdict.score.low).toBeLessThanOrEqual(apart.verdict.score.low);
    expect(without.verdict.score.high).toBeGreaterThanOrEqual(apart.verdict.score.high);
    expect(without.verdict.score.high - without.verdict.score.low).toBeGreaterThan(apart.verdict.score.high - apart.verdict.score.low);

    await start('onchain');
    expect(bytesOf(await research(gateway, request))).toBe(bytesOf(apart));

    // All the others at once: what the chain says stays as it was.
    for (const role of ['sentiment', 'tokenomics', 'team'] as const) await services.get(role)!.kill();
    const chainOnly = await research(gateway, request);
    for (const role of ['sentiment', 'tokenomics', 'team'] as const) expect(chainOnly.sections[role]?.status, role).toBe('unknown');
    expect([chainOnly.sections.onchain, chainOnly.sections.audit]).toEqual([apart.sections.onchain, apart.sections.audit]);
    expect(chainOnly.verdict.score.low).toBeLessThanOrEqual(apart.verdict.score.low);
    expect(chainOnly.verdict.score.high).toBeGreaterThanOrEqual(apart.verdict.score.high);
  });
});
