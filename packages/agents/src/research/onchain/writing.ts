import { AppError, type Confidence, type Json, type SourceStatus } from '@hyperlens/protocol';
import type { Ledger } from '../evidence/index.ts';
import { reasonOf } from './text.ts';

/** How the on-chain parts write: everything is read from one chain, and a fact has one piece of evidence unless it says otherwise. */
export interface Notes {
  /** Evidence and a fact of the same name; gives the evidence id. */
  fact(name: string, title: string, value: Json, method: string, more?: { unit?: string; confidence?: Confidence }): string;
  /** The same, for what is not known. */
  missing(name: string, title: string, because: string, method: string): string;
  /** Runs a part; what it throws becomes unknown facts of these names. Only cancelling gets out. */
  guard(names: Readonly<Record<string, string>>, method: string, work: () => Promise<void>): Promise<void>;
}

export function makeNotes(ledger: Ledger, source: string, signal: AbortSignal | undefined): Notes {
  const notes: Notes = {
    fact(name, title, value, method, { unit, confidence } = {}) {
      const id = ledger.known(name, value, { title, source, method, ...(unit ? { unit } : {}), ...(confidence ? { confidence } : {}) });
      ledger.fact(name, id);
      return id;
    },
    missing(name, title, because, method) {
      const id = ledger.unknown(name, because, { title, source, method });
      ledger.fact(name, id);
      return id;
    },
    async guard(names, method, work) {
      try {
        await work();
      } catch (error) {
        signal?.throwIfAborted();
        const because = reasonOf(error);
        // What was learned before it failed stays.
        for (const [name, title] of Object.entries(names)) if (ledger.valueOf(`onchain.${name}`) === undefined) notes.missing(name, title, because, method);
      }
    },
  };
  return notes;
}

/** How a source counts that failed in this way. */
export function statusOf(error: unknown): SourceStatus {
  if (AppError.is(error, 'STATE_UNAVAILABLE')) return 'limited';
  return AppError.is(error, 'NETWORK_UNREACHABLE') || AppError.is(error, 'RPC_GARBAGE') || AppError.is(error, 'CHAIN_ID_MISMATCH') ? 'unreachable' : 'failed';
}
