import { AppError } from '@hyperlens/protocol';
import { isNegated, neutralPhrases } from './negation.ts';
import { normalise } from './normalise.ts';

/** One place of the request that a pattern matched. `start` and `end` are offsets in the normalised text. */
export interface Hit {
  match: RegExpExecArray;
  start: number;
  end: number;
  /** The words around it that a person recognises: its clause, at most 120 characters. */
  quote: string;
  /** True when the words are inside a "not", "no", "without", "must not be possible" ... */
  negated: boolean;
}

/** What the request says about a feature: wanted, refused, or (undefined) nothing. */
export interface FeatureReading { wanted: boolean | undefined; quote: string; hits: Hit[] }

/**
 * A request while it is being read. What a reader understood is consumed; what is left at the end was not understood and is reported.
 * Patterns are matched case-insensitively against the normalised text; blanked parts (names) are invisible to them.
 */
export interface RequestText {
  readonly raw: string;
  readonly text: string;
  /** Every match, nothing consumed. Matches that touch consumed text are left out unless `again` is set; `exactCase` minds capitals. */
  find(pattern: RegExp, options?: { again?: boolean; exactCase?: boolean }): Hit[];
  /** The first match that is not negated, consumed; undefined when there is none. */
  take(pattern: RegExp): Hit | undefined;
  /** Every match, consumed, negated or not. */
  takeAll(pattern: RegExp): Hit[];
  /** Consumes all matches of a feature. Throws REQUEST_CONTRADICTS_ITSELF when it is both wanted and refused. */
  feature(pattern: RegExp, title: string): FeatureReading;
  consume(start: number, end: number): void;
  /** Consumes and hides a part (a name: "Burn Token" asks for no burning). */
  blank(start: number, end: number): void;
  /** The clause around an offset, trimmed. */
  clauseAt(offset: number): string;
  isConsumed(start: number, end: number): boolean;
  /** The text with consumed parts as spaces, same length. */
  remaining(): string;
}

const boundary = /[\n;]|[.!?](?=\s|$)/;

/** Starts reading a request. Costs time linear in its length for each pattern; callers bound the length first. */
export function readText(request: string): RequestText {
  const text = normalise(request);
  let visible = text;
  const consumed = new Uint8Array(text.length);
  // Phrases such as "no more than" or "not only" hold a negator that negates nothing.
  const calm = neutralPhrases(text);

  const reader: RequestText = {
    raw: request,
    text,
    find(pattern, options) {
      const search = new RegExp(pattern.source, `g${options?.exactCase ? '' : 'i'}${pattern.flags.replace(/[gi]/g, '')}`);
      const hits: Hit[] = [];
      for (let match = search.exec(visible); match; match = search.exec(visible)) {
        const start = match.index;
        const end = start + match[0].length;
        if (end === start || (options?.again !== true && reader.isConsumed(start, end))) {
          // Another match may begin inside the one that is not free.
          search.lastIndex = start + 1;
          continue;
        }
        const sentence = sentenceAt(start);
        hits.push({ match, start, end, quote: reader.clauseAt(start), negated: isNegated(calm.slice(sentence.start, sentence.end), start - sentence.start, end - sentence.start) });
      }
      return hits;
    },
    take(pattern) {
      const hit = reader.find(pattern).find((candidate) => !candidate.negated);
      if (hit) reader.consume(hit.start, hit.end);
      return hit;
    },
    takeAll(pattern) {
      const hits = reader.find(pattern);
      for (const hit of hits) reader.consume(hit.start, hit.end);
      return hits;
    },
    feature(pattern, title) {
      const hits = reader.takeAll(pattern);
      const yes = hits.find((hit) => !hit.negated);
      const no = hits.find((hit) => hit.negated);
      if (yes && no) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `${title} is asked for ("${yes.quote}") and refused ("${no.quote}")` });
      return { wanted: yes ? true : no ? false : undefined, quote: (yes ?? no)?.quote ?? '', hits };
    },
    consume: (start, end) => void consumed.fill(1, start, end),
    blank(start, end) {
      // 2: read, but no bar to patterns that count a hidden name in ("1M ACRN").
      consumed.fill(2, start, end);
      visible = `${visible.slice(0, start)}${'\ue000'.repeat(end - start)}${visible.slice(end)}`;
    },
    clauseAt(offset) {
      const { start, end } = sentenceAt(offset);
      const sentence = text.slice(start, end);
      const local = offset - start;
      // ", " ends a clause; a comma inside a number has no space after it.
      const comma0 = sentence.lastIndexOf(', ', local) + 1;
      // A long clause is cut at a space.
      const left = local - comma0 <= 80 ? comma0 : sentence.indexOf(' ', local - 80) + 1;
      const comma = sentence.indexOf(', ', local + 1);
      return sentence.slice(left, Math.min(comma === -1 ? sentence.length : comma, left + 160)).replace(/^[\s,]+/, '').replaceAll('\ue000', '').trim();
    },
    isConsumed: (start, end) => consumed.subarray(start, end).includes(1),
    remaining: blankOut,
  };
  return reader;

  function blankOut(): string {
    let left = '';
    for (let index = 0; index < text.length; index++) left += consumed[index] ? ' ' : text[index];
    return left;
  }

  function sentenceAt(offset: number): { start: number; end: number } {
    let start = 0;
    let end = text.length;
    for (const match of text.matchAll(new RegExp(boundary.source, 'g'))) {
      if (match.index < offset) start = match.index + 1;
      else {
        end = match.index;
        break;
      }
    }
    return { start, end };
  }
}
