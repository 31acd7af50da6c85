import type { KindLibrary } from '@hyperlens/protocol';
import { findKind, kinds } from './registry.ts';
import { surveyRequest } from './survey.ts';

/** Below this no kind is recognised. */
const threshold = 0.25;
/** How much a template that retrieval found can add to the score of its kind. */
const retrievalWeight = 0.15;

/** The kinds of the registry with the choice between them: score of the words, plus a share of the best template hit of each kind where the words leave room. */
export const kindLibrary: KindLibrary = {
  kinds,
  find: findKind,
  survey: surveyRequest,
  choose(request, hits = []) {
    const scored = kinds.map((kind) => {
      const words = kind.matches(request);
      const best = Math.max(0, ...hits.filter((hit) => hit.kind === kind.id).map((hit) => Math.min(1, hit.score)));
      // Retrieval alone never decides: a kind whose words are not there stays out, and the clearer the words are, the less it adds.
      return { kind, score: words === 0 ? 0 : words + retrievalWeight * best * (1 - words) };
    });
    const best = scored.toSorted((left, right) => right.score - left.score)[0];
    return best && best.score >= threshold ? best : null;
  },
};
