export type { Candidate, ResearchDependencies, SubjectFinder } from './ports.ts';
export { makeResearches, type Researches } from './researches.ts';
export { describeAddress, resolveSubject } from './resolve.ts';
export { assembleResult, exitOfVerdict, sectionsOf, unansweredSection } from './result.ts';
export { makeResearchFlow, researchFlowName, researchQueue } from './run.ts';
export type { Watches } from './watches.ts';
