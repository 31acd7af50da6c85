import { AppError } from '@hyperlens/protocol';
import type { ErrorCode, Json } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import type { AnyKind } from './kind.ts';
import { kinds } from './registry.ts';

/** Requests and what must come of them. */
export interface ReadCases {
  /** Parameters that a request must give; others may be anything. */
  reads: [request: string, parameters: Record<string, Json>][];
  /** Requests with an essential wish that is not built, and words of the reason. */
  refuses: [request: string, reason: RegExp][];
  /** Requests that are wrong in themselves. */
  throws: [request: string, code: ErrorCode][];
}

/** Registers the cases of one kind: its own prompts, and the requests given. */
export function registerReadCases(kind: AnyKind, cases: ReadCases): void {
  describe(`${kind.id}: requests`, () => {
    it.each(kind.prompts.map((prompt) => ({ prompt })))('understands "$prompt"', ({ prompt }) => {
      const reading = kind.read(prompt);
      expect(reading.unsupported.filter((wish) => wish.essential)).toEqual([]);
      expect(kind.schema.safeParse(reading.parameters).error?.issues ?? []).toEqual([]);
      const best = kinds.map((candidate) => ({ id: candidate.id, score: candidate.matches(prompt) })).toSorted((left, right) => right.score - left.score)[0];
      expect(best?.id).toBe(kind.id);
      const again = kind.read(prompt);
      expect(again).toEqual(reading);
    });

    it.each(cases.reads.map(([request, parameters]) => ({ request, parameters })))('reads "$request"', ({ request, parameters }) => {
      const reading = kind.read(request);
      expect(reading.unsupported.filter((wish) => wish.essential)).toEqual([]);
      expect(reading.parameters).toMatchObject(parameters);
      expect(kind.schema.safeParse(reading.parameters).success).toBe(true);
    });

    it.each(cases.refuses.map(([request, reason]) => ({ request, reason })))('says what is missing in "$request"', ({ request, reason }) => {
      const essential = kind.read(request).unsupported.filter((wish) => wish.essential);
      expect(essential.map((wish) => wish.reason).join(' ')).toMatch(reason);
    });

    if (cases.throws.length === 0) return;
    it.each(cases.throws.map(([request, code]) => ({ request, code })))('refuses "$request"', ({ request, code }) => {
      expect(() => kind.read(request)).toThrow(expect.toSatisfy((error: unknown) => AppError.is(error, code)));
    });
  });
}
