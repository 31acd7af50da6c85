import { describe, expect, it } from 'vitest';
import { encode, freshAddress, largest, signed, words } from './encode.ts';

const word = (value: bigint): string => value.toString(16).padStart(64, '0');
const one = `0x${'11'.repeat(20)}`;

describe('call data', () => {
  it('has words for plain types', () => {
    expect(encode('0xa9059cbb', ['address', 'uint256', 'bool'], [one, 5n, true])).toBe(`0xa9059cbb${word(BigInt(one))}${word(5n)}${word(1n)}`);
    expect(encode('0x00000000', ['int256', 'bytes4'], [-1n, '0xaabbccdd'])).toBe(`0x00000000${word(largest)}aabbccdd${'0'.repeat(56)}`);
  });
  it('has places for lists, bytes and text (the example of the ABI specification)', () => {
    // f(uint256,uint32[],bytes10,bytes) with (0x123, [0x456, 0x789], "1234567890", "Hello, world!")
    expect(encode('0x8be65246', ['uint256', 'uint32[]', 'bytes10', 'bytes'], [0x123n, [0x456n, 0x789n], '0x31323334353637383930', `0x${Buffer.from('Hello, world!').toString('hex')}`])).toBe(
      `0x8be65246${word(0x123n)}${word(0x80n)}31323334353637383930${'0'.repeat(44)}${word(0xe0n)}${word(2n)}${word(0x456n)}${word(0x789n)}${word(13n)}48656c6c6f2c20776f726c6421${'0'.repeat(38)}`,
    );
    expect(encode('0x00000000', ['string'], ['x'])).toBe(`0x00000000${word(32n)}${word(1n)}78${'0'.repeat(62)}`);
  });
  it('refuses what it does not know', () => {
    expect(() => encode('0x00000000', ['(uint256,address)'], [1n])).toThrow('no values are known');
  });
});

describe('answers', () => {
  it('are words, a rest left out', () => {
    expect(words(`0x${word(7n)}${word(8n)}ff`)).toEqual([7n, 8n]);
    expect(words('0x')).toEqual([]);
    expect(signed(largest)).toBe(-1n);
  });
});

describe('fresh wallets', () => {
  it('are the same for the same token and label, and others for others', () => {
    expect(freshAddress('0xAB', 'first')).toBe(freshAddress('0xab', 'first'));
    expect(freshAddress('0xab', 'first')).toMatch(/^0x[0-9a-f]{40}$/);
    expect(freshAddress('0xab', 'first')).not.toBe(freshAddress('0xab', 'second'));
  });
});
