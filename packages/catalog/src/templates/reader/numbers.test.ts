import { describe, expect, it } from 'vitest';
import { coinSource, durationSource, numberSource, percentSource, readBasisPoints, readNumber, readSeconds, readWei, spoken } from './index.ts';

function first<Value>(source: string, text: string, read: (found: string) => Value): Value | undefined {
  const match = new RegExp(source, 'i').exec(text);
  return match ? read(match[0]) : undefined;
}

describe('numbers as people write them', () => {
  it.each([
    ['1M supply', '1,000,000'], ['1,000,000 tokens', '1,000,000'], ['1.5 million', '1,500,000'], ['one billion', '1,000,000,000'], ['21m', '21,000,000'], ['100k', '100,000'],
    ['1_000_000', '1,000,000'], ['1 000 000 tokens', '1,000,000'], ['1e6 tokens', '1,000,000'], ["1'000'000", '1,000,000'], ['1.000.000', '1,000,000'], ['2,5', '2.5'],
    ['half a million', '500,000'], ['twenty-one million', '21,000,000'], ['one hundred thousand', '100,000'], ['a million tokens', '1,000,000'],
    ['two hundred fifty thousand', '250,000'], ['1bn.', '1,000,000,000'], ['1,000,000.5', '1,000,000.5'], ['three of five', '3'], ['supply of 100,000, burnable', '100,000'],
  ])('%s', (text, expected) => {
    const value = first(numberSource, text, readNumber);
    expect(value && spoken(value)).toBe(expected);
  });
  it('finds no number in an article', () => expect(first(numberSource, 'a mint function', readNumber)).toBeUndefined());
});

describe('shares, times and coins', () => {
  it.each([['2.5%', 250], ['2.5 percent', 250], ['250 bps', 250], ['half a percent', 50], ['250 basis points', 250], ['0,5 %', 50], ['one percent', 100], ['half of one percent', 50], ['0.005%', null]])(
    '%s', (text, expected) => expect(first(percentSource, text, readBasisPoints)).toBe(expected));
  it.each([['30 days', 2_592_000], ['2 years', 63_072_000], ['24h', 86_400], ['a year', 31_536_000], ['6-month cliff', 15_552_000], ['two weeks', 1_209_600], ['half a year', 15_768_000]])(
    '%s', (text, expected) => expect(first(durationSource, text, readSeconds)).toBe(expected));
  it.each([['0.05 ether', 5n * 10n ** 16n], ['0.05ETH', 5n * 10n ** 16n], ['10 gwei', 10n ** 10n], ['1000 wei', 1000n], ['5 MNT', 5n * 10n ** 18n]])(
    '%s', (text, expected) => expect(first(coinSource, text, readWei)).toBe(expected));
});
