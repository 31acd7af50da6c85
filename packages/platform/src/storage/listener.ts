import pg from 'pg';
import type { Driver } from './driver.ts';

/** Wakes callbacks on NOTIFY. */
export interface Listener {
  /**
   * Calls `wake` with each payload of the channel, and with null after the connection was lost and made again: what was sent meanwhile is
   * gone, so look for yourself then. Returns what ends it.
   */
  on(channel: string, wake: (payload: string | null) => void): Promise<() => void>;
  close(): Promise<void>;
}

/** One dedicated connection for all channels of a process. */
export function makeListener(driver: Driver): Listener {
  const callbacks = new Map<string, Set<(payload: string | null) => void>>();
  let client: pg.Client | null = null;
  let connecting: Promise<pg.Client> | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  async function connect(): Promise<pg.Client> {
    await driver.ready();
    const fresh = new pg.Client({ ...driver.connection, application_name: 'hyperlens listener', keepAlive: true });
    fresh.on('error', () => lost(fresh));
    fresh.on('end', () => lost(fresh));
    fresh.on('notification', ({ channel, payload }) => {
      for (const wake of callbacks.get(channel) ?? []) wake(payload ?? '');
    });
    await fresh.connect();
    for (const channel of callbacks.keys()) await fresh.query(`LISTEN ${fresh.escapeIdentifier(channel)}`);
    client = fresh;
    return fresh;
  }

  function connected(): Promise<pg.Client> {
    if (client) return Promise.resolve(client);
    connecting ??= connect().finally(() => { connecting = null; });
    return connecting;
  }

  function lost(which: pg.Client): void {
    if (client !== which) return;
    client = null;
    again(10);
  }

  function again(milliseconds: number): void {
    if (closed || retry) return;
    retry = setTimeout(() => {
      retry = null;
      connected().then(
        () => { for (const set of callbacks.values()) for (const wake of set) wake(null); },
        () => again(Math.min(5000, milliseconds * 2)),
      );
    }, milliseconds);
    retry.unref();
  }

  return {
    async on(channel, wake) {
      const set = callbacks.get(channel) ?? new Set();
      callbacks.set(channel, set);
      set.add(wake);
      const current = await connected();
      // Listening twice to one channel is harmless; a connection that is being made again listens by itself.
      await current.query(`LISTEN ${current.escapeIdentifier(channel)}`);
      return () => { set.delete(wake); };
    },
    async close() {
      closed = true;
      if (retry) clearTimeout(retry);
      await connecting?.catch(() => { /* it never stood */ });
      const ending = client;
      client = null;
      await ending?.end().catch(() => { /* it was lost already */ });
    },
  };
}
