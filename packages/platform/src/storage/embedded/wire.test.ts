import { describe, expect, it } from 'vitest';
import { errorResponse, greeting, makeMessage, readError, readStartup, readyForQuery, splitMessages } from './wire.ts';

describe('messages of the wire protocol', () => {
  it('are split wherever the bytes are cut', () => {
    const bytes = Buffer.concat([makeMessage('Q', 'SELECT 1'), makeMessage('S'), makeMessage('D', Buffer.from('Sname\0'))]);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const first = splitMessages(bytes.subarray(0, cut));
      const second = splitMessages(Buffer.concat([first.rest, bytes.subarray(cut)]));
      expect([...first.messages, ...second.messages].map(({ type }) => type).join('')).toBe('QSD');
      expect(Buffer.concat([...first.messages, ...second.messages].map((message) => message.bytes))).toEqual(bytes);
      expect(second.rest).toHaveLength(0);
    }
  });

  it('refuse impossible lengths', () => {
    expect(() => splitMessages(Buffer.from([0x51, 0, 0, 0, 3]))).toThrow(RangeError);
    expect(() => splitMessages(Buffer.from([0x51, 0xff, 0xff, 0xff, 0xff]))).toThrow(RangeError);
    expect(() => splitMessages(Buffer.from([0x51, 0, 1, 0, 0]), 1000)).toThrow(RangeError);
  });

  it('carry errors with their fields', () => {
    expect(readError(errorResponse('FATAL', '25P03', 'too long'))).toEqual({ S: 'FATAL', V: 'FATAL', C: '25P03', M: 'too long' });
    expect(readyForQuery('T').toString('latin1')).toBe('Z\0\0\0\u0005T');
  });

  it('tell how a connection begins', () => {
    const request = (code: number) => { const bytes = Buffer.alloc(8); bytes.writeInt32BE(8, 0); bytes.writeInt32BE(code, 4); return bytes; };
    expect(readStartup(request(80_877_103))?.kind).toBe('encryption');
    expect(readStartup(request(80_877_104))?.kind).toBe('encryption');
    expect(readStartup(request(80_877_102))?.kind).toBe('cancel');
    expect(readStartup(request(2 << 16))?.kind).toBe('unknown');
    expect(readStartup(Buffer.from('GET / HTTP/1.1'))?.kind).toBe('unknown');
    expect(readStartup(Buffer.alloc(7))).toBeNull();
    const body = Buffer.from('user\0ada\0database\0postgres\0\0');
    const startup = Buffer.concat([request(196_608), body]);
    startup.writeInt32BE(startup.length, 0);
    expect(readStartup(startup.subarray(0, 12))).toBeNull();
    expect(readStartup(startup)).toEqual({ kind: 'startup', length: startup.length, parameters: { user: 'ada', database: 'postgres' } });
    expect(splitMessages(greeting('18.6', 7)).messages.at(-1)?.type).toBe('Z');
  });
});
