import { z } from 'zod';
import { finding } from './audit.ts';
import { address, hash32, runId, timestamp } from './common.ts';
import { claim, evidence, sectionName, sectionReport } from './evidence.ts';
import { sentPath, sentRemappings, sentSources, sentVersion } from './spec.ts';

/** What is looked at. `source` is Solidity without a chain. */
export const subjectKind = z.enum(['token', 'contract', 'wallet', 'project', 'source']);
export type SubjectKind = z.infer<typeof subjectKind>;

export const subject = z.object({
  kind: subjectKind,
  /** What the person typed. */
  query: z.string(),
  network: z.string().nullable(),
  chainId: z.number().int().nullable(),
  /** EIP-55. */
  address: address.nullable(),
  name: z.string().nullable(),
  symbol: z.string().nullable(),
  /** ERC-20 decimals. */
  decimals: z.number().int().nullable(),
});
export type Subject = z.infer<typeof subject>;

/** The block everything of a run is read at. */
export const blockReference = z.object({ number: z.number().int(), hash: hash32, time: timestamp });
export type BlockReference = z.infer<typeof blockReference>;

const url = z.url({ protocol: /^https?$/ }).max(2_000);
const handle = z.string().min(1).max(200);

/** A post somebody wrote, as sources give it or a person supplies it. */
export const post = z.object({
  id: z.string().max(500), source: z.string().max(100), author: z.string().max(200).nullable(), text: z.string().max(40_000), time: timestamp.nullable(), url: z.string().max(2_000).nullable(),
  language: z.string().max(20).nullable().default(null),
  /** Likes, reposts, replies, views and the author's followers and age, where the source says so. */
  likes: z.number().nullable().default(null), reposts: z.number().nullable().default(null), replies: z.number().nullable().default(null),
  followers: z.number().nullable().default(null), accountCreatedAt: timestamp.nullable().default(null),
});
export type Post = z.infer<typeof post>;

/** What a person knows about the project and hands in. All optional: without it the services say what they could not look at. */
export const projectProfile = z.object({
  name: z.string().max(200).optional(),
  site: url.optional(),
  /** `owner` or `owner/repository`. */
  github: z.string().regex(/^[A-Za-z0-9][\w.-]*(\/[\w-][\w.-]*)?$/).max(200).optional(),
  x: handle.optional(), telegram: handle.optional(), discord: handle.optional(), reddit: handle.optional(),
  /** RSS or Atom. */
  feeds: z.array(url).max(50).default([]),
  /** People who say in public that they work on it. */
  people: z.array(z.object({ name: z.string().min(1).max(200), role: z.string().max(200).optional(), github: handle.optional(), x: handle.optional(), linkedin: handle.optional(), site: url.optional() }).strict()).max(100).default([]),
  coingeckoId: handle.optional(), coinmarketcapId: handle.optional(),
  /** Wallets of the project; they count as not circulating. */
  treasuries: z.array(address).max(200).default([]),
  /** Contracts that vest or lock. */
  vesting: z.array(address).max(200).default([]),
  /** Further addresses whose tokens do not circulate. */
  notCirculating: z.array(address).max(500).default([]),
  /** Planned unlocks: whole tokens as decimal text. */
  unlocks: z.array(z.object({ time: timestamp, amount: z.string().regex(/^\d+(\.\d+)?$/), label: z.string().max(200) }).strict()).max(5_000).default([]),
  allocation: z.array(z.object({ label: z.string().max(200), /** 0 to 1 of the total supply. */ share: z.number().min(0).max(1), address: address.optional() }).strict()).max(200).default([]),
  posts: z.array(post).max(20_000).default([]),
}).strict();
export type ProjectProfile = z.infer<typeof projectProfile>;

/** What a person asks. */
export const researchRequest = z.object({
  /** An address, a symbol or a name. Not used with `sources`. */
  subject: z.string().trim().min(1).max(500),
  /** Network id; default from the configuration. */
  network: z.string().max(100).optional(),
  atBlock: z.number().int().min(0).optional(),
  /** Only these sections; default all that apply. */
  only: z.array(sectionName).min(1).optional(),
  /** Solidity without a chain: what its owner can do, from the source alone. `ownFiles` are the person's own. */
  sources: sentSources.optional(),
  ownFiles: z.array(sentPath).max(5_000).optional(),
  remappings: sentRemappings,
  solcVersion: sentVersion,
  project: projectProfile.prefault({}),
}).strict();
export type ResearchRequest = z.infer<typeof researchRequest>;
export type ResearchRequestInput = z.input<typeof researchRequest>;

/** What one service is given. `observedAt` is the recorded time of the run: evidence from outside the chain carries it. */
export const researchTask = z.object({
  runId, subject, block: blockReference.nullable(), observedAt: timestamp, project: projectProfile,
  sources: sentSources.optional(), ownFiles: z.array(sentPath).max(5_000).optional(), remappings: sentRemappings, solcVersion: sentVersion,
}).strict();
export type ResearchTask = z.infer<typeof researchTask>;

/** `unknown`: too little is known to call it low. Levels of risk to somebody who holds or uses the subject. */
export const riskLevel = z.enum(['low', 'moderate', 'high', 'critical', 'unknown']);
export type RiskLevel = z.infer<typeof riskLevel>;

/**
 * The judgement. Risk points from 0 (nothing found) to 100. `low` counts what is known, `high` adds the most that the unknown could add, so
 * taking a source away can only widen the range. docs/research.md lists the rules and weights.
 */
export const researchVerdict = z.object({
  level: riskLevel,
  score: z.object({ low: z.number(), high: z.number() }),
  /** Rules that gave points, most points first. */
  reasons: z.array(z.object({ id: z.string(), title: z.string(), points: z.number(), evidence: z.array(z.string()).min(1) })),
  /** Rules that could not be decided, and the most points they could give. */
  unknown: z.array(z.object({ id: z.string(), title: z.string(), points: z.number(), because: z.string(), evidence: z.array(z.string()) })),
});
export type ResearchVerdict = z.infer<typeof researchVerdict>;

export const researchStatus = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']);
export type ResearchStatus = z.infer<typeof researchStatus>;
/** Steps of a run: finding the subject and its block, the services in parallel, the judgement. */
export const researchSteps = ['resolve', ...sectionName.options, 'judge'] as const;
export const researchStep = z.enum(researchSteps);
export type ResearchStep = z.infer<typeof researchStep>;

const failure = z.object({ code: z.string(), message: z.string(), remedy: z.string() });

/** The documented machine output of `hyperlens research --json`, and what the API gives when a run has ended. Scripts depend on it. */
export const researchResult = z.object({
  runId,
  status: researchStatus,
  subject,
  block: blockReference.nullable(),
  observedAt: timestamp,
  verdict: researchVerdict,
  flags: z.record(z.string(), claim),
  /** The services that ran, without their evidence and flags, which stand above once for all. */
  sections: z.partialRecord(sectionName, sectionReport.omit({ evidence: true, flags: true, section: true })),
  /** What an owner can do to holders (`flag`: mint, pause, blacklist, fee, liquidity, drain, confiscate) and weaknesses of the source, with the place. */
  findings: z.array(finding.extend({ flag: z.string().optional(), evidence: z.array(z.string()) })),
  evidence: z.array(evidence),
  error: failure.nullable(),
});
export type ResearchResult = z.infer<typeof researchResult>;
export type ResearchFinding = ResearchResult['findings'][number];

/** A run while it goes on. */
export const research = z.object({
  runId,
  status: researchStatus,
  request: researchRequest,
  network: z.string().nullable(),
  subject: subject.nullable(),
  steps: z.array(z.object({
    name: researchStep, status: z.enum(['pending', 'running', 'completed', 'failed', 'skipped']), attempt: z.number().int(),
    startedAt: timestamp.nullable(), endedAt: timestamp.nullable(), summary: z.string().nullable(), error: failure.nullable(),
  })),
  verdict: researchVerdict.nullable(),
  error: failure.nullable(),
  watchId: z.string().nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Research = z.infer<typeof research>;

/** What differs between two results of the same subject, or between two subjects: by name of flag, fact or score. */
export const difference = z.object({ section: z.string(), name: z.string(), before: claim.nullable(), after: claim.nullable() });
export type Difference = z.infer<typeof difference>;

export const comparison = z.object({
  subjects: z.array(z.object({ runId, subject, block: blockReference.nullable(), verdict: researchVerdict })),
  /** One row a flag or fact that at least one of them has; `null` where a subject has none. */
  rows: z.array(z.object({ section: z.string(), name: z.string(), values: z.array(claim.nullable()), differs: z.boolean() })),
});
export type Comparison = z.infer<typeof comparison>;

export const watch = z.object({
  id: z.uuid(), request: researchRequest, /** Seconds between runs. */ everySeconds: z.number().int().min(60), status: z.enum(['active', 'paused']),
  lastRunId: z.string().nullable(), lastRunAt: timestamp.nullable(), nextRunAt: timestamp.nullable(), error: failure.nullable(), createdAt: timestamp,
});
export type Watch = z.infer<typeof watch>;
/** What a run of a watch found changed against the one before it. */
export const watchChange = z.object({ watchId: z.uuid(), runId, previousRunId: z.string(), differences: z.array(difference), recordedAt: timestamp });
export type WatchChange = z.infer<typeof watchChange>;
