import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEventBus } from '../events/index.ts';
import { startPostgres } from '../testing/index.ts';
import { makeDeploymentJournal } from './journal.ts';
import { journalKit } from './journal.kit.ts';
import { openStorage, type Storage } from './storage.ts';

const postgres = await startPostgres();
if (!postgres.available) console.log(`skipped on PostgreSQL: ${postgres.reason}`);
afterAll(async () => { if (postgres.available) await postgres.stop(); });

describe('embedded', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'hyperlens-journal-'));
  let storage: Storage;
  beforeAll(async () => { storage = await openStorage({ home }); });
  afterAll(async () => { await storage?.close(); rmSync(home, { recursive: true, force: true }); });
  journalKit(() => ({ open: (leaseMilliseconds) => makeDeploymentJournal(storage, undefined, leaseMilliseconds ? { leaseMilliseconds } : {}) }));

  it('announces every change in its own transaction', async () => {
    const events = makeEventBus(storage);
    const journal = makeDeploymentJournal(storage, events);
    const { id } = await journal.open({ intentKey: 'announced', runId: 'run-1', network: 'local', chainId: 31337 });
    const hash = `0x${'ab'.repeat(32)}` as const;
    await journal.withNonce({ deploymentId: id, chainId: 31337, account: `0x${'11'.repeat(20)}` }, async () => ({ transactionHash: hash, nonce: 0, rawTransaction: '0x02', status: 'signed' }));
    await journal.update(id, { status: 'confirmed', contracts: [{ name: 'Acorn', address: `0x${'22'.repeat(20)}`, transactionHash: hash, blockNumber: 5, bytecodeMatch: 'exact' }] });
    const read = await events.read({ stream: 'run-1' });
    expect(read.map(({ type, data }) => [type, (data as { status: string }).status])).toEqual([['deployment.updated', 'planned'], ['deployment.updated', 'signed'], ['deployment.updated', 'confirmed']]);
    expect(read[2]?.data).toMatchObject({ deploymentId: id, transactionHash: hash, address: `0x${'22'.repeat(20)}`, blockNumber: 5 });
    await events.close();
  });
});

describe.skipIf(!postgres.available)(`on ${postgres.available ? postgres.version : 'PostgreSQL'}`, () => {
  let storages: Storage[] = [];
  beforeAll(async () => {
    if (!postgres.available) return;
    const databaseUrl = await postgres.createDatabase();
    storages = [await openStorage({ home: tmpdir(), databaseUrl }), await openStorage({ home: tmpdir(), databaseUrl })];
  });
  afterAll(async () => { for (const storage of storages) await storage.close(); });
  let turn = 0;
  journalKit(() => ({ open: (leaseMilliseconds) => makeDeploymentJournal(storages[turn++ % 2] as Storage, undefined, leaseMilliseconds ? { leaseMilliseconds } : {}) }));
});
