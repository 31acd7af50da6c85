import { createHash } from 'node:crypto';
import type { Json, Spec, SpecDraft } from '@hyperlens/protocol';

/** JSON in the canonical form of RFC 8785: sorted keys (UTF-16 code units), no spaces, numbers as ECMAScript writes them. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    // Default sort compares UTF-16 code units, as the RFC asks.
    return `{${Object.keys(value).toSorted().map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The spec with its hash: SHA-256 of the canonical JSON of what is built, without what was said about the request. */
export function hashSpec(draft: SpecDraft): Spec {
  const { understood: _understood, assumed: _assumed, unsupported: _unsupported, ...built } = draft;
  return { ...draft, hash: createHash('sha256').update(canonicalJson(built as unknown as Json)).digest('hex') };
}
