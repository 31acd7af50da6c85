export { makeDeployerExamination } from './deployer.ts';
export { credibilityRules } from './credibility.ts';
export type { TeamSources } from './input.ts';
export { makeTeamService, type ExamineDeployer, type TeamDependencies } from './service.ts';
