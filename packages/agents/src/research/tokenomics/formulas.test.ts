import fc from 'fast-check';
import { sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import type { ChainReader } from '@hyperlens/protocol';
import { makeClock } from './clock.ts';
import { fractionText, ratio, smallestUnits, wholeText } from './decimal.ts';
import { isoOf, yearSeconds } from './input.ts';
import { priceOfReserves, priceOfRoot, priceText } from './price/spot.ts';
import { disagree, drawdownOf, volatilityOf } from './price/statistics.ts';
import { openSale, type Pool } from '../onchain/liquidity/index.ts';
import { baseCourse, horizons } from './scenario.ts';
import { momentsOf } from './vesting/calendar.ts';
import { vestedOf } from './vesting/schedule.ts';

const amount = fc.bigInt(0n, 10n ** 30n);
const positive = fc.bigInt(1n, 10n ** 30n);

describe('decimal text', () => {
  it.each([
    [1n, 3n, '0.333333333333'], [2n, 3n, '0.666666666667'], [10n ** 30n, 1n, `1${'0'.repeat(30)}`], [123456789012345n, 1n, '123456789012000'], [-1n, 8n, '-0.125'], [999_999_999_999_9n, 10n ** 13n, '1'], [1n, 10n ** 20n, '0.00000000000000000001'], [0n, 5n, '0'],
  ])('of %s / %s is %s', (top, bottom, expected) => { expect(fractionText(top, bottom)).toBe(expected); });
  it('is as near as its digits allow', () => {
    fc.assert(fc.property(positive, positive, (top, bottom) => { expect(Number(fractionText(top, bottom)) / (Number(top) / Number(bottom))).toBeCloseTo(1, 10); }));
  });
  it('of whole tokens goes back and forth without loss', () => {
    fc.assert(fc.property(amount, fc.integer({ min: 0, max: 36 }), (units, decimals) => { expect(smallestUnits(wholeText(units, decimals), decimals)).toBe(units); }));
    expect([smallestUnits('1.239', 2), smallestUnits('7', 3), wholeText(-1500n, 3), ratio(-1n, 3n), ratio(1n, 10n ** 9n)]).toEqual([123n, 7000n, '-1.5', -0.333333, 0]);
  });
});

describe('the clock', () => {
  it('finds the last block at or before any moment with few questions', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 200 }), fc.integer({ min: -10, max: 1_000_010 }), async (gaps, wanted) => {
      const times = gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? 0) + gap], []);
      let questions = 0;
      const reader = { block: { number: times.length - 1, hash: '0x', time: isoOf(times.at(-1)!) }, blockAt: async (number: number) => { questions += 1; return { number, hash: '0x', time: isoOf(times[number]!) }; } } as unknown as ChainReader;
      const expected = times.findLastIndex((time) => time <= wanted);
      expect(await makeClock(reader).blockBefore(wanted)).toBe(expected < 0 ? null : expected);
      expect(questions).toBeLessThan(40);
    }));
  });
});

describe('vesting', () => {
  const grant = fc.record({ amount: positive, released: fc.constant(0n), start: fc.integer({ min: 1, max: 1000 }), revoked: fc.constant(false) });
  const steps = fc.record({ step: fc.integer({ min: 0, max: 50 }), count: fc.integer({ min: 1, max: 40 }), cliffShare: fc.double({ min: 0, max: 1, noNaN: true }), upfront: fc.bigInt(0n, 9_999n) }).map(({ step, count, cliffShare, upfront }) => { const duration = Math.max(1, step) * count; return { duration, cliff: Math.floor(duration * cliffShare), step, upfrontBasisPoints: upfront }; });
  it('never goes back, begins with nothing and ends with everything', () => {
    fc.assert(fc.property(grant, steps, fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 100 }), (given, schedule, time, later) => {
      const [now, then] = [vestedOf(given, schedule, time), vestedOf(given, schedule, time + later)];
      expect(now >= 0n && now <= then && then <= given.amount).toBe(true);
      expect([vestedOf(given, schedule, given.start - 1), vestedOf(given, schedule, given.start + schedule.duration)]).toEqual([0n, given.amount]);
    }));
  });
  it('keeps to cliff, steps and upfront share', () => {
    const [of, by] = [{ amount: 1000n, released: 0n, start: 100, revoked: false }, { duration: 100, cliff: 30, step: 25, upfrontBasisPoints: 1000n }];
    expect([100, 129, 130, 149, 150, 199, 200].map((time) => vestedOf(of, by, time))).toEqual([100n, 100n, 325n, 325n, 550n, 775n, 1000n]);
    expect(vestedOf({ ...of, amount: 400n, revoked: true }, by, 101)).toBe(400n);
  });
  it('is looked at from now on, at its cliff, its end and the horizons, at most so often', () => {
    const day = 86_400;
    const moments = momentsOf({ start: 0, end: 4000 * day, cliff: 10 * day }, day);
    expect(moments).toContain(10 * day);
    expect([moments.at(-1), moments.every((time, at) => time > day && (at === 0 || time > moments[at - 1]!)), moments.length < 50]).toEqual([4000 * day, true, true]);
    expect(momentsOf({ start: 0, end: 5, cliff: null }, 6)).toEqual([]);
  });
});

describe('prices', () => {
  it('are the same from reserves and from the root of a pool', () => {
    fc.assert(fc.property(fc.bigInt(10n ** 6n, 10n ** 14n), fc.bigInt(10n ** 6n, 10n ** 14n), (left, right) => {
      const price = priceOfReserves(left * left, right * right, 18, 6)!;
      const [first, second] = [priceOfRoot((right << 96n) / left, true, 18, 6)!, priceOfRoot((left << 96n) / right, false, 18, 6)!];
      for (const other of [first, second]) expect(Number(priceText(other)) / Number(priceText(price))).toBeCloseTo(1, 6);
    }));
    expect([priceOfReserves(0n, 5n, 18, 18), priceOfRoot(0n, true, 18, 18), priceText(priceOfReserves(2n * 10n ** 18n, 5n * 10n ** 6n, 18, 6)!)]).toEqual([null, null, '2.5']);
  });
  it('give volatility as the textbook has it, and none from too little', () => {
    const day = 86_400;
    const prices = Array.from({ length: 31 }, (_, at) => ({ time: at * day, price: 100 * Math.exp(Math.sin(at * 7) / 10) }));
    const returns = prices.slice(1).map(({ price }, at) => Math.log(price / prices[at]!.price));
    expect(volatilityOf(prices)).toEqual({ annual: expect.closeTo(sampleStandardDeviation(returns) * Math.sqrt(365), 4) as number, returns: 30, spanSeconds: 30 * day });
    expect(volatilityOf(prices.map(({ time }) => ({ time, price: 3 })))?.annual).toBe(0);
    expect([volatilityOf(prices.slice(0, 10)), volatilityOf(prices.map(({ time, price }) => ({ time: time / 1000, price })))]).toEqual([null, null]);
  });
  it('fall from a high to a later low', () => {
    expect([drawdownOf([1, 2, 1, 4, 3]), drawdownOf([1, 2, 3]), drawdownOf([5]), drawdownOf([4, 1, 8])]).toEqual([0.5, 0, null, 0.75]);
    fc.assert(fc.property(fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 30 }), (prices) => {
      const worst = Math.max(0, ...prices.flatMap((high, at) => prices.slice(at + 1).map((low) => 1 - low / high)));
      expect(drawdownOf(prices)).toBeCloseTo(worst, 4);
    }));
  });
  it('disagree when they differ by more than a twentieth of the lower', () => { expect([disagree([100, 105]), disagree([100, 106]), disagree([1]), disagree([1, 0, 1.01]), disagree([1, 2, 1])]).toEqual([false, true, null, false, true]); });
});

describe('scenarios', () => {
  const start = fc.record({ total: positive, share: fc.bigInt(0n, 100n), unlocked: fc.array(amount, { minLength: 6, maxLength: 6 }), emission: fc.bigInt(-(10n ** 28n), 10n ** 28n), limit: fc.option(positive, { nil: null }) });
  it('never leave the bounds: nothing below zero, circulating within the total, a kept limit kept', () => {
    fc.assert(fc.property(start, ({ total, share, unlocked, emission, limit }) => {
      const course = baseCourse({ total, circulating: (total * share) / 100n, unlocked: unlocked.toSorted((a, b) => (a < b ? -1 : 1)), emission: { amount: emission, seconds: yearSeconds }, limit })!;
      expect(course).toHaveLength(horizons.length);
      for (const at of course) expect(at.total >= 0n && at.circulating >= 0n && at.circulating <= at.total && (limit === null || limit < total || at.total <= limit)).toBe(true);
      expect(course[0]!.total).toBe(total);
    }));
    expect(baseCourse({ total: 1n, circulating: null, unlocked: [], emission: null, limit: null })).toBeNull();
    expect(baseCourse({ total: 1000n, circulating: 100n, unlocked: [0n, 1n, 2n, 3n, 4n, 5n], emission: { amount: 365n, seconds: yearSeconds }, limit: 1100n })!.map(({ total, circulating }) => [Number(total), Number(circulating)])).toEqual([[1000, 100], [1030, 131], [1090, 192], [1100, 203], [1100, 204], [1100, 205]]);
  });
  it('begin with what circulates today, and count what has vested from then on', () => {
    const course = baseCourse({ total: 1000n, circulating: 100n, unlocked: [50n, 60n, 70n, 80n, 90n, 100n], emission: null, limit: null })!;
    expect(course.map(({ circulating }) => Number(circulating))).toEqual([100, 160, 170, 180, 190, 200]);
  });
  it('sell as a constant-product pool does', async () => {
    const saleIn = async (tokens: bigint, quotes: bigint) => {
      const pool: Pool = { kind: 'v2', address: '0xcc', token0: '0xaa', token1: '0xbb', reserve0: tokens, reserve1: quotes, factory: null, fee: null, routers: [] };
      return (await openSale({} as never, pool, '0xaa'))!;
    };
    await fc.assert(fc.asyncProperty(fc.bigInt(10n ** 12n, 10n ** 24n), fc.bigInt(10n ** 12n, 10n ** 24n), fc.bigInt(0n, 10n ** 24n), async (tokens, quotes, sold) => {
      const paid = sold * 997n;
      const received = (paid * quotes) / (tokens * 1000n + paid);
      const after = Number(quotes - received) / Number(tokens + sold);
      expect((await saleIn(tokens, quotes))(sold)!.priceLeft).toBeCloseTo(after / (Number(quotes) / Number(tokens)), 5);
    }));
    const sale = await saleIn(10n ** 18n, 10n ** 18n);
    expect([sale(0n), sale(10n ** 18n)]).toEqual([{ slippage: 0.003, priceLeft: 1 }, { slippage: 0.500751, priceLeft: 0.250376 }]);
  });
});
