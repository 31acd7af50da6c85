import { describe, expect, it } from 'vitest';
import { makeShares } from './shares.ts';

describe('what forks share', () => {
  const slot = ['0x01', '0x00', '0x10'];

  it('is the state at one block of one chain, for as long as somebody stands there', () => {
    const shares = makeShares();
    const [first, second, elsewhere] = [shares.join('1 0xa'), shares.join('1 0xa'), shares.join('1 0xb')];
    first.keep(16, 'eth_getStorageAt', slot, '0x2a');
    expect(second.find(16, 'eth_getStorageAt', slot)).toBe('0x2a');
    expect(elsewhere.find(16, 'eth_getStorageAt', slot)).toBeUndefined();
    first.leave();
    expect(second.find(16, 'eth_getStorageAt', slot)).toBe('0x2a');
    second.leave();
    expect(shares.join('1 0xa').find(16, 'eth_getStorageAt', slot)).toBeUndefined();
  });

  it.each([
    ['another block', 17, 'eth_getStorageAt', slot, '0x2a'],
    ['a block by its name', 16, 'eth_getStorageAt', ['0x01', '0x00', 'latest'], '0x2a'],
    ['what is not state', 16, 'eth_getBlockByNumber', ['0x10'], '0x2a'],
    ['no answer', 16, 'eth_getCode', ['0x01', '0x10'], null],
    ['too much', 16, 'eth_getCode', ['0x01', '0x10'], 'f'.repeat(33_000_000)],
    ['garbage', 16, 7, 'x', '0x2a'],
  ])('is not %s', (_title, block, method, parameters, result) => {
    const share = makeShares().join('1 0xa');
    share.keep(block, method, parameters, result);
    expect(share.find(block, method, parameters)).toBeUndefined();
  });
});
