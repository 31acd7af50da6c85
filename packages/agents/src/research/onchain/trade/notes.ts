import type { Confidence, Json } from '@hyperlens/protocol';
import type { Ledger } from '../../evidence/index.ts';

/** Something that makes a holder lose the money, with the evidence that shows it. */
export interface Trap { why: string; evidence: string }

/** Where the parts of a trial write down what they saw. */
export interface Notes {
  /** Gives the evidence id. */
  known(what: string, title: string, value: Json, method: string, confidence?: Confidence): string;
  unknown(what: string, title: string, because: string, method: string): string;
  readonly traps: Trap[];
}

/** Notes that end in the ledger below `trade.`, as learned in a simulation of this network. */
export function makeNotes(ledger: Ledger, network: string): Notes {
  const source = `simulation:${network}`;
  return {
    known: (what, title, value, method, confidence = 'high') => ledger.known(`trade.${what}`, value, { title, source, method, confidence }),
    unknown: (what, title, because, method) => ledger.unknown(`trade.${what}`, because, { title, source, method }),
    traps: [],
  };
}

/** A contract's words, safe to show: no control characters, bounded. */
export function plain(text: string | null): string | null {
  return text === null ? null : text.replaceAll(/[\p{C}<>]/gu, ' ').trim().slice(0, 200);
}
