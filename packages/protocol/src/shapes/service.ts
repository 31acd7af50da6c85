import { z } from 'zod';
import { timestamp } from './common.ts';

/** An agent or service of the registry: who does which step, in which version, and how it is. */
export const service = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  /** Process that runs it. */
  executor: z.string(),
  /** Verbs it answers: `build.specify`, `build.audit`. The coordinator routes by these. */
  capabilities: z.array(z.string()),
  /** Address of its own, when it is called over HTTP. */
  url: z.url().optional(),
  /** Tools, kinds or networks inside it, for people. */
  offers: z.array(z.string()).default([]),
  limits: z.object({ concurrency: z.number().int(), timeoutSeconds: z.number().int() }),
  health: z.enum(['healthy', 'degraded', 'unavailable', 'unknown']),
  reason: z.string().optional(),
  lastSeenAt: timestamp,
});
export type Service = z.infer<typeof service>;

export const healthReport = z.object({
  status: z.enum(['ok', 'degraded', 'unavailable']),
  checks: z.array(z.object({ name: z.string(), status: z.enum(['ok', 'degraded', 'unavailable']), reason: z.string().optional(), milliseconds: z.number().optional() })),
});
export type HealthReport = z.infer<typeof healthReport>;
