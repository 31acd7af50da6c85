import { availableParallelism } from 'node:os';
import { AppError, type CompileRequest, type CompileResult, type Compiler, type WorkContext } from '@hyperlens/protocol';
import { standardInput } from './input.ts';
import { readContracts, readDiagnostics, readSources, type RawOutput } from './output.ts';
import { makePool, type Pool } from './pool.ts';
import { gather, isLibraryName, type Reached } from './resolve.ts';
import { rewritePragma } from './syntax.ts';
import { bundledVersions, chooseVersion, defaultEvmVersion, defaultVersion, newestKnown, otherSeries, type VersionChoice } from './versions.ts';
import semver from 'semver';

export interface CompilerOptions {
  /** Most worker threads at once; default 2, or 1 on a machine with one core. About 150 MB each. */
  workers?: number;
  /** Idle workers end after this; default 60 s. One of the default version stays for ten minutes. */
  idleMilliseconds?: number;
  /** In place of the worker threads, for tests of what happens when they fail. */
  pool?: Pool;
}

/** A compiler, and a way to have it loaded before it is needed. */
export interface WarmCompiler extends Compiler {
  /** Loads a version in the background; default: the default version. */
  warm(version?: string): void;
}

const DEFAULT_TIMEOUT = 120_000;

/** solc (WASM) of every bundled version in warm worker threads. See `Compiler` for what is promised. */
export function makeCompiler(options: CompilerOptions = {}): WarmCompiler {
  const pool = options.pool ?? makePool({ workers: options.workers ?? Math.min(2, availableParallelism()), idleMilliseconds: options.idleMilliseconds ?? 60_000, keep: { version: defaultVersion, idleMilliseconds: 600_000 } });
  return {
    versions: () => [...bundledVersions],
    warm: (version = defaultVersion) => { pool.warm(version); },
    compile: (request, context) => compile(pool, request, context),
    close: () => pool.close(),
  };
}

async function compile(pool: Pool, request: CompileRequest, context: WorkContext = {}): Promise<CompileResult> {
  const started = performance.now();
  const targets = request.targets ?? defaultTargets(request);
  const graph = gather({ entries: targets, sources: request.sources, root: request.root, remappings: request.remappings });
  const absent = targets.find((target) => !graph.reached.has(target));
  if (absent !== undefined) throw new AppError('INPUT_INVALID', { where: 'targets', problem: `${absent} is not among the sources` });
  const pragmas = [...graph.reached.values()].flatMap((source) => source.pragmas);
  const choice = chooseVersion(pragmas, request.solcVersion, request.allowVersionSubstitution ?? false);
  const first = await attempt(pool, { request, targets, graph, choice, started }, context);
  if (first.ok || !request.allowVersionSubstitution || request.solcVersion !== undefined) return first;
  // A pragma such as `>=0.4.22 <0.6.0` allows languages that differ: what the newest refuses, the one it was written for takes.
  for (const version of otherSeries(pragmas, choice.version)) {
    const next = await attempt(pool, { request, targets, graph, choice: { version }, started }, context);
    if (next.ok) return { ...next, notes: [...next.notes, `solc ${choice.version}, which the sources allow as well, does not compile them`] };
  }
  return first;
}

interface Attempt { request: CompileRequest; targets: string[]; graph: ReturnType<typeof gather>; choice: VersionChoice; started: number }

async function attempt(pool: Pool, { request, targets, graph, choice, started }: Attempt, context: WorkContext): Promise<CompileResult> {
  const notes = [...graph.problems];
  const sources = request.allowVersionSubstitution ? withVersion(graph.reached, choice, notes) : graph.reached;
  const evmVersion = request.evmVersion === undefined ? defaultEvmVersion(choice.version) : newestKnown(choice.version, request.evmVersion);
  if (request.evmVersion !== undefined && evmVersion !== request.evmVersion) notes.push(`solc ${choice.version} does not know the hard fork ${request.evmVersion}; compiled for ${evmVersion}`);
  const input = standardInput({ sources, remappings: graph.remappings, version: choice.version, evmVersion, targets, request });
  context.progress?.(`compiling ${sources.size} sources with solc ${choice.version}`);
  const answer = await pool.run(choice.version, JSON.stringify(input), request.timeoutMilliseconds ?? DEFAULT_TIMEOUT, context.signal);
  const output = parseOutput(answer.output);
  const diagnostics = readDiagnostics(output.errors ?? [], sources);
  return {
    ok: !diagnostics.some((diagnostic) => diagnostic.severity === 'error'),
    solcVersion: choice.version, longVersion: longVersion(answer.longVersion), evmVersion, diagnostics,
    contracts: readContracts(output, new Set(targets)), sources: readSources(output, sources), standardInput: input,
    ...(request.outputs === 'analysis' ? { rawOutput: JSON.parse(answer.output) } : {}),
    notes, milliseconds: Math.round(performance.now() - started),
  };
}

/** The request's own files; when it holds nothing but libraries, those. */
function defaultTargets(request: CompileRequest): string[] {
  const names = Object.keys(request.sources);
  const own = names.filter((name) => !isLibraryName(name));
  return own.length > 0 ? own : names;
}

/** Lets sources that pin another version compile with the chosen one, and says so. */
function withVersion(reached: ReadonlyMap<string, Reached>, choice: VersionChoice, notes: string[]): ReadonlyMap<string, Reached> {
  const refuses = (source: Reached): boolean => source.pragmas.some((range) => !semver.satisfies(choice.version, range));
  if (choice.insteadOf) notes.push(`compiled with solc ${choice.version} because ${choice.insteadOf} is not bundled`);
  const rewritten = [...reached.values()].filter(refuses).map((source) => source.name);
  if (rewritten.length === 0) return reached;
  notes.push(`the version pragma was relaxed to ${choice.version} in ${rewritten.slice(0, 5).join(', ')}${rewritten.length > 5 ? ` and ${rewritten.length - 5} more` : ''}`);
  return new Map([...reached].map(([name, source]) => [name, refuses(source) ? { ...source, content: rewritePragma(source.content, choice.version) } : source]));
}

function parseOutput(text: string): RawOutput {
  try {
    const output = JSON.parse(text) as unknown;
    if (typeof output === 'object' && output !== null && !Array.isArray(output)) return output;
  } catch (error) {
    throw new AppError('COMPILER_CRASHED', { reason: `it answered something that is not JSON (${text.length} characters)` }, error);
  }
  throw new AppError('COMPILER_CRASHED', { reason: 'it answered something that is not an object' });
}

/** `0.8.30+commit.73712a01.Emscripten.clang` without the platform, as verifiers want it. */
function longVersion(reported: string): string {
  return /^\d+\.\d+\.\d+\+commit\.[0-9a-f]+/.exec(reported)?.[0] ?? reported;
}
