import type { Directory, DeploymentJournal, Announcer, Networks, RunStore, Workspace } from '@hyperlens/protocol';

/** What configuration decides about builds. No request can loosen it. */
export interface BuildPolicy {
  /** How long a deployment waits for its approval, seconds. */
  approvalTimeoutSeconds: number;
  /** Times a model may mend what it wrote, after compiler errors or findings. */
  repairCycles: number;
}

/** Everything the coordinator works with. */
export interface BuildDependencies {
  directory: Directory;
  networks: Pick<Networks, 'get' | 'client'>;
  runs: RunStore;
  journal: Pick<DeploymentJournal, 'findByIntent'>;
  workspace: Workspace;
  announcer: Announcer;
  policy: BuildPolicy;
}
