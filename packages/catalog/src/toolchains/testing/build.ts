import { AppError, type CompileRequest, type CompiledContract, type CompileResult, type Compiler, type TestRequest, type WorkContext } from '@hyperlens/protocol';
import { gather, isLibraryName } from '../compiler/resolve.ts';

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
 * Compiles own contracts with the settings they are deployed with. Tests that import them contain their code (`new Token()`), so they
 * are compiled together. Tests that do not (they take the code with `vm.getCode`) are compiled apart without the optimizer, which is
 * five times as fast. Throws COMPILATION_FAILED with file and line.
 */
export async function compileTests(compiler: Compiler, given: TestRequest, timeoutMilliseconds: number, context: WorkContext): Promise<Build> {
  const sources = { ...given.sources, ...given.tests };
  const ownFiles = Object.keys(given.sources).filter((name) => !isLibraryName(name) && !(name in given.tests));
  const apart = Object.keys(given.tests).filter((name) => isDetached(name, given, sources, ownFiles));
  const together = Object.keys(given.tests).filter((name) => !apart.includes(name));
  const place = { ...(given.root === undefined ? {} : { root: given.root }), ...(given.remappings === undefined ? {} : { remappings: given.remappings }) };
  const evm = given.evmVersion === undefined ? {} : { evmVersion: given.evmVersion };
  const request: CompileRequest = { sources, targets: [...ownFiles, ...together], allowVersionSubstitution: true, timeoutMilliseconds, ...place, ...evm, ...(given.solcVersion === undefined ? {} : { solcVersion: given.solcVersion }) };
  const alone: CompileRequest = { sources, targets: apart, timeoutMilliseconds, optimizer: { enabled: false, runs: 200 }, ...place, ...evm };
  const [main, first] = await Promise.all([
    (request.targets ?? []).length > 0 ? compiler.compile(request, context) : null,
    apart.length > 0 ? compiler.compile(alone, context) : null,
  ]);
  if (main) failUnlessCompiled(main);
  if (first) failUnlessCompiled(first);
  // Both run in one EVM, which has one hard fork: that of the own contracts.
  const side = main && first && main.evmVersion !== first.evmVersion ? await compiler.compile({ ...alone, evmVersion: main.evmVersion }, context) : first;
  if (side) failUnlessCompiled(side);
  const leading = main ?? side;
  if (!leading) throw new AppError('NO_TESTS_FOUND', { path: 'the request' });
  const detached = side?.contracts ?? [];
  return { solcVersion: leading.solcVersion, evmVersion: leading.evmVersion, contracts: [...(main?.contracts ?? []), ...detached], detached, ownFiles, notes: main?.notes ?? [], request };
}

/** True when no own contract is reached by the imports of a test file. */
function isDetached(name: string, given: TestRequest, sources: Record<string, string>, ownFiles: readonly string[]): boolean {
  if (ownFiles.length === 0) return false;
  const { reached } = gather({ entries: [name], sources, root: given.root, remappings: given.remappings });
  return !ownFiles.some((own) => reached.has(own));
}

function failUnlessCompiled(compiled: CompileResult): void {
  const error = compiled.diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (!error) return;
  throw new AppError('COMPILATION_FAILED', { problem: `${error.file ? `${error.file}${error.line ? `:${error.line}` : ''}: ` : ''}${error.message}` });
}
