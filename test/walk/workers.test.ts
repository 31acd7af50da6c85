import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeLocalChain } from '@hyperlens/catalog/chains';
import { makeSecret } from '@hyperlens/platform/secrets';
import { importAccount } from '@hyperlens/platform/signer';
import { startPostgres } from '@hyperlens/platform/testing';
import { developmentMnemonic, type Deployment, type Run } from '@hyperlens/protocol';
import { mnemonicToAccount } from 'viem/accounts';
import { afterAll, describe, expect, it } from 'vitest';
import { chainCall, disorder, eventsOf, untilEnded } from './checks.ts';
import { makeHome, startServer } from './product.ts';

const postgres = await startPostgres();
const reason = postgres.available ? '' : postgres.reason;
afterAll(async () => { if (postgres.available) await postgres.stop(); });

const builds = 8;
const passphrase = 'two workers, one account';
const key = Buffer.from(mnemonicToAccount(developmentMnemonic).getHdKey().privateKey ?? []).toString('hex');
const account = mnemonicToAccount(developmentMnemonic).address;

/** A home whose default network is the chain both workers share, signed for by one keystore account. */
async function workerHome(rpcUrl: string) {
  const made = await makeHome();
  writeFileSync(path.join(made.home, 'config.toml'), `defaultNetwork = "shared"

[networks.shared]
name = "Shared chain"
chainId = 31337
testnet = true
kind = "remote"
rpcUrls = ["${rpcUrl}"]
currency = { name = "Ether", symbol = "ETH", decimals = 18 }
evmVersion = "cancun"
fees = { type = "eip1559" }
confirmations = 0
approval = "never"
`);
  await importAccount(path.join(made.home, 'keystore'), makeSecret(key), makeSecret(passphrase));
  return made;
}

describe.skipIf(!postgres.available)(`two workers on one PostgreSQL${reason ? ` (skipped: ${reason})` : ''}`, () => {
  it('one killed with kill -9: the other finishes everything within time, with exactly one deployment each', async () => {
    if (!postgres.available) return;
    const shared = await makeHome();
    const chain = makeLocalChain({ folder: path.join(shared.home, 'chain') });
    const rpcUrl = await chain.url();
    const [first, second] = [await workerHome(rpcUrl), await workerHome(rpcUrl)];
    const environment = { DATABASE_URL: await postgres.createDatabase(), HYPERLENS_TESTS_FUZZ_RUNS: '32', HYPERLENS_KEYSTORE_PASSPHRASE: passphrase };
    const doomed = await startServer(first.home, environment);
    const survivor = await startServer(second.home, environment);
    try {
      const runIds: string[] = [];
      for (let index = 0; index < builds; index++) {
        const { body } = await doomed.call<Run>('POST', '/api/v1/builds', { request: 'An ERC-20 called Pair, symbol PAIR, 1M supply, burnable' });
        runIds.push(body.runId);
      }
      await sleep(6_000);
      await doomed.kill();
      const killed = Date.now();
      const runs = await Promise.all(runIds.map((runId) => untilEnded(() => survivor, runId, 180_000)));
      expect(runs.map((run) => `${run.status} ${run.error?.message ?? ''}`.trim())).toEqual(runIds.map(() => 'completed'));

      const { body } = await survivor.call<{ items: Deployment[] }>('GET', '/api/v1/deployments?limit=100');
      expect(runIds.map((runId) => body.items.filter((deployment) => deployment.runId === runId && deployment.status === 'confirmed').length)).toEqual(runIds.map(() => 1));
      expect(new Set(runs.map((run) => run.deployment?.contracts[0]?.address)).size).toBe(builds);
      // The chain agrees: as many transactions of the account as contracts.
      expect(Number(await chainCall(rpcUrl, 'eth_getTransactionCount', [account, 'latest']))).toBe(builds);

      const histories = await Promise.all(runIds.map((runId) => eventsOf(survivor, runId)));
      expect(histories.flatMap(disorder)).toEqual([]);
      // What the dead worker held was taken up again: the first event after the kill comes within 10 s.
      const next = histories.flat().map((event) => Date.parse(event.recordedAt)).filter((at) => at > killed).toSorted((x, y) => x - y)[0];
      expect((next ?? killed) - killed).toBeLessThan(10_000);
    } finally {
      await doomed.kill();
      await survivor.stop();
      await chain.close();
      for (const one of [first, second, shared]) await one.remove();
    }
  }, 400_000);
});
