import type { AuditPolicy, AuditReport, Finding, ToolStatus } from '../shapes/audit.ts';
import type { CompileRequest, CompileResult, CompiledContract } from '../shapes/compilation.ts';
import type { ConstructorArgument, ContractPackage, SourceFiles, Spec } from '../shapes/spec.ts';
import type { TestReport } from '../shapes/testing.ts';
import type { DeploymentAgent } from './chain.ts';
import type { ModelUsage } from './model.ts';

/** Called with one line for people while something long is going on. */
export type Progress = (text: string) => void;
export interface WorkContext {
  signal?: AbortSignal;
  progress?: Progress;
  /** Told about each call of a language model. */
  onUsage?: (usage: ModelUsage) => Promise<void>;
}

/** solc, whichever version is needed, never in the caller's thread. */
export interface Compiler {
  /** Bundled versions, newest first. */
  versions(): string[];
  /** Errors in the sources are in the result (`ok: false`); a crash or time-out throws COMPILER_CRASHED. */
  compile(request: CompileRequest, context?: WorkContext): Promise<CompileResult>;
  close(): Promise<void>;
}

export interface TestRequest {
  sources: SourceFiles;
  /** Solidity test files; every contract in them with test or invariant functions is a suite. */
  tests: SourceFiles;
  root?: string;
  remappings?: string[];
  solcVersion?: string;
  evmVersion?: string;
  fuzzRuns?: number;
  invariantRuns?: number;
  invariantDepth?: number;
  /** Hex; the same seed gives the same fuzz inputs. */
  seed?: string;
  coverage?: boolean;
  gas?: boolean;
  timeoutMilliseconds?: number;
  /** Only tests whose `Suite.test` name matches. */
  match?: string;
}

/** Runs Solidity tests in an EVM of its own process, so that a crash there is an inconclusive report here. */
export interface TestRunner { run(request: TestRequest, context?: WorkContext): Promise<TestReport>; close(): Promise<void> }

/** What analyzers look at. */
export interface AnalysisInput {
  sources: SourceFiles;
  /** The files that are the person's own; findings elsewhere are not reported. */
  ownFiles: string[];
  root?: string;
  remappings?: string[];
  solcVersion?: string;
  evmVersion?: string;
  /** Compiled once with ASTs and shared by all analyzers; absent when it does not compile. */
  compilation?: CompileResult;
}

/** A finding as a tool reports it, before merging gives it its id. */
export type RawFinding = Omit<Finding, 'id' | 'tools' | 'status' | 'tool'>;
export interface AnalyzerOutcome { status: ToolStatus; version: string; findings: RawFinding[]; reason?: string }
export interface AnalyzerContext extends WorkContext { timeoutMilliseconds: number; memoryMegabytes: number }

/** A tool that looks for weaknesses. Must not throw for what the tool does wrong: crash, time-out and garbage are outcomes. */
export interface Analyzer {
  readonly id: string;
  readonly title: string;
  readonly kind: 'builtin' | 'external';
  /** `unknown` outcomes do not block (SMTChecker). */
  readonly bestEffort?: boolean;
  /** Where it is and its version; null when it is not on this machine. */
  locate(): Promise<{ path: string; version: string } | null>;
  analyze(input: AnalysisInput, context: AnalyzerContext): Promise<AnalyzerOutcome>;
  /** Puts it into a place of its own; absent when we cannot install it. */
  install?(context: WorkContext): Promise<{ path: string; version: string }>;
}

export interface GenerationAgent {
  /** Reads a request into a spec. Throws REQUEST_EMPTY, REQUEST_NOT_UNDERSTOOD, REQUEST_CONTRADICTS_ITSELF, REQUEST_TOO_LONG; an essential unsupported wish is in the spec. */
  specify(input: { request: string; network?: string }, context?: WorkContext): Promise<Spec>;
  /** Sources and tests from a spec. What this returns compiles. `feedback` is compiler errors or findings for a model to mend. */
  write(spec: Spec, context?: WorkContext & { feedback?: string[]; request?: string }): Promise<ContractPackage>;
}

export interface AuditAgent {
  audit(input: { sources: SourceFiles; ownFiles?: string[]; root?: string; remappings?: string[]; solcVersion?: string; evmVersion?: string; policy?: Partial<AuditPolicy> }, context?: WorkContext): Promise<AuditReport>;
  tools(): Promise<{ id: string; title: string; kind: 'builtin' | 'external'; installed: boolean; version: string | null; path: string | null; installable: boolean }[]>;
}

export interface TestingAgent {
  /** Generated tests, ERC conformance, fuzz, invariants, coverage and gas for a package. */
  test(input: { package: ContractPackage; evmVersion?: string; solcVersion?: string }, context?: WorkContext): Promise<TestReport>;
}

/** What the deployment step gets: the compiled contract and the values of its constructor, `$deployer` included. */
export interface DeploymentInput {
  /** One contract per key. */
  intentKey: string;
  runId: string | null;
  network: string;
  account?: string;
  contract: CompiledContract;
  constructorArguments: ConstructorArgument[];
  upgradeability: Spec['upgradeability'];
  /** For uups: the proxy contract, compiled. */
  proxy?: CompiledContract;
}

/** Which agent does a step. The coordinator asks by capability, so a step can move to another agent without the coordinator knowing. */
export interface BuildCapabilities {
  'build.specify': Pick<GenerationAgent, 'specify'>;
  'build.write': Pick<GenerationAgent, 'write'>;
  'build.compile': Pick<Compiler, 'compile'>;
  'build.audit': Pick<AuditAgent, 'audit'>;
  'build.test': TestingAgent;
  'build.deploy': DeploymentAgent;
}
export type Capability = keyof BuildCapabilities;

/** The registry of who does what, in this process. Throws INTERNAL when nobody offers the capability. */
export interface Directory { resolve<Name extends Capability>(capability: Name): BuildCapabilities[Name] }

