import { createRequire } from 'node:module';
import type { Analyzer, RawFinding, Severity, WeaknessCategory } from '@hyperlens/protocol';
import { runWorker } from './worker.ts';

interface Meaning { ruleId: string; title: string; severity: Severity; category: WeaknessCategory; scwe?: string; swc?: string; fix: string }
/**
 * solhint is a linter: it sees words, not what they do. Its security rules are reported low or informational, and raise a place only by
 * agreeing with a tool that looked closer; its style rules are not run.
 */
const meanings: Record<string, Meaning> = {
  'avoid-tx-origin': { ruleId: 'tx-origin', title: 'tx.origin is used', severity: 'low', category: 'tx-origin', scwe: 'SCWE-018', swc: 'SWC-115', fix: 'Use msg.sender.' },
  'check-send-result': { ruleId: 'unchecked-call', title: 'Result of send may be ignored', severity: 'low', category: 'unchecked-return', scwe: 'SCWE-048', swc: 'SWC-104', fix: 'Check it, or use transfer.' },
  'avoid-call-value': { ruleId: 'solhint/avoid-call-value', title: 'call.value hands over control', severity: 'low', category: 'reentrancy', scwe: 'SCWE-046', swc: 'SWC-107', fix: 'Write all state first.' },
  'avoid-suicide': { ruleId: 'solhint/avoid-suicide', title: 'selfdestruct is used', severity: 'low', category: 'access-control', scwe: 'SCWE-038', swc: 'SWC-106', fix: 'Remove it or restrict it.' },
  'multiple-sends': { ruleId: 'solhint/multiple-sends', title: 'Several payments in one function', severity: 'low', category: 'denial-of-service', scwe: 'SCWE-058', swc: 'SWC-113', fix: 'Let receivers withdraw.' },
  'not-rely-on-block-hash': { ruleId: 'solhint/not-rely-on-block-hash', title: 'Block hash is used', severity: 'low', category: 'bad-randomness', scwe: 'SCWE-024', swc: 'SWC-120', fix: 'Do not draw lots with it.' },
  'not-rely-on-time': { ruleId: 'solhint/not-rely-on-time', title: 'Block time is used', severity: 'informational', category: 'timestamp', scwe: 'SCWE-065', swc: 'SWC-116', fix: 'Do not let single seconds decide.' },
  'avoid-low-level-calls': { ruleId: 'solhint/avoid-low-level-calls', title: 'Low-level call', severity: 'informational', category: 'other', scwe: 'SCWE-042', fix: 'Prefer a call through an interface.' },
  'no-inline-assembly': { ruleId: 'solhint/no-inline-assembly', title: 'Inline assembly', severity: 'informational', category: 'other', scwe: 'SCWE-039', fix: 'Keep it small, and explain why it is safe.' },
  'func-visibility': { ruleId: 'solhint/func-visibility', title: 'Function without visibility', severity: 'low', category: 'access-control', scwe: 'SCWE-068', swc: 'SWC-100', fix: 'Write the visibility.' },
  'state-visibility': { ruleId: 'solhint/state-visibility', title: 'State variable without visibility', severity: 'informational', category: 'other', scwe: 'SCWE-068', swc: 'SWC-108', fix: 'Write the visibility.' },
  'avoid-sha3': { ruleId: 'solhint/avoid-sha3', title: 'sha3 is deprecated', severity: 'informational', category: 'other', scwe: 'SCWE-072', swc: 'SWC-111', fix: 'Use keccak256.' },
  'avoid-throw': { ruleId: 'solhint/avoid-throw', title: 'throw is deprecated', severity: 'informational', category: 'other', scwe: 'SCWE-072', swc: 'SWC-111', fix: 'Use revert or require.' },
  'no-complex-fallback': { ruleId: 'solhint/no-complex-fallback', title: 'Long fallback function', severity: 'informational', category: 'other', scwe: 'SCWE-043', fix: 'Keep the fallback short.' },
};

/** solhint's security rules, in a thread of their own. */
export function makeSolhintAnalyzer(): Analyzer {
  const { version } = createRequire(import.meta.url)('solhint/package.json') as { version: string };
  return {
    id: 'solhint', title: 'solhint (security rules)', kind: 'builtin',
    locate: () => Promise.resolve({ path: 'built in', version }),
    async analyze(input, context) {
      const files = Object.fromEntries(input.ownFiles.flatMap(file => { const source = input.compilation?.sources[file]?.content ?? input.sources[file]; return source === undefined ? [] : [[file, source]]; }));
      if (Object.keys(files).length === 0) return { status: 'not_applicable', version, findings: [], reason: 'there is no source of your own' };
      const result = await runWorker<{ file: string; line: number; message: string; ruleId: string | null }[]>(new URL('./solhint-job.ts', import.meta.url), { files, rules: Object.keys(meanings) }, context);
      if (result.status !== 'answered') return { status: result.status, version, findings: [], reason: result.reason };
      const broken = result.answer.find(report => report.ruleId === null);
      if (broken) return { status: 'failed', version, findings: [], reason: `it cannot read ${broken.file}: ${broken.message}` };
      const findings = result.answer.flatMap((report): RawFinding[] => {
        const meaning = meanings[report.ruleId ?? ''];
        const snippet = files[report.file]?.split('\n')[report.line - 1]?.trim();
        return meaning ? [{ ...meaning, confidence: 'low', description: report.message, file: report.file, line: report.line, endLine: report.line, ...(snippet ? { snippet } : {}) }] : [];
      });
      return { status: 'completed', version, findings };
    },
  };
}
