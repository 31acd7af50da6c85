import { AppError, type CompileRequest, type CompiledContract, type CompileResult, type Compiler, type TestRequest, type WorkContext } from '@hyperlens/protocol';
import semver from 'semver';
import { gather, isLibraryName } from '../compiler/resolve.ts';
import { loosen, type Loosened } from './loosen.ts';
import { campaignsOf } from './parts.ts';

/** Everything a test run needs, compiled. */
export interface Build {
  solcVersion: string;
  evmVersion: string;
  /** Own contracts and tests. */
  contracts: CompiledContract[];
  /** Those of the tests that do not contain own contracts. */
  detached: CompiledContract[];
  ownFiles: string[];
  notes: string[];
  /** The compilation of the own contracts and the tests that contain them. */
  request: CompileRequest;
}

/**
 * From this many calls in one campaign tests are optimized too: a call is then 10 to 25 % faster, which pays for the 50 to 150 ms of
 * compilation that a test costs more (measured with solc 0.8.30, see docs/testing.md).
 */
const CALLS_WORTH_OPTIMIZING = 16_384;

/**
 * Compiles own contracts with the settings they are deployed with, and tests without the optimizer, which is up to five times as fast
 * (with it when campaigns are long), as far as they take the contracts' code from the artifacts or can be made to (`loosen`). Other
 * tests contain the contracts' code and are compiled together with them. Throws COMPILATION_FAILED with file and line.
 */
export async function compileTests(compiler: Compiler, given: TestRequest, timeoutMilliseconds: number, context: WorkContext): Promise<Build> {
  const sources = { ...given.sources, ...given.tests };
  const { fuzzRuns, invariantRuns, invariantDepth } = campaignsOf(given);
  const ownFiles = Object.keys(given.sources).filter((name) => !isLibraryName(name) && !(name in given.tests));
  const place = { ...(given.root === undefined ? {} : { root: given.root }), ...(given.remappings === undefined ? {} : { remappings: given.remappings }) };
  const evm = given.evmVersion === undefined ? {} : { evmVersion: given.evmVersion };
  const version = given.solcVersion === undefined ? {} : { solcVersion: given.solcVersion };
  const together: CompileRequest = { sources, targets: ownFiles, allowVersionSubstitution: true, timeoutMilliseconds, ...place, ...evm, ...version };
  const apart: CompileRequest = { sources, targets: [], timeoutMilliseconds, optimizer: { enabled: Math.max(fuzzRuns, invariantRuns * invariantDepth) >= CALLS_WORTH_OPTIMIZING, runs: 200 }, ...place, ...evm };

  const detached = Object.keys(given.tests).filter((name) => isDetached(name, given, sources, ownFiles));
  const linked = Object.keys(given.tests).filter((name) => !detached.includes(name));
  const loose = linked.length > 0 && ownFiles.length > 0 ? await loosenLinked(compiler, together, given, linked, context) : null;
  if (loose) {
    const build = await compileBoth(compiler, together, { ...apart, ...version, sources: { ...sources, ...loose.tests, ...loose.makers }, targets: [...detached, ...linked] }, ownFiles, context);
    if (build) return build;
  }
  const build = await compileBoth(compiler, { ...together, targets: [...ownFiles, ...linked] }, { ...apart, targets: detached }, ownFiles, context, true);
  if (!build) throw new AppError('NO_TESTS_FOUND', { path: 'the request' });
  return build;
}

async function loosenLinked(compiler: Compiler, request: CompileRequest, given: TestRequest, linked: readonly string[], context: WorkContext): Promise<Loosened | null> {
  const own = request.targets ?? [];
  const parsed = await compiler.compile({ ...request, settings: { stopAfter: 'parsing', outputSelection: Object.fromEntries(own.map((file) => [file, { '': ['ast'] }])) } }, context);
  if (!parsed.ok || semver.lt(parsed.solcVersion, '0.8.0')) return null;
  return loosen(Object.fromEntries(linked.map((name) => [name, given.tests[name] ?? ''])), parsed.sources, own);
}

/** Compiles both parts at once. When `final`, errors are thrown; else null says that this way does not work for these sources. */
async function compileBoth(compiler: Compiler, together: CompileRequest, apart: CompileRequest, ownFiles: string[], context: WorkContext, final = false): Promise<Build | null> {
  const compile = async (request: CompileRequest): Promise<CompileResult | null> => ((request.targets ?? []).length > 0 ? await compiler.compile(request, context) : null);
  const [main, first] = await Promise.all([compile(together), compile(apart)]);
  // Both run in one EVM, which has one hard fork: that of the own contracts.
  const side = main && first && main.evmVersion !== first.evmVersion ? await compiler.compile({ ...apart, evmVersion: main.evmVersion }, context) : first;
  if (final) for (const part of [main, side]) failUnlessCompiled(part);
  else if (!main?.ok || !side?.ok || main.contracts.some(needsLinking)) return null;
  const leading = main ?? side;
  if (!leading) return null;
  const detached = side?.contracts ?? [];
  return { solcVersion: leading.solcVersion, evmVersion: leading.evmVersion, contracts: [...(main?.contracts ?? []), ...detached], detached, ownFiles, notes: main?.notes ?? [], request: together };
}

/** Code with library addresses still missing cannot be taken from an artifact. */
const needsLinking = (contract: CompiledContract): boolean => /__\$[0-9a-f]{34}\$__/.test(contract.bytecode);

/** True when no own contract is reached by the imports of a test file. */
function isDetached(name: string, given: TestRequest, sources: Record<string, string>, ownFiles: readonly string[]): boolean {
  if (ownFiles.length === 0) return false;
  const { reached } = gather({ entries: [name], sources, root: given.root, remappings: given.remappings });
  return !ownFiles.some((own) => reached.has(own));
}

function failUnlessCompiled(compiled: CompileResult | null): void {
  const error = compiled?.diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (!error) return;
  throw new AppError('COMPILATION_FAILED', { problem: `${error.file ? `${error.file}${error.line ? `:${error.line}` : ''}: ` : ''}${error.message}` });
}
