import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@hyperlens/protocol';
import { requestRpc } from '../rpc.ts';

export interface ChildSettings { folder: string; port?: number }
export type ChildMessage = { type: 'ready'; url: string; instance: string } | { type: 'owned' } | { type: 'failed'; reason: string };

export interface LocalChainOptions {
  /** Folder of this chain's history; one process at a time owns it, others use the owner's endpoint. */
  folder: string;
  /** Port on the loopback interface; default: the one of last time, else a free one. */
  port?: number;
  /** How long a start may take, replay of the history included. */
  startTimeoutMilliseconds?: number;
}

/** The local chain of one folder, started when it is first needed. */
export interface LocalChain {
  /** Its JSON-RPC URL; starts it when nobody has. Throws NETWORK_UNREACHABLE. */
  url(): Promise<string>;
  /** The URL when it runs already, here or in another process; null otherwise. */
  running(): Promise<string | null>;
  close(): Promise<void>;
}

/** Starts, finds and restarts the chain of a folder. A chain whose process dies is started again by the next `url()`, with the same history. */
export function makeLocalChain({ folder, port, startTimeoutMilliseconds = 60_000 }: LocalChainOptions): LocalChain {
  let child: ChildProcess | null = null;
  let known: Place | null = null;
  let starting: Promise<Place> | null = null;
  let closed = false;
  const unreachable = (reason: string): AppError => new AppError('NETWORK_UNREACHABLE', { network: 'local', reason });

  /** One child; its answer, or `failed` when it ends without one. */
  const launch = (remaining: number): Promise<ChildMessage> => new Promise((resolve) => {
    const settings: ChildSettings = { folder, ...(port === undefined ? {} : { port }) };
    const started = fork(path.join(import.meta.dirname, 'child.ts'), [JSON.stringify(settings)], {
      execArgv: ['--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Nothing of the environment is needed, and secrets in it are none of the engine's business.
      env: process.env.NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE } : {},
    });
    let said = '';
    started.stderr?.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-2000); });
    const timer = setTimeout(() => { started.kill('SIGKILL'); }, remaining);
    const finish = (message: ChildMessage): void => { clearTimeout(timer); resolve(message); };
    started.once('message', (message: ChildMessage) => {
      if (message.type === 'ready') child = started;
      finish(message);
    });
    started.once('error', (error) => { finish({ type: 'failed', reason: error.message }); });
    started.once('exit', (code, signal) => {
      if (child === started) { child = null; known = null; }
      finish({ type: 'failed', reason: `its process ended (${signal ?? code ?? 'unknown'}) ${said.trim().split('\n').at(-1) ?? ''}`.trim() });
    });
    // The chain alone should not keep a finished command alive; its IPC channel is what ends it with us.
    started.unref();
    started.channel?.unref();
    (started.stderr as unknown as { unref(): void } | null)?.unref();
  });

  const start = async (): Promise<Place> => {
    const deadline = Date.now() + startTimeoutMilliseconds;
    let reason = 'it did not start in time';
    for (let pause = 20; Date.now() < deadline && !closed; pause = Math.min(pause * 2, 500)) {
      const found = await findRunning(folder);
      if (found) return found;
      const message = await launch(deadline - Date.now());
      if (message.type === 'ready') return message;
      if (message.type === 'failed') { reason = message.reason; break; }
      // Another process owns it and is still replaying, or is about to end.
      reason = 'another process owns its folder and does not answer';
      await wait(pause);
    }
    throw unreachable(closed ? 'it was closed' : `the local chain in ${folder} did not start: ${reason}`);
  };

  return {
    async url() {
      if (closed) throw unreachable('it was closed');
      // A child of ours tells when it dies; somebody else's has to be asked.
      if (known && (child || await alive(known))) return known.url;
      starting ??= start().then((place) => { known = place; return place; }).finally(() => { starting = null; });
      return (await starting).url;
    },
    running: async () => (known && child ? known : await findRunning(folder))?.url ?? null,
    async close() {
      closed = true;
      await starting?.catch(() => undefined);
      const ending = child;
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => { ending.once('exit', () => { resolve(); }); });
      ending.ref();
      ending.disconnect();
      const timer = setTimeout(() => { ending.kill('SIGKILL'); }, 2000);
      await ended;
      clearTimeout(timer);
    },
  };
}

interface Place { url: string; instance: string }

/** What an owner wrote down, when that very chain still answers there. */
async function findRunning(folder: string): Promise<Place | null> {
  try {
    const { url, instance } = JSON.parse(await readFile(path.join(folder, 'endpoint.json'), 'utf8')) as Record<string, unknown>;
    if (typeof url !== 'string' || typeof instance !== 'string' || !/^http:\/\/127\.0\.0\.1:\d+$/.test(url)) return null;
    return await alive({ url, instance }) ? { url, instance } : null;
  } catch { return null; /* No owner has written one, or it was being removed. */ }
}

async function alive({ url, instance }: Place): Promise<boolean> {
  try {
    const version = await requestRpc(url, 'web3_clientVersion', [], { fetch, timeoutMilliseconds: 1000 });
    return typeof version === 'string' && version.startsWith(`hyperlens/${instance} `);
  } catch { return false; /* Whatever is there, it is not this chain. */ }
}
