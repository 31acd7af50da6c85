// A program for the kill test: deploys the named intents, and kills itself at the named moment of the last. Arguments: home, intent keys with commas, moment.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeDeployment } from '@hyperlens/agents/deployment';
import { deploymentEncoder, makeNetworks } from '@hyperlens/catalog/chains';
import { makePassphraseProvider } from '@hyperlens/platform/secrets';
import { makeSigner } from '@hyperlens/platform/signer';
import { makeDeploymentJournal, openStorage } from '@hyperlens/platform/storage';
import type { ChainClient, CompiledContract, DeploymentJournal, Networks } from '@hyperlens/protocol';
import { vaultArguments } from './compile.ts';

const [home = '', keys = '', point = 'none'] = process.argv.slice(2);
const intentKeys = keys.split(',');
let current = '';
const dieAt = (name: string): void => { if (name === point && current === intentKeys.at(-1)) process.kill(process.pid, 'SIGKILL'); };

const storage = await openStorage({ home });
const real = makeDeploymentJournal(storage);
const journal: DeploymentJournal = {
  ...real,
  async withNonce(input, use) {
    const stored = await real.withNonce(input, async (highest) => { const attempt = await use(highest); dieAt('before-store'); return attempt; });
    dieAt('after-store');
    return stored;
  },
  async markAttempt(id, hash, status) { await real.markAttempt(id, hash, status); dieAt(`after-${status}-marked`); },
  async update(id, change) { if (change.status === 'confirmed') dieAt('before-record'); return real.update(id, change); },
};
const actual = makeNetworks({ home });
const networks: Networks = {
  ...actual,
  async client(id) {
    const client = await actual.client(id);
    return { ...client, async send(raw) { const hash = await client.send(raw); dieAt('after-send'); return hash; } } satisfies ChainClient;
  },
};
const agent = makeDeployment({
  networks, encoder: deploymentEncoder, journal, signer: makeSigner({ home, passphrase: makePassphraseProvider({}) }),
  clock: { now: Date.now, sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }) },
});
const contract = JSON.parse(readFileSync(path.join(home, 'contract.json'), 'utf8')) as CompiledContract;
const addresses: (string | undefined)[] = [];
let nonce = 0;
for (const intentKey of intentKeys) {
  current = intentKey;
  const input = { intentKey, runId: null, network: 'local', contract, constructorArguments: vaultArguments(), upgradeability: 'none' as const };
  const deployment = await agent.deploy({ ...input, plan: await agent.plan(input) });
  addresses.push(deployment.contracts[0]?.address);
  nonce = await (await networks.client('local')).nonce(deployment.plan?.from as `0x${string}`, 'latest');
}
process.stdout.write(JSON.stringify({ addresses, nonce }));
await networks.close();
await storage.close();
process.exit(0);
