import { z } from 'zod';

export const testCase = z.object({
  suite: z.string(),
  name: z.string(),
  kind: z.enum(['unit', 'fuzz', 'invariant', 'conformance']),
  status: z.enum(['passed', 'failed', 'skipped']),
  /** Fuzz runs or invariant calls done. */
  runs: z.number().int().optional(),
  milliseconds: z.number().optional(),
  reason: z.string().optional(),
  /** The input or call sequence that broke it, as words. */
  counterexample: z.string().optional(),
  gas: z.number().optional(),
});
export type TestCase = z.infer<typeof testCase>;

export const coverage = z.object({
  /** Percent of own lines (statements' lines) reached, 0 to 100; null when it could not be measured. */
  lines: z.number().nullable(),
  /** Percent of branches reached; null when it could not be measured. */
  branches: z.number().nullable(),
  files: z.array(z.object({ file: z.string(), lines: z.number().nullable(), branches: z.number().nullable(), missedLines: z.array(z.number().int()) })).default([]),
  /** Why a figure is null. */
  reason: z.string().optional(),
});
export type Coverage = z.infer<typeof coverage>;

export const testReport = z.object({
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  passed: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int().default(0),
  cases: z.array(testCase),
  coverage,
  /** Gas per function: minimum, average, maximum, calls. */
  gas: z.array(z.object({ contract: z.string(), function: z.string(), minimum: z.number(), average: z.number(), maximum: z.number(), calls: z.number().int() })).default([]),
  /** Why the verdict is inconclusive, and other things a reader must know. */
  reasons: z.array(z.string()).default([]),
  /** Seed of fuzz and invariant runs, hex. */
  seed: z.string(),
  milliseconds: z.number(),
});
export type TestReport = z.infer<typeof testReport>;
