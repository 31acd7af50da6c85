import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { HealthReport, Transaction } from '@hyperlens/protocol';
import type { Driver } from './driver.ts';
import { openEmbedded, type EmbeddedOptions } from './embedded/embedded.ts';
import { toStorageError } from './errors.ts';
import { makeListener, type Listener } from './listener.ts';
import { migrateDatabase } from './migrate.ts';
import { drizzle } from './orm.ts';
import { openPostgres } from './postgres.ts';
import { runTransaction } from './transaction.ts';

/** Drizzle over the product's tables; also what a transaction looks like from inside. */
export type Database = Pick<NodePgDatabase, 'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute' | 'with' | '$with'>;

export interface StorageOptions extends Omit<EmbeddedOptions, 'onChange'> {
  /** A PostgreSQL server instead of the embedded database. */
  databaseUrl?: string;
  /** Told when the embedded database went down or came up again. */
  onChange?: (change: { status: 'up' | 'down'; reason: string }) => void;
}

export interface Storage {
  readonly kind: 'embedded' | 'postgres';
  /** Connection string for DBOS. May hold a password: never log it. */
  readonly url: string;
  readonly pool: pg.Pool;
  readonly database: Database;
  /** LISTEN, on one connection that is made again when it is lost. */
  readonly listener: Listener;
  /**
   * Runs `work` in one transaction, again after a serialization failure, a deadlock or a connection lost before COMMIT (four times at most),
   * so it must have no effect outside of the database. Never use `pool` or `database` inside: on the embedded database that waits for ever. Throws
   * DATABASE_FULL, DATABASE_UNAVAILABLE, else what `work` threw.
   */
  transaction<Result>(work: (database: Database, transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** The database inside the given transaction, or outside of any. */
  within(transaction?: Transaction): Database;
  /** Whether a query is answered, and how fast. */
  health(): Promise<HealthReport['checks'][number]>;
  /** VACUUM of everything. The embedded database has no autovacuum: call it on a schedule, when little is going on. */
  maintain(): Promise<void>;
  /** Process id of the embedded database, for `doctor` and tests. */
  process(): number | undefined;
  close(): Promise<void>;
}

const healthMilliseconds = 2000;

/** Opens the database of the product and brings its tables up to date. See `openEmbedded` and `openPostgres` for what it throws. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const opening = options.databaseUrl
    ? openPostgres({ databaseUrl: options.databaseUrl, ...(options.poolSize ? { poolSize: options.poolSize } : {}) })
    : openEmbedded(options);
  const driver = await opening.catch((error: unknown) => { throw toStorageError(error); });
  try {
    await migrateDatabase(driver.pool);
  } catch (error) {
    await closeDriver(driver);
    throw toStorageError(error);
  }
  return makeStorage(driver);
}

function makeStorage(driver: Driver): Storage {
  const database = drizzle(driver.pool);
  const listener = makeListener(driver);
  let closed: Promise<void> | null = null;

  async function health(): Promise<HealthReport['checks'][number]> {
    const started = performance.now();
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error(`no answer within ${healthMilliseconds} ms`)), healthMilliseconds);
    try {
      // A query waits for a database that is starting again; who asks for its health does not.
      await Promise.race([driver.pool.query('SELECT 1'), late.promise]);
      return { name: 'database', status: 'ok', milliseconds: Math.round(performance.now() - started) };
    } catch (error) {
      return { name: 'database', status: 'unavailable', reason: toStorageError(error).message };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    kind: driver.kind, url: driver.url, pool: driver.pool, database, listener, health,
    transaction: (work) => runTransaction(driver.pool, work),
    within: (given) => (given ? (given as unknown as Database) : database),
    async maintain() { await driver.pool.query('VACUUM (ANALYZE)').catch((error: unknown) => { throw toStorageError(error); }); },
    process: () => driver.process(),
    close() {
      closed ??= listener.close().then(() => closeDriver(driver));
      return closed;
    },
  };
}

/** Ends the pool, then the database; a client that someone never gave back does not hold up the end. */
async function closeDriver(driver: Driver): Promise<void> {
  const deadline = Promise.withResolvers<void>();
  const timer = setTimeout(() => deadline.resolve(), 3000);
  await Promise.race([driver.pool.end(), deadline.promise]);
  clearTimeout(timer);
  await driver.close();
}
