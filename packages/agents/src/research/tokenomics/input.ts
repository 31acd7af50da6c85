import { oneLine, AppError, type ChainReader, type ChainReaders, type Confidence, type Json, type KnownContracts, type ResearchTask, type SourceStatus, type WorkContext } from '@hyperlens/protocol';
import type { Ledger } from '../evidence/index.ts';
import { reasonOf as reasonOfError } from '../onchain/transfers/index.ts';

export type Hex = `0x${string}`;

/** What each part that looks at a token on its chain is given. */
export interface TokenInput {
  task: ResearchTask;
  /** Pinned to the task's block. */
  reader: ChainReader;
  /** For state of older blocks. */
  readers: ChainReaders;
  ledger: Ledger;
  notes: Notes;
  context: WorkContext;
  known: KnownContracts;
  address: Hex;
  /** ERC-20 decimals. */
  decimals: number;
  /** Symbol of the subject, for pictures. */
  symbol: string;
  clock: Clock;
}

/** When blocks were made. Each block is asked once. */
export interface Clock {
  /** Moment of a block in seconds since 1970, null when the node does not have it. */
  timeOf(block: number): Promise<number | null>;
  /** The last block made at or before a moment, null when the chain began later. */
  blockBefore(seconds: number): Promise<number | null>;
  /** Moment of the pinned block in seconds. */
  readonly now: number;
}

type More = { unit?: string; confidence?: Confidence; source?: string; value?: Json };
/** How the parts write: a fact has one piece of evidence of its own name. */
export interface Notes {
  fact(name: string, title: string, value: Json, method: string, more?: More): string;
  missing(name: string, title: string, because: string, method: string, source?: string): string;
  /** Runs a part; what it throws becomes unknown facts of these names. Only cancelling and a replaced block get out. Gives what the work gives, or null. */
  guard<Value>(names: Readonly<Record<string, string>>, method: string, work: () => Promise<Value>): Promise<Value | null>;
}

/** Notes whose evidence comes from `source` unless it is said otherwise. */
export function makeNotes(ledger: Ledger, source: string, signal: AbortSignal | undefined): Notes {
  const notes: Notes = {
    fact(name, title, value, method, { unit, confidence, source: other } = {}) {
      const id = ledger.known(name, value, { title, source: other ?? source, method, ...(unit ? { unit } : {}), ...(confidence ? { confidence } : {}) });
      ledger.fact(name, id);
      return id;
    },
    missing(name, title, because, method, other) {
      const id = ledger.unknown(name, because, { title, source: other ?? source, method });
      ledger.fact(name, id);
      return id;
    },
    async guard(names, method, work) {
      try {
        return await work();
      } catch (error) {
        passOn(error, signal);
        // What was learned before it failed stays.
        for (const [name, title] of Object.entries(names)) if (ledger.valueOf(`tokenomics.${name}`) === undefined) notes.missing(name, title, reasonOf(error), method);
        return null;
      }
    },
  };
  return notes;
}

/** Throws again what no part may swallow: a cancelled run, and a block that is no longer on the chain. */
export function passOn(error: unknown, signal: AbortSignal | undefined): void {
  signal?.throwIfAborted();
  if (AppError.is(error, 'CHAIN_REORGANISED')) throw error;
}

/** Why something failed, in one bounded line. */
export const reasonOf = (error: unknown): string => oneLine(reasonOfError(error), 300);

/** An answer of a source that is not there, as a source report has it. */
export interface Refusal { status: Exclude<SourceStatus, 'ok'>; reason: string }
export const daySeconds = 86_400;
/** Seconds of a year of 365 days, by which rates are annualised. */
export const yearSeconds = 365 * daySeconds;
/** A moment in seconds as ISO 8601. */
export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
