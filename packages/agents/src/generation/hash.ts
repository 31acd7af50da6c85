import { createHash } from 'node:crypto';
import { canonicalJson, type Spec, type SpecDraft } from '@hyperlens/protocol';

/** The spec with its hash: SHA-256 of the canonical JSON of what will be built, whatever words asked for it. */
export function hashed(draft: SpecDraft): Spec {
  const { understood: _understood, assumed: _assumed, unsupported: _unsupported, templates: _templates, author: _author, ...built } = draft;
  return { ...draft, hash: createHash('sha256').update(canonicalJson(built)).digest('hex') };
}
