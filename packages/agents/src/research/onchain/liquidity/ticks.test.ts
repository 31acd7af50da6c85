import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastTick, q96, rootAtTick, rootOf, sellOn, type Curve } from './ticks.ts';

describe('the root of the price at a tick', () => {
  it('is one at zero and the documented bounds at the ends', () => {
    expect(rootAtTick(0)).toBe(q96);
    // MIN_SQRT_RATIO and MAX_SQRT_RATIO of Uniswap V3, which round up.
    expect(rootAtTick(-lastTick)).toBe(4_295_128_738n);
    expect(rootAtTick(lastTick) / 10n ** 30n).toBe(1_461_446_703_485_210_103n);
  });
  it('rises with the tick, by 1.0001 in the price', () => {
    fc.assert(fc.property(fc.integer({ min: -800_000, max: lastTick - 1 }), (tick) => {
      const [low, high] = [rootAtTick(tick), rootAtTick(tick + 1)];
      expect(high).toBeGreaterThan(low);
      expect(Number((high * high * 10n ** 9n) / (low * low)) / 1e9).toBeCloseTo(1.0001, 6);
    }));
  });
});

describe('selling along a curve', () => {
  const curve = (first: boolean, liquidity: bigint): Curve => ({ root: q96, liquidity, first, end: rootAtTick(first ? -200_000 : 200_000), ticks: [{ index: first ? -1_000 : 1_000, net: first ? liquidity / 2n : -(liquidity / 2n) }] });
  it('never gives more for two sales than for one of the same size, nor more than the price now', () => {
    fc.assert(fc.property(fc.boolean(), fc.bigInt({ min: 10n ** 12n, max: 10n ** 24n }), fc.bigInt({ min: 1n, max: 10n ** 24n }), (first, liquidity, amount) => {
      const whole = sellOn(curve(first, liquidity), amount, null);
      expect(whole.received).toBeLessThanOrEqual(amount);
      const part = sellOn(curve(first, liquidity), amount / 2n, null);
      if (whole.known) expect(part.received * 2n + 2n).toBeGreaterThanOrEqual(whole.received);
    }));
  });
  it('stops at the limit, and says when it would leave what is known', () => {
    const { sold, known } = sellOn(curve(true, 10n ** 18n), null, rootOf((q96 * q96 * 99n) / 100n));
    expect(known).toBe(true);
    expect(Number(sold) / 1e18).toBeCloseTo(1 / Math.sqrt(0.99) - 1, 6);
    expect(sellOn(curve(true, 10n ** 18n), 10n ** 30n, null).known).toBe(false);
  });
});
