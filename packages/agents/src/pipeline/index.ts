export { makeBuildFlow, type BuildInput, type BuildOutcome } from './run.ts';
export { makeBuilds, buildFlowName, buildQueue } from './builds.ts';
export { makeDirectory, type Registration } from './directory.ts';
export { toBuildResult, exitOf } from './result.ts';
export type { BuildDependencies, BuildPolicy } from './ports.ts';
