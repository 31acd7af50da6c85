import { describe, expect, it } from 'vitest';
import { compareCode } from './compare.ts';
import { amount } from './words.ts';

describe('the code on chain', () => {
  const contract = { deployedBytecode: `6001${'00'.repeat(32)}6002`, immutableReferences: { '5': [{ start: 2, length: 32 }] } };
  it('is exact whatever the immutables are, and a mismatch otherwise', () => {
    expect(compareCode(`0x6001${'AB'.repeat(32)}6002`, contract)).toBe('exact');
    expect(compareCode(`0x6001${'ab'.repeat(32)}6003`, contract)).toBe('mismatch');
    expect(compareCode(`0x6001${'ab'.repeat(31)}6002`, contract)).toBe('mismatch');
    expect(compareCode('0x', { deployedBytecode: '', immutableReferences: {} })).toBe('mismatch');
    expect(compareCode(`0x73${'ab'.repeat(20)}30146001`, { deployedBytecode: `73${'00'.repeat(20)}30146001`, immutableReferences: {} })).toBe('exact');
  });
});

describe('amounts', () => {
  it('have six digits, rounded up', () => {
    const ether = { name: 'Ether', symbol: 'ETH', decimals: 18 };
    expect(amount(2_100_000_000_000_000n, ether)).toBe('0.0021 ETH');
    expect(amount(1_234_567_000_000_000n, ether)).toBe('0.00123457 ETH');
    expect(amount(10n ** 22n, ether)).toBe('10000 ETH');
    expect(amount(9_999_999n * 10n ** 17n, ether)).toBe('1000000 ETH');
    expect(amount(0n, ether)).toBe('0 ETH');
    expect(amount(15n, { ...ether, decimals: 0 })).toBe('15 ETH');
  });
});
