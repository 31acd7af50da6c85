import { Error as DbosError, DBOSWorkflowConflictError } from '@dbos-inc/dbos-sdk';
import { AppError } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { isLost, parseFailure, revive, toStored } from './failure.ts';
import { mergePlans } from './flow.ts';

const written = (stored: ReturnType<typeof toStored>) => JSON.stringify({ ...Object.fromEntries(Object.entries(stored)), message: stored.message });

describe('failures in the database', () => {
  it('keep code and details and leave stack and cause out', () => {
    const stored = toStored(new AppError('NONCE_TAKEN', { nonce: 4, account: '0xabc' }, new Error('Authorization: Bearer planted')), 'deploy');
    const text = written(stored);
    expect(text).not.toContain('planted');
    expect(text).not.toContain('.ts:');
    const { error } = parseFailure(text);
    expect(AppError.is(error, 'NONCE_TAKEN') && error.details).toEqual({ nonce: 4, account: '0xabc' });
    expect(error.message).toBe('Nonce 4 of 0xabc was used by a transaction this product did not send.');
  });

  it('name the step when nobody foresaw the error', () => {
    expect(revive(toStored(new TypeError('x is undefined'), 'audit'))).toMatchObject({ code: 'STEP_FAILED', details: { step: 'audit', reason: 'x is undefined' } });
    expect(revive(toStored('just text', 'audit'))).toMatchObject({ code: 'STEP_FAILED', details: { reason: 'just text' } });
    expect(toStored(new TypeError('y'))).toMatchObject({ code: 'INTERNAL' });
  });

  it('of the engine become ours', () => {
    expect(revive(new DbosError.DBOSWorkflowCancelledError('r'))).toMatchObject({ code: 'RUN_CANCELLED', details: { id: 'r' } });
    expect(revive(new DbosError.DBOSUnexpectedStepError('r', 1, 'a', 'b'))).toMatchObject({ code: 'INTERNAL' });
    expect(isLost(new DBOSWorkflowConflictError('r'))).toBe(true);
    expect(isLost(new Error('r'))).toBe(false);
  });

  it.each([[null], ['{'], ['"text"'], ['{"message":"no code"}'], ['{"code":"NO_SUCH_CODE","message":"old"}']])('that cannot be read are INTERNAL: %s', (text) => {
    expect(parseFailure(text).error.code).toBe('INTERNAL');
  });

  it('say what a resumed run drops', () => {
    const stored = toStored(new AppError('INTERRUPTED'), 's', { from: 3, keep: [[10, 20]] });
    expect(parseFailure(written(stored)).resume).toEqual({ from: 3, keep: [[10, 20]] });
  });
});

describe('what to drop after a parallel', () => {
  const range = (index: number): [number, number] => [index * 100, index * 100 + 100];
  const ok = { status: 'fulfilled', value: 1 } as const;
  const failed = (reason: object) => ({ status: 'rejected', reason }) as const;
  const [one, two] = [new Error('1'), new Error('2')];
  const plans = new Map<unknown, { from: number; keep: [number, number][] }>([[one, { from: 101, keep: [] }], [two, { from: 350, keep: [[310, 320]] }]]);

  it('keeps branches that succeeded and what failed ones had before', () => {
    expect(mergePlans([ok, failed(one), ok, failed(two)], range, (error) => plans.get(error))).toEqual({ from: 101, keep: [[0, 100], [100, 101], [200, 300], [300, 350], [310, 320]] });
  });

  it('drops a whole branch that failed outside of a step', () => {
    expect(mergePlans([ok, failed(new Error('flow'))], range, () => undefined)).toEqual({ from: 100, keep: [[0, 100]] });
  });
});
