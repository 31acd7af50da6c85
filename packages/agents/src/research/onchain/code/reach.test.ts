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
    expect(reachOf(dispatched(call('5f54')), transfer)).toMatchObject({ open: 1, complete: true });
    expect(reachOf(dispatched(call('5f54')), other)).toMatchObject({ open: 0, complete: true });
  });
  it('not one that stands in the code, nor itself', () => {
    for (const target of [`73${'ab'.repeat(20)}`, '30', `3073${'ff'.repeat(20)}16`]) expect(reachOf(dispatched(call(target)), transfer)).toMatchObject({ open: 0, complete: true });
  });
  it('down both sides of what calldata decides', () => {
    expect(reachOf(conditional(call('5f54')), transfer).open).toBe(1);
    expect(reachOf(`0x600435601157${call('5f54')}5b${call('6001')}`, transfer).open).toBe(1);
  });
  it('loops and rubbish end it', () => {
    expect(reachOf('0x5f5b60010180600156', transfer).complete).toBe(false);
    expect(reachOf('0x5b600056', transfer)).toMatchObject({ open: 0, complete: true });
    expect(reachOf('0xfe', transfer)).toMatchObject({ open: 0, complete: true });
    expect(reachOf('0x5f3556', transfer).complete).toBe(true);
    expect(reachOf('0x60043556', transfer).complete).toBe(false);
  });
  it('an account that is known by its hash, and no other hash of the caller', () => {
    const hash = '33600052602060002';
    const mark = `7f${'ab'.repeat(32)}`;
    expect(reachOf(`0x${hash}0${mark}14`, null).comparesCaller).toBe(true);
    expect(reachOf(`0x${hash}060075418`, null).comparesCaller).toBe(true);
    expect(reachOf(`0x3360601b601c52601460${'28'}20${mark}03`, null).comparesCaller).toBe(true);
    // A place in storage: of a mapping, and of a member behind it.
    expect(reachOf(`0x${hash}054${mark}14`, null).comparesCaller).toBe(false);
    expect(reachOf(`0x${hash}060010154${mark}03`, null).comparesCaller).toBe(false);
    // Sums that only stand beside it, hashes of something else, and what was sent in a call before.
    expect(reachOf(`0x${hash}060043560243503`, null).comparesCaller).toBe(false);
    expect(reachOf(`0x3360005260206040${'20'}${mark}14`, null).comparesCaller).toBe(false);
    // What somebody put down for themselves before (commit and reveal): the other side is a mapping's.
    expect(reachOf(`0x${hash}0${hash}05414`, null).comparesCaller).toBe(false);
  });
});
