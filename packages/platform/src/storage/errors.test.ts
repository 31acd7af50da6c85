import { describe, expect, it } from 'vitest';
import { AppError } from '@hyperlens/protocol';
import { errorCode, isUniqueViolation, toStorageError } from './errors.ts';
import { storable } from './storable.ts';

const driver = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});

describe('errors of the database', () => {
  it('are unwrapped, so that the values of a query do not show', () => {
    const wrapped = new Error('Failed query: insert ... params: secret', { cause: driver('duplicate key', '23505') });
    expect(errorCode(wrapped)).toBe('23505');
    expect(isUniqueViolation(wrapped)).toBe(true);
    expect(toStorageError(wrapped).message).toBe('duplicate key');
  });
  it('say when the database is full or not there', () => {
    expect(toStorageError(driver('could not extend file: No space left on device', '53100'))).toMatchObject({ code: 'DATABASE_FULL' });
    expect(toStorageError(driver('could not write to file: File too large', 'XX000'))).toMatchObject({ code: 'DATABASE_FULL' });
    for (const code of ['ECONNREFUSED', '57P01', '08006', '25P03', '25P04']) expect(toStorageError(driver('gone', code)), code).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(toStorageError(driver('Connection terminated unexpectedly'))).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    const known = new AppError('NOT_FOUND', { what: 'run', id: 'x' });
    expect(toStorageError(known)).toBe(known);
  });
});

describe('values that can be stored', () => {
  it('hold neither NUL nor half a surrogate pair', () => {
    expect(storable({ a: ['x\0y', '\uD800z', { b: 'ok 😀' }], c: undefined })).toEqual({ a: ['x\uFFFDy', '\uFFFDz', { b: 'ok 😀' }] });
    expect(storable(null)).toBeNull();
  });
});
