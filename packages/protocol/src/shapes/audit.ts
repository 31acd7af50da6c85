import { z } from 'zod';

export const severity = z.enum(['critical', 'high', 'medium', 'low', 'informational']);
export type Severity = z.infer<typeof severity>;
/** From most to least severe. */
export const severityOrder = severity.options;
export const confidence = z.enum(['high', 'medium', 'low']);
export type Confidence = z.infer<typeof confidence>;
/** Never `pass` when something that had to be checked was not. */
export const verdict = z.enum(['pass', 'fail', 'inconclusive']);
export type Verdict = z.infer<typeof verdict>;

export const findingStatus = z.enum(['open', 'waived']);

/** Coarse class of a weakness, the same for all tools; findings of one class at one place are one finding. */
export const weaknessCategory = z.enum([
  'reentrancy', 'access-control', 'tx-origin', 'arithmetic', 'precision', 'unchecked-return', 'denial-of-service', 'bad-randomness', 'timestamp',
  'front-running', 'delegatecall-proxy', 'state-init', 'oracle-price', 'signature-crypto', 'input-validation', 'logic', 'token-power', 'other',
]);
export type WeaknessCategory = z.infer<typeof weaknessCategory>;

/** One weakness at one place, as one or more tools reported it. */
export const finding = z.object({
  /** Stable: SHA-256 over rule, contract, function and the normalised source text of the place, so that it survives edits elsewhere. */
  id: z.string(),
  /** Our rule id, for example `reentrancy`, or `slither/reentrancy-eth`, or `token/mint`. */
  ruleId: z.string(),
  category: weaknessCategory.optional(),
  severity,
  confidence,
  title: z.string(),
  /** Why this matters, in words. */
  description: z.string(),
  /** What to change. */
  fix: z.string().optional(),
  file: z.string(),
  /** 1-based, inclusive. */
  line: z.number().int(),
  endLine: z.number().int(),
  contract: z.string().optional(),
  function: z.string().optional(),
  /** The tool that found it first. */
  tool: z.string(),
  /** Every tool that reported this weakness at this place. */
  tools: z.array(z.string()).default([]),
  /** OWASP SCWE id, for example SCWE-046. */
  scwe: z.string().optional(),
  /** OWASP Smart Contract Top 10 with its year, for example SC08:2026. */
  owasp: z.string().optional(),
  /** SWC alias, for example SWC-107. */
  swc: z.string().optional(),
  /** What the rule can say in figures and names: `token` is the contract it is about, `who` may do it (owner, role, list, account), `by` which state, with which `function`, what it `decides`, how far a fee can `reach`. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** The source lines of the place. */
  snippet: z.string().optional(),
  status: findingStatus.default('open'),
});
export type Finding = z.infer<typeof finding>;

/**
 * How a tool ended. `completed`: it ran to its end and its output was understood. `timeout`, `failed`: it was there and did not.
 * `unknown`: a bounded check gave no answer, and by design does not block (SMTChecker). `not_installed`: listed, does not block unless
 * policy names it. `not_applicable`: has nothing to say about this input.
 */
export const toolStatus = z.enum(['completed', 'timeout', 'failed', 'unknown', 'not_installed', 'not_applicable']);
export type ToolStatus = z.infer<typeof toolStatus>;

export const toolRun = z.object({
  id: z.string(),
  version: z.string(),
  status: toolStatus,
  milliseconds: z.number(),
  findings: z.number().int().default(0),
  /** What happened, for every status but `completed`. */
  reason: z.string().optional(),
  /** True when the verdict depends on it: found on the machine, built in, or named by policy. */
  required: z.boolean(),
});
export type ToolRun = z.infer<typeof toolRun>;

export const auditReport = z.object({
  verdict,
  /** Why the verdict is what it is, one sentence each. */
  reasons: z.array(z.string()),
  tools: z.array(toolRun),
  findings: z.array(finding),
  solcVersion: z.string().optional(),
  files: z.array(z.string()),
});
export type AuditReport = z.infer<typeof auditReport>;

/** What stops a run. Set by configuration; a request may only tighten it. */
export const auditPolicy = z.object({
  /** A finding of this severity or worse, not waived, fails the audit. */
  failOn: severity.default('high'),
  /** Tools that must have completed, installed or not. */
  requiredTools: z.array(z.string()).default([]),
  /** Per tool. */
  toolTimeoutMilliseconds: z.number().int().positive().default(60_000),
  toolMemoryMegabytes: z.number().int().positive().default(2_048),
});
export type AuditPolicy = z.infer<typeof auditPolicy>;
