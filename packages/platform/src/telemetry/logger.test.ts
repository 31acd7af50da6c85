import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { isSecretName, makeLogger, redactText, redactValue } from './index.ts';
import type { LogLevel } from './index.ts';

function capture(level?: LogLevel) {
  const lines: string[] = [];
  const destination = new Writable({ write(chunk: Buffer, _encoding, done) { lines.push(chunk.toString()); done(); } });
  return { lines, logger: makeLogger({ destination, ...(level ? { level } : {}) }) };
}

const planted = randomBytes(32).toString('hex');
const word = `hunter2-${randomBytes(6).toString('hex')}`;

describe('the logger', () => {
  it('writes one JSON object a line, with the level as a word', () => {
    const { lines, logger } = capture();
    logger.child({ executor: 'e' }).info({ runId: 'r', count: 3 }, 'started');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', executor: 'e', runId: 'r', count: 3, msg: 'started', time: expect.stringMatching(/^\d{4}-/) as unknown });
    expect(lines).toHaveLength(1);
  });

  it('drops what is below its level', () => {
    const { lines, logger } = capture('warn');
    logger.debug({}, 'd');
    logger.info({}, 'i');
    logger.warn({}, 'w');
    expect(lines).toHaveLength(1);
  });

  it.each([
    ['a key by name', { apiKey: word }], ['a header', { headers: { Authorization: `Basic ${word}` } }], ['a deep field', { a: [{ b: { keystorePassphrase: word } }] }],
    ['a mnemonic', { mnemonic: word }], ['a signed transaction', { rawTransaction: word }], ['a token', { session_token: word }], ['a cookie', { cookie: word }],
    ['a map', { map: new Map([['secret', word]]) }], ['an error', { error: Object.assign(new Error('no'), { password: word }) }],
    ['a cause', { error: new Error('outer', { cause: Object.assign(new Error('inner'), { privateKey: word }) }) }],
    ['a number behind a secret name', { password: { value: word } }], ['a bound name', { 'X-API-Key': word }],
  ])('never writes %s', (_title, fields) => {
    const { lines, logger } = capture();
    logger.error(fields, 'said');
    logger.child(fields).info({}, 'bound');
    expect(lines.join('')).not.toContain(word);
    expect(lines).toHaveLength(2);
  });

  it.each([
    ['a private key', `key 0x${planted} used`], ['a private key without 0x', `signing with ${planted}.`], ['an error message', `invalid: ${planted}`], ['a bearer token', `sent Bearer ${planted}xyz`],
    ['a URL password', `postgresql://me:${planted}@host/db`], ['a URL key', `https://rpc.example/?apikey=${planted}`], ['an assignment', `HYPERLENS_KEYSTORE_PASSPHRASE=${planted}`],
    ['JSON in a message', JSON.stringify({ password: planted })], ['a provider key', `sk-proj-${planted}`], ['a raw transaction', `0x02f8${planted.repeat(4)}`],
  ])('never writes %s inside of a text', (_title, text) => {
    const { lines, logger } = capture();
    logger.warn({ note: text, list: [text], error: new Error(text) }, text);
    expect(lines.join('')).not.toContain(planted);
  });

  it('keeps what is useful and public', () => {
    const hash = `0x${planted}`;
    const kept = { transactionHash: hash, idempotencyKey: 'k', inputTokens: 3, tokenName: 'Acorn', address: `0x${'ab'.repeat(20)}`, hash: 'short' };
    expect(redactValue(kept)).toEqual(kept);
    expect(isSecretName('outputTokens')).toBe(false);
    expect(isSecretName('OPENAI_API_KEY')).toBe(true);
    expect(redactText('run 12 of 40 on eip155:31337')).toBe('run 12 of 40 on eip155:31337');
  });

  it('survives what cannot be written', () => {
    const { lines, logger } = capture();
    const circle: Record<string, unknown> = { name: 'c', big: 12n, at: new Date(0), nothing: undefined, call: () => 1, bytes: new Uint8Array(3) };
    circle['self'] = circle;
    logger.info(circle, 'x'.repeat(50_000));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ self: { self: '[circular]' }, big: '12', at: '1970-01-01T00:00:00.000Z', bytes: '[3 bytes]' });
    expect(lines[0]?.length).toBeLessThan(21_000);
  });
});
