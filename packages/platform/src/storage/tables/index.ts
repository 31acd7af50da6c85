/** Every table of the product. Rooms own their queries; the tables stand together because they are migrated together. */
export * from './agents.ts';
export * from './deployments.ts';
export * from './events.ts';
export * from './research.ts';
export * from './sessions.ts';
export * from './system.ts';
export * from './templates.ts';
export * from './transfers.ts';
export * from './users.ts';
export * from './workflows.ts';
