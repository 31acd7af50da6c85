import type { Understanding, Unsupported } from '@hyperlens/protocol';

/** What a reader has to say about a request, in the order it found it. */
export interface Notes {
  readonly understood: Understanding[];
  readonly assumed: Understanding[];
  readonly unsupported: Unsupported[];
  /** Read from the words `quote`. */
  understand(field: string, statement: string, quote: string): void;
  /** Not said in the request. */
  assume(field: string, statement: string): void;
  /** Asked for and not built; `essential` stops the run. The same quote is listed once. */
  refuse(quote: string, reason: string, essential: boolean): void;
}

/** Empty notes. Quotes are cut at 160 characters. */
export function makeNotes(): Notes {
  const notes: Notes = {
    understood: [], assumed: [], unsupported: [],
    understand: (field, statement, quote) => void notes.understood.push({ field, statement, ...(quote.trim() ? { quote: quote.trim().slice(0, 160) } : {}) }),
    assume: (field, statement) => void notes.assumed.push({ field, statement }),
    refuse(quote, reason, essential) {
      const cut = quote.trim().slice(0, 160);
      if (!notes.unsupported.some((known) => known.quote === cut && known.reason === reason)) notes.unsupported.push({ quote: cut, reason, essential });
    },
  };
  return notes;
}
