import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { AppError } from '@hyperlens/protocol';
import type { Application } from './application.ts';
import { findServer } from './cli/connect.ts';
import type { LoadedConfig } from './config.ts';
import { isServiceRole, rolePorts } from './services/remote.ts';
import { removeServerFile, writeServerFile, type ServerFile } from './server-file.ts';

const portsTried = 50;
const patienceMilliseconds = 15_000;
const closingMilliseconds = 10_000;

export interface Started { url: string; /** What a person opens; carries the token where the system cannot tell users apart. */ address: string; pid: number; version: string; already: boolean }
export interface ServerOptions {
  signal: AbortSignal;
  started: (server: Started) => void;
  /** For tests: how the application is opened. */
  open?: (config: LoadedConfig['config']) => Promise<Application>;
}

/** Loopback only, until there are accounts. Throws CONFIG_INVALID. */
export function refuseOutsideAddress(loaded: LoadedConfig): void {
  const { host } = loaded.config.server;
  if (!/^(127(\.\d{1,3}){3}|::1|localhost)$/.test(host)) throw new AppError('CONFIG_INVALID', { key: 'server.host', source: loaded.sourceOf('server.host'), problem: `${host} is not a loopback address; without accounts anyone who reaches the server could use it, so it listens on 127.0.0.1 or ::1 only (from afar: an SSH tunnel)` });
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(new AppError('PORT_BUSY', { port, host }, error))));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/** A process that only answers for analysis services: it is not the server of the home folder, and the verbs do not talk to it. */
const servesOnly = (loaded: LoadedConfig): boolean => loaded.config.roles.every(isServiceRole);

function firstPort({ config, sourceOf }: LoadedConfig): number {
  const role = config.roles.find(isServiceRole);
  return sourceOf('server.port') === 'default' && role && config.roles.every(isServiceRole) ? rolePorts[role] : config.server.port;
}

/** Listens on the port that was asked for (PORT_BUSY when it is taken), or on the first free one from the default on. */
async function listen(server: FastifyInstance, loaded: LoadedConfig): Promise<number> {
  const { host } = loaded.config.server;
  const port = firstPort(loaded);
  const asked = loaded.sourceOf('server.port') !== 'default';
  for (let candidate = port; ; candidate += 1) {
    try {
      return Number(new URL(await server.listen({ host, port: candidate })).port);
    } catch (error) {
      const taken = ['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '');
      if (!taken || asked || candidate >= port + portsTried) throw taken ? new AppError('PORT_BUSY', { port: candidate, host }, error) : error;
    }
  }
}

function addressOf(file: ServerFile, trusted: boolean): string {
  return trusted && process.platform === 'linux' ? `${file.url}/` : `${file.url}/?token=${file.token}`;
}

/** A server that runs on this home already. Throws DATA_DIRECTORY_LOCKED when another port than its own was asked for. */
function useRunning(loaded: LoadedConfig, running: ServerFile, started: ServerOptions['started']): number {
  const { port } = loaded.config.server;
  const other = loaded.sourceOf('server.port') !== 'default' && port !== 0 && String(port) !== new URL(running.url).port;
  if (other) throw new AppError('DATA_DIRECTORY_LOCKED', { path: loaded.config.home, pid: running.pid });
  started({ url: running.url, address: addressOf(running, loaded.config.server.trustSameUser), pid: running.pid, version: running.version, already: true });
  return 0;
}

async function open(loaded: LoadedConfig, options: ServerOptions): Promise<Application | ServerFile> {
  const openApplication = options.open ?? (await import('./modules.ts')).openApplication;
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    try {
      return await openApplication(loaded.config);
    } catch (error) {
      if (!AppError.is(error, 'DATA_DIRECTORY_LOCKED')) throw error;
      // Another starter may be about to serve; then that is the server.
      const running = await findServer(loaded.config.home);
      if (running) return running;
      if (Date.now() > deadline) throw error;
      await sleep(250, undefined, { signal: options.signal });
    }
  }
}

/** Runs the server until the signal. Gives the exit code: 0 also when one runs on this home already. */
export async function runServer(loaded: LoadedConfig, options: ServerOptions): Promise<number> {
  const { home, server: settings } = loaded.config;
  refuseOutsideAddress(loaded);
  const apart = servesOnly(loaded);
  if (apart && !loaded.config.database.url) throw new AppError('CONFIG_INVALID', { key: 'roles', source: loaded.sourceOf('roles'), problem: `${loaded.config.roles.join(', ')} as a process of its own needs PostgreSQL: set database.url (the embedded database belongs to one process)` });
  const running = apart ? null : await findServer(home);
  if (running) return useRunning(loaded, running, options.started);
  // Asking early spares the start of everything for a port that is taken; listening asks again.
  if (loaded.sourceOf('server.port') !== 'default' && settings.port !== 0 && !(await isFree(settings.host, settings.port))) throw new AppError('PORT_BUSY', { port: settings.port, host: settings.host });
  await mkdir(home, { recursive: true, mode: 0o700 });

  const application = await open(loaded, options);
  if ('url' in application) return useRunning(loaded, application, options.started);
  // Processes of one installation show each other the shared token; a gateway's own is known by its file alone.
  const token = (apart ? loaded.config.services.token : undefined) ?? randomBytes(32).toString('base64url');
  let server: FastifyInstance | undefined;
  try {
    server = await (await import('./gateway/app.ts')).makeGateway({ application, config: loaded.config, token });
    if (!options.signal.aborted) {
      const port = await listen(server, loaded);
      const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
      const file: ServerFile = { url: `http://${host}:${port}`, token, pid: process.pid, version: application.version, startedAt: new Date().toISOString() };
      if (!apart) await writeServerFile(home, file);
      await application.announceAt(file.url);
      options.started({ url: file.url, address: addressOf(file, settings.trustSameUser), pid: file.pid, version: file.version, already: false });
      if (!options.signal.aborted) await new Promise<void>((resolve) => { options.signal.addEventListener('abort', () => resolve(), { once: true }); });
    }
    return 0;
  } finally {
    await close(apart ? null : home, server, application);
  }
}

/** Stops in order: no new requests, then the rooms. What does not end in time is left to recovery at the next start. */
async function close(home: string | null, server: FastifyInstance | undefined, application: Application): Promise<void> {
  const deadline = setTimeout(() => {
    application.telemetry?.log?.error({ seconds: closingMilliseconds / 1_000 }, 'stopping takes too long; ending now, the next start recovers');
    process.exit(0);
  }, closingMilliseconds);
  deadline.unref();
  if (home !== null) await removeServerFile(home);
  try {
    await server?.close();
  } finally {
    await application.close();
    clearTimeout(deadline);
  }
}
