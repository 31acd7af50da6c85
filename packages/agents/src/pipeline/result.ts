import { errorTable, type BuildResult, type ErrorCode, type Run } from '@hyperlens/protocol';

/** The documented machine output of a build, from the run. A run that has not ended reads as `failed` only when it really ended so. */
export function toBuildResult(run: Run): BuildResult {
  const status = run.status === 'completed' || run.status === 'rejected' || run.status === 'cancelled' ? run.status : 'failed';
  return {
    runId: run.runId, status, request: run.request.request, spec: run.spec, contracts: run.contracts,
    audit: run.audit && { verdict: run.audit.verdict, findings: run.audit.findings },
    tests: run.tests && { passed: run.tests.passed, failed: run.tests.failed, coverage: { lines: run.tests.coverage.lines, branches: run.tests.coverage.branches } },
    deployment: run.deployment && { network: run.deployment.network, chainId: run.deployment.chainId, contracts: run.deployment.contracts },
    steps: run.steps, error: run.error,
  };
}

/** The exit code a run means for the command line. */
export function exitOf(run: Run): number {
  if (run.status === 'completed') return 0;
  if (run.status === 'cancelled') return 130;
  const code = run.error?.code;
  if (code && code in errorTable) return errorTable[code as ErrorCode].exit;
  return run.status === 'rejected' ? 1 : 3;
}
