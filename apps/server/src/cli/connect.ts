import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@hyperlens/protocol';
import type { LoadedConfig } from '../config.ts';
import { readServerFile, type ServerFile } from '../server-file.ts';
import { makeClient, type Client } from './client.ts';
import type { Output } from './output.ts';
import { remoteTransport } from './transport.ts';

export interface Connection extends Client {
  /** Address of the server, null in process. */
  readonly url: string | null;
  close(): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();
/** How long a verb waits for another process that holds the home folder to become a server, or to end. */
const patienceMilliseconds = 60_000;

/** The server running on a home folder, when it is there and answers. */
export async function findServer(home: string): Promise<ServerFile | null> {
  const found = await readServerFile(home);
  if (!found) return null;
  try {
    const about = await makeClient(remoteTransport(found.url), found.token).call('server.about', {}, { signal: AbortSignal.timeout(3_000) });
    return about.name === 'hyperlens' ? found : null;
  } catch {
    return null; // Starting, stopping, or another program on that port: not a server to talk to now.
  }
}

function toServer(url: string, token: string | null): Connection {
  return { ...makeClient(remoteTransport(url), token), url, close: nothing };
}

/** Opens the product in this process; nothing listens. Throws DATA_DIRECTORY_LOCKED when another process holds the home folder. */
async function inProcess(loaded: LoadedConfig): Promise<Connection> {
  const { openInProcess } = await import('./in-process.ts');
  // Warnings are for who runs a server; in a verb they would stand in the middle of its steps. What was asked for is written.
  const quiet = loaded.sourceOf('log.level') === 'default' && loaded.config.log.level === 'warn';
  return openInProcess(quiet ? { ...loaded.config, log: { ...loaded.config.log, level: 'error' } } : loaded.config);
}

/**
 * The way to the routes: the server named by --server, else the one running on the home folder, else this process. Two starters at once are
 * safe: one gets the folder's lock, the other waits for it to serve or to end.
 */
export async function connect(loaded: LoadedConfig, output: Output, signal: AbortSignal): Promise<Connection> {
  const { home, client } = loaded.config;
  if (client.server !== undefined) {
    const known = await readServerFile(home);
    const token = client.token ?? (known && new URL(known.url).origin === new URL(client.server).origin ? known.token : null);
    return toServer(client.server, token);
  }
  const deadline = Date.now() + patienceMilliseconds;
  for (let told = false; ; await sleep(250, undefined, { signal })) {
    const server = await findServer(home);
    if (server) return toServer(server.url, server.token);
    try {
      return await inProcess(loaded);
    } catch (error) {
      if (!AppError.is(error, 'DATA_DIRECTORY_LOCKED') || Date.now() > deadline) throw error;
      if (!told) output.note(`waiting for process ${error.details['pid'] ?? '?'}, which works in ${home}`);
      told = true;
    }
  }
}
