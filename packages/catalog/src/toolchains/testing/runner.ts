import { createHash } from 'node:crypto';
import { AppError, type CompiledContract, type Compiler, type Coverage, type TestReport, type TestRequest, type TestRunner, type WorkContext } from '@hyperlens/protocol';
import { compileInstrumented, isInterruption } from '../coverage/coverage.ts';
import { measure } from '../coverage/measure.ts';
import { compileTests, type Build } from './build.ts';
import { findNetworkUse } from './isolation.ts';
import type { EngineJob } from './messages.ts';
import { campaignsOf, merge, split, type Campaigns } from './parts.ts';
import { makeEnginePool, type EngineOutcome, type EnginePool } from './process.ts';
import { findSuites, toArtifacts, type Suite } from './suites.ts';
import { toCase } from './words.ts';

export interface TestRunnerOptions {
  compiler: Compiler;
  /** Most test processes at once; default 2. About 90 MB each. */
  processes?: number;
  /** An idle process ends after this; default 5 minutes. */
  idleMilliseconds?: number;
  /** In place of the processes, for tests of what happens when they fail. */
  pool?: EnginePool;
}

/** A test runner, and a way to have its process ready before it is needed. */
export interface WarmTestRunner extends TestRunner {
  warm(): void;
}

const TIMEOUT_MILLISECONDS = 120_000;
/** Coverage runs take fewer inputs: marks make them slow, and lines that 32 inputs do not reach are worth naming. */
const COVERAGE_LIMITS = { fuzzRuns: 32, invariantRuns: 8, invariantDepth: 16 };

/** Solidity tests in EDR, in a child process. See `TestRunner`; tests that do not compile throw COMPILATION_FAILED, none at all NO_TESTS_FOUND. */
export function makeTestRunner(options: TestRunnerOptions): WarmTestRunner {
  const pool = options.pool ?? makeEnginePool({ processes: options.processes ?? 2, idleMilliseconds: options.idleMilliseconds ?? 300_000 });
  return {
    run: (request, context) => run(options.compiler, pool, request, context ?? {}),
    warm: () => { pool.warm(); },
    close: () => pool.close(),
  };
}

async function run(compiler: Compiler, pool: EnginePool, request: TestRequest, context: WorkContext): Promise<TestReport> {
  const started = performance.now();
  const deadline = started + (request.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS);
  const left = (): number => Math.max(1, Math.round(deadline - performance.now()));
  const build = await compileTests(compiler, request, left(), context);
  const suites = findSuites(build.contracts, new Set(Object.keys(request.tests)), request.match);
  if (suites.length === 0) throw new AppError('NO_TESTS_FOUND', { path: Object.keys(request.tests).slice(0, 3).join(', ') || 'the sources' });
  const seed = seedOf(request);
  const job = makeJob(request, build, build.contracts, seed);
  const reaching = findNetworkUse(job.artifacts);
  if (reaching !== undefined) throw new AppError('TEST_RUNNER_FAILED', { reason: `${reaching} uses cheat codes that reach the network, and this machine cannot keep it off the network` });
  context.progress?.(`running ${suites.reduce((sum, suite) => sum + suite.tests.length, 0)} tests of ${suites.length} suites`);
  // While the EVM is busy with the real code, the compiler prepares the copy for coverage.
  const [outcome, instrumented] = await Promise.all([
    runSuites(pool, job, suites, request.match, left, context),
    request.coverage ? prepareCoverage(compiler, build, left(), context) : 'coverage was not asked for',
  ]);
  const reasons = [...build.notes, ...new Set(outcome.warnings)];
  const finished = outcome.failure === undefined;
  const gas = request.gas && finished ? await measureGas(pool, job, suites, outcome, left, context, reasons) : [];
  const coverage = finished ? await measureCoverage(pool, request, build, instrumented, suites, seed, left, context) : unmeasured('the tests did not finish');
  return assemble({ outcome, reasons, gas, coverage, seed, started });
}

/** The given seed, else one made from the sources, so that the same input is tested in the same way. */
function seedOf(request: TestRequest): string {
  if (request.seed !== undefined) {
    const digits = /^(?:0x)?([0-9a-fA-F]{1,64})$/.exec(request.seed)?.[1];
    if (digits === undefined) throw new AppError('INPUT_INVALID', { where: 'seed', problem: 'it must be up to 64 hexadecimal digits' });
    return `0x${digits.toLowerCase().padStart(64, '0')}`;
  }
  return `0x${createHash('sha256').update(JSON.stringify([request.sources, request.tests])).digest('hex')}`;
}

/** A run of tests before it is known how its suites are split. */
type Job = Omit<EngineJob, 'parts'> & Campaigns & { seed: string };

function makeJob(request: TestRequest, build: Pick<Build, 'solcVersion' | 'evmVersion'>, contracts: readonly CompiledContract[], seed: string): Job {
  return {
    solcVersion: build.solcVersion, evmVersion: build.evmVersion, artifacts: toArtifacts(contracts), seed, gas: false, coverage: false, ...campaignsOf(request),
  };
}

/** All suites at once, and one result for each test. With `match` each suite is a run of its own, because what is left out differs from suite to suite. */
async function runSuites(pool: EnginePool, job: Job, suites: Suite[], match: string | undefined, left: () => number, context: WorkContext): Promise<EngineOutcome> {
  const parts = match ? suites.flatMap((suite) => split([suite], job.seed, job, true)) : split(suites, job.seed, job, false);
  const outcome = await pool.run({ ...job, parts: parts.map((part, index) => ({ ...part, index })) }, left(), context.signal);
  return { ...outcome, results: merge(outcome.results) };
}

async function prepareCoverage(compiler: Compiler, build: Build, timeoutMilliseconds: number, context: WorkContext): ReturnType<typeof compileInstrumented> {
  try {
    return await compileInstrumented(compiler, { ...build.request, timeoutMilliseconds }, build.ownFiles, build.solcVersion, context);
  } catch (error) {
    if (isInterruption(error)) throw error;
    return `the sources could not be compiled with coverage marks: ${(error as Error).message}`;
  }
}

const unmeasured = (reason: string): Coverage => ({ lines: null, branches: null, files: [], reason });

async function measureCoverage(pool: EnginePool, request: TestRequest, build: Build, instrumented: Awaited<ReturnType<typeof compileInstrumented>>, suites: Suite[], seed: string, left: () => number, context: WorkContext): Promise<Coverage> {
  if (typeof instrumented === 'string') return unmeasured(instrumented);
  const job = makeJob(request, build, [...instrumented.result.contracts, ...build.detached], seed);
  const limited = {
    ...job, coverage: true, fuzzRuns: Math.min(job.fuzzRuns, COVERAGE_LIMITS.fuzzRuns), invariantRuns: Math.min(job.invariantRuns, COVERAGE_LIMITS.invariantRuns),
    invariantDepth: Math.min(job.invariantDepth, COVERAGE_LIMITS.invariantDepth),
  };
  const outcome = await runSuites(pool, limited, suites, request.match, left, context);
  return outcome.failure === undefined ? measure(instrumented.marks, outcome.hits) : unmeasured(`the coverage run did not finish: ${outcome.failure}`);
}

/** Gas is counted in a run of its own, of unit tests only: counting makes every call a transaction, which changes what tests see. */
async function measureGas(pool: EnginePool, job: Job, suites: Suite[], first: EngineOutcome, left: () => number, context: WorkContext, reasons: string[]): Promise<TestReport['gas']> {
  const units = new Set(first.results.filter((result) => result.kind === 'unit' && result.status === 'passed').map((result) => `${result.source}:${result.suite}.${result.name}`));
  const chosen = suites.map((suite) => ({ ...suite, tests: suite.tests.filter((test) => units.has(`${suite.source}:${suite.name}.${test}`)) })).filter((suite) => suite.tests.length > 0);
  if (chosen.length === 0) return [];
  const own = new Set(job.artifacts.filter((artifact) => !suites.some((suite) => suite.source === artifact.source)).map((artifact) => `${artifact.source}:${artifact.name}`));
  const parts = split(chosen, job.seed, { fuzzRuns: 1, invariantRuns: 1, invariantDepth: 1 }, true);
  const outcome = await pool.run({ ...job, parts, gas: true }, left(), context.signal);
  if (outcome.failure !== undefined) reasons.push(`gas could not be measured: ${outcome.failure}`);
  return outcome.gas.filter((entry) => own.has(entry.contract)).map((entry) => ({ ...entry, contract: entry.contract.split(':').at(-1) ?? entry.contract }));
}

interface Parts { outcome: EngineOutcome; reasons: string[]; gas: TestReport['gas']; coverage: Coverage; seed: string; started: number }

function assemble({ outcome, reasons, gas, coverage, seed, started }: Parts): TestReport {
  const cases = outcome.results.map(toCase);
  const count = (status: string): number => cases.filter((one) => one.status === status).length;
  const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
  for (const result of outcome.results) {
    if (result.kind === 'invariant' && result.status === 'passed' && result.calls !== undefined && result.calls === result.reverts) reasons.push(`${result.suite}.${result.name}: every call of the campaign reverted, so it shows nothing`);
  }
  if (outcome.failure !== undefined) reasons.unshift(`the tests did not finish: ${outcome.failure}`);
  else if (passed + failed === 0) reasons.unshift('no test ran');
  const verdict = failed > 0 ? 'fail' : outcome.failure !== undefined || passed === 0 ? 'inconclusive' : 'pass';
  return { verdict, passed, failed, skipped, cases, coverage, gas, reasons, seed, milliseconds: Math.round(performance.now() - started) };
}
