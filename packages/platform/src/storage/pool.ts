import pg from 'pg';

/** A pool whose `connect` first waits for `ready`, so that queries sent while the database starts again are late and not lost. */
export function makePool(configuration: pg.PoolConfig, ready?: () => Promise<void>): pg.Pool {
  const pool = new pg.Pool({ connectionTimeoutMillis: 15_000, idleTimeoutMillis: 30_000, application_name: 'hyperlens', ...configuration });
  // Idle clients that lose their connection leave the pool by themselves; the next query takes another.
  pool.on('error', () => { /* see above */ });
  // One that is in use reports the loss by the query that fails; without a listener the event alone would end this process.
  pool.on('connect', (client) => { client.on('error', () => { /* see above */ }); });
  if (ready) waitBeforeConnect(pool, ready);
  return pool;
}

type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: boolean | Error) => void) => void;

/** `pool.query` goes through `pool.connect` with a callback, Drizzle's transactions through the promise: both are covered here. */
function waitBeforeConnect(pool: pg.Pool, ready: () => Promise<void>): void {
  const connect = pool.connect.bind(pool);
  async function attempt(): Promise<pg.PoolClient> {
    await ready();
    try {
      return await connect();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT' || error.code === 'ECONNRESET'))) throw error;
      // The process died a moment ago and its end has not been noticed yet.
      await new Promise((resolve) => { setTimeout(resolve, 50); });
      await ready();
      return await connect();
    }
  }
  async function deliver(callback: Callback): Promise<void> {
    const none = () => {};
    try {
      const client = await attempt();
      process.nextTick(callback, undefined, client, (release?: boolean | Error) => client.release(release));
    } catch (error) {
      process.nextTick(callback, error instanceof Error ? error : new Error(String(error)), undefined, none);
    }
  }
  function patched(callback?: Callback): Promise<pg.PoolClient> | undefined {
    if (!callback) return attempt();
    void deliver(callback);
    return undefined;
  }
  pool.connect = patched as pg.Pool['connect'];
}
