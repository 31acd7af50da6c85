export { findSources } from './origin.ts';
export { powers, sourceFlags } from './powers.ts';
export { makeAuditService, type AuditServiceDependencies } from './service.ts';
export { standardsOf } from './standards.ts';
