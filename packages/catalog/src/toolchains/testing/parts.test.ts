import { describe, expect, it } from 'vitest';
import type { EnginePart, EngineResult } from './messages.ts';
import { campaignsOf, merge, remaining, split } from './parts.ts';

const seed = `0x${'5'.padStart(64, '0')}`;
const coin = { source: 'test/Coin.t.sol', name: 'CoinTest', tests: ['test_unit()', 'testFuzz_a(uint256)', 'invariant_b()'] };
const plain = { source: 'test/Plain.t.sol', name: 'PlainTest', tests: ['test_plain()'] };
const total = (parts: EnginePart[], field: 'fuzzRuns' | 'invariantRuns', test: string): number => parts.filter((part) => part.suites.some((suite) => suite.tests.includes(test))).reduce((sum, part) => sum + part[field], 0);

const result = (part: number, changes: Partial<EngineResult> = {}): EngineResult => ({
  source: coin.source, suite: coin.name, name: 'testFuzz_a(uint256)', kind: 'fuzz', status: 'passed', milliseconds: 100, runs: 5_000, gas: 100 + part, logs: [], part, began: part * 10, ended: part * 10 + 120, ...changes,
});

describe('splitting a run', () => {
  it('leaves short campaigns whole', () => {
    expect(split([coin, plain], seed, campaignsOf({}), false)).toEqual([{ index: 0, suites: [coin, plain], all: true, seed, fuzzRuns: 256, invariantRuns: 64, fuzzParts: 1 }]);
  });

  it.each([[20_001, 201, 250], [8_192, 1, 500_000], [1_000_000, 4_096, 500], [50_000_000, 50_000, 10], [1e15, 1e12, 1e3], [100, 64, 32], [0, 0, 0]])('shares %i fuzz runs and %i campaigns of %i calls without losing one', (fuzzRuns, invariantRuns, invariantDepth) => {
    const parts = split([coin, plain], seed, { fuzzRuns, invariantRuns, invariantDepth }, false);
    expect(total(parts, 'fuzzRuns', 'testFuzz_a(uint256)')).toBe(fuzzRuns);
    expect(total(parts, 'invariantRuns', 'invariant_b()')).toBe(invariantRuns);
    expect(parts.length).toBeLessThanOrEqual(1_024);
    expect(new Set(parts.map((part) => part.seed)).size).toBe(parts.length);
    expect(parts.filter((part) => part.suites.some((suite) => suite.tests.includes('test_unit()') || suite.tests.includes('test_plain()')))).toHaveLength(1);
  });

  it('does so by the runs alone, and with seeds that follow from the given one', () => {
    const long = { fuzzRuns: 20_000, invariantRuns: 64, invariantDepth: 32 };
    const [first, second, ...others] = split([coin], seed, long, false);
    expect(others).toHaveLength(2);
    expect(first).toMatchObject({ seed, all: true, fuzzRuns: 5_000, fuzzParts: 4 });
    expect(second).toMatchObject({ all: false, suites: [{ tests: ['testFuzz_a(uint256)'] }] });
    expect(second?.seed).toMatch(/^0x[0-9a-f]{64}$/);
    expect(split([coin], seed, long, true)[1]?.seed).toBe(second?.seed);
    expect(split([plain], seed, long, false)).toHaveLength(1);
  });
});

describe('what is left of a part', () => {
  const [first, second] = split([coin], seed, { fuzzRuns: 20_000, invariantRuns: 256, invariantDepth: 256 }, false);
  if (!first || !second) throw new Error('there are several parts');

  it('is everything at first, and later what has not failed before', () => {
    expect(remaining(first, [])).toEqual({ suites: [coin] });
    expect(remaining(second, [])?.pattern).toBe(String.raw`^(testFuzz_a|invariant_b)(\(|$)`);
    expect(remaining(second, [result(0, { status: 'failed' })])?.suites).toEqual([{ ...coin, tests: ['invariant_b()'] }]);
    expect(remaining(second, [result(0, { status: 'failed', suite: 'Another' })])?.suites[0]?.tests).toHaveLength(2);
  });

  it('is nothing when the suite cannot be set up', () => {
    expect(remaining(second, [result(0, { status: 'failed', name: 'setUp()' })])).toBeNull();
  });
});

describe('one result from several', () => {
  it('adds up what was run', () => {
    expect(merge([result(1), result(0), result(2, { reverts: 3 })])).toEqual([result(0, { runs: 15_000, gas: 101, reverts: 3, milliseconds: 140 })]);
  });

  it('never takes longer than its parts together', () => {
    expect(merge([result(0), result(1, { began: 900, ended: 1_000 })])[0]?.milliseconds).toBe(200);
  });

  it('reports the first failure by number, in whichever order they came', () => {
    const failing = [result(3, { status: 'failed', runs: 7, reason: 'late' }), result(0), result(2, { status: 'failed', runs: 9, reason: 'early' }), result(1)];
    const wanted = { status: 'failed', reason: 'early', runs: 10_009 };
    expect(merge(failing)[0]).toMatchObject(wanted);
    expect(merge(failing.toReversed())[0]).toMatchObject(wanted);
    // A part after the failing one may have been left out.
    expect(merge(failing.slice(1))[0]).toMatchObject(wanted);
  });

  it('keeps single results, and tells suites apart', () => {
    const unit = result(0, { kind: 'unit', name: 'test_unit()' });
    expect(merge([unit, result(0), result(1, { suite: 'Another' })])).toEqual([unit, result(0), result(1, { suite: 'Another' })]);
    expect(merge([result(0, { status: 'skipped', runs: 0 }), result(1, { status: 'skipped', runs: 0 })])[0]).toMatchObject({ status: 'skipped', runs: 0 });
    expect(merge([])).toEqual([]);
  });
});
