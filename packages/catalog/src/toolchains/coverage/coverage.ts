import { AppError, type CompileRequest, type CompileResult, type Compiler, type WorkContext } from '@hyperlens/protocol';
import semver from 'semver';
import { instrument, type Mark } from './instrument.ts';

export interface Instrumentation { result: CompileResult; marks: Mark[] }

/**
 * Compiles a copy of the sources with marks in `ownFiles`, without the optimizer, because that takes half the time. Resolves to a
 * sentence when that is not possible, for example when marks make an expression too deep for the stack. Throws INTERRUPTED and what
 * the compiler throws.
 */
export async function compileInstrumented(compiler: Compiler, request: CompileRequest, ownFiles: readonly string[], version: string, context: WorkContext): Promise<Instrumentation | string> {
  if (ownFiles.length === 0) return 'there are no own contracts to measure';
  if (semver.lt(version, '0.8.0')) return `coverage is measured from solc 0.8.0 on, and this is ${version}`;
  const own = Object.fromEntries(ownFiles.map((file) => [file, { '': ['ast'] }]));
  const parsed = await compiler.compile({ ...request, targets: [...ownFiles], outputs: 'artifacts', settings: { stopAfter: 'parsing', outputSelection: own } }, context);
  const sources = { ...request.sources };
  const marks: Mark[] = [];
  for (const file of ownFiles) {
    const source = parsed.sources[file];
    if (source?.ast === undefined) return `the compiler gave no syntax tree of ${file}`;
    const marked = instrument(file, source.content, source.ast, marks.length + 1);
    marks.push(...marked.marks);
    if (marked.marks.length > 0) sources[file] = marked.source;
  }
  if (marks.length === 0) return 'the own contracts have no statements of their own';
  const result = await compiler.compile({ ...request, sources, optimizer: { enabled: request.viaIR ?? false, runs: 1 } }, context);
  const problem = result.diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (problem) return `the sources do not compile with coverage marks in them: ${problem.message.slice(0, 200)}`;
  return { result, marks };
}

/** True for the error of a person who cancelled; coverage must not hide it. */
export const isInterruption = (error: unknown): boolean => AppError.is(error, 'INTERRUPTED');
