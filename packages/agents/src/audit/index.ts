export { makeAudit, type AuditDependencies } from './audit.ts';
export { identify, normalise } from './identity.ts';
export { toMarkdown } from './markdown.ts';
export { mergeFindings, type ToolFindings } from './merge.ts';
export { atLeast, tightenPolicy } from './policy.ts';
export { toSarif } from './sarif.ts';
export { judge } from './verdict.ts';
