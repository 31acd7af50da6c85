import type { Duplex } from 'node:stream';
import { makeConnection, type Connection } from './connection.ts';
import type { Batch } from './frames.ts';
import { errorResponse, makeMessage, readError, readText, readyForQuery, splitMessages } from './wire.ts';

/** The one session behind all connections: runs protocol messages and returns everything it answered. */
export type ExecuteProtocol = (messages: Buffer) => Buffer;

export interface MultiplexerOptions {
  execute: ExecuteProtocol;
  database: string;
  serverVersion: string;
  /** A connection that holds the session in a transaction and sends nothing for so long is rolled back and dropped. */
  idleMilliseconds: number;
  /** A connection may hold the session no longer than this, busy or not. */
  holdMilliseconds: number;
  startupMilliseconds?: number;
  maximumConnections?: number;
  /** The session cannot be trusted any more (FATAL, PANIC, no answer). */
  onBroken: (reason: string) => void;
}

/**
 * Lets many connections share one session, correctly: a connection has it alone from the first message of a batch until the session is
 * idle again (ReadyForQuery `I`); an abandoned transaction is rolled back; NOTIFY reaches exactly the connections that listen; settings and
 * prepared statements of one connection are not seen by another.
 */
export function makeMultiplexer(options: MultiplexerOptions) {
  const connections = new Set<Connection>();
  const waiting: Connection[] = [];
  let holder: Connection | null = null;
  let heldSince = 0;
  let idleTimer: NodeJS.Timeout | null = null;
  let owner = 0;
  let dirty = false;
  let scheduled = false;
  let broken = false;
  let lastId = 0;

  /** Runs messages, keeps notifications and ReadyForQuery apart. `status` is null when the session did not say it is ready. */
  function run(bytes: Buffer): { answer: Buffer[]; status: string | null; failed: boolean } {
    const answer: Buffer[] = [];
    let status: string | null = null;
    let failed = false;
    for (const { type, bytes: message } of splitMessages(options.execute(bytes)).messages) {
      if (type === 'Z') status = String.fromCharCode(message[5] ?? 0);
      else if (type === 'A') notify(message);
      else answer.push(message);
      if (type !== 'E') continue;
      failed = true;
      const { V: severity, M: text } = readError(message);
      if (severity === 'FATAL' || severity === 'PANIC') markBroken(`${severity}: ${text}`);
    }
    return { answer, status, failed };
  }

  function markBroken(reason: string) {
    if (broken) return;
    broken = true;
    options.onBroken(reason);
  }

  function notify(message: Buffer) {
    const { text: channel } = readText(message, 9);
    for (const connection of connections) if (connection.listening.has(channel)) connection.socket.write(message);
  }

  /** Makes the session look like the connection left it: its settings, its unnamed statement. */
  function takeOver(connection: Connection, batch: Batch): { dropFirstParse: boolean; prefix: Buffer[] } {
    if (owner === connection.id) return { dropFirstParse: false, prefix: [] };
    owner = connection.id;
    if (dirty || connection.settings.length > 0) {
      run(makeMessage('Q', ['RESET ALL', ...connection.settings].join('; ')));
      dirty = connection.settings.length > 0;
    }
    const repeat = batch.needsParse && connection.unnamedParse !== null;
    return { dropFirstParse: repeat, prefix: repeat && connection.unnamedParse ? [connection.unnamedParse] : [] };
  }

  function execute(connection: Connection, batch: Batch) {
    const { dropFirstParse, prefix } = takeOver(connection, batch);
    const { answer, status, failed } = run(Buffer.concat([...prefix, ...batch.bytes]));
    if (dropFirstParse && answer[0]?.[0] === 0x31) answer.shift();
    if (batch.syncs && status === null) markBroken('the session gave no answer');
    if (!failed) remember(connection, batch);
    if (batch.syncs) answer.push(readyForQuery(status === 'T' || status === 'E' ? status : 'I'));
    if (!connection.closed) connection.socket.write(Buffer.concat(answer));
    if (batch.syncs && status === 'I') holder = null;
    else if (holder !== connection) { holder = connection; heldSince = performance.now(); }
  }

  function remember(connection: Connection, batch: Batch) {
    for (const channel of batch.listen) connection.listening.add(channel);
    for (const channel of batch.unlisten) {
      if (channel === '*') connection.listening.clear();
      else connection.listening.delete(channel);
    }
    if (batch.resets) connection.settings.length = 0;
    for (const setting of batch.settings) {
      dirty = true;
      if (setting !== '') connection.settings.push(setting);
      // Someone who sets in a loop must not make every take-over slow.
      if (connection.settings.length > 50) connection.settings.shift();
    }
    if (batch.unnamedParse) connection.unnamedParse = batch.unnamedParse;
    for (const name of batch.parsed) connection.statements.add(name);
    for (const name of batch.dropped) connection.statements.delete(name);
  }

  /** Ends what a connection left open. */
  function abandon(connection: Connection) {
    if (broken) return;
    if (holder === connection) {
      const { status } = run(makeMessage('S'));
      if (status !== 'I') run(makeMessage('Q', 'ROLLBACK'));
      holder = null;
    }
    if (connection.statements.size > 0) {
      run(Buffer.concat([...[...connection.statements].map((name) => makeMessage('C', Buffer.from('S'), name)), makeMessage('S')]));
    }
  }

  function next(): Connection | null {
    if (holder) return holder.batches.length > 0 && !holder.socket.writableNeedDrain ? holder : null;
    for (let index = 0; index < waiting.length; index += 1) {
      const candidate = waiting[index];
      if (!candidate || candidate.socket.writableNeedDrain) continue;
      waiting.splice(index, 1);
      return candidate;
    }
    return null;
  }

  function pump() {
    scheduled = false;
    if (broken) return;
    const connection = next();
    if (!connection) { watchHolder(); return; }
    if (idleTimer) { clearTimeout(idleTimer); idleTimer = null; }
    const batch = connection.batches.shift();
    if (holder === connection && performance.now() - heldSince > options.holdMilliseconds) {
      connection.refuse('25P04', 'the transaction held the embedded database for too long and was rolled back');
    } else if (batch) {
      execute(connection, batch);
      if (connection.batches.length > 0 && holder !== connection) queue(connection);
    }
    schedule();
  }

  function watchHolder() {
    if (!holder || idleTimer) return;
    const idle = holder;
    idleTimer = setTimeout(() => {
      idleTimer = null;
      if (holder === idle) idle.refuse('25P03', 'the transaction was idle for too long and was rolled back');
    }, options.idleMilliseconds);
  }

  function queue(connection: Connection) {
    if (holder !== connection && !waiting.includes(connection)) waiting.push(connection);
  }

  function schedule() {
    if (scheduled || broken) return;
    scheduled = true;
    setImmediate(pump);
  }

  return {
    /** Takes a new client. */
    accept(socket: Duplex): void {
      lastId += 1;
      if (connections.size >= (options.maximumConnections ?? 200)) {
        socket.on('error', () => socket.destroy());
        socket.end(errorResponse('FATAL', '53300', 'too many connections'));
        return;
      }
      const connection = makeConnection(lastId, socket, { ...options, startupMilliseconds: options.startupMilliseconds ?? 10_000 }, {
        batch(from) { queue(from); schedule(); },
        drained: schedule,
        closed(from) {
          connections.delete(from);
          const place = waiting.indexOf(from);
          if (place >= 0) waiting.splice(place, 1);
          if (idleTimer && holder === from) { clearTimeout(idleTimer); idleTimer = null; }
          abandon(from);
          schedule();
        },
      });
      connections.add(connection);
    },
    /** Sends every client away. */
    close(): void {
      for (const connection of connections) connection.refuse('57P01', 'the database is being closed');
    },
  };
}
