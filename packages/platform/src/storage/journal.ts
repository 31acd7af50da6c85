import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError, type Attempt, type Deployment, type DeploymentJournal, type EventBus, type Transaction } from '@hyperlens/protocol';
import { isUniqueViolation } from './errors.ts';
import { and, asc, desc, eq, gte, inArray, lt, max, notInArray, sql } from './orm.ts';
import type { Database, Storage } from './storage.ts';
import { deploymentAttempts, deployments, nonceLocks } from './tables/deployments.ts';

export interface JournalOptions {
  /** How long a holder that dies keeps an account's nonces, and how often a living one renews; default 8 s. */
  leaseMilliseconds?: number;
  /** How long to wait for another holder; default 60 s. */
  waitMilliseconds?: number;
}

const over: Attempt['status'][] = ['dropped', 'failed'];
const notLive: Attempt['status'][] = [...over, 'replaced'];

/**
 * The deployment journal over the tables `deployments`, `deployment_attempts` and `nonce_locks`. Each change announces `deployment.updated` in
 * its own transaction when a bus is given. A nonce is reserved under a lease row, because `use` asks the chain and no transaction may wait for
 * that; an attempt is only stored while the lease is still held, so a holder that was thought dead cannot add one.
 */
export function makeDeploymentJournal(storage: Storage, events?: EventBus, { leaseMilliseconds = 8000, waitMilliseconds = 60_000 }: JournalOptions = {}): DeploymentJournal {
  const inTurn = makeTurns();
  const announce = async (deployment: Deployment, transaction: Transaction): Promise<void> => {
    const contract = deployment.contracts[0];
    const hash = contract?.transactionHash ?? deployment.attempts.findLast(({ status }) => !notLive.includes(status))?.transactionHash;
    await events?.append({
      type: 'deployment.updated', stream: deployment.runId ?? deployment.id,
      data: { deploymentId: deployment.id, status: deployment.status, ...(hash ? { transactionHash: hash } : {}), ...(contract ? { address: contract.address, blockNumber: contract.blockNumber } : {}) },
    }, transaction);
  };
  const need = async (database: Database, id: string): Promise<Deployment> => {
    const found = await load(database, eq(deployments.id, id));
    if (!found) throw new AppError('NOT_FOUND', { what: 'deployment', id });
    return found;
  };

  return {
    open: ({ intentKey, runId, network, chainId }) => storage.transaction(async (database, transaction) => {
      const made = await database.insert(deployments).values({ intentKey, runId, network, chainId }).onConflictDoNothing({ target: deployments.intentKey }).returning({ id: deployments.id });
      const found = await load(database, eq(deployments.intentKey, intentKey));
      if (!found) throw new AppError('NOT_FOUND', { what: 'deployment', id: intentKey });
      if (made.length > 0) await announce(found, transaction);
      return found;
    }),
    find: (id) => isUuid(id) ? load(storage.database, eq(deployments.id, id)) : Promise.resolve(null),
    findByIntent: (intentKey) => load(storage.database, eq(deployments.intentKey, intentKey)),

    async list({ network, address, limit = 50 } = {}) {
      const made = address === undefined ? undefined : sql`exists (select 1 from jsonb_array_elements(${deployments.contracts}) as made where lower(made->>'address') = ${address.toLowerCase()})`;
      const rows = await storage.database.select().from(deployments).where(and(network ? eq(deployments.network, network) : undefined, made)).orderBy(desc(deployments.createdAt)).limit(Math.min(limit, 500));
      if (rows.length === 0) return [];
      const attempts = await storage.database.select().from(deploymentAttempts).where(inArray(deploymentAttempts.deploymentId, rows.map(({ id }) => id))).orderBy(asc(deploymentAttempts.createdAt));
      return rows.map((row) => toDeployment(row, attempts.filter(({ deploymentId }) => deploymentId === row.id)));
    },

    update: (id, change) => storage.transaction(async (database, transaction) => {
      await database.update(deployments).set({ ...change, updatedAt: new Date() }).where(eq(deployments.id, id));
      const deployment = await need(database, id);
      await announce(deployment, transaction);
      return deployment;
    }),

    withNonce: ({ deploymentId, chainId, account }, use) => inTurn(`${chainId}/${account.toLowerCase()}`, async () => {
      const key = { chainId, account: account.toLowerCase() };
      const lease = await takeLease(storage, key, leaseMilliseconds, waitMilliseconds);
      try {
        const [row] = await storage.database.select({ highest: max(deploymentAttempts.nonce) }).from(deploymentAttempts)
          .where(and(ofAccount(key), notInArray(deploymentAttempts.status, over)));
        const attempt = await use(row?.highest === null || row?.highest === undefined ? null : Number(row.highest));
        return await storage.transaction(async (database, transaction) => {
          if (!await lease.holds(database)) throw new AppError('DEPLOYMENT_CONFLICT', { id: deploymentId });
          const live = await database.select().from(deploymentAttempts).where(and(eq(deploymentAttempts.deploymentId, deploymentId), notInArray(deploymentAttempts.status, notLive)));
          // A deployment keeps its nonce: another one is only for a first that is over.
          if (live.some(({ nonce }) => nonce !== attempt.nonce)) throw new AppError('DEPLOYMENT_CONFLICT', { id: deploymentId });
          if (live.length > 0) await database.update(deploymentAttempts).set({ status: 'replaced' }).where(inArray(deploymentAttempts.id, live.map(({ id }) => id)));
          const [stored] = await database.insert(deploymentAttempts).values({ ...key, deploymentId, nonce: attempt.nonce, transactionHash: attempt.transactionHash, rawTransaction: attempt.rawTransaction, status: attempt.status }).returning();
          await database.update(deployments).set({ status: 'signed', updatedAt: new Date() }).where(eq(deployments.id, deploymentId));
          await announce(await need(database, deploymentId), transaction);
          if (!stored) throw new AppError('DEPLOYMENT_CONFLICT', { id: deploymentId });
          return toAttempt(stored);
        });
      } catch (error) {
        throw isUniqueViolation(error) ? new AppError('DEPLOYMENT_CONFLICT', { id: deploymentId }, error) : error;
      } finally {
        await lease.release();
      }
    }),

    markAttempt: (deploymentId, transactionHash, status) => storage.transaction(async (database) => {
      await database.update(deploymentAttempts).set({ status }).where(and(eq(deploymentAttempts.deploymentId, deploymentId), eq(deploymentAttempts.transactionHash, transactionHash)));
    }),

    async undecided({ chainId, account, below }) {
      const rows = await storage.database.select().from(deploymentAttempts)
        .where(and(ofAccount({ chainId, account: account.toLowerCase() }), inArray(deploymentAttempts.status, ['signed', 'broadcast']), lt(deploymentAttempts.nonce, below)))
        .orderBy(asc(deploymentAttempts.nonce)).limit(100);
      return rows.map((row) => ({ ...toAttempt(row), deploymentId: row.deploymentId }));
    },

    async release({ chainId, account, from }) {
      await storage.database.update(deploymentAttempts).set({ status: 'dropped' })
        .where(and(ofAccount({ chainId, account: account.toLowerCase() }), notInArray(deploymentAttempts.status, over), gte(deploymentAttempts.nonce, from)));
    },
  };
}

/** Callers of this process wait for each other in memory, which is quicker than asking for the lease again and again. */
function makeTurns(): <Result>(key: string, work: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const result = (last.get(key) ?? Promise.resolve()).then(work, work);
    const settled = result.then(() => undefined, () => undefined).then(() => { if (last.get(key) === settled) last.delete(key); });
    last.set(key, settled);
    return result;
  };
}

interface AccountKey { chainId: number; account: string }
interface Lease { holds(database: Database): Promise<boolean>; release(): Promise<void> }

const ofAccount = ({ chainId, account }: AccountKey) => and(eq(deploymentAttempts.chainId, chainId), eq(deploymentAttempts.account, account));
const ofLock = ({ chainId, account }: AccountKey) => and(eq(nonceLocks.chainId, chainId), eq(nonceLocks.account, account));

/** Takes the lease of an account as soon as nobody holds it, and renews it until it is given back. The database's clock counts for all. */
async function takeLease(storage: Storage, key: AccountKey, leaseMilliseconds: number, waitMilliseconds: number): Promise<Lease> {
  const holder = randomUUID();
  const until = sql`clock_timestamp() + make_interval(secs => ${leaseMilliseconds / 1000})`;
  const mine = and(ofLock(key), eq(nonceLocks.holder, holder));
  /** A lease that ran out is not revived: somebody may be taking it. */
  const unexpired = and(mine, sql`${nonceLocks.leaseUntil} >= clock_timestamp()`);
  const deadline = Date.now() + waitMilliseconds;
  for (let pause = 5; ; pause = Math.min(pause * 2, 200)) {
    const taken = await storage.database.insert(nonceLocks).values({ ...key, holder, leaseUntil: until })
      .onConflictDoUpdate({ target: [nonceLocks.chainId, nonceLocks.account], set: { holder, leaseUntil: until }, setWhere: sql`${nonceLocks.holder} IS NULL OR ${nonceLocks.leaseUntil} < clock_timestamp()` })
      .returning({ holder: nonceLocks.holder });
    if (taken.length > 0) break;
    if (Date.now() > deadline) throw new AppError('DEPLOYMENT_CONFLICT', { id: `of ${key.account}` });
    await wait(pause);
  }
  const renewal = setInterval(() => {
    // A renewal that fails shows when the attempt is stored: the lease is over then and nothing was broadcast.
    storage.database.update(nonceLocks).set({ leaseUntil: until }).where(unexpired).catch(() => undefined);
  }, leaseMilliseconds / 3);
  renewal.unref();
  return {
    async holds(database) {
      const rows = await database.select({ holder: nonceLocks.holder }).from(nonceLocks).where(unexpired).for('update');
      return rows.length > 0;
    },
    async release() {
      clearInterval(renewal);
      // Not given back, it runs out by itself.
      await storage.database.update(nonceLocks).set({ holder: null, leaseUntil: null }).where(mine).catch(() => undefined);
    },
  };
}

async function load(database: Database, which: ReturnType<typeof eq>): Promise<Deployment | null> {
  const [row] = await database.select().from(deployments).where(which);
  if (!row) return null;
  return toDeployment(row, await database.select().from(deploymentAttempts).where(eq(deploymentAttempts.deploymentId, row.id)).orderBy(asc(deploymentAttempts.createdAt)));
}

function toDeployment(row: typeof deployments.$inferSelect, attempts: (typeof deploymentAttempts.$inferSelect)[]): Deployment {
  return { ...row, attempts: attempts.map(toAttempt), createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}

function toAttempt({ transactionHash, nonce, rawTransaction, status, createdAt }: typeof deploymentAttempts.$inferSelect): Attempt {
  return { transactionHash, nonce, rawTransaction, status, createdAt: createdAt.toISOString() };
}

function isUuid(text: string): boolean { return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text); }
