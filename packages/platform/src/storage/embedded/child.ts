import { chmodSync, renameSync, rmSync } from 'node:fs';
import net from 'node:net';
import { openEngine, type Engine } from './engine.ts';
import { lockHolder, takeLock, type FileLock } from './lock.ts';
import { order, type Order, type Report } from './messages.ts';
import { makeMultiplexer } from './multiplexer.ts';
import { lackOfRoom } from './room.ts';

/**
 * The database process: holds the lock of the data, runs the engine and serves it on a unix socket. It belongs to the process that
 * forked it and ends when that one is gone.
 */
const exitBroken = 70;
let closing = false;
let stop = async () => {};

const report = (message: Report) => { process.send?.(message); };

function lock(file: string): FileLock | null {
  const first = takeLock(file, 1000);
  if (first) return first;
  // The parent has the outer lock, so this is an orphan that has not noticed yet; the parent ends it.
  report({ kind: 'waiting', holder: lockHolder(file) });
  return takeLock(file, 8000);
}

async function serve(engine: Engine, { directory, socketPath, idleMilliseconds, holdMilliseconds }: Extract<Order, { kind: 'open' }>): Promise<void> {
  const multiplexer = makeMultiplexer({
    execute: engine.execute, database: 'postgres', serverVersion: engine.version, idleMilliseconds, holdMilliseconds,
    onBroken(reason) {
      process.stderr.write(`database: ${reason}\n`);
      // The files are safe: the next start recovers from the log.
      fail(new Error(reason), directory);
    },
  });
  const server = net.createServer({ noDelay: true }, (socket) => multiplexer.accept(socket));
  server.on('error', (error) => { process.stderr.write(`database: ${error.message}\n`); });
  // Bound aside and renamed: the path always exists, so a client meanwhile gets "refused" (tried again) and not "no such file".
  const draft = `${socketPath}.${process.pid}`;
  rmSync(draft, { force: true });
  await new Promise<void>((resolve, reject) => { server.once('error', reject); server.listen(draft, () => resolve()); });
  chmodSync(draft, 0o600);
  renameSync(draft, socketPath);
  stop = async () => {
    server.close();
    multiplexer.close();
    await engine.close();
    rmSync(socketPath, { force: true });
  };
  report({ kind: 'ready', version: engine.version });
}

async function open(input: Extract<Order, { kind: 'open' }>): Promise<void> {
  const held = lock(input.lockFile);
  if (!held) throw new Error(`another process (${lockHolder(input.lockFile) ?? 'unknown'}) has the database open and does not end`);
  await serve(await openEngine(input.directory), input);
}

/** Says why, and ends a little later, so that the error still reaches the client that caused it. */
function fail(error: unknown, directory: string | null): void {
  const reason = error instanceof Error ? error.message : String(error);
  const full = /ENOSPC|EFBIG|EDQUOT|No space left|File too large/i.test(reason) ? reason : directory === null ? null : lackOfRoom(directory);
  report({ kind: 'failed', full: full !== null, reason: full ?? reason });
  setTimeout(() => process.exit(exitBroken), 20);
}

process.on('message', (message) => {
  const parsed = order.parse(message);
  if (parsed.kind === 'ping') report({ kind: 'pong', number: parsed.number });
  else if (parsed.kind === 'open') open(parsed).catch((error: unknown) => fail(error, parsed.directory));
  else if (!closing) {
    closing = true;
    stop().then(() => process.exit(0), (error: unknown) => fail(error, null));
  }
});
// The parent is gone: nobody may answer to a database whose owner is dead. Killing is safe for the files.
process.on('disconnect', () => process.exit(0));
// A terminal sends these to the whole group; the parent decides when the database ends.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
