import { AppError } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { isAway, told } from './pool.ts';

const withCode = (code: string, message = 'no') => Object.assign(new Error(message), { code });

describe('a database that is away', () => {
  it('is told from other errors', () => {
    expect([withCode('ECONNREFUSED'), withCode('ENOENT'), withCode('57P01'), new Error('Connection terminated unexpectedly'), new Error('timeout exceeded when trying to connect')].map(isAway)).toEqual([true, true, true, true, true]);
    expect([withCode('23505'), new Error('syntax error'), 'text'].map(isAway)).toEqual([false, false, false]);
  });

  it('is DATABASE_UNAVAILABLE, a full one DATABASE_FULL, and the rest stays what it is', async () => {
    await expect(told(Promise.reject(withCode('ECONNREFUSED')))).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await expect(told(Promise.reject(withCode('53100')))).rejects.toMatchObject({ code: 'DATABASE_FULL' });
    await expect(told(Promise.reject(Object.assign(new Error('could not start'), { error: withCode('ECONNREFUSED') })))).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    const own = new AppError('REQUEST_EMPTY');
    await expect(told(Promise.reject(own))).rejects.toBe(own);
    expect(await told(Promise.resolve(1))).toBe(1);
  });
});
