import { AppError, type Analyzer, type Compiler, type CompileResult, type Diagnostic, type RawFinding, type Severity } from '@hyperlens/protocol';

const budgetMilliseconds = 5_000;
const mostLines = 400;
/** solc's codes of bounded model checking (libsolidity/formal/BMC.cpp), as errors it proved reachable. */
const meanings: Record<string, { ruleId: string; title: string; severity: Severity }> = {
  4661: { ruleId: 'assertion-violation', title: 'An assertion can fail', severity: 'medium' },
  3046: { ruleId: 'division-by-zero', title: 'Division by zero is possible', severity: 'informational' },
  4281: { ruleId: 'division-by-zero', title: 'Division by zero is possible', severity: 'informational' },
  1236: { ruleId: 'insufficient-balance', title: 'A transfer can ask for more ether than there is', severity: 'informational' },
};

/**
 * solc's own model checker (bounded, z3 inside the compiler) on small contracts of the person's own. Best effort: no answer in time is
 * `unknown` and does not block. The checker's own time limit is never set (it crashes inside WASM); the compiler thread is ended instead.
 */
export function makeSmtcheckerAnalyzer(compiler: Pick<Compiler, 'compile'>): Analyzer {
  return {
    id: 'smtchecker', title: 'solc SMTChecker (bounded)', kind: 'builtin', bestEffort: true,
    locate: () => Promise.resolve({ path: 'built in', version: 'bundled' }),
    async analyze(input, context) {
      const { compilation } = input;
      const version = compilation?.solcVersion ?? 'none';
      const skip = (reason: string) => ({ status: 'not_applicable' as const, version, findings: [], reason });
      if (!compilation?.ok) return skip('the sources do not compile');
      const [, minor = 0, patch = 0] = version.split('.').map(Number);
      if (minor < 8 || (minor === 8 && patch < 9)) return skip('needs Solidity 0.8.9 or newer');
      const contracts = smallContracts(compilation, input.ownFiles);
      if (Object.keys(contracts).length === 0) return skip(`no contract stands alone (without library bases) in a file of at most ${mostLines} lines`);
      try {
        const checked = await compiler.compile({
          sources: input.sources, ...(input.root ? { root: input.root } : {}), ...(input.remappings ? { remappings: input.remappings } : {}), solcVersion: version,
          ...(input.evmVersion ? { evmVersion: input.evmVersion } : {}), targets: Object.keys(contracts), optimizer: { enabled: false, runs: 200 }, allowVersionSubstitution: true,
          settings: { modelChecker: { engine: 'bmc', solvers: ['z3'], targets: ['assert', 'divByZero', 'balance'], contracts } },
          timeoutMilliseconds: Math.min(budgetMilliseconds, context.timeoutMilliseconds),
        }, context.signal ? { signal: context.signal } : {});
        const own = new Set(input.ownFiles);
        return { status: 'completed', version, findings: checked.diagnostics.flatMap(one => (one.file && own.has(one.file) ? toFinding(one) : [])) };
      } catch (error) {
        if (AppError.is(error, 'COMPILER_CRASHED')) return { status: 'unknown', version, findings: [], reason: `no answer: ${error.message}` };
        return { status: 'unknown', version, findings: [], reason: AppError.from(error).message };
      }
    },
  };
}

/** Contract names by file, for files of the person's own that are small enough for the budget. */
function smallContracts(compilation: CompileResult, ownFiles: string[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  interface Definition { nodeType: string; id: number; name?: string; contractKind?: string; abstract?: boolean; linearizedBaseContracts?: number[] }
  const nodesOf = (file: string) => (compilation.sources[file]?.ast as { nodes?: Definition[] } | undefined)?.nodes ?? [];
  const own = new Set(ownFiles.flatMap(file => nodesOf(file).map(node => node.id)));
  for (const file of ownFiles) {
    const source = compilation.sources[file];
    if (!source || source.content.split('\n').length > mostLines) continue;
    // A contract on top of a library would be checked with all of it, which takes far longer than the budget and finds nothing of ours.
    const names = nodesOf(file).flatMap(node => (node.nodeType === 'ContractDefinition' && node.contractKind === 'contract' && node.abstract !== true && node.name
      && (node.linearizedBaseContracts ?? []).every(id => own.has(id)) ? [node.name] : []));
    if (names.length > 0) found[file] = names;
  }
  return found;
}

function toFinding(one: Diagnostic): RawFinding[] {
  const meaning = one.code === undefined ? undefined : meanings[one.code];
  if (!meaning || one.file === undefined || one.line === undefined) return [];
  return [{ ...meaning, category: 'logic', confidence: 'medium', description: one.message.slice(0, 2_000), fix: 'See the counterexample; make the condition impossible.', file: one.file, line: one.line, endLine: one.endLine ?? one.line, scwe: 'SCWE-067', owasp: 'SC02:2026', swc: 'SWC-110' }];
}
