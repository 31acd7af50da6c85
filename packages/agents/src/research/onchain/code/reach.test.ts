import { describe, expect, it } from 'vitest';
import { reachOf } from './reach.ts';

const [transfer, other] = ['0xa9059cbb', '0x095ea7b3'] as const;
/** CALL with six zeros around the target on the stack, then STOP. */
const call = (target: string): string => `5f5f5f5f5f${target}5af100`;
/** Compares the selector with that of transfer and jumps to the body (at 15), or stops. */
const dispatched = (body: string): `0x${string}` => `0x5f3560e01c63a9059cbb14600f57005b${body}`;
/** Jumps to the body (at 7) when the first argument is not zero, or does the other thing. */
const conditional = (body: string): `0x${string}` => `0x600435600757005b${body}`;

describe('what transfers can call', () => {
  it('an address out of storage, and only where the path leads', () => {
    expect(reachOf(dispatched(call('5f54')), transfer)).toEqual({ open: 1, complete: true });
    expect(reachOf(dispatched(call('5f54')), other)).toEqual({ open: 0, complete: true });
  });
  it('not one that stands in the code, nor itself', () => {
    for (const target of [`73${'ab'.repeat(20)}`, '30', `3073${'ff'.repeat(20)}16`]) expect(reachOf(dispatched(call(target)), transfer)).toEqual({ open: 0, complete: true });
  });
  it('down both sides of what calldata decides', () => {
    expect(reachOf(conditional(call('5f54')), transfer).open).toBe(1);
    expect(reachOf(`0x600435601157${call('5f54')}5b${call('6001')}`, transfer).open).toBe(1);
  });
  it('loops and rubbish end it', () => {
    expect(reachOf('0x5f5b60010180600156', transfer).complete).toBe(false);
    expect(reachOf('0x5b600056', transfer)).toEqual({ open: 0, complete: true });
    expect(reachOf('0xfe', transfer)).toEqual({ open: 0, complete: true });
    expect(reachOf('0x5f3556', transfer).complete).toBe(true);
    expect(reachOf('0x60043556', transfer).complete).toBe(false);
  });
});
