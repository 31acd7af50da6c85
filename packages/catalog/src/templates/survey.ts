import type { RequestSurvey } from '@hyperlens/protocol';
import { commonWishes, languageOf, leftWords, machineInstructions, networkPhrase, readText } from './reader/index.ts';

/** Looks a request over before its kind is known. Bound its length first; costs about a millisecond per thousand characters. */
export function surveyRequest(request: string): RequestSurvey {
  const text = readText(request);
  const instructions: string[] = [];
  for (const pattern of machineInstructions) {
    // What must not be done ("do not skip the audit") is no attempt.
    for (const hit of text.takeAll(pattern)) if (!/\b(?:not|never|don't)\s+$/i.test(text.text.slice(Math.max(0, hit.start - 8), hit.start))) instructions.push(hit.match[0].trim().slice(0, 160));
  }
  const networks = text.takeAll(networkPhrase).filter((hit) => !hit.negated).map((hit) => {
    const { network, net, bare, barenet, general } = hit.match.groups ?? {};
    return { words: `${network ?? bare ?? general ?? ''}${net ?? barenet ?? ''}`.toLowerCase().replace(/[\s-]+/g, ' ').trim(), quote: hit.match[0].trim() };
  });
  const meaningful = leftWords(text.remaining()).length > 0 || /\b(?:token|coin|nft|erc)/i.test(text.remaining());
  const wishes = commonWishes.flatMap((wish) => text.find(wish.pattern).filter((hit) => !hit.negated).map((hit) => ({ quote: hit.match[0], reason: wish.reason })));
  return { text: text.text, language: languageOf(text.text), instructions, networks, wishes, meaningful };
}
