// Workflows: a flow's name and input come in; its steps are run, recorded, and carried on by another process when this one dies.
export { openWorkflows } from './open.ts';
export type { OpenWorkflows, WorkflowObserver, WorkflowsOptions } from './open.ts';
export { makeOutboxDispatcher, outboxChannel, outboxTable } from './outbox.ts';
export type { OutboxDispatcher } from './outbox.ts';
export { executorsTable } from './executors.ts';
