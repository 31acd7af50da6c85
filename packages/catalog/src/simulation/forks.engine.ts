import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { developmentMnemonic, type Networks } from '@hyperlens/protocol';
import { mnemonicToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { developmentAddresses, makeNetworks } from '../chains/index.ts';
import { makeForks, type ForksOptions, type WarmForks } from './forks.ts';
import { describeForks } from './forks.kit.ts';

const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-forks-'));
const local = makeNetworks({ home });
const account = mnemonicToAccount(developmentMnemonic);
const other = `0x${'0b'.repeat(20)}` as const;
const opened: WarmForks[] = [];
const servers: Server[] = [];
const forksOf = (networks: Networks, options: Partial<ForksOptions> = {}): WarmForks => { const forks = makeForks({ networks, ...options }); opened.push(forks); return forks; };

let upstream: string;
beforeAll(async () => {
  const client = await local.client('local');
  for (let nonce = 0; nonce < 3; nonce += 1) await client.send(await account.signTransaction({ type: 'eip1559', chainId: 31337, nonce, gas: 21_000n, maxFeePerGas: 10n ** 10n, to: other, value: 100n }));
  upstream = (await local.health('local')).endpoints[0]?.url ?? '';
});
afterAll(async () => {
  await Promise.all(opened.map((forks) => forks.close()));
  for (const server of servers) { server.closeAllConnections(); server.close(); }
  await local.close();
  rmSync(home, { recursive: true, force: true });
});

/** An endpoint before the local chain that can be made to hang, refuse or claim another chain. */
async function endpoint(chainId = 31_338): Promise<{ url: string; mode: 'works' | 'hangs' | 'refuses' | 'forgot' | 'slow' | 'old'; asked: string[] }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { id: number; method: string };
      state.asked.push(body.method);
      if (state.mode === 'hangs') return;
      if (state.mode === 'refuses') { response.socket?.resetAndDestroy(); return; }
      if (state.mode === 'forgot') { response.end(JSON.stringify({ jsonrpc: '2.0', id: body.id, error: { code: -32000, message: 'missing trie node 0xabc' } })); return; }
      if (body.method === 'eth_chainId') { response.end(JSON.stringify({ jsonrpc: '2.0', id: body.id, result: `0x${chainId.toString(16)}` })); return; }
      void wait(state.mode === 'slow' ? 1_200 : 0).then(() => fetch(upstream, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).then(async (answer) => {
        const found = await answer.json() as { result?: Record<string, unknown> };
        // A chain whose headers are older than EIP-1559, 4399, 4788, 4844, 4895 and 7685.
        if (state.mode === 'old' && body.method.startsWith('eth_getBlockBy')) for (const field of ['baseFeePerGas', 'mixHash', 'excessBlobGas', 'blobGasUsed', 'parentBeaconBlockRoot', 'withdrawals', 'withdrawalsRoot', 'requestsHash']) delete found.result?.[field];
        response.end(JSON.stringify(found));
      });
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const state = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3/S3cr3tKey0123456789`, mode: 'works' as 'works' | 'hangs' | 'refuses' | 'forgot' | 'slow' | 'old', asked: [] as string[] };
  return state;
}
const remote = (...urls: string[]): Networks => makeNetworks({
  home: '/nonexistent', timeoutMilliseconds: 400,
  networks: [{ id: 'far', name: 'Far', chainId: 31_338, testnet: true, rpcUrls: urls, currency: { name: 'Coin', symbol: 'COIN', decimals: 18 } }],
});
const code = (promise: Promise<unknown>): Promise<{ code: string; message: string }> => promise.then(() => { throw new Error('it worked'); }, (error: { code: string; message: string }) => error);

describe('forks of the local chain', () => {
  const forks = forksOf(local);
  describeForks(async () => ({ forks, network: 'local', block: 3, rich: other, wei: 300n }));

  it('can stand on an older block', async () => {
    const fork = await forks.open('local', 1);
    expect(await fork.balance(other)).toBe(100n);
    expect((await fork.send({ from: developmentAddresses[5] ?? other, to: other, data: '0x', value: 5n })).status).toBe('success');
    expect(await fork.balance(other)).toBe(105n);
    await fork.close();
    expect(await (await local.client('local')).balance(other)).toBe(300n);
  });

  it('stay quick: 40 transactions with snapshots', async () => {
    const startedAt = performance.now();
    const fork = await forks.open('local', 3);
    const started = performance.now() - startedAt;
    for (let index = 0; index < 40; index += 1) {
      const snapshot = await fork.snapshot();
      await fork.send({ from: other, to: developmentAddresses[1] ?? other, data: '0x', value: 1n });
      await fork.revert(snapshot);
    }
    console.log(`fork started in ${Math.round(started)} ms, snapshot + send + revert ${((performance.now() - startedAt - started) / 40).toFixed(2)} ms`);
    await fork.close();
  });
});

describe('forks of a remote chain', () => {
  it('works for a chain id nobody knows, and goes on to the next endpoint', async () => {
    const [bad, wrong, good] = [await endpoint(), await endpoint(5), await endpoint()];
    bad.mode = 'refuses';
    const fork = await forksOf(remote(bad.url, wrong.url, good.url)).open('far', 3);
    expect(await fork.balance(other)).toBe(300n);
    expect((await fork.send({ from: other, to: account.address, data: '0x', value: 1n })).status).toBe('success');
    expect(wrong.asked.every((method) => method === 'eth_chainId')).toBe(true);
  });

  it.each([['hangs', 'no answer within 400 ms'], ['refuses', 'ECONNRESET'], ['forgot', 'missing trie node']] as const)('says that the chain %s when it does so in the middle, without its key, and works again afterwards', async (mode, reason) => {
    const one = await endpoint();
    const networks = remote(one.url);
    const forks = forksOf(networks);
    const fork = await forks.open('far', 3);
    expect(await fork.balance(other)).toBe(300n);
    one.mode = mode;
    for (const attempt of [fork.balance(account.address), fork.send({ from: account.address, to: other, data: '0x' }), fork.call({ to: `0x${'0c'.repeat(20)}`, data: '0x' })]) {
      const error = await code(attempt);
      expect(error.code).toBe('SIMULATION_UNAVAILABLE');
      expect(error.message).toContain(reason);
      expect(JSON.stringify(error) + error.message).not.toContain('S3cr3t');
    }
    expect(await code(forks.open('far', 3))).toMatchObject({ code: 'SIMULATION_UNAVAILABLE' });
    one.mode = 'works';
    expect(await fork.balance(account.address)).toBeGreaterThan(0n);
  });

  it('asks once for what several forks of a block need, and anew when none is left', async () => {
    const one = await endpoint();
    const forks = forksOf(remote(one.url), { processes: 1 });
    const balances = () => one.asked.filter((method) => method === 'eth_getBalance').length;
    const first = await forks.open('far', 3);
    expect(await first.balance(other)).toBe(300n);
    const asked = balances();
    const second = await forks.open('far', 3);
    expect([await second.balance(other), balances()]).toEqual([300n, asked]);
    await second.setBalance(other, 5n);
    expect([await first.balance(other), await second.balance(other)]).toEqual([300n, 5n]);
    const older = await forks.open('far', 1);
    expect(await older.balance(other)).toBe(100n);
    await Promise.all([first.close(), second.close(), older.close()]);
    const later = await forks.open('far', 3);
    const before = balances();
    expect([await later.balance(other), balances()]).toEqual([300n, before + 1]);
  });

  it('refuses a wrong chain id', async () => {
    const wrong = await endpoint(5);
    const error = await code(forksOf(remote(wrong.url)).open('far', 3));
    expect(error).toMatchObject({ code: 'SIMULATION_UNAVAILABLE' });
    expect(error.message).toContain('chain id 5');
  });

  it('works on a chain whose blocks lack what newer rules need', async () => {
    const one = await endpoint();
    one.mode = 'old';
    const fork = await forksOf(remote(one.url)).open('far', 3);
    expect(await fork.call({ to: `0x${'0d'.repeat(20)}`, data: '0x' })).toEqual({ ok: true, returned: '0x' });
    expect((await fork.send({ from: developmentAddresses[7] ?? other, to: `0x${'0d'.repeat(20)}`, data: '0x', value: 1n })).status).toBe('success');
    await fork.mine(3, 12);
    expect(await fork.balance(`0x${'0d'.repeat(20)}`)).toBe(1n);
  });

  it('waits for a chain that is slow and answers', async () => {
    const one = await endpoint();
    const fork = await forksOf(makeNetworks({ home: '/nonexistent', timeoutMilliseconds: 60_000, networks: [{ id: 'far', name: 'Far', chainId: 31_338, testnet: true, rpcUrls: [one.url], currency: { name: 'Coin', symbol: 'COIN', decimals: 18 } }] }), { timeoutMilliseconds: 3_000 }).open('far', 3);
    one.mode = 'slow';
    const [asked, startedAt] = [one.asked.length, performance.now()];
    expect((await fork.send({ from: developmentAddresses[7] ?? other, to: `0x${'0d'.repeat(20)}`, data: '0x', value: 1n })).status).toBe('success');
    expect([one.asked.length - asked >= 3, performance.now() - startedAt > 3_000]).toEqual([true, true]);
  });

  it('does not wait longer than it may for a chain that hangs', async () => {
    const one = await endpoint();
    const fork = await forksOf(makeNetworks({ home: '/nonexistent', timeoutMilliseconds: 60_000, networks: [{ id: 'far', name: 'Far', chainId: 31_338, testnet: true, rpcUrls: [one.url], currency: { name: 'Coin', symbol: 'COIN', decimals: 18 } }] }), { timeoutMilliseconds: 1_000 }).open('far', 3);
    one.mode = 'hangs';
    const startedAt = performance.now();
    expect((await code(fork.balance(other))).message).toContain('took too long');
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});

describe('the process of the EVM', () => {
  it('takes nobody along when it dies, and another one is there for the next fork', async () => {
    const forks = forksOf(local);
    const fork = await forks.open('local', 3);
    for (const pid of forks.live()) process.kill(pid, 'SIGKILL');
    expect((await code(fork.balance(other))).message).toContain('SIGKILL');
    const next = await forks.open('local', 3);
    expect(await next.balance(other)).toBe(300n);
  });

  it('is stopped when a contract takes too much memory', async () => {
    const forks = forksOf(local);
    const fork = await forks.open('local', 3);
    await fork.setCode(`0x${'0d'.repeat(20)}`, '0x5b600056');
    const answers = await Promise.allSettled([1, 2].map(() => fork.send({ from: other, to: `0x${'0d'.repeat(20)}`, data: '0x', gas: 60_000_000n })));
    expect(answers[0]).toMatchObject({ status: 'rejected', reason: { code: 'SIMULATION_UNAVAILABLE', details: { reason: expect.stringContaining('more time or memory') as string } } });
    expect(await (await forks.open('local', 3)).balance(other)).toBe(300n);
  });

  it('is dropped with what it says when it panics or talks nonsense', async () => {
    const script = (name: string, body: string): string => { const file = path.join(home, name); writeFileSync(file, `process.on('disconnect', () => process.exit());\nprocess.on('message', (request) => { ${body} });`); return file; };
    const panics = forksOf(local, { script: script('panic.mjs', 'process.stderr.write("thread tokio panicked at src/lib.rs:\\nno state root\\n", () => process.abort());') });
    expect((await code(panics.open('local', 3))).message).toContain('no state root');
    const nonsense = forksOf(local, { script: script('nonsense.mjs', 'process.send({ type: "done", id: request.id, value: { number: "x" } });') });
    expect(await code(nonsense.open('local', 3))).toMatchObject({ code: 'SIMULATION_UNAVAILABLE' });
    const silent = forksOf(local, { timeoutMilliseconds: 200, script: script('silent.mjs', '') });
    expect((await code(silent.open('local', 3))).message).toContain('did not finish');
  });

  it('forgets forks nobody closed, and ends when it is idle', async () => {
    const forks = forksOf(local, { forgottenMilliseconds: 100, idleMilliseconds: 100 });
    const fork = await forks.open('local', 3);
    await fork.balance(other);
    await wait(600);
    expect(await code(fork.balance(other))).toMatchObject({ code: 'SIMULATION_UNAVAILABLE' });
    expect(forks.live()).toEqual([]);
  });

  it('dies with its parent', async () => {
    const script = `import { makeForks } from ${JSON.stringify(path.join(import.meta.dirname, 'index.ts'))}; import { makeNetworks } from ${JSON.stringify(path.join(import.meta.dirname, '../chains/index.ts'))};
      const networks = makeNetworks({ home: ${JSON.stringify(home)} }); const forks = makeForks({ networks }); await forks.open('local', 3); console.log(forks.live()[0]); setInterval(() => {}, 1000);`;
    const file = path.join(home, 'parent.ts');
    writeFileSync(file, script);
    const parent = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = Number(await new Promise<string>((resolve) => { parent.stdout.once('data', (data: Buffer) => { resolve(data.toString()); }); }));
    parent.kill('SIGKILL');
    const alive = (): boolean => { try { process.kill(pid, 0); return true; } catch { return false; } };
    for (let tries = 0; alive() && tries < 100; tries += 1) await wait(50);
    expect(alive()).toBe(false);
  });
});
