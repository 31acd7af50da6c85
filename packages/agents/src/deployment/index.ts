export { makeDeployment, type DeploymentDependencies } from './deployment.ts';
export { compareCode } from './compare.ts';
export { amount } from './words.ts';
export type { Clock } from './landing.ts';
