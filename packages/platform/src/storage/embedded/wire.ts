/**
 * Messages of the PostgreSQL frontend/backend protocol 3.0, as far as the embedded database needs them.
 * Source: PostgreSQL documentation, chapter "Frontend/Backend Protocol", "Message Formats".
 */

/** One message: its type letter, and all its bytes including type and length. */
export interface WireMessage { type: string; bytes: Buffer }

/** Splits complete messages off the front of `bytes`; `rest` is what has not fully arrived. Throws RangeError for an impossible length. */
export function splitMessages(bytes: Buffer, largest = Number.MAX_SAFE_INTEGER): { messages: WireMessage[]; rest: Buffer } {
  const messages: WireMessage[] = [];
  let offset = 0;
  while (bytes.length - offset >= 5) {
    const length = bytes.readInt32BE(offset + 1);
    if (length < 4 || length > largest) throw new RangeError(`a message of ${length} bytes is not accepted`);
    if (bytes.length - offset < length + 1) break;
    messages.push({ type: String.fromCharCode(bytes[offset] ?? 0), bytes: bytes.subarray(offset, offset + 1 + length) });
    offset += length + 1;
  }
  return { messages, rest: bytes.subarray(offset) };
}

/** The zero-terminated text at `offset` and the offset after it. */
export function readText(bytes: Buffer, offset: number): { text: string; next: number } {
  const end = bytes.indexOf(0, offset);
  if (end < 0) throw new RangeError('a text without its end is not accepted');
  return { text: bytes.toString('utf8', offset, end), next: end + 1 };
}

/** A message of the given type around a body. */
export function makeMessage(type: string, ...body: (Buffer | string)[]): Buffer {
  const parts = body.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part));
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(length, 1);
  return Buffer.concat([head, ...parts]);
}

/** ReadyForQuery; `I` idle, `T` in a transaction, `E` in a failed one. */
export const readyForQuery = (status: 'I' | 'T' | 'E') => makeMessage('Z', Buffer.from(status));

/** ErrorResponse with severity, SQLSTATE and text. */
export function errorResponse(severity: 'ERROR' | 'FATAL', code: string, text: string): Buffer {
  return makeMessage('E', `S${severity}`, `V${severity}`, `C${code}`, `M${text}`, Buffer.from([0]));
}

/** The fields of an ErrorResponse by their letter (`V` severity, `C` SQLSTATE, `M` text). */
export function readError(message: Buffer): Record<string, string> {
  const fields: Record<string, string> = {};
  let offset = 5;
  while (offset < message.length && message[offset] !== 0) {
    const { text, next } = readText(message, offset + 1);
    fields[String.fromCharCode(message[offset] ?? 0)] = text;
    offset = next;
  }
  return fields;
}

/** What a connection sends first: an encryption request, a cancel request, or its parameters. */
export function readStartup(bytes: Buffer): { kind: 'encryption' | 'cancel' | 'startup' | 'unknown'; length: number; parameters: Record<string, string> } | null {
  if (bytes.length < 8) return null;
  const length = bytes.readInt32BE(0);
  const code = bytes.readInt32BE(4);
  if (code === 80_877_103 || code === 80_877_104) return { kind: 'encryption', length: 8, parameters: {} };
  if (code === 80_877_102) return { kind: 'cancel', length, parameters: {} };
  if (code >>> 16 !== 3 || length < 8 || length > 10_000) return { kind: 'unknown', length: bytes.length, parameters: {} };
  if (bytes.length < length) return null;
  const parameters: Record<string, string> = {};
  let offset = 8;
  while (offset < length - 1) {
    const name = readText(bytes, offset);
    const value = readText(bytes, name.next);
    parameters[name.text] = value.text;
    offset = value.next;
  }
  return { kind: 'startup', length, parameters };
}

/** The greeting after a startup message: authenticated, the parameters drivers read, and ready. */
export function greeting(serverVersion: string, connection: number): Buffer {
  const parameters = {
    server_version: serverVersion, server_encoding: 'UTF8', client_encoding: 'UTF8', DateStyle: 'ISO, MDY', TimeZone: 'UTC',
    integer_datetimes: 'on', standard_conforming_strings: 'on', IntervalStyle: 'postgres', is_superuser: 'on', in_hot_standby: 'off',
  };
  const key = Buffer.alloc(8);
  key.writeInt32BE(connection, 0);
  return Buffer.concat([
    makeMessage('R', Buffer.from([0, 0, 0, 0])),
    ...Object.entries(parameters).map(([name, value]) => makeMessage('S', name, value)),
    makeMessage('K', key),
    readyForQuery('I'),
  ]);
}
