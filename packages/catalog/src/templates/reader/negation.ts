/**
 * Scope of negation in one sentence. Rules, in this order: a prefix ("non-mintable"), a verdict after the words ("minting is not
 * allowed"), a negator before them with nothing between that ends its scope. Over lists it reaches further when the list is joined
 * with "or"/"nor" or opened by "without"/"neither".
 */

/** The text with phrases whose negator negates nothing overwritten, same length. */
export function neutralPhrases(text: string): string {
  const neutral = [
    /\b(?:no|not)\s+(?:more|less|fewer|greater|higher|larger|bigger|longer|later|earlier|only|just|over|above|beyond)\b/gi,
    /\b(?:can ?not|can't|must not|may not|should not|shall not|will not|won't|does not|doesn't|never|not)\s+(?:ever\s+)?(?:be\s+)?(?:exceed|go\s+(?:over|above|beyond)|pass|surpass|above|more\s+than|over)(?:ed|s|ing)?\b/gi,
    /\b(?:no[\s-]?one|nobody|none)\s+(?:else\s+)?(?:but|except|other\s+than)\b/gi,
    /\bno\s+limits?\b|\bno\s+(?:one|body)\s+else\b|\bnothing\s+(?:else|more)\b|\bnot\s+required\s+but\b|\bif\s+not\b|\bwhether\s+or\s+not\b|\bwhy\s+not\b/gi,
    /\bonce\s+(?:[a-z]+\s+)?(?:can ?not|never)\b/gi,
  ];
  let calm = text;
  for (const pattern of neutral) calm = calm.replace(pattern, (phrase) => '~'.repeat(phrase.length));
  return calm;
}

const negator = /\b(?:not|no|non|never|without|w\/o|neither|nor|cannot|can't|don't|doesn't|mustn't|shouldn't|won't|isn't|aren't|nobody|no-one|avoid|exclude|excluding|omit|disable|disallow|forbid|prohibit|prevent|minus|skip|lacks?|dont|doesnt|cant)\b/gi;
const scopeEnd = /\b(?:but|however|except|although|though|yet|while|instead|only|please|also|plus)\b|[:()]/i;
const verb = /\b(?:can|may|should|must|will|is|are|has|have|gets?|let|allow|make|add|use|want|need)\b/i;
const verdict = /^[\s"']*(?:s|ing|able|function(?:ality)?s?|features?|tokens?|of tokens)?\s*(?:(?:is|are|be|should be|must be|shall be|will be|to be)\s+)?(?:not\s+(?:be\s+)?(?:allowed|possible|permitted|needed|wanted|required|supported|included|enabled|available|exist)|(?:must|should|shall|can|may|will|do|does)\s*(?:not|n't)\s*(?:be\s+(?:possible|allowed|permitted|able|enabled|included)|exist)|cannot\s+be\s+(?:possible|allowed)|disabled|forbidden|prohibited|impossible|off\b|excluded|unwanted)/i;
const answer = /^[\s"']*(?:\?\s*)?[:=]\s*(?:no\b|false\b|none\b|off\b|n\b|disabled\b|x\b)/i;

/** Whether the words from `start` to `end` of the sentence are negated. */
export function isNegated(sentence: string, start: number, end: number): boolean {
  const before = sentence.slice(Math.max(0, start - 200), start);
  const after = sentence.slice(end, end + 80);
  if (/(?:\bnon|\bnot)[\s-]?$/i.test(before)) return true;
  if (verdict.test(after) || answer.test(after)) return true;
  const found = [...before.matchAll(negator)].at(-1);
  if (!found) return false;
  const between = before.slice(found.index + found[0].length);
  if (scopeEnd.test(between)) return false;
  const pieces = between.split(/,|\band\b|\bor\b|\bnor\b|\//i);
  if (pieces.length === 1) return words(between) <= 7 && !(verb.test(between) && words(between) > 4 && /\b(?:can|may|will)\b/i.test(between));
  // "no X, Y": only a list, no new sentence after the comma.
  if (pieces.slice(1).some((piece) => verb.test(piece)) || pieces.some((piece) => words(piece) > 5)) return false;
  // "A fee of 1 %, not mintable, ...": every list item between must be short.
  const joined = /\b(?:or|nor)\b/i.test(between) || /^[^.;]{0,40}?(?:,|\s)\s*(?:or|nor)\b/i.test(listAfter(after));
  return joined || /^(?:without|w\/o|neither|nor|exclude|excluding|avoid|omit)$/i.test(found[0]);
}

/** The rest of a list of short items after the words: `, burnable or pausable`. */
function listAfter(after: string): string {
  return /^(?:\s*,\s*[\w-]+){0,4}\s*,?\s*(?:or|nor)\b/i.exec(after)?.[0] ?? '';
}

function words(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
