import { z } from 'zod';
import { confidence } from './audit.ts';
import { json, timestamp } from './common.ts';

/** The services a research run asks, one step each. `audit` looks at the source or the bytecode. */
export const sectionNames = ['onchain', 'tokenomics', 'sentiment', 'team', 'audit'] as const;
export const sectionName = z.enum(sectionNames);
export type SectionName = z.infer<typeof sectionName>;

/**
 * One thing that was learned, or that could not be learned: exactly one of `value` and `unknown` is there. Nothing the product says about a
 * subject lacks one of these. Amounts are decimal text in the smallest unit, because JSON numbers lose precision above 2^53.
 */
export const evidence = z.object({
  /** `<section>.<what>`, unique within a result and the same for the same subject every time: `onchain.owner`, `onchain.trade.sell.small`. */
  id: z.string().regex(/^[a-z]+(\.[A-Za-z0-9_:x-]+)+$/).max(200),
  /** For people: "Owner", "Tax when selling 1 % of the pool". */
  title: z.string(),
  value: json.optional(),
  /** Why it is not known, in a sentence. */
  unknown: z.string().optional(),
  /** Unit of the value: wei, seconds, basis points, percent, USD, block ...; null where none applies. */
  unit: z.string().nullable(),
  /** Where it comes from: `chain:local`, `simulation:local`, `github`, `sourcify`, `supplied` ... */
  source: z.string(),
  /** Block the value was read at; null for what is not on a chain. */
  block: z.number().int().nullable(),
  /** Moment of the block, or when a source outside the chain was asked (the run's own recorded time). */
  time: timestamp.nullable(),
  /** How it was learned, so that another person can repeat it: "eth_call owner()", "sold 1 % of the pool in a fork at this block". */
  method: z.string(),
  confidence,
}).refine((one) => (one.value === undefined) !== (one.unknown === undefined), 'exactly one of value and unknown');
export type Evidence = z.infer<typeof evidence>;

/** A statement with the evidence it rests on. The word `unknown` stands for what is not known; the evidence then says why. */
export const claim = z.object({ value: json, evidence: z.array(z.string()).min(1) });
export type Claim = z.infer<typeof claim>;
/** What a claim says when nothing is known. */
export const unknownValue = 'unknown';

/** How one source did. `not_applicable`: it cannot know this subject. `limited`: it answered in part (rate limit, range limit, no archive). */
export const sourceStatus = z.enum(['ok', 'limited', 'unreachable', 'failed', 'not_configured', 'not_applicable', 'switched_off']);
export type SourceStatus = z.infer<typeof sourceStatus>;
export const sourceReport = z.object({ id: z.string(), title: z.string(), status: sourceStatus, reason: z.string().optional() });
export type SourceReport = z.infer<typeof sourceReport>;

/** A picture's data. Rows are drawn in order; `x` is a moment, a category or a number. Values are plain numbers made from evidence. */
export const chart = z.object({
  id: z.string(), title: z.string(), kind: z.enum(['line', 'area', 'bar', 'pie', 'graph']), xTitle: z.string().nullable(), yTitle: z.string().nullable(),
  series: z.array(z.object({ name: z.string(), points: z.array(z.tuple([z.union([z.string(), z.number()]), z.number().nullable()])) })),
  /** For `graph`: who sent to whom. */
  links: z.array(z.object({ from: z.string(), to: z.string(), value: z.number(), label: z.string().optional() })).optional(),
  evidence: z.array(z.string()),
});
export type Chart = z.infer<typeof chart>;

/** What one service learned. Same task at the same block gives the same report, byte for byte. */
export const sectionReport = z.object({
  section: sectionName,
  /** `completed`: all sources that apply answered. `partial`: some did not. `unknown`: nothing could be learned. */
  status: z.enum(['completed', 'partial', 'unknown']),
  /** One or two sentences for people: what stands out. */
  summary: z.string(),
  sources: z.array(sourceReport),
  /** Named statements: `owner`, `holders.count`, `supply.circulating`. Names are stable; comparing and watching go by them. */
  facts: z.record(z.string(), claim),
  /** Token flags by their GoPlus names (https://docs.gopluslabs.io): true, false, a number (taxes, 0 to 1) or `unknown`. */
  flags: z.record(z.string(), claim),
  charts: z.array(chart),
  evidence: z.array(evidence),
});
export type SectionReport = z.infer<typeof sectionReport>;
