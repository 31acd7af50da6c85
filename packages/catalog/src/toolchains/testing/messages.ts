import { z } from 'zod';
import type { Suite } from './suites.ts';

// What passes between the runner and the process that runs the EVM. Replies are checked: a process that went wrong may send anything.

type LinkReferences = Record<string, Record<string, { start: number; length: number }[]>>;

/** A compiled contract as the EVM needs it. `abi` is JSON text, code is hex without 0x. */
export interface EngineArtifact {
  source: string;
  name: string;
  abi: string;
  bytecode: string;
  deployedBytecode: string;
  linkReferences: LinkReferences;
  deployedLinkReferences: LinkReferences;
}

/** A share of a run of test suites, see `split`. */
export interface EnginePart {
  /** From 0 up, in the order they start; which of several failures is reported goes by it. */
  index: number;
  /** Contracts to run as suites, with the tests to run. */
  suites: Suite[];
  /** Whether every test of the suites is run, whatever `suites` lists. */
  all: boolean;
  /** Hex, 0x and 64 digits. */
  seed: string;
  fuzzRuns: number;
  invariantRuns: number;
  /** How many parts share the fuzz tests of the run, and so the inputs that may be rejected. */
  fuzzParts: number;
}

/** One run of test suites. */
export interface EngineJob {
  solcVersion: string;
  /** Hard fork in solc's spelling. */
  evmVersion: string;
  artifacts: EngineArtifact[];
  /** At least one; several run at once. */
  parts: EnginePart[];
  invariantDepth: number;
  gas: boolean;
  coverage: boolean;
}

const engineCall = z.object({
  sender: z.string().optional(), address: z.string().optional(), contract: z.string().optional(), signature: z.string().optional(),
  arguments: z.string().optional(), calldata: z.string(),
});
export type EngineCall = z.infer<typeof engineCall>;

const engineResult = z.object({
  source: z.string(), suite: z.string(), name: z.string(),
  kind: z.enum(['unit', 'fuzz', 'invariant']),
  status: z.enum(['passed', 'failed', 'skipped']),
  milliseconds: z.number(),
  /** The part it belongs to, and when that part began and the suite in it ended, in milliseconds of one clock. */
  part: z.number().default(0), began: z.number().default(0), ended: z.number().default(0),
  runs: z.number().optional(), calls: z.number().optional(), reverts: z.number().optional(), gas: z.number().optional(),
  reason: z.string().optional(),
  logs: z.array(z.string()),
  counterexample: z.array(engineCall).optional(),
});
/** Result of one test. */
export type EngineResult = z.infer<typeof engineResult>;

const engineGas = z.object({ contract: z.string(), function: z.string(), minimum: z.number(), average: z.number(), maximum: z.number(), calls: z.number() });
export type EngineGas = z.infer<typeof engineGas>;

/** To the child. */
export interface EngineRequest { id: number; job: EngineJob }

/** From the child: `ready` once, then for each request results as suites end, and one `done` or `failed`. */
export const engineReply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('suite'), id: z.number(), results: z.array(engineResult), warnings: z.array(z.string()) }),
  z.object({ type: z.literal('done'), id: z.number(), gas: z.array(engineGas), hits: z.array(z.string()) }),
  z.object({ type: z.literal('failed'), id: z.number(), reason: z.string() }),
]);
export type EngineReply = z.infer<typeof engineReply>;
