import type { Notification, Pool, PoolClient } from 'pg';
import type { Logger } from '../telemetry/index.ts';

export interface Listener { close(): Promise<void> }

/**
 * Listens on a NOTIFY channel with a connection of its own, and connects again when that is lost. Notifications only make things faster:
 * every listener also polls, so a lost one costs time and nothing else. `onNotify` is also called after each (re)connect.
 */
export async function listen(dependencies: { pool: Pool; channel: string; logger: Logger; retryMilliseconds?: number }, onNotify: (payload: string) => void): Promise<Listener> {
  const { pool, channel, logger, retryMilliseconds = 1000 } = dependencies;
  let client: PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const lose = (error: unknown) => {
    const lost = client;
    client = undefined;
    lost?.release(true);
    if (closed || timer) return;
    logger.debug({ channel, error }, 'the listening connection was lost; connecting again');
    timer = setTimeout(() => { timer = undefined; void connect(); }, retryMilliseconds);
  };

  async function connect(): Promise<void> {
    try {
      const fresh = await pool.connect();
      fresh.on('error', lose);
      fresh.on('notification', (message: Notification) => { if (message.channel === channel) onNotify(message.payload ?? ''); });
      client = fresh;
      await fresh.query(`LISTEN ${channel}`);
      if (closed) lose(new Error('closed while connecting'));
      else onNotify('');
    } catch (error) {
      lose(error);
    }
  }
  await connect();

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      const open = client;
      client = undefined;
      // Destroyed rather than returned, so that nobody inherits its LISTEN.
      open?.release(true);
    },
  };
}
