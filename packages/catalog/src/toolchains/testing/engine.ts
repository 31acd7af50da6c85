import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import {
  CollectStackTraces, EdrContext, IncludeTraces, L1_CHAIN_TYPE, L1Hardfork, l1HardforkToString, l1SolidityTestRunnerFactory,
  type Artifact, type BaseCounterExample, type CounterExampleSequence, type GasReport, type SolidityTestRunnerConfigArgs, type SuiteResult, type TestResult,
} from '@nomicfoundation/edr';
import type { EngineCall, EngineGas, EngineJob, EnginePart, EngineResult } from './messages.ts';
import { remaining } from './parts.ts';

// The one place that speaks EDR's Solidity test interface (0.22.0, no promise of stability). Runs in the child process only:
// a panic in EDR aborts the process it is in.

export interface Engine {
  run(job: EngineJob, projectRoot: string, onSuite: (results: EngineResult[], warnings: string[]) => void): Promise<{ gas: EngineGas[]; hits: string[] }>;
}

/** solc's hard forks by EDR's, which starts at Byzantium. */
const hardForks: Record<string, L1Hardfork> = {
  homestead: L1Hardfork.Byzantium, tangerineWhistle: L1Hardfork.Byzantium, spuriousDragon: L1Hardfork.Byzantium, byzantium: L1Hardfork.Byzantium,
  constantinople: L1Hardfork.Constantinople, petersburg: L1Hardfork.Petersburg, istanbul: L1Hardfork.Istanbul, berlin: L1Hardfork.Berlin, london: L1Hardfork.London,
  paris: L1Hardfork.Merge, shanghai: L1Hardfork.Shanghai, cancun: L1Hardfork.Cancun, prague: L1Hardfork.Prague, osaka: L1Hardfork.Osaka,
};

/** How long results may lag behind the end of a run. */
const REPORT_MILLISECONDS = 10_000;
/** Inputs that `vm.assume` may refuse in one fuzz test; EDR's own limit, shared by the parts. */
const MOST_REJECTS = 65_536;
/** Each holds a copy of the contracts and the state of its suites. */
const MOST_PARTS_AT_ONCE = 8;

/** Loads EDR. May be called once a process. */
export async function makeEngine(): Promise<Engine> {
  const context = new EdrContext();
  await context.registerSolidityTestRunnerFactory(L1_CHAIN_TYPE, l1SolidityTestRunnerFactory());
  return {
    run: async (job, projectRoot, onSuite) => {
      const hits = new Set<string>();
      const gas: EngineGas[] = [];
      const artifacts = job.artifacts.map((artifact) => toArtifact(artifact, job.solcVersion));
      const failed: EngineResult[] = [];
      const waiting = job.parts.toSorted((one, other) => one.index - other.index);
      const runNext = async (): Promise<void> => {
        for (let part = waiting.shift(); part; part = waiting.shift()) {
          const rest = remaining(part, failed);
          if (!rest) continue;
          gas.push(...await runPart(context, artifacts, job, rest.suites, configuration(job, part, rest.pattern, projectRoot, hits), part.index, (results, warnings) => {
            failed.push(...results.filter((result) => result.status === 'failed'));
            onSuite(results, warnings);
          }));
        }
      };
      // One more than there are cores, so that none waits while this thread hands over the next part.
      await Promise.all(Array.from({ length: Math.min(availableParallelism() + 1, MOST_PARTS_AT_ONCE, waiting.length) }, runNext));
      return { gas, hits: [...hits] };
    },
  };
}

async function runPart(context: EdrContext, artifacts: Artifact[], job: EngineJob, tested: EnginePart['suites'], settings: SolidityTestRunnerConfigArgs, part: number, onSuite: Parameters<Engine['run']>[2]): Promise<EngineGas[]> {
  const suites = tested.map(({ source, name }) => ({ name, source, solcVersion: job.solcVersion }));
  // The run may end before its last suites are reported, so both are waited for.
  const awaited = new Set(suites.map(({ source, name }) => `${source}:${name}`));
  const reported = Promise.withResolvers<void>();
  const began = performance.now();
  const result = await context.runSolidityTests(L1_CHAIN_TYPE, artifacts, suites, settings, {}, (suite) => {
    const span = { part, began, ended: performance.now() };
    onSuite(suite.testResults.map((test) => ({ ...toResult(suite, test), ...span })), suite.warnings);
    awaited.delete(`${suite.id.source}:${suite.id.name}`);
    if (awaited.size === 0) reported.resolve();
  });
  await Promise.race([reported.promise, setTimeout(REPORT_MILLISECONDS, undefined, { ref: false })]);
  if (awaited.size > 0) throw new Error(`no result came for ${[...awaited].join(', ')}`);
  return result.gasReport ? readGas(result.gasReport) : [];
}

function toArtifact(artifact: EngineJob['artifacts'][number], solcVersion: string): Artifact {
  const { source, name, ...contract } = artifact;
  return { id: { name, source, solcVersion }, contract };
}

function configuration(job: EngineJob, part: EnginePart, pattern: string | undefined, projectRoot: string, hits: Set<string>): SolidityTestRunnerConfigArgs {
  const hardfork = hardForks[job.evmVersion];
  if (hardfork === undefined) throw new Error(`the EVM does not know the hard fork ${job.evmVersion}`);
  return {
    projectRoot, hardfork: l1HardforkToString(hardfork), ffi: false, fsPermissions: [], allowInternalExpectRevert: true,
    // Realistic values: many contracts treat time 0 or block 0 as "never".
    blockTimestamp: 1_750_000_000n, blockNumber: 1_000n,
    // No `timeout` here: with one, an invariant campaign goes on until it is over, whatever the number of runs. The parent keeps the time.
    fuzz: { runs: part.fuzzRuns, seed: part.seed, maxTestRejects: Math.ceil(MOST_REJECTS / part.fuzzParts) },
    invariant: { runs: part.invariantRuns, depth: job.invariantDepth },
    collectStackTraces: CollectStackTraces.OnFailure, includeTraces: IncludeTraces.None,
    ...(pattern === undefined ? {} : { testPattern: pattern }),
    ...(job.gas ? { generateGasReport: true } : {}),
    ...(job.coverage ? { observability: { codeCoverage: { onCollectedCoverageCallback: (found: Uint8Array[]) => {
      for (const hit of found) hits.add(Buffer.from(hit).toString('hex'));
      return Promise.resolve();
    } } } } : {}),
  };
}

const hex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString('hex')}`;

function toResult(suite: SuiteResult, test: TestResult): Omit<EngineResult, 'part' | 'began' | 'ended'> {
  const { kind, counterexample } = test;
  const common = {
    source: suite.id.source, suite: suite.id.name, name: test.name, milliseconds: Number(test.durationNs) / 1e6, logs: test.decodedLogs.slice(0, 50),
    status: test.status === 'Success' ? 'passed' as const : test.status === 'Skipped' ? 'skipped' as const : 'failed' as const,
    ...(test.reason === undefined ? {} : { reason: test.reason }),
    ...(counterexample === undefined ? {} : { counterexample: toCalls(counterexample) }),
  };
  if ('metrics' in kind) return { ...common, kind: 'invariant', runs: Number(kind.runs), calls: Number(kind.calls), reverts: Number(kind.reverts) };
  if ('medianGas' in kind) return { ...common, kind: 'fuzz', runs: Number(kind.runs), gas: Number(kind.medianGas) };
  return { ...common, kind: 'unit', gas: Number(kind.consumedGas) };
}

function toCalls(example: BaseCounterExample | CounterExampleSequence): EngineCall[] {
  return ('sequence' in example ? example.sequence : [example]).map((call) => ({
    calldata: hex(call.calldata),
    ...(call.sender === undefined ? {} : { sender: hex(call.sender) }), ...(call.address === undefined ? {} : { address: hex(call.address) }),
    ...(call.contractName === undefined ? {} : { contract: call.contractName }), ...(call.signature === undefined ? {} : { signature: call.signature }),
    ...(call.args === undefined ? {} : { arguments: call.args }),
  }));
}

/** Successful calls only: the gas of a call that reverts says little. */
function readGas(report: GasReport): EngineGas[] {
  return Object.entries(report.contracts).flatMap(([contract, { functions }]) => Object.entries(functions).flatMap(([name, calls]) => {
    const gas = calls.filter((call) => call.status === 0).map((call) => Number(call.gas));
    if (gas.length === 0) return [];
    return [{ contract, function: name, minimum: Math.min(...gas), average: Math.round(gas.reduce((sum, one) => sum + one, 0) / gas.length), maximum: Math.max(...gas), calls: gas.length }];
  }));
}
