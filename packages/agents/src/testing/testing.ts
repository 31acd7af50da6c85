import { AppError, type TestingAgent, type TestReport, type TestRunner } from '@hyperlens/protocol';
import { writeConformance } from './conformance.ts';

export interface TestingDependencies { runner: Pick<TestRunner, 'run'> }

/**
 * Runs a package's own tests and the conformance suites of its standards. `fail` when any test fails, `pass` when at least one ran and
 * none failed, otherwise `inconclusive` with the reason. Throws COMPILATION_FAILED when the tests do not compile, INTERRUPTED when
 * cancelled.
 */
export function makeTesting({ runner }: TestingDependencies): TestingAgent {
  return {
    test: async ({ package: given, evmVersion, solcVersion }, context) => {
      const conformance = writeConformance(given);
      const tests = { ...given.tests, ...conformance.tests };
      if (Object.keys(tests).length === 0) return inconclusive(['there is nothing to run: the package has no tests and promises no known standard', ...conformance.notes]);
      try {
        const report = await runner.run({
          sources: given.sources, tests, coverage: true, gas: true, ...(evmVersion === undefined ? {} : { evmVersion }), ...(solcVersion === undefined ? {} : { solcVersion }),
        }, context);
        return judge(report, conformance.suite, conformance.notes);
      } catch (error) {
        if (unfinished.some((code) => AppError.is(error, code))) return inconclusive([(error as Error).message, ...conformance.notes]);
        throw error;
      }
    },
  };
}

/** Errors that say nothing about the contract. */
const unfinished = ['TEST_RUNNER_FAILED', 'COMPILER_CRASHED', 'NO_TESTS_FOUND', 'COMPILER_VERSION_UNAVAILABLE'] as const;

/** The runner's report with conformance named as such; its verdict can only become stricter here. */
function judge(report: TestReport, suite: string, notes: string[]): TestReport {
  const cases = report.cases.map((one) => (one.suite === suite ? { ...one, kind: 'conformance' as const } : one));
  const failed = cases.filter((one) => one.status === 'failed').length;
  const passed = cases.filter((one) => one.status === 'passed').length;
  const verdict = failed > 0 || report.verdict === 'fail' ? 'fail' : report.verdict === 'pass' && passed > 0 ? 'pass' : 'inconclusive';
  return { ...report, cases, passed, failed, verdict, reasons: [...report.reasons, ...notes] };
}

function inconclusive(reasons: string[]): TestReport {
  return { verdict: 'inconclusive', passed: 0, failed: 0, skipped: 0, cases: [], coverage: { lines: null, branches: null, files: [], reason: 'no test ran' }, gas: [], reasons, seed: '0x0', milliseconds: 0 };
}
