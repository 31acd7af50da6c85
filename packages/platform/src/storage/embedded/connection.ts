import type { Duplex } from 'node:stream';
import { makeFramer, type Batch } from './frames.ts';
import { errorResponse, greeting, readStartup, splitMessages } from './wire.ts';

/** Largest message a client may send, in bytes. */
export const largestMessage = 64 * 1024 * 1024;

/** One client of the embedded database, as the multiplexer sees it. */
export interface Connection {
  readonly id: number;
  readonly socket: Duplex;
  /** Complete batches that wait for the session. */
  readonly batches: Batch[];
  readonly listening: Set<string>;
  /** SET statements to run again when the connection gets the session back. */
  readonly settings: string[];
  /** Named prepared statements it holds in the shared session. */
  readonly statements: Set<string>;
  /** The last Parse of the unnamed statement. */
  unnamedParse: Buffer | null;
  closed: boolean;
  /** Sends an ErrorResponse that ends the connection. */
  refuse(code: string, text: string): void;
}

export interface ConnectionEvents {
  /** A batch was added. */
  batch(connection: Connection): void;
  /** The client went away or was sent away. */
  closed(connection: Connection): void;
  /** The client read what it was sent. */
  drained(connection: Connection): void;
}

/**
 * Speaks with one client: answers encryption requests with N, closes cancel requests, greets, and cuts what follows into batches.
 * A client that sends nothing for `startupMilliseconds` is dropped.
 */
export function makeConnection(id: number, socket: Duplex, options: { database: string; serverVersion: string; startupMilliseconds: number }, on: ConnectionEvents): Connection {
  const framer = makeFramer(`c${id}_`);
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = 8;
  let greeted = false;

  const connection: Connection = {
    id, socket, batches: [], listening: new Set(), settings: [], statements: new Set(), unnamedParse: null, closed: false,
    refuse(code, text) {
      if (connection.closed) return;
      socket.end(errorResponse('FATAL', code, text));
      close();
    },
  };
  const timer = setTimeout(() => connection.refuse('08P01', 'the connection was not started in time'), options.startupMilliseconds);

  function close() {
    if (connection.closed) return;
    connection.closed = true;
    clearTimeout(timer);
    chunks = [];
    on.closed(connection);
    // What was written goes out; a client that does not read it loses the socket a moment later.
    setTimeout(() => socket.destroy(), 1000).unref();
  }

  function start(bytes: Buffer): Buffer | null {
    const startup = readStartup(bytes);
    if (startup === null) return null;
    if (startup.kind === 'encryption') socket.write('N');
    else if (startup.kind === 'cancel') { socket.end(); close(); return null; }
    else if (startup.kind === 'unknown') { connection.refuse('08P01', 'this is not the PostgreSQL protocol 3.0'); return null; }
    else {
      const database = startup.parameters['database'] ?? startup.parameters['user'];
      if (database !== options.database) { connection.refuse('3D000', `database "${database}" does not exist`); return null; }
      clearTimeout(timer);
      greeted = true;
      socket.write(greeting(options.serverVersion, id));
    }
    return bytes.subarray(startup.length);
  }

  function receive() {
    let bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    while (!greeted) {
      const rest = start(bytes);
      if (connection.closed) return;
      if (rest === null) { keep(bytes); needed = size + 1; return; }
      bytes = rest;
    }
    const { messages, rest } = splitMessages(bytes, largestMessage);
    keep(rest);
    needed = rest.length >= 5 ? rest.readInt32BE(1) + 1 : 5;
    for (const message of messages) {
      if (message.type === 'X') { socket.end(); close(); return; }
      const batch = framer.take(message);
      if (batch) { connection.batches.push(batch); on.batch(connection); }
    }
  }

  function keep(rest: Buffer) {
    // A copy, so that a few bytes do not keep a large chunk alive.
    chunks = rest.length > 0 ? [Buffer.from(rest)] : [];
    size = rest.length;
  }

  socket.on('data', (chunk: Buffer) => {
    if (connection.closed) return;
    chunks.push(chunk);
    size += chunk.length;
    if (size < needed) return;
    try {
      receive();
    } catch (error) {
      connection.refuse('08P01', error instanceof Error ? error.message : String(error));
    }
  });
  socket.on('drain', () => on.drained(connection));
  // A reset by the client is the end of that client, not of the database.
  socket.on('error', close);
  socket.on('end', () => { socket.end(); close(); });
  socket.on('close', close);
  return connection;
}
