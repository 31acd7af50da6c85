import fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { shareOf } from '../transfers/words.ts';
import { describe } from './distribution.ts';

suite('figures of a distribution', () => {
  it.each([
    [[], { count: 0, gini: 0, hhi: 0, nakamoto: 0 }],
    [[5], { count: 1, gini: 0, hhi: 1, nakamoto: 1 }],
    [[1, 1, 1, 1], { count: 4, gini: 0, hhi: 0.25, nakamoto: 3 }],
    [[97, 1, 1, 1], { count: 4, gini: 0.72, hhi: 0.9412, nakamoto: 1 }],
    [[50, 30, 20], { count: 3, gini: 0.2, hhi: 0.38, nakamoto: 2 }],
  ])('%j', (amounts, expected) => { expect(describe(amounts.map(BigInt))).toEqual(expected); });

  it('are those of the textbook formulas in floating point', () => {
    fc.assert(fc.property(fc.array(fc.bigInt(1n, 10n ** 24n), { minLength: 1, maxLength: 40 }), (amounts) => {
      const sorted = amounts.toSorted((a, b) => (b > a ? 1 : b < a ? -1 : 0));
      const numbers = sorted.map(Number);
      const sum = numbers.reduce((all, value) => all + value, 0);
      const differences = numbers.reduce((all, left) => all + numbers.reduce((inner, right) => inner + Math.abs(left - right), 0), 0);
      const { gini, hhi } = describe(sorted);
      expect(gini).toBeCloseTo(differences / (2 * numbers.length * sum), 3);
      expect(hhi).toBeCloseTo(numbers.reduce((all, value) => all + (value / sum) ** 2, 0), 5);
    }));
  });

  it('round shares to nearest, and nothing of nothing is nothing', () => {
    expect([shareOf(1n, 3n), shareOf(2n, 3n, 4), shareOf(1n, 0n), shareOf(10n ** 40n, 10n ** 40n)]).toEqual([0.333333, 0.6667, 0, 1]);
  });
});
