import { AppError, type BuildResult, type Deployment, type DeploymentView, type Run, type RunSummary, type RunView } from '@hyperlens/protocol';

const ended = ['completed', 'rejected', 'failed', 'cancelled'] as const;
type EndedStatus = (typeof ended)[number];

/** Whether nothing will happen to the run any more by itself. */
export function hasEnded(status: string): status is EndedStatus {
  return (ended as readonly string[]).includes(status);
}

/** A deployment without its signed transactions. */
export function viewDeployment(deployment: Deployment): DeploymentView {
  return { ...deployment, attempts: deployment.attempts.map(({ rawTransaction: _signed, ...rest }) => rest) };
}

export function viewRun(run: Run): RunView {
  return { ...run, deployment: run.deployment && viewDeployment(run.deployment) };
}

export function summarise(run: Run): RunSummary {
  return {
    runId: run.runId, kind: run.kind, status: run.status, request: run.request.request.slice(0, 300), network: run.request.network ?? run.spec?.network ?? null, contracts: run.contracts,
    steps: run.steps.map(({ name, status }) => ({ name, status })), verdict: run.audit?.verdict ?? null, deployed: run.deployment?.contracts ?? [],
    forkedFrom: run.forkedFrom, createdAt: run.createdAt, updatedAt: run.updatedAt,
  };
}

/**
 * The documented machine output of an ended build.
 * @throws RUN_CONFLICT while the run has not ended.
 */
export function resultOf(run: Run): BuildResult {
  if (!hasEnded(run.status)) throw new AppError('RUN_CONFLICT', { id: run.runId, status: run.status, action: 'reading its result' });
  return {
    runId: run.runId, status: run.status, request: run.request.request, spec: run.spec, contracts: run.contracts,
    audit: run.audit && { verdict: run.audit.verdict, findings: run.audit.findings },
    tests: run.tests && { passed: run.tests.passed, failed: run.tests.failed, coverage: { lines: run.tests.coverage.lines, branches: run.tests.coverage.branches } },
    deployment: run.deployment && { network: run.deployment.network, chainId: run.deployment.chainId, contracts: run.deployment.contracts },
    steps: run.steps, error: run.error,
  };
}
