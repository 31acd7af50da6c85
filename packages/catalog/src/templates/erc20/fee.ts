import { AppError } from '@hyperlens/protocol';
import { findAddresses, percentSource, readBasisPoints, spokenBasisPoints } from '../reader/index.ts';
import type { Hit, Notes, RequestText } from '../reader/index.ts';
import { feeCeiling } from './schema.ts';
import type { Erc20Parameters } from './schema.ts';

const share = `(?<share>${percentSource})`;
const noun = String.raw`(?:transfer|transaction|tx|trading)?[\s-]*(?:fees?|tax(?:es)?|lev(?:y|ies)|commission)`;
const occasion = String.raw`(?:\s+(?:(?:is\s+|are\s+)?(?:taken|charged|deducted|collected)\s+)?(?:on|per|of|for|from|in)\s+(?:each|every|all|any|the)?\s*(?:token\s+)?(?:transfers?|transactions?|tx|sends?|payments?|movements?)(?:\s+amount)?)?`;

const feePatterns = [
  String.raw`${share}\s+(?:of\s+)?(?:an?\s+)?(?:fixed\s+|flat\s+|constant\s+|initial\s+)?${noun}\b${occasion}`,
  String.raw`\b(?:fixed\s+|flat\s+|constant\s+|initial\s+)?${noun}${occasion}\s*(?:(?:is|of|at|to|be|=|:|starts?(?:\s+(?:at|with))?|should\s+be|set\s+to|with)\s*){0,3}${share}${occasion}`,
  String.raw`\b(?:takes?|charges?|deducts?|collects?|burns?|sends?|keeps?|skims?)\s+(?:an?\s+)?${share}\s*(?:${noun})?${occasion}`,
  String.raw`${share}\s+(?:of|on|from|per)\s+(?:each|every|all|any)\s+(?:token\s+)?(?:transfers?|transactions?|tx|sends?|payments?)(?:\s+amount)?`,
];
const limitPattern = String.raw`(?:\b(?:(?:the\s+)?(?:fees?|tax(?:es)?)\s+)?(?:(?:hard\s+)?(?:limit|cap|ceiling)(?:ped)?|max(?:imum)?(?:\s+fee)?|at\s+most|up\s+to|no\s+more\s+than|not\s+more\s+than|(?:but\s+)?(?:can\s*|must\s+|may\s+|will\s+)?(?:not|never|n't)\s+(?:ever\s+)?(?:be\s+)?(?:(?:set\s+|raised?\s+|go\s+|increased?\s+)?(?:above|over|beyond|exceed|higher\s+than|more\s+than|past|to\s+more\s+than))|(?:below|under)|capped|limited)\s*(?:(?:of|at|to|is|:|=)\s*){0,2}${share}|${share.replace('share', 'second')}\s+(?:max(?:imum)?|(?:hard\s+)?(?:cap|limit))\b)(?:\s+fee)?`;

/** Transfer fee of the request, consumed; null when there is none. Contradictions throw; a fee above the ceiling is refused as essential. */
export function readFee(text: RequestText, notes: Notes): Erc20Parameters['fee'] {
  const refused = text.takeAll(/\b(?:no|zero|without(?:\s+any)?)\s+(?:transfer\s+|transaction\s+|hidden\s+|trading\s+)?(?:fees?|tax(?:es)?)\b(?:\s+on\s+transfers?)?|\b(?:fee|tax)[\s-]free\b/);
  const found = firstShare(text);
  if (!found) return null;
  const { hit, basisPoints } = found;
  if (refused.length > 0) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `a fee is asked for ("${hit.quote}") and refused ("${refused[0]?.quote}")` });
  if (basisPoints > feeCeiling) {
    notes.refuse(hit.quote, `A transfer fee of ${spokenBasisPoints(basisPoints)} is not written; the highest is ${spokenBasisPoints(feeCeiling)}.`, true);
    return null;
  }
  notes.understand('fee.basisPoints', `transfer fee ${spokenBasisPoints(basisPoints)}`, hit.quote);
  const limitHit = text.find(new RegExp(limitPattern)).find((candidate) => !/per\s+(?:wallet|holder|account)/i.test(candidate.quote));
  const limit = limitHit ? readBasisPoints(limitHit.match.groups?.share ?? limitHit.match.groups?.second ?? '') : null;
  if (limitHit) text.consume(limitHit.start, limitHit.end);
  const changes = text.feature(/\b(?:(?:can|may|is\s+able\s+to)\s+)?(?:chang(?:e|es|ing|ed|eable)|adjust(?:able|ed|s|ing)?|updat(?:e|es|ed|eable)|modif(?:y|ied|iable)|set|lower(?:ed)?|raise[ds]?|configur(?:e|able|ed)|reduce[ds]?|increase[ds]?|edit(?:able)?)(?:\s+(?:it|the|this|transfer|and|or|lower|raise|by|only|owner|to|up|rate))*(?:\s+(?:fee|tax|percentage|rate))?(?:\s+(?:later|anytime|at\s+any\s+time))?\b/, 'changing the fee');
  const fixed = text.takeAll(/\b(?:fixed|immutable|constant|permanent)\s+(?:fee|tax|rate)\b|\b(?:fee|tax|it)\s+(?:is|must\s+be|should\s+be|stays)\s+(?:fixed|immutable|constant|permanent)\b/).length > 0;
  const changeable = changes.wanted ?? (!fixed && limit !== null && limit !== basisPoints);
  if (fixed && changes.wanted) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: 'the fee is fixed and may be changed' });
  if (limit !== null && limit < basisPoints) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `the fee of ${spokenBasisPoints(basisPoints)} is above its limit of ${spokenBasisPoints(limit)}` });
  const hardLimit = changeable ? Math.min(feeCeiling, limit ?? Math.max(500, basisPoints)) : basisPoints;
  if (changeable && limit === null) notes.assume('fee.limitBasisPoints', `the fee can be changed, never above ${spokenBasisPoints(hardLimit)} (hard limit in the code)`);
  if (limit !== null && limit > feeCeiling) notes.assume('fee.limitBasisPoints', `the hard limit is ${spokenBasisPoints(feeCeiling)}, the highest that is written`);
  if (limit !== null && limitHit) notes.understand('fee.limitBasisPoints', `hard limit of the fee ${spokenBasisPoints(hardLimit)}`, limitHit.quote);
  if (!changeable) notes.assume('fee.changeable', 'nobody can change the fee');
  const recipient = readRecipient(text, notes, hit);
  text.takeAll(/\b(?:the\s+)?(?:transfer\s+|transaction\s+)?(?:fees?|tax(?:es)?)\b/);
  return { basisPoints, limitBasisPoints: hardLimit, recipient, changeable };
}

function firstShare(text: RequestText): { hit: Hit; basisPoints: number } | null {
  for (const pattern of feePatterns) {
    const hit = text.find(new RegExp(pattern)).find((candidate) => !/royalt|per\s+wallet/i.test(candidate.match[0]));
    const written = hit?.match.groups?.share;
    if (!hit || written === undefined) continue;
    const basisPoints = readBasisPoints(written);
    if (basisPoints === null) throw new AppError('INPUT_INVALID', { where: written, problem: 'is not a whole number of basis points (0.01 %)' });
    text.consume(hit.start, hit.end);
    return basisPoints === 0 ? null : { hit, basisPoints };
  }
  return null;
}

function readRecipient(text: RequestText, notes: Notes, fee: Hit): string {
  const near = (start: number): boolean => start >= fee.start - 30 && start <= fee.end + 140;
  const burned = /\bburn(?:s|ed|t)?\b/i.test(fee.match[0]) || text.takeAll(/\b(?:(?:which|that|it)\s+)?(?:is|are|gets?|to\s+be|being)\s+(?:automatically\s+)?(?:burn(?:ed|t)|destroyed)\b|\bsent\s+to\s+(?:the\s+)?(?:burn|dead|zero)\s+address\b|(?<=[%\ue000a-z]\s)(?:gets\s+)?burn(?:ed|t)\b(?:\s+on\s+(?:each|every)\s+transfer)?/).some((hit) => near(hit.start) && !hit.negated);
  if (burned) {
    notes.understand('fee.recipient', 'the fee is burned', fee.quote);
    return 'burn';
  }
  const words = text.takeAll(/\b(?:(?:which|that|it|fees?)\s+)?(?:is\s+|are\s+|gets?\s+)?(?:go(?:es|ing)?|sent|paid|credited|collected|transferred|given)?\s*(?:to|by|for)\s+(?:the\s+|a\s+|my\s+|our\s+)?(?:treasury|fee\s+(?:recipient|collector|receiver|wallet)|team(?:\s+wallet)?|marketing(?:\s+wallet)?|charity(?:\s+wallet)?|dev(?:eloper)?s?(?:\s+wallet)?|owner|deployer|collector|foundation|wallet|address|account|me)\b(?:\s+(?:wallet|address|account|at|is))*/).filter((hit) => near(hit.start));
  const recipient = findAddresses(text).find((hit) => near(hit.start));
  if (recipient) {
    text.consume(recipient.start, recipient.end);
    notes.understand('fee.recipient', `the fee goes to ${recipient.address}`, recipient.quote);
    return recipient.address;
  }
  notes.assume('fee.recipient', words[0] && !/owner|deployer|\bme\b/i.test(words[0].match[0]) ? `no address is given for "${words[0].match[0].trim()}", so the deployer receives the fee` : 'the deployer receives the fee');
  return '$deployer';
}
