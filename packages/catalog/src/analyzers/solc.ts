import type { Analyzer, Diagnostic, RawFinding, Severity, WeaknessCategory } from '@hyperlens/protocol';

interface Meaning { ruleId: string; title: string; severity: Severity; category: WeaknessCategory; scwe?: string; fix: string }
/** Warnings of solc that say something about security, by their stable error code. What is not here is style. */
const meanings: Record<string, Meaning> = {
  9302: { ruleId: 'unchecked-call', title: 'Result of a low-level call is ignored', severity: 'medium', category: 'unchecked-return', scwe: 'SCWE-048', fix: 'Check the returned flag.' },
  5878: { ruleId: 'unchecked-call', title: 'Result of send is ignored', severity: 'medium', category: 'unchecked-return', scwe: 'SCWE-048', fix: 'Check the returned flag.' },
  2519: { ruleId: 'shadowed-declaration', title: 'Declaration hides another of the same name', severity: 'low', category: 'state-init', scwe: 'SCWE-010', fix: 'Rename one of them.' },
  5574: { ruleId: 'code-too-large', title: 'Contract is too large to be deployed', severity: 'medium', category: 'other', fix: 'Split it, or optimise for size (EIP-170 limits code to 24576 bytes).' },
  3860: { ruleId: 'code-too-large', title: 'Creation code is too large to be deployed', severity: 'medium', category: 'other', fix: 'Split it (EIP-3860 limits creation code to 49152 bytes).' },
  5159: { ruleId: 'selfdestruct-deprecated', title: 'selfdestruct is deprecated', severity: 'low', category: 'other', scwe: 'SCWE-038', fix: 'Do not rely on it; since Cancun (EIP-6780) it rarely destroys anything.' },
  5740: { ruleId: 'unreachable-code', title: 'Code that never runs', severity: 'low', category: 'logic', scwe: 'SCWE-062', fix: 'Remove it, or mend the condition before it.' },
  6133: { ruleId: 'statement-without-effect', title: 'Statement without effect', severity: 'low', category: 'logic', scwe: 'SCWE-062', fix: 'Remove it, or write what was meant.' },
  3628: { ruleId: 'payable-fallback-without-receive', title: 'Payable fallback without receive', severity: 'informational', category: 'other', fix: 'Add a receive function if plain transfers are meant to work.' },
  8417: { ruleId: 'block-prevrandao', title: 'block.difficulty has a new meaning', severity: 'low', category: 'bad-randomness', scwe: 'SCWE-024', fix: 'Use block.prevrandao, and not as a source of randomness that money depends on.' },
  2394: { ruleId: 'transient-storage', title: 'Transient storage breaks composability when not cleared', severity: 'low', category: 'other', fix: 'Clear it at the end of the call.' },
};

/** What the compiler itself warns of; no second run, the shared compilation has it. */
export function makeSolcAnalyzer(): Analyzer {
  return {
    id: 'solc', title: 'Solidity compiler warnings', kind: 'builtin',
    locate: () => Promise.resolve({ path: 'built in', version: 'bundled' }),
    analyze(input) {
      const { compilation } = input;
      if (!compilation?.ok) return Promise.resolve({ status: 'not_applicable', version: compilation?.solcVersion ?? 'none', findings: [], reason: 'the sources do not compile' });
      const own = new Set(input.ownFiles);
      const findings = compilation.diagnostics.flatMap(one => (one.file !== undefined && own.has(one.file) ? toFinding(one) : []));
      return Promise.resolve({ status: 'completed', version: compilation.solcVersion, findings });
    },
  };
}

function toFinding(one: Diagnostic): RawFinding[] {
  const meaning = one.code === undefined ? undefined : meanings[one.code];
  if (!meaning || one.file === undefined || one.line === undefined) return [];
  const { fix, scwe, ...rest } = meaning;
  return [{ ...rest, confidence: 'high', description: one.message, fix, file: one.file, line: one.line, endLine: one.endLine ?? one.line, ...(scwe ? { scwe } : {}) }];
}
