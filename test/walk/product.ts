import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '../..');
const command = path.join(root, 'bin/hyperlens');

/** A clean environment for the product: the machine's own, without any setting of it. */
export function environmentOf(home: string, more: Record<string, string> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(HYPERLENS_|DATABASE_URL$|VITEST|NODE_OPTIONS$|FORCE_COLOR$)/.test(name));
  return { ...Object.fromEntries(inherited) as Record<string, string>, HYPERLENS_HOME: home, NO_COLOR: '1', ...more };
}

export interface Ended { code: number | null; stdout: string; stderr: string }

/** Runs the command as a person would, to its end. */
export function hyperlens(home: string, args: string[], { input, environment, cwd, timeout = 180_000 }: { input?: string; environment?: Record<string, string>; cwd?: string; timeout?: number } = {}): Ended {
  const result = spawnSync(command, args, { encoding: 'utf8', input: input ?? '', env: environmentOf(home, environment), cwd: cwd ?? root, timeout, maxBuffer: 64 * 1024 * 1024 });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

export interface ServerFile { url: string; token: string; pid: number }

export interface Running extends ServerFile {
  child: ChildProcess;
  output(): string;
  /** What the API answers; throws when it does not answer. */
  call<Answer>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<{ status: number; body: Answer }>;
  /** kill -9, and waits until the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for the exit code. */
  stop(): Promise<number | null>;
}

/** Starts the server and waits until it answers. */
export async function startServer(home: string, environment: Record<string, string> = {}, args: string[] = []): Promise<Running> {
  const child = spawn(command, ['up', ...args], { env: environmentOf(home, environment), cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const ended = new Promise<number | null>((resolve) => { child.once('exit', (code) => resolve(code)); });
  let gone = false;
  void ended.then(() => { gone = true; });
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (gone) throw new Error(`the server ended while starting:\n${output}`);
    const file = await readFile(path.join(home, 'server.json'), 'utf8').then((text) => JSON.parse(text) as ServerFile, () => null);
    // An older process may have left its file; only our child's counts.
    if (file && file.pid === child.pid && await fetch(`${file.url}/health/live`).then((answer) => answer.ok, () => false)) {
      return {
        ...file, child, output: () => output,
        async call(method, route, body, headers = {}) {
          const answer = await fetch(`${file.url}${route}`, { method, headers: { authorization: `Bearer ${file.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }), signal: AbortSignal.timeout(30_000) });
          return { status: answer.status, body: (await answer.json()) as never };
        },
        async kill() { child.kill('SIGKILL'); await ended; },
        async stop() { child.kill('SIGTERM'); return ended; },
      };
    }
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not answer within a minute:\n${output}`);
}

/** A home folder of its own, removed at the end. */
export async function makeHome(): Promise<{ home: string; remove: () => Promise<void> }> {
  const home = await mkdtemp(path.join(tmpdir(), 'hyperlens-walk-'));
  return { home, remove: () => rm(home, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Nothing outside this machine is asked, so that no test waits for a network that is not there. */
export const withoutSources = Object.fromEntries(['SOURCIFY', 'COINGECKO', 'GDELT', 'GITHUB', 'RDAP'].map((name) => [`HYPERLENS_SOURCES_${name}_ENABLED`, 'false']));

/** A process that runs one service role, known by what it prints: it leaves no server.json. */
export interface RunningService { url: string; child: ChildProcess; output(): string; kill(): Promise<void>; stop(): Promise<number | null> }

/** Starts `up --role <role>` on any free port and waits for the document it prints. */
export async function startService(home: string, role: string, environment: Record<string, string>): Promise<RunningService> {
  const child = spawn(command, ['up', '--role', role, '--port', '0', '--json'], { env: environmentOf(home, environment), cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let [printed, output] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const ended = new Promise<number | null>((resolve) => { child.once('exit', (code) => resolve(code)); });
  for (let waited = 0; waited < 90_000 && child.exitCode === null; waited += 50) {
    const url = /"url": "([^"]+)"/.exec(printed)?.[1];
    if (url !== undefined) return { url, child, output: () => output, async kill() { child.kill('SIGKILL'); await ended; }, async stop() { child.kill('SIGTERM'); return ended; } };
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the ${role} service did not start:\n${printed}${output}`);
}
