import { readEffects } from './statements.ts';
import { makeMessage, readText, type WireMessage } from './wire.ts';

/** Messages that are run together: up to and including a Query, Sync or Flush. */
export interface Batch {
  bytes: Buffer[];
  /** Ends with Query or Sync, so exactly one ReadyForQuery answers it. */
  syncs: boolean;
  /** Uses the unnamed prepared statement before parsing one, so an earlier Parse must be repeated when others ran in between. */
  needsParse: boolean;
  listen: string[];
  unlisten: string[];
  settings: string[];
  resets: boolean;
  /** The last Parse of the unnamed statement in this batch. */
  unnamedParse: Buffer | null;
  /** Named statements parsed and closed, under the names of the shared session. */
  parsed: string[];
  dropped: string[];
}

const emptyBatch = (): Batch => ({
  bytes: [], syncs: false, needsParse: false, listen: [], unlisten: [], settings: [], resets: false, unnamedParse: null, parsed: [], dropped: [],
});

/**
 * Turns the messages of one connection into batches for the shared session. Prepared statements get the connection's own prefix, because
 * all connections share one name space. Throws RangeError for messages that have no place here.
 */
export function makeFramer(prefix: string) {
  let batch = emptyBatch();
  const named = (name: string) => (name === '' ? '' : `${prefix}${name}`);

  function note(sql: string): string {
    const effects = readEffects(sql);
    batch.listen.push(...effects.listen);
    batch.unlisten.push(...effects.unlisten);
    if (effects.setting !== null) batch.settings.push(effects.setting);
    batch.resets ||= effects.resets;
    return effects.replacement ?? sql;
  }

  function parse(bytes: Buffer): Buffer {
    const name = readText(bytes, 5);
    const sql = readText(bytes, name.next);
    const message = makeMessage('P', named(name.text), note(sql.text), bytes.subarray(sql.next));
    if (name.text === '') batch.unnamedParse = message;
    else batch.parsed.push(named(name.text));
    return message;
  }

  function bind(bytes: Buffer): Buffer {
    const portal = readText(bytes, 5);
    const statement = readText(bytes, portal.next);
    if (statement.text === '') batch.needsParse ||= batch.unnamedParse === null;
    return statement.text === '' ? bytes : makeMessage('B', portal.text, named(statement.text), bytes.subarray(statement.next));
  }

  function target(type: string, bytes: Buffer): Buffer {
    if (bytes[5] !== 0x53) return bytes;
    const { text } = readText(bytes, 6);
    if (text === '') {
      if (type === 'D') batch.needsParse ||= batch.unnamedParse === null;
      return bytes;
    }
    if (type === 'C') batch.dropped.push(named(text));
    return makeMessage(type, Buffer.from('S'), named(text));
  }

  return {
    /** Takes one message; the finished batch when it completes one. */
    take({ type, bytes }: WireMessage): Batch | null {
      switch (type) {
        case 'Q': batch.bytes.push(makeMessage('Q', note(readText(bytes, 5).text))); break;
        case 'P': batch.bytes.push(parse(bytes)); return null;
        case 'B': batch.bytes.push(bind(bytes)); return null;
        case 'D': case 'C': batch.bytes.push(target(type, bytes)); return null;
        case 'E': batch.bytes.push(bytes); return null;
        // Data of a COPY that was refused; PostgreSQL ignores it as well.
        case 'd': case 'c': case 'f': return null;
        case 'S': case 'H': batch.bytes.push(bytes); break;
        default: throw new RangeError(`a message of type ${type} is not accepted`);
      }
      const done = batch;
      done.syncs = type !== 'H';
      batch = emptyBatch();
      return done;
    },
  };
}
