import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeDeployment } from '@hyperlens/agents/deployment';
import { deploymentEncoder, makeNetworks } from '@hyperlens/catalog/chains';
import { makePassphraseProvider } from '@hyperlens/platform/secrets';
import { makeSigner } from '@hyperlens/platform/signer';
import { makeDeploymentJournal, openStorage, type Storage } from '@hyperlens/platform/storage';
import type { CompiledContract, DeploymentAgent, DeploymentInput, Networks } from '@hyperlens/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, upgradeableSource, vaultArguments, vaultSource } from './compile.ts';

let home: string;
let storage: Storage;
let networks: Networks;
let agent: DeploymentAgent;
let contracts: (name: string) => CompiledContract;
const input = (intentKey: string, change: Partial<DeploymentInput> = {}): DeploymentInput => ({
  intentKey, runId: null, network: 'local', contract: contracts('Vault'), constructorArguments: vaultArguments(), upgradeability: 'none', ...change,
});
const deploy = async (given: DeploymentInput) => agent.deploy({ ...given, plan: await agent.plan(given) });

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'hyperlens-deployment-'));
  contracts = compile({ 'contracts/Vault.sol': vaultSource, 'contracts/Acorn.sol': upgradeableSource });
  storage = await openStorage({ home });
  networks = makeNetworks({ home });
  agent = makeDeployment({
    networks, encoder: deploymentEncoder, journal: makeDeploymentJournal(storage), signer: makeSigner({ home, passphrase: makePassphraseProvider({}) }),
    clock: { now: Date.now, sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }) },
  });
});
afterAll(async () => { await networks?.close(); await storage?.close(); rmSync(home, { recursive: true, force: true }); });

describe('a deployment to the local chain', () => {
  it('is planned in words, landed, compared and recorded, fast', async () => {
    const plan = await agent.plan(input('one'));
    expect(plan.summary.join(' ')).toMatch(/Deploys Vault to Local chain from 0x.* Costs at most 0\.\d+ ETH; the account holds 10000 ETH\./);
    const startedAt = performance.now();
    const deployment = await agent.deploy({ ...input('one'), plan });
    console.log(`deployed in ${Math.round(performance.now() - startedAt)} ms; ${plan.summary.join(' ')}`);
    expect(deployment).toMatchObject({ status: 'confirmed', error: null, contracts: [{ name: 'Vault', bytecodeMatch: 'exact' }], attempts: [{ status: 'confirmed' }] });
    const client = await networks.client('local');
    const owner = await client.request('eth_call', [{ to: deployment.contracts[0]?.address, data: '0x8da5cb5b' }, 'latest']);
    expect(String(owner).slice(-40)).toBe(plan.from.slice(2).toLowerCase());
    const nonce = await client.nonce(plan.from as `0x${string}`, 'latest');
    expect(await agent.deploy({ ...input('one'), plan })).toEqual(deployment);
    expect(await client.nonce(plan.from as `0x${string}`, 'latest')).toBe(nonce);
  });

  it('is refused before signing when the constructor reverts, an argument is wrong, or the plan is of something else', async () => {
    await expect(agent.plan(input('bad', { constructorArguments: vaultArguments(3) }))).rejects.toThrow(/TooSmall\(3, 10\)/);
    await expect(agent.plan(input('bad', { constructorArguments: vaultArguments().slice(1) }))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const plan = await agent.plan(input('bad'));
    await expect(agent.deploy({ ...input('bad', { constructorArguments: vaultArguments(11) }), plan })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(deploy(input('one', { constructorArguments: vaultArguments(12) }))).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('makes one proxy and one implementation of an upgradeable contract', async () => {
    const given = input('proxied', { contract: contracts('Acorn'), proxy: contracts('ERC1967Proxy'), upgradeability: 'uups', constructorArguments: [{ name: 'owner_', type: 'address', value: '$deployer' }] });
    const plan = await agent.plan(given);
    const deployment = await agent.deploy({ ...given, plan });
    expect(deployment.contracts).toMatchObject([{ name: 'Acorn', bytecodeMatch: 'exact' }, { name: 'Acorn implementation', bytecodeMatch: 'exact' }]);
    const client = await networks.client('local');
    const used = (await Promise.all(deployment.contracts.map(({ transactionHash }) => client.receipt(transactionHash as `0x${string}`)))).reduce((sum, receipt) => sum + (receipt?.gasUsed ?? 0n), 0n);
    console.log(`both used ${used} gas of ${plan.gasLimit} planned`);
    expect(used).toBeLessThan(BigInt(plan.gasLimit));
    const owner = await client.request('eth_call', [{ to: deployment.contracts[0]?.address, data: '0x8da5cb5b' }, 'latest']);
    expect(String(owner).slice(-40)).toBe(plan.from.slice(2).toLowerCase());
    expect((await agent.deploy({ ...given, plan })).contracts).toEqual(deployment.contracts);
  });

  it('runs twenty at once from one account, and the same intent ten times at once, without a gap or a double', async () => {
    const client = await networks.client('local');
    const from = (await agent.plan(input('many'))).from as `0x${string}`;
    const before = await client.nonce(from, 'latest');
    const all = await Promise.all([...Array.from({ length: 20 }, (_, index) => deploy(input(`many-${index}`))), ...Array.from({ length: 10 }, () => deploy(input('same')))]);
    expect(new Set(all.map(({ contracts: made }) => made[0]?.address)).size).toBe(21);
    expect(await client.nonce(from, 'latest')).toBe(before + 21);
  });
});

describe('a deployment killed at any moment', () => {
  const points = ['before-store', 'after-store', 'after-send', 'after-broadcast-marked', 'after-mined-marked', 'before-record'];
  it('goes on to exactly one contract', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-kill-'));
    writeFileSync(path.join(folder, 'contract.json'), JSON.stringify(contracts('Vault')));
    const run = (intents: string, point: string): Promise<{ code: number | null; signal: string | null; output: string }> => new Promise((resolve) => {
      const child = fork(path.join(import.meta.dirname, 'killed.ts'), [folder, intents, point], { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
      let output = '';
      child.stdout?.on('data', (data: Buffer) => { output += data.toString(); });
      child.once('exit', (code, signal) => { resolve({ code, signal, output }); });
    });
    try {
      // Each run first goes on with what the runs before it left.
      for (const [index, point] of points.entries()) {
        const killed = await run(points.slice(0, index + 1).join(','), point);
        expect(killed.signal, `${point} ${killed.output}`).toBe('SIGKILL');
      }
      const last = await run(points.join(','), 'none');
      expect(last.code, last.output).toBe(0);
      const { addresses, nonce } = JSON.parse(last.output) as { addresses: string[]; nonce: number };
      expect(new Set(addresses).size).toBe(points.length);
      // One transaction per intent, so one contract: a second one would have taken a nonce.
      expect(nonce).toBe(points.length);
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });
});
