import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Attempt, Deployment, DeploymentJournal } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';

/** What one driver gives the kit: journals over one database, as two processes would have them, with the given lease. */
export interface JournalDriver { open(leaseMilliseconds?: number): DeploymentJournal }

const hash = (): `0x${string}` => `0x${randomBytes(32).toString('hex')}`;
const signed = (nonce: number): Omit<Attempt, 'createdAt'> => ({ transactionHash: hash(), nonce, rawTransaction: '0x02', status: 'signed' });

/** Registers the conformance cases of a deployment journal. Every case uses accounts and intents of its own. */
export function journalKit(driver: () => JournalDriver): void {
  const chainId = 31337;
  const start = async (journal: DeploymentJournal): Promise<{ deployment: Deployment; account: `0x${string}`; key: { deploymentId: string; chainId: number; account: `0x${string}` } }> => {
    const account: `0x${string}` = `0x${randomBytes(20).toString('hex')}`;
    const deployment = await journal.open({ intentKey: randomUUID(), runId: null, network: 'local', chainId });
    return { deployment, account, key: { deploymentId: deployment.id, chainId, account } };
  };

  describe('deployment journal', () => {
    it('makes one deployment per intent, however many ask at once', async () => {
      const journals = [driver().open(), driver().open()] as const;
      const intentKey = randomUUID();
      const all = await Promise.all(Array.from({ length: 10 }, (_, index) => (journals[index % 2] ?? journals[0]).open({ intentKey, runId: 'run', network: 'local', chainId })));
      expect(new Set(all.map((deployment) => deployment.id)).size).toBe(1);
      expect(all[0]).toMatchObject({ intentKey, runId: 'run', status: 'planned', contracts: [], attempts: [], error: null });
      expect(await journals[0].findByIntent(intentKey)).toEqual(all[0]);
      expect(await journals[0].find('no-such-id')).toBeNull();
      expect((await journals[1].list({ network: 'local', limit: 500 })).map(({ intentKey: key }) => key)).toContain(intentKey);
    });

    it('finds who made the contract at an address, in any spelling', async () => {
      const journal = driver().open();
      const { deployment } = await start(journal);
      const address = `0x${'aB'.repeat(4)}${randomBytes(16).toString('hex')}`;
      await journal.update(deployment.id, { contracts: [{ name: 'Behind', address: `0x${randomBytes(20).toString('hex')}`, transactionHash: hash(), blockNumber: 1, bytecodeMatch: 'exact' }, { name: 'Oak', address, transactionHash: hash(), blockNumber: 1, bytecodeMatch: 'exact' }] });
      expect((await journal.list({ network: 'local', address: address.toUpperCase().replace('0X', '0x') })).map(({ id }) => id)).toEqual([deployment.id]);
      expect(await journal.list({ network: 'other', address })).toEqual([]);
      expect(await journal.list({ address: `0x${randomBytes(20).toString('hex')}` })).toEqual([]);
    });

    it('stores the attempt before it lets go, and tells the highest nonce', async () => {
      const journal = driver().open();
      const { deployment, key, account } = await start(journal);
      const attempt = await journal.withNonce(key, async (highest) => { expect(highest).toBeNull(); return signed(7); });
      expect(await journal.find(deployment.id)).toMatchObject({ status: 'signed', attempts: [{ ...attempt, status: 'signed' }] });
      const other = await start(journal);
      await journal.withNonce({ ...other.key, account }, async (highest) => { expect(highest).toBe(7); return signed(8); });
      expect((await journal.undecided({ chainId, account, below: 8 })).map(({ nonce, deploymentId }) => [nonce, deploymentId])).toEqual([[7, deployment.id]]);
      await journal.markAttempt(other.deployment.id, (await journal.find(other.deployment.id))?.attempts[0]?.transactionHash as `0x${string}`, 'dropped');
      await journal.withNonce({ ...key, account }, async (highest) => { expect(highest).toBe(7); return signed(7); });
      await journal.release({ chainId, account, from: 0 });
      const third = await start(journal);
      await journal.withNonce({ ...third.key, account }, async (highest) => { expect(highest).toBeNull(); return signed(7); });
    });

    it('keeps nothing when use throws', async () => {
      const journal = driver().open();
      const { deployment, key } = await start(journal);
      await expect(journal.withNonce(key, async () => { throw new Error('no'); })).rejects.toThrow('no');
      expect((await journal.find(deployment.id))?.attempts).toEqual([]);
      await journal.withNonce(key, async () => signed(0));
    });

    it('replaces with the same nonce and refuses another one', async () => {
      const journal = driver().open();
      const { deployment, key } = await start(journal);
      await journal.withNonce(key, async () => signed(3));
      await journal.withNonce(key, async () => signed(3));
      expect((await journal.find(deployment.id))?.attempts.map(({ status }) => status)).toEqual(['replaced', 'signed']);
      await expect(journal.withNonce(key, async () => signed(4))).rejects.toMatchObject({ code: 'DEPLOYMENT_CONFLICT' });
      const other = await start(journal);
      await expect(journal.withNonce({ ...other.key, account: key.account }, async () => signed(3))).rejects.toMatchObject({ code: 'DEPLOYMENT_CONFLICT' });
    });

    it('excludes others while a nonce is reserved: 24 reservations by two journals get 24 nonces', async () => {
      const journals = [driver().open(), driver().open()] as const;
      const { account } = await start(journals[0]);
      let inside = 0;
      await Promise.all(Array.from({ length: 24 }, async (_, index) => {
        const journal = journals[index % 2] ?? journals[0];
        const { key } = await start(journal);
        await journal.withNonce({ ...key, account: index % 3 === 0 ? account.toUpperCase().replace('0X', '0x') as `0x${string}` : account }, async (highest) => {
          inside += 1;
          expect(inside).toBe(1);
          await wait(3);
          inside -= 1;
          return signed(highest === null ? 0 : highest + 1);
        });
      }));
      expect((await journals[0].undecided({ chainId, account, below: 100 })).map(({ nonce }) => nonce)).toEqual(Array.from({ length: 24 }, (_, index) => index));
    });

    it('renews the lease of a slow holder, and passes on that of a dead one', async () => {
      const slow = driver().open(300);
      const { key, account } = await start(slow);
      const order: string[] = [];
      const second = await start(slow);
      await Promise.all([
        slow.withNonce(key, async () => { await wait(900); order.push('slow'); return signed(0); }),
        wait(100).then(() => driver().open(300).withNonce({ ...second.key, account }, async () => { order.push('second'); return signed(1); })),
      ]);
      expect(order).toEqual(['slow', 'second']);
    });

    it('refuses the attempt of a holder whose lease ran out', async () => {
      const journal = driver().open(200);
      const { deployment, key, account } = await start(journal);
      const second = await start(journal);
      await expect(journal.withNonce(key, async () => {
        // A process that stood still for longer than its lease: its renewals did not run either.
        const until = Date.now() + 600;
        while (Date.now() < until) { /* the event loop is held on purpose */ }
        await driver().open(200).withNonce({ ...second.key, account }, async () => signed(0));
        return signed(0);
      })).rejects.toMatchObject({ code: 'DEPLOYMENT_CONFLICT' });
      expect((await journal.find(deployment.id))?.attempts).toEqual([]);
    });
  });
}
