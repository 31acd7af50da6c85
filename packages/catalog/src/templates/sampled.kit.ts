import { afterAll, describe, expect, it } from 'vitest';
import type { Json } from '@hyperlens/protocol';
import { makeCompiler, makeTestRunner } from '../toolchains/index.ts';
import { compileComposed } from './composed.kit.ts';
import type { AnyKind } from './kind.ts';

/** A contract spoilt by hand: the tests composed for `parameters` must notice. */
export interface Mutant { title: string; parameters: Record<string, Json>; from: string | RegExp; to: string }

/** What is tried of one kind. `sample` makes parameters from choices: `pick` takes one of a list, the same for the same seed. */
export interface KindSamples {
  kind: AnyKind;
  contractName: string;
  sample: (pick: <Value>(values: readonly Value[]) => Value) => Record<string, Json>;
  /** Parameter sets whose tests are run. */
  run: Record<string, Json>[];
  mutants: Mutant[];
}

const samples = 25;

/** Registers the cases: sampled parameters compile without a warning on both compilers, tests pass, and fail on mutants. */
export function registerKindCases({ kind, contractName, sample, run, mutants }: KindSamples): void {
  describe(`${kind.id}: composed contracts`, () => {
    it(`compile without warnings, tests included (${samples} samples)`, () => {
      const random = sequence(20_261_121);
      const seen = new Set<string>();
      for (let tries = 0; seen.size < samples && tries < 5_000; tries++) {
        const checked = kind.schema.safeParse(sample((values) => values[random(values.length)] as (typeof values)[number]));
        if (!checked.success || seen.has(JSON.stringify(checked.data))) continue;
        seen.add(JSON.stringify(checked.data));
        const { sources } = kind.compose(contractName, checked.data);
        const compiled = compileComposed({ ...sources, ...kind.tests(contractName, checked.data) }, seen.size % 2 ? '0.8.30' : '0.8.28');
        // Test contracts may be larger than a chain takes: they run in a test EVM only.
        const problems = compiled.problems.filter((problem) => !(/Contract (?:init)?code size/.test(problem) && problem.includes('--> test/')));
        expect(problems, JSON.stringify(checked.data)).toEqual([]);
      }
      expect(seen.size).toBe(samples);
    }, 400_000);

    const compiler = makeCompiler();
    const runner = makeTestRunner({ compiler });
    afterAll(async () => { await runner.close(); await compiler.close(); });
    const test = async (parameters: Record<string, Json>, spoil = (source: string): string => source) => {
      const checked = kind.schema.parse(parameters);
      const { sources, file } = kind.compose(contractName, checked);
      return await runner.run({ sources: { ...sources, [file]: spoil(sources[file] ?? '') }, tests: kind.tests(contractName, checked), seed: '0x2a', fuzzRuns: 100, invariantRuns: 24, invariantDepth: 40 });
    };

    it.each(run.map((parameters, index) => ({ index, parameters })))('pass their own tests (set $index)', async ({ parameters }) => {
      const report = await test(parameters);
      expect(report.cases.filter((entry) => entry.status !== 'passed').map((entry) => `${entry.suite}.${entry.name}: ${entry.reason ?? ''} ${entry.counterexample ?? ''}`)).toEqual([]);
      expect(report.verdict).toBe('pass');
      expect(new Set(report.cases.map((entry) => entry.kind))).toEqual(new Set(['unit', 'fuzz', 'invariant']));
    }, 120_000);

    it.each(mutants)('notice: $title', async ({ parameters, from, to }) => {
      const report = await test(parameters, (source) => {
        const spoilt = source.replace(from, to);
        expect(spoilt, 'the mutation changes nothing').not.toBe(source);
        return spoilt;
      });
      expect(report.verdict).toBe('fail');
    }, 120_000);
  });
}

/** Whole numbers below a bound, the same for the same seed (a linear congruential generator; Numerical Recipes). */
function sequence(seed: number): (below: number) => number {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 1_664_525n + 1_013_904_223n) % 4_294_967_296n;
    return Number((state >> 8n) % BigInt(below));
  };
}
