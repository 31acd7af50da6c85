import { createHash } from 'node:crypto';
import type { TestRequest } from '@hyperlens/protocol';
import type { EnginePart, EngineResult } from './messages.ts';
import { patternFor, type Suite } from './suites.ts';

// A long campaign is run in parts that share its runs, several at once, because EDR runs one campaign on one core. How many parts there
// are depends on the number of runs only, never on the machine, so that the same seed tests the same inputs everywhere.

/** Fewer calls than this are not worth a part: each deploys and sets up its suite again, about 10 ms for a small one. */
const FUZZ_CALLS = 4_096;
/** Larger, because a campaign of invariants learns from its own calls what to try next. */
const INVARIANT_CALLS = 8_192;
const MANY_PARTS = 64;
/** More than MANY_PARTS only where they would be longer than this: a part cannot be stopped when another finds a failure. */
const LONG_CALLS = 65_536;
const MOST_PARTS = 1_024;

/** How long campaigns are: runs of each fuzz test, runs of each invariant and the calls of each of these. */
export interface Campaigns { fuzzRuns: number; invariantRuns: number; invariantDepth: number }

/** What a request asks for, else the usual. */
export const campaignsOf = (request: Pick<TestRequest, keyof Campaigns>): Campaigns => ({
  fuzzRuns: request.fuzzRuns ?? 256, invariantRuns: request.invariantRuns ?? 64, invariantDepth: request.invariantDepth ?? 32,
});

/**
 * The parts of a run of suites; together they make `fuzzRuns` runs of each fuzz test and `invariantRuns` of each invariant. The first
 * has the given seed and, beside its share of the campaigns, all unit tests; with `match` only the tests listed in the suites.
 */
export function split(suites: readonly Suite[], seed: string, { fuzzRuns, invariantRuns, invariantDepth }: Campaigns, match: boolean): EnginePart[] {
  const fuzzParts = suites.some((suite) => suite.tests.some(isFuzz)) ? countParts(fuzzRuns, FUZZ_CALLS, fuzzRuns) : 1;
  const invariantParts = suites.some((suite) => suite.tests.some(isInvariant)) ? countParts(invariantRuns * invariantDepth, INVARIANT_CALLS, invariantRuns) : 1;
  return Array.from({ length: Math.max(fuzzParts, invariantParts) }, (_, index) => {
    const takes = (test: string): boolean => index === 0 || (index < fuzzParts && isFuzz(test)) || (index < invariantParts && isInvariant(test));
    const taken = suites.map((suite) => ({ ...suite, tests: suite.tests.filter(takes) })).filter((suite) => suite.tests.length > 0);
    return {
      index, suites: taken, all: index === 0 && !match, seed: index === 0 ? seed : derive(seed, index),
      fuzzRuns: share(fuzzRuns, fuzzParts, index), invariantRuns: share(invariantRuns, invariantParts, index), fuzzParts,
    };
  });
}

const isInvariant = (test: string): boolean => test.startsWith('invariant');
const isFuzz = (test: string): boolean => !isInvariant(test) && !test.endsWith('()');

/** A power of two, so that the parts end together on two, four or eight cores. */
function countParts(calls: number, least: number, runs: number): number {
  const most = Math.min(MOST_PARTS, Math.max(MANY_PARTS, calls / LONG_CALLS));
  return 2 ** Math.max(0, Math.floor(Math.log2(Math.min(calls / least, runs, most))));
}

const share = (runs: number, parts: number, index: number): number => Math.floor(runs / parts) + (index < runs % parts ? 1 : 0);

const derive = (seed: string, index: number): string => `0x${createHash('sha256').update(`${seed}:${index}`).digest('hex')}`;

const key = (result: Pick<EngineResult, 'source' | 'suite' | 'name'>): string => `${result.source}:${result.suite}.${result.name}`;

/** What a part still has to run when `failed` broke in parts before it: a test that failed needs no more runs. Null when nothing is left. */
export function remaining(part: EnginePart, failed: readonly EngineResult[]): { suites: Suite[]; pattern?: string } | null {
  if (part.all) return { suites: part.suites };
  const broken = new Set(failed.map(key));
  const holds = (suite: Suite, name: string): boolean => !broken.has(key({ source: suite.source, suite: suite.name, name }));
  const suites = part.suites.filter((suite) => holds(suite, 'setUp()')).map((suite) => ({ ...suite, tests: suite.tests.filter((test) => holds(suite, test)) })).filter((suite) => suite.tests.length > 0);
  return suites.length === 0 ? null : { suites, pattern: patternFor(suites) };
}

/**
 * One result for each test from those of its parts. A test fails when it fails in any part; reported is the first of these by number,
 * with the runs up to there, whichever came first in time. Times are wall clock: never less than the time some part was running it.
 */
export function merge(results: readonly EngineResult[]): EngineResult[] {
  return [...Map.groupBy(results, key).values()].map((all) => {
    const parts = all.toSorted((one, other) => one.part - other.part);
    const broken = parts.findIndex((part) => part.status === 'failed');
    const leading = parts[broken] ?? parts.find((part) => part.status === 'passed') ?? parts[0];
    if (parts.length === 1 || leading === undefined || leading.kind === 'unit') return leading;
    const counted = broken < 0 ? parts : parts.slice(0, broken + 1);
    return { ...leading, ...add(counted, 'runs'), ...add(counted, 'calls'), ...add(counted, 'reverts'), ...medianGas(counted), milliseconds: elapsed(parts) };
  }).filter((result) => result !== undefined);
}

function add(parts: readonly EngineResult[], field: 'runs' | 'calls' | 'reverts'): Partial<EngineResult> {
  const known = parts.map((part) => part[field]).filter((value) => value !== undefined);
  return known.length === 0 ? {} : { [field]: known.reduce((sum, value) => sum + value, 0) };
}

/** The median of the parts' medians: EDR does not say more. */
function medianGas(parts: readonly EngineResult[]): Partial<EngineResult> {
  const known = parts.map((part) => part.gas).filter((value) => value !== undefined).toSorted((one, other) => one - other);
  const gas = known[Math.floor((known.length - 1) / 2)];
  return gas === undefined ? {} : { gas };
}

/** From the start of the first part to the end of the last, but not more than all parts took together: other tests run in between. */
function elapsed(parts: readonly EngineResult[]): number {
  const span = Math.max(...parts.map((part) => part.ended)) - Math.min(...parts.map((part) => part.began));
  return Math.min(span, parts.reduce((sum, part) => sum + part.milliseconds, 0));
}
