import { severityOrder, type RunView } from '@hyperlens/protocol';
import { printable, statusWord, type Output } from './output.ts';

const percent = (value: number | null): string => (value === null ? 'not measured' : `${Math.round(value * 10) / 10} %`);

/** Findings by severity, worst first: "1 high, 3 low". */
export function countFindings(findings: { severity: string; status?: string | undefined }[]): string {
  const open = findings.filter(({ status }) => status !== 'waived');
  const parts = severityOrder.map((severity) => ({ severity, count: open.filter((finding) => finding.severity === severity).length })).filter(({ count }) => count > 0);
  return parts.length === 0 ? 'no findings' : parts.map(({ severity, count }) => `${count} ${severity}`).join(', ');
}

/** A run for people: what was understood, written, found, tested and deployed. */
export function printRun(output: Output, run: RunView): void {
  if (output.json) return;
  const row = (name: string, text: string): void => output.line(`${output.style('dim', name.padEnd(11))}${text}`);
  const { spec, audit, tests, deployment } = run;
  if (spec) {
    output.line(`${output.style('bold', printable(spec.contractName))} ${spec.kind}${spec.standards.length > 0 ? ` (${spec.standards.join(', ')})` : ''}`);
    for (const { statement } of spec.understood) row('understood', printable(statement));
    for (const { statement } of spec.assumed) row('assumed', printable(statement));
    for (const { quote, reason } of spec.unsupported) row('not done', `"${printable(quote)}": ${printable(reason)}`);
  }
  for (const { name, path } of run.contracts) row('contract', `${printable(name)}  ${path}`);
  if (audit) row('audit', `${statusWord(output, audit.verdict)}, ${countFindings(audit.findings)}`);
  if (tests) row('tests', `${statusWord(output, tests.verdict)}, ${tests.passed} passed, ${tests.failed} failed; coverage of lines ${percent(tests.coverage.lines)}, of branches ${percent(tests.coverage.branches)}`);
  for (const { name, address, blockNumber, bytecodeMatch } of deployment?.contracts ?? []) row('deployed', `${name} at ${output.style('bold', address)} on ${deployment?.network ?? ''} (chain ${deployment?.chainId ?? ''}), block ${blockNumber}, code ${statusWord(output, bytecodeMatch)}`);
  row('run', `${run.runId} ${statusWord(output, run.status)}`);
}
