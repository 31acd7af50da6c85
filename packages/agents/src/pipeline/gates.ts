import { AppError, type AuditReport, type Spec, type TestReport } from '@hyperlens/protocol';

/** Refuses a spec that would build something else than was asked for. */
export function specGate(spec: Spec): void {
  const essential = spec.unsupported.filter((wish) => wish.essential);
  if (essential.length > 0) throw new AppError('REQUEST_UNSUPPORTED', { what: essential.map((wish) => `"${wish.quote}" (${wish.reason})`).join('; ') });
}

/** Only a `pass` opens the gate: an audit that could not decide is not a pass. */
export function auditGate(report: AuditReport): void {
  const reason = report.reasons.join('; ') || 'no reason was given';
  if (report.verdict === 'fail') throw new AppError('GATE_REFUSED', { gate: 'audit', reason });
  if (report.verdict !== 'pass') throw new AppError('GATE_INCONCLUSIVE', { gate: 'audit', reason });
}

/** Failing tests stop a run, and so does a run of no tests at all. */
export function testGate(report: TestReport): void {
  if (report.failed > 0 || report.verdict === 'fail') {
    const failing = report.cases.filter((test) => test.status === 'failed').slice(0, 5).map((test) => `${test.suite}.${test.name}${test.reason ? ` (${test.reason})` : ''}`);
    throw new AppError('GATE_REFUSED', { gate: 'tests', reason: `${report.failed} of ${report.failed + report.passed} tests fail: ${failing.join(', ')}` });
  }
  if (report.verdict !== 'pass' || report.passed === 0) throw new AppError('GATE_INCONCLUSIVE', { gate: 'tests', reason: report.reasons.join('; ') || 'no test ran' });
}
