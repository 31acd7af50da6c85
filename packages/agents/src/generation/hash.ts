import { createHash } from 'node:crypto';
import type { Json, Spec, SpecDraft } from '@hyperlens/protocol';

/** The canonical JSON of RFC 8785 for JSON values: members sorted by UTF-16 code units, no white space, numbers as ECMAScript prints them. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The spec with its hash: SHA-256 of the canonical JSON of what will be built, whatever words asked for it. */
export function hashed(draft: SpecDraft): Spec {
  const { understood: _understood, assumed: _assumed, unsupported: _unsupported, templates: _templates, author: _author, ...built } = draft;
  return { ...draft, hash: createHash('sha256').update(canonicalJson(built as unknown as Json)).digest('hex') };
}
