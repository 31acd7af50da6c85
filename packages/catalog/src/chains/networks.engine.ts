import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { developmentMnemonic, type Networks } from '@hyperlens/protocol';
import { mnemonicToAccount } from 'viem/accounts';
import { afterEach, describe, expect, it } from 'vitest';
import { developmentAddresses } from './local/accounts.ts';
import { makeNetworks } from './networks.ts';

const account = mnemonicToAccount(developmentMnemonic);
/** Creation code whose contract is 3 kB of STOPs. */
const creation = `0x610c0080600a5f395ff3${'00'.repeat(0x0c00)}` as const;
const gas = 2_000_000n;
const sign = (nonce: number, data: `0x${string}` = creation) => account.signTransaction({ type: 'eip1559', chainId: 31337, nonce, gas, maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 1n, data });

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => { for (const cleanup of cleanups.splice(0).toReversed()) await cleanup(); });

function open(home?: string): { networks: Networks; home: string } {
  const folder = home ?? mkdtempSync(path.join(tmpdir(), 'hyperlens-chain-'));
  if (!home) cleanups.push(() => { rmSync(folder, { recursive: true, force: true }); });
  const networks = makeNetworks({ home: folder });
  cleanups.push(() => networks.close());
  return { networks, home: folder };
}
const pidOf = (home: string): number => (JSON.parse(readFileSync(path.join(home, 'chain/endpoint.json'), 'utf8')) as { pid: number }).pid;

describe('the local chain', () => {
  it('is idle until it is asked for, then funded', async () => {
    const { networks } = open();
    expect((await networks.health('local')).status).toBe('idle');
    const client = await networks.client('local');
    expect((await networks.health('local')).status).toBe('healthy');
    expect(await client.balance(account.address)).toBe(10_000n * 10n ** 18n);
    expect(developmentAddresses).toEqual(developmentAddresses.map((_, addressIndex) => mnemonicToAccount(developmentMnemonic, { addressIndex }).address));
  });

  it('keeps 200 deployments with the same receipts over a restart and a kill', async () => {
    const { networks, home } = open();
    const client = await networks.client('local');
    const hashes: `0x${string}`[] = [];
    for (let nonce = 0; nonce < 200; nonce += 1) hashes.push(await client.send(await sign(nonce)));
    await client.request('eth_call', [{ to: account.address, data: '0x00' }, 'pending']);
    const receipts = await Promise.all(hashes.map((hash) => client.receipt(hash)));
    expect(receipts.every((receipt) => receipt?.status === 'success')).toBe(true);
    expect(new Set(receipts.map((receipt) => receipt?.contractAddress)).size).toBe(200);
    await networks.close();

    const again = open(home).networks;
    const startedAt = performance.now();
    const second = await again.client('local');
    console.log(`restart with 200 deployments: ${Math.round(performance.now() - startedAt)} ms`);
    expect(await Promise.all(hashes.map((hash) => second.receipt(hash)))).toEqual(receipts);
    // A dead process is noticed by nobody but us.
    process.kill(pidOf(home), 'SIGKILL');
    expect(await second.send(await sign(200))).toMatch(/^0x/);
    expect(await Promise.all(hashes.map((hash) => second.receipt(hash)))).toEqual(receipts);
    expect(await second.blockNumber()).toBe(201);
  });

  it('takes the same bytes twice, refuses a used nonce, and keeps a later nonce for its turn', async () => {
    const { networks } = open();
    const client = await networks.client('local');
    const [first, second] = [await sign(0), await sign(1)];
    const later = await client.send(second);
    expect(await client.receipt(later)).toBeNull();
    expect(await client.knows(later)).toBe(true);
    const hash = await client.send(first);
    expect(await client.send(first)).toBe(hash);
    expect((await client.receipt(hash))?.blockNumber).toBe(1);
    expect((await client.receipt(later))?.blockNumber).toBe(1);
    await expect(client.send(await sign(0, '0x6001600055'))).rejects.toMatchObject({ code: 'RPC_REJECTED' });
    expect(await client.send(first)).toBe(hash);
  });

  it('mines at the time it is told and keeps a moved clock', async () => {
    const { networks, home } = open();
    await networks.client('local');
    const { url } = JSON.parse(readFileSync(path.join(home, 'chain/endpoint.json'), 'utf8')) as { url: string };
    const raw = async (method: string, params: unknown[], headers: Record<string, string> = {}) =>
      (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) })).json() as Promise<{ result?: { timestamp: string; hash: string }; error?: { code: number } }>;
    await raw('evm_increaseTime', [86_400]);
    await raw('evm_mine', []);
    const block = (await raw('eth_getBlockByNumber', ['latest', false])).result;
    expect(Number(block?.timestamp)).toBeGreaterThan(Date.now() / 1000 + 86_000);
    expect((await raw('hardhat_setBalance', [account.address, '0x1'])).error?.code).toBe(-32601);
    expect((await raw('eth_chainId', [], { origin: 'https://evil.example' })).error?.code).toBe(-32600);
    process.kill(pidOf(home), 'SIGKILL');
    const client = await networks.client('local');
    await expect.poll(() => client.blockHash(1).catch(() => null)).toBe(block?.hash);
  });

  it('has one owner per folder: a second opener uses the first one and takes over when it is gone', async () => {
    const { networks: first, home } = open();
    const { networks: second } = open(home);
    const [one, two] = await Promise.all([first.client('local'), second.client('local')]);
    const hash = await one.send(await sign(0));
    expect((await two.receipt(hash))?.status).toBe('success');
    const before = pidOf(home);
    await first.close();
    await second.close().catch(() => undefined);
    const { networks: third } = open(home);
    expect((await (await third.client('local')).receipt(hash))?.status).toBe('success');
    expect(pidOf(home)).not.toBe(before);
  });

  it('refuses what would take all memory, and goes on', async () => {
    const { networks, home } = open();
    const client = await networks.client('local');
    const hash = await client.send(await sign(0));
    const loop = '0x5b5f56';
    await expect(client.simulate({ from: account.address, to: null, data: loop })).rejects.toMatchObject({ code: 'RPC_REJECTED', message: expect.stringContaining('memory') as string });
    const looping = await account.signTransaction({ type: 'eip1559', chainId: 31337, nonce: 1, gas: 16_000_000n, maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 1n, data: loop });
    await expect(client.send(looping)).rejects.toMatchObject({ code: 'RPC_REJECTED' });
    expect((await client.receipt(hash))?.status).toBe('success');
    expect(await client.nonce(account.address, 'pending')).toBe(1);
    // Less of it is run, now and in every replay.
    const short = await account.signTransaction({ type: 'eip1559', chainId: 31337, nonce: 1, gas: 2_500_000n, maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 1n, data: loop });
    expect((await client.receipt(await client.send(short)))?.status).toBe('reverted');
    expect(await client.nonce(account.address, 'latest')).toBe(2);
    process.kill(pidOf(home), 'SIGKILL');
    expect(await client.nonce(account.address, 'latest')).toBe(2);
    expect((await client.receipt(hash))?.status).toBe('success');
  });

  it('dies with its parent', async () => {
    const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-chain-'));
    cleanups.push(() => { rmSync(home, { recursive: true, force: true }); });
    const script = `const { makeNetworks } = await import(${JSON.stringify(path.join(import.meta.dirname, 'networks.ts'))});
      await (await makeNetworks({ home: ${JSON.stringify(home)} }).client('local')).blockNumber();
      const { readFileSync } = await import('node:fs'); console.log(readFileSync(${JSON.stringify(path.join(home, 'chain/endpoint.json'))}, 'utf8'));
      process.kill(process.pid, 'SIGKILL');`;
    let printed = '';
    try { execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }); } catch (error) { printed = (error as { stdout: string }).stdout; }
    const { pid } = JSON.parse(printed) as { pid: number };
    await expect.poll(() => { try { process.kill(pid, 0); return true; } catch { return false; } }, { timeout: 3000 }).toBe(false);
  });
});
