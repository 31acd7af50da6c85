import { z } from 'zod';
import { json, timestamp } from './shapes/common.ts';
import { researchStatus, researchStep, riskLevel } from './shapes/research.ts';
import { buildStep, runStatus, stepStatus } from './shapes/run.ts';

/**
 * Every event of the product and the shape of its data. Families follow the seed: user, agent, system, integration; runs add theirs.
 * Names are `<noun>.<what happened>`.
 */
export const eventTypes = {
  'run.created': z.object({ request: z.string(), network: z.string() }),
  'run.updated': z.object({ status: runStatus, error: z.object({ code: z.string(), message: z.string() }).optional() }),
  'run.step': z.object({ step: buildStep, status: stepStatus, attempt: z.number().int(), summary: z.string().optional(), milliseconds: z.number().optional(), error: z.object({ code: z.string(), message: z.string() }).optional() }),
  'run.progress': z.object({ step: buildStep, text: z.string() }),
  'research.created': z.object({ subject: z.string(), network: z.string().nullable() }),
  'research.updated': z.object({ status: researchStatus, level: riskLevel.optional(), error: z.object({ code: z.string(), message: z.string() }).optional() }),
  'research.step': z.object({ step: researchStep, status: stepStatus, attempt: z.number().int(), summary: z.string().optional(), milliseconds: z.number().optional(), error: z.object({ code: z.string(), message: z.string() }).optional() }),
  'research.progress': z.object({ step: researchStep, text: z.string() }),
  'watch.changed': z.object({ watchId: z.string(), runId: z.string(), differences: z.number().int() }),
  'approval.requested': z.object({ network: z.string(), summary: z.array(z.string()), maximumCost: z.string() }),
  'approval.answered': z.object({ approved: z.boolean(), by: z.string() }),
  'deployment.updated': z.object({ deploymentId: z.string(), status: z.string(), transactionHash: z.string().optional(), address: z.string().optional(), blockNumber: z.number().optional() }),
  'template.added': z.object({ templateId: z.string(), version: z.number().int(), cid: z.string() }),
  'user.login': z.object({ userId: z.string(), data: json }),
  'user.logout': z.object({ userId: z.string(), data: json }),
  'user.message': z.object({ userId: z.string(), data: json }),
  'agent.created': z.object({ agentId: z.string(), sessionId: z.string().nullable(), payload: json }),
  'agent.updated': z.object({ agentId: z.string(), sessionId: z.string().nullable(), payload: json }),
  'agent.executed': z.object({ agentId: z.string(), sessionId: z.string().nullable(), payload: json }),
  'system.health': z.object({ severity: z.enum(['info', 'warning', 'error', 'critical']), component: z.string(), details: json }),
  'system.error': z.object({ severity: z.enum(['info', 'warning', 'error', 'critical']), component: z.string(), details: json }),
  'system.performance': z.object({ severity: z.enum(['info', 'warning', 'error', 'critical']), component: z.string(), details: json }),
  'integration.call': z.object({ service: z.string(), operation: z.string(), status: z.string(), milliseconds: z.number(), details: json.optional() }),
  'integration.webhook': z.object({ service: z.string(), direction: z.enum(['in', 'out']), status: z.string(), details: json.optional() }),
} as const;

export type EventType = keyof typeof eventTypes;
export type EventData<Type extends EventType> = z.infer<(typeof eventTypes)[Type]>;

/** An event to be written. */
export interface NewEvent<Type extends EventType = EventType> {
  type: Type;
  /** Run, user, agent ... the event is about; events of one stream are delivered in order. */
  stream: string;
  data: EventData<Type>;
  /** Writing the same key twice keeps the first: a step that runs twice announces itself once. */
  key?: string;
}

/** An event as it is stored and delivered. */
export const event = z.object({
  /** Opaque position to resume from: transaction id and sequence, comparable only by the bus. */
  cursor: z.string().regex(/^\d+-\d+$/),
  id: z.uuid(),
  type: z.string(),
  stream: z.string(),
  /** Position in its stream, from 1, without gaps. */
  sequence: z.number().int(),
  data: json,
  recordedAt: timestamp,
});
export type Event = z.infer<typeof event>;

/** A delivery that failed too often, kept with its cause until someone redrives or discards it. */
export const deadLetter = z.object({
  id: z.uuid(), consumer: z.string(), event, attempts: z.number().int(), error: z.string(), failedAt: timestamp, status: z.enum(['open', 'redriven', 'discarded']),
});
export type DeadLetter = z.infer<typeof deadLetter>;
