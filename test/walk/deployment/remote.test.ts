import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeDeployment } from '@hyperlens/agents/deployment';
import { deploymentEncoder, makeLocalChain, makeNetworks } from '@hyperlens/catalog/chains';
import { makePassphraseProvider, makeSecret } from '@hyperlens/platform/secrets';
import { importAccount, makeSigner } from '@hyperlens/platform/signer';
import { makeDeploymentJournal, openStorage } from '@hyperlens/platform/storage';
import { AppError, developmentMnemonic } from '@hyperlens/protocol';
import { mnemonicToAccount } from 'viem/accounts';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, vaultArguments, vaultSource } from './compile.ts';
import { startProxy, type Fault } from './proxy.ts';

// The first development account as a keystore account: the chain behind the proxies is a real EVM, reached the way a remote one is.
const key = Buffer.from(mnemonicToAccount(developmentMnemonic).getHdKey().privateKey ?? []).toString('hex');
const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-remote-'));
const cleanups: (() => Promise<unknown> | void)[] = [() => { rmSync(home, { recursive: true, force: true }); }];
afterAll(async () => { for (const cleanup of cleanups.toReversed()) await cleanup(); });

describe('deployments through endpoints that fail', () => {
  it('all arrive, once each', async () => {
    const chain = makeLocalChain({ folder: path.join(home, 'remote-chain') });
    cleanups.push(() => chain.close());
    const target = await chain.url();
    let state = 7;
    /** A fixed sequence of numbers below 100 (Numerical Recipes' generator). */
    const next = (): number => { state = (state * 1_664_525 + 1_013_904_223) >>> 0; return (state >>> 8) % 100; };
    const kinds: Fault[] = ['hang', 'reset', 'garbage', 'too-many', 'wrong-chain', 'drop', 'lost-answer'];
    const choose = (method: string): Fault => {
      const number = next();
      // Half of the sends go wrong in the ways only sends can.
      if (method === 'eth_sendRawTransaction' && number < 50) return number < 25 ? 'drop' : 'lost-answer';
      return number < 21 ? kinds[number % 7] ?? 'none' : 'none';
    };
    const proxies = [await startProxy(() => target, choose), await startProxy(() => target, choose)];
    for (const proxy of proxies) cleanups.push(() => proxy.close());
    const miner = setInterval(() => { void fetch(target, { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'evm_mine', params: [] }) }).catch(() => undefined); }, 150);
    cleanups.push(() => { clearInterval(miner); });

    const passphrase = 'a passphrase for tests';
    await importAccount(path.join(home, 'keystore'), makeSecret(key), makeSecret(passphrase));
    const storage = await openStorage({ home });
    cleanups.push(() => storage.close());
    const networks = makeNetworks({
      home, timeoutMilliseconds: 400,
      networks: [{ id: 'faulty', name: 'Faulty', chainId: 31337, testnet: true, rpcUrls: proxies.map(({ url }) => url), currency: { name: 'Ether', symbol: 'ETH', decimals: 18 }, confirmations: 2, confirmationTimeoutSeconds: 60 }],
    });
    cleanups.push(() => networks.close());
    const agent = makeDeployment({
      networks, encoder: deploymentEncoder, journal: makeDeploymentJournal(storage), signer: makeSigner({ home, passphrase: makePassphraseProvider({ value: passphrase }) }),
      // Five times as fast as people wait, so that back-off and resending happen within the test.
      clock: { now: () => Date.now() * 5, sleep: (milliseconds, signal) => wait(milliseconds / 5, undefined, { signal }) },
    });
    const contract = compile({ 'contracts/Vault.sol': vaultSource })('Vault');
    /** As a workflow does it: the same intent again until it is done; what it meets on the way may only be trouble of the network. */
    const insist = async <Result>(work: () => Promise<Result>): Promise<Result> => {
      for (let attempt = 1; ; attempt += 1) {
        try { return await work(); } catch (error) {
          if (attempt === 30 || !['NETWORK_UNREACHABLE', 'RPC_GARBAGE', 'CHAIN_ID_MISMATCH', 'CONFIRMATION_TIMED_OUT'].includes(AppError.from(error).code)) throw error;
          await wait(50);
        }
      }
    };
    const all = await Promise.all(Array.from({ length: 10 }, async (_, index) => {
      const input = { intentKey: `faulty-${index}`, runId: null, network: 'faulty', contract, constructorArguments: vaultArguments(), upgradeability: 'none' as const };
      const plan = await insist(() => agent.plan(input));
      expect(plan.needsApproval).toBe(true);
      return insist(() => agent.deploy({ ...input, plan }));
    }));
    expect(all.every(({ status, contracts }) => status === 'confirmed' && contracts[0]?.bytecodeMatch === 'exact')).toBe(true);
    expect(new Set(all.map(({ contracts }) => contracts[0]?.address)).size).toBe(10);
    const answer = await (await fetch(target, { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_getTransactionCount', params: [all[0]?.plan?.from, 'latest'] }) })).json() as { result: string };
    expect(Number(answer.result)).toBe(10);
    for (const kind of kinds) expect(proxies.reduce((sum, proxy) => sum + (proxy.faults.get(kind) ?? 0), 0), kind).toBeGreaterThan(0);
  });
});
