import pg from 'pg';
import { AppError } from '@hyperlens/protocol';
import type { Driver } from './driver.ts';
import { driverError, isConnectionError } from './errors.ts';
import { makePool } from './pool.ts';

/** Oldest server that is supported, as `server_version_num`. */
const oldestVersion = 150_000;

/**
 * Connects to a PostgreSQL server. The connection string is used as it is, with its TLS options (`sslmode`, `sslrootcert` ...). Throws
 * DATABASE_UNSUITABLE when the server is older than 15 or cannot have the vector extension, DATABASE_UNAVAILABLE when it does not answer.
 */
export async function openPostgres(options: { databaseUrl: string; poolSize?: number; connectMilliseconds?: number }): Promise<Driver> {
  const connection: pg.ClientConfig = { connectionString: options.databaseUrl, connectionTimeoutMillis: options.connectMilliseconds ?? 10_000 };
  const client = new pg.Client(connection);
  // A server that goes away during the check is reported by the query that fails.
  client.on('error', () => { /* see above */ });
  try {
    await client.connect();
    await check(client);
  } catch (error) {
    if (AppError.is(error)) throw error;
    const { message } = driverError(error);
    throw isConnectionError(error) || /timeout/i.test(message)
      ? new AppError('DATABASE_UNAVAILABLE', { reason: message }, error)
      : new AppError('DATABASE_UNSUITABLE', { reason: message }, error);
  } finally {
    await client.end().catch(() => { /* a connection that never stood needs no end */ });
  }
  return {
    kind: 'postgres', url: options.databaseUrl, connection,
    pool: makePool({ ...connection, max: options.poolSize ?? 10, keepAlive: true }),
    async ready() {}, process: () => undefined, async close() {},
  };
}

async function check(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; number: string; available: boolean }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
            EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'vector') AS available`);
  const found = rows[0];
  if (!found || Number(found.number) < oldestVersion) throw new AppError('DATABASE_UNSUITABLE', { reason: `it is PostgreSQL ${found?.version ?? 'of an unknown version'}` });
  if (!found.available) throw new AppError('DATABASE_UNSUITABLE', { reason: 'the pgvector extension is not installed on it' });
}
