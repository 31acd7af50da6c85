import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { makeMultiplexer, type MultiplexerOptions } from './multiplexer.ts';
import { errorResponse, makeMessage, readText, readyForQuery, splitMessages } from './wire.ts';

/** A session of its own kind: answers each statement with its text, knows BEGIN and COMMIT, and is ready too early and too often. */
function makeSession() {
  const log: string[] = [];
  let status: 'I' | 'T' = 'I';
  return {
    log,
    execute(bytes: Buffer): Buffer {
      const answer: Buffer[] = [];
      for (const { type, bytes: message } of splitMessages(bytes).messages) {
        if (type === 'Q') {
          const { text } = readText(message, 5);
          log.push(text);
          if (text === 'BEGIN') status = 'T';
          if (text === 'COMMIT' || text === 'ROLLBACK') status = 'I';
          if (text === 'PANIC') { answer.push(errorResponse('FATAL', 'XX000', 'the end')); continue; }
          if (text.startsWith('NOTIFY ')) answer.push(makeMessage('A', Buffer.alloc(4), text.slice(7), 'payload'));
          answer.push(readyForQuery('I'), makeMessage('C', text));
        } else if (type === 'P') {
          log.push(`parse ${readText(message, 5).text}`);
          answer.push(makeMessage('1'));
        } else if (type === 'C') log.push(`close ${readText(message, 6).text}`);
      }
      answer.push(readyForQuery(status));
      return Buffer.concat(answer);
    },
  };
}

function connect(multiplexer: ReturnType<typeof makeMultiplexer>) {
  const got: string[] = [];
  let buffer = Buffer.alloc(0);
  const socket: Duplex = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      const { messages, rest } = splitMessages(Buffer.concat([buffer, chunk]));
      buffer = Buffer.from(rest);
      for (const { type, bytes } of messages) got.push(type === 'C' ? readText(bytes, 5).text : type === 'Z' ? `ready ${String.fromCharCode(bytes[5] ?? 0)}` : type);
      done();
    },
  });
  multiplexer.accept(socket);
  const body = Buffer.from('user\0postgres\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(196_608, 4);
  socket.push(Buffer.concat([head, body]));
  return {
    socket, got,
    say: (...messages: Buffer[]) => socket.push(Buffer.concat(messages)),
    query: (text: string) => socket.push(makeMessage('Q', text)),
    answered: async (count: number) => { await expect.poll(() => got.filter((one) => one.startsWith('ready')).length - 1, { interval: 2 }).toBe(count); },
  };
}

function start(options: Partial<MultiplexerOptions> = {}) {
  const session = makeSession();
  const broken: string[] = [];
  const multiplexer = makeMultiplexer({
    execute: (bytes) => session.execute(bytes), database: 'postgres', serverVersion: '18.6', idleMilliseconds: 1000, holdMilliseconds: 5000, onBroken: (reason) => broken.push(reason), ...options,
  });
  return { ...session, multiplexer, broken };
}

describe('the multiplexer', () => {
  it('gives a transaction the session alone, and each Query exactly one ReadyForQuery', async () => {
    const { multiplexer, log } = start();
    const [left, right] = [connect(multiplexer), connect(multiplexer)];
    left.query('BEGIN');
    await left.answered(1);
    right.query('SELECT right');
    left.query('SELECT left');
    await left.answered(2);
    expect(log).toEqual(['BEGIN', 'SELECT left']);
    left.query('COMMIT');
    await right.answered(1);
    expect(log).toEqual(['BEGIN', 'SELECT left', 'COMMIT', 'SELECT right']);
    expect(left.got.slice(left.got.indexOf('ready I') + 1)).toEqual(['BEGIN', 'ready T', 'SELECT left', 'ready T', 'COMMIT', 'ready I']);
  });

  it('rolls back what a client that goes away left open', async () => {
    const { multiplexer, log } = start();
    const [leaving, waiting] = [connect(multiplexer), connect(multiplexer)];
    leaving.query('BEGIN');
    await leaving.answered(1);
    waiting.query('SELECT 1');
    leaving.socket.destroy();
    await waiting.answered(1);
    expect(log).toEqual(['BEGIN', 'ROLLBACK', 'SELECT 1']);
  });

  it('sends away who sits on a transaction', async () => {
    const { multiplexer, log } = start({ idleMilliseconds: 30 });
    const [idle, waiting] = [connect(multiplexer), connect(multiplexer)];
    idle.query('BEGIN');
    waiting.query('SELECT 1');
    await waiting.answered(1);
    expect(log).toEqual(['BEGIN', 'ROLLBACK', 'SELECT 1']);
    expect(idle.got.at(-1)).toBe('E');
  });

  it('brings notifications only to who listens', async () => {
    const { multiplexer } = start();
    const [listener, sender] = [connect(multiplexer), connect(multiplexer)];
    listener.query('LISTEN bell');
    await listener.answered(1);
    sender.query('NOTIFY bell');
    sender.query('NOTIFY other');
    await sender.answered(2);
    expect(listener.got.filter((one) => one === 'A')).toHaveLength(1);
    expect(sender.got).not.toContain('A');
  });

  it('keeps names of prepared statements and settings apart, and repeats an unnamed one', async () => {
    const { multiplexer, log } = start();
    const [left, right] = [connect(multiplexer), connect(multiplexer)];
    const [parse, sync] = [(name: string) => makeMessage('P', name, 'SELECT 1', Buffer.alloc(2)), makeMessage('S')];
    left.say(parse('same'), sync);
    right.say(parse('same'), sync);
    await Promise.all([left.answered(1), right.answered(1)]);
    expect(new Set(log)).toEqual(new Set(['parse c1_same', 'parse c2_same']));
    left.say(parse(''), sync);
    await left.answered(2);
    right.query(`SET work_mem = '4MB'`);
    await right.answered(2);
    log.length = 0;
    left.say(makeMessage('D', Buffer.from('S\0')), sync);
    await left.answered(3);
    expect(log).toEqual(['RESET ALL', 'parse ']);
    expect(left.got.filter((one) => one === '1')).toHaveLength(2);
    right.socket.destroy();
    await expect.poll(() => log).toContain('close c2_same');
  });

  it('says so when the session cannot be trusted any more', async () => {
    const { multiplexer, broken } = start();
    const client = connect(multiplexer);
    client.query('PANIC');
    await expect.poll(() => broken).toEqual(['FATAL: the end']);
    expect(client.got).toContain('E');
  });
});
