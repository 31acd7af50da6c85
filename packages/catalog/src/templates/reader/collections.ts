import { AppError } from '@hyperlens/protocol';
import { findAddresses } from './addresses.ts';
import type { Notes } from './notes.ts';
import type { AccessReading } from './roles.ts';
import type { RequestText } from './text.ts';
import { percentSource, readBasisPoints, spokenBasisPoints } from './units.ts';

/** Highest royalty that is written, basis points. */
const royaltyCeiling = 2_500;

export interface RoyaltyReading { basisPoints: number; limitBasisPoints: number; receiver: string; changeable: boolean }

/** Royalties (ERC-2981) of a collection, consumed; null when there are none. */
export function readRoyalty(text: RequestText, notes: Notes): RoyaltyReading | null {
  const refused = text.takeAll(/\b(?:no|zero|without(?:\s+any)?)\s+(?:creator\s+)?royalt(?:y|ies)\b/);
  const share = `(?<share>${percentSource})`;
  const noun = String.raw`(?:(?:creator|secondary|secondary\s+sales?|resale|artist|marketplace)\s+)?royalt(?:y|ies)\b(?:\s+fees?)?(?:\s*\(?\s*(?:erc|eip)-?2981\)?)?`;
  const sales = String.raw`(?:\s+(?:on|for|from|per|of)\s+(?:each\s+|every\s+|all\s+|any\s+|the\s+)*(?:secondary\s+|re)?(?:sales?|trades?|resales?))?`;
  const hit = [`${share}\\s+(?:of\\s+)?(?:an?\\s+)?${noun}${sales}`, `\\b${noun}${sales}\\s*(?:(?:is|are|of|at|to|be|=|:|should\\s+be|set\\s+to|with)\\s*){0,3}${share}${sales}`, `${share}${sales}\\s+(?:go(?:es)?\\s+to|as)\\s+(?:the\\s+)?(?:creator|artist)\\b`]
    .map((pattern) => text.find(new RegExp(pattern))[0]).find((found) => found !== undefined);
  const bare = text.takeAll(/\b(?:creator\s+)?royalt(?:y|ies)\b|\b(?:erc|eip)-?2981\b/).find((found) => !found.negated);
  if (!hit) {
    if (bare && !refused.length) notes.refuse(bare.quote, 'Royalties were asked for without a share; say for example "5% royalties".', true);
    return null;
  }
  text.consume(hit.start, hit.end);
  if (refused.length) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `royalties are asked for ("${hit.quote}") and refused ("${refused[0]?.quote}")` });
  const basisPoints = readBasisPoints(hit.match.groups?.share ?? '');
  if (basisPoints === null) throw new AppError('INPUT_INVALID', { where: hit.quote, problem: 'is not a whole number of basis points (0.01 %)' });
  if (basisPoints === 0) return null;
  if (basisPoints > royaltyCeiling) {
    notes.refuse(hit.quote, `A royalty of ${spokenBasisPoints(basisPoints)} is not written; the highest is ${spokenBasisPoints(royaltyCeiling)}.`, true);
    return null;
  }
  notes.understand('royalty', `royalty ${spokenBasisPoints(basisPoints)} (ERC-2981)`, hit.quote);
  const changeable = text.takeAll(/\b(?:can|may)\s+(?:later\s+)?(?:change|update|adjust|set|modify)\s+(?:the\s+)?(?:royalt(?:y|ies))\b|\b(?:changeable|adjustable|updatable)\s+royalt(?:y|ies)\b/).some((found) => !found.negated);
  const limitBasisPoints = changeable ? Math.min(royaltyCeiling, Math.max(1_000, basisPoints)) : basisPoints;
  if (changeable) notes.assume('royalty.limitBasisPoints', `the royalty can be changed, never above ${spokenBasisPoints(limitBasisPoints)}`);
  text.takeAll(/\b(?:(?:paid|sent|go(?:es|ing)?|payable)\s+)?to\s+(?:the\s+|my\s+|our\s+)?(?:creator|artist|treasury|owner|deployer|team|me)(?:'s)?(?:\s+(?:wallet|address|account))*\b/);
  const receiver = findAddresses(text).find((found) => found.start >= hit.start && found.start <= hit.end + 100);
  if (receiver) text.consume(receiver.start, receiver.end);
  else notes.assume('royalty.receiver', 'the deployer receives the royalties');
  return { basisPoints, limitBasisPoints, receiver: receiver?.address ?? '$deployer', changeable };
}

/** The first address of metadata (`ipfs://...`, `https://...`), hidden and consumed; trailing punctuation is not part of it. */
export function readUri(text: RequestText, notes: Notes): string | null {
  const hit = text.find(/(?:\b(?:with\s+)?(?:the\s+)?(?:token\s+|base\s+|metadata\s+|contract\s+)*(?:metadata|ur[il]s?|images?)(?:\s*(?:is|at|of|=|:|in|on|under|from|hosted|stored|located|points?|to|set|should\s+be|base|the)){0,5}\s*["']?)?\b(?<uri>(?:ipfs|https?|ar):\/\/[^\s"'<>,;)]{1,300})["']?/)[0];
  const written = hit?.match.groups?.uri;
  if (!hit || written === undefined) return null;
  const uri = written.replace(/[.!?:]+$/, '');
  text.blank(hit.start, hit.end);
  notes.understand('uri', `metadata at ${uri}`, hit.quote === '' ? uri : uri);
  return uri;
}

/** The access style of a contract: what was asked for, else one owner when something needs one. Throws when there is to be no owner and something needs one. */
export function settleAccess(asked: AccessReading, needed: boolean, renounced: boolean, notes: Notes): 'none' | 'ownable' | 'ownable2step' | 'roles' {
  if (needed && renounced) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: 'there is to be no owner, but something in it needs one' });
  const access = asked.style ?? (needed || asked.owner !== '$deployer' ? 'ownable' : 'none');
  if (asked.style) notes.understand('access', { ownable: 'one owner (Ownable)', ownable2step: 'one owner, transferred in two steps (Ownable2Step)', roles: 'roles (AccessControl)' }[asked.style], asked.quote);
  else if (needed) notes.assume('access', 'one owner (Ownable) holds every privileged function');
  if (access !== 'none' && asked.owner === '$deployer') notes.assume('owner', 'the deployer is the owner');
  return access;
}

/** Lists addresses nobody consumed: money may hang on them, so they are essential. */
export function refuseStrayAddresses(text: RequestText, notes: Notes): void {
  for (const hit of findAddresses(text)) {
    text.consume(hit.start, hit.end);
    notes.refuse(hit.quote, `It was not understood what ${hit.address} is for.`, true);
  }
}

/** The words that name a role ("minter role" asks for minting), whether consumed or not. */
export function roleHit(text: RequestText, role: string): string | undefined {
  return text.find(new RegExp(`\\b${role}[\\s_-]role`), { again: true }).find((hit) => !hit.negated)?.quote;
}

/** Whether the request says there is no owner; consumed. */
export function readRenounced(text: RequestText): boolean {
  return text.takeAll(/\b(?:ownership\s+(?:is\s+|must\s+be\s+|should\s+be\s+)?(?:renounced|given\s+up)|renounce[ds]?\s+ownership|owner[\s-]?less|(?:no|without(?:\s+an?y?)?)\s+(?:owner|admin|owner\s+or\s+admin|admin\s+or\s+owner|access\s+control|central\s+authority)(?:ship)?)\b(?!\s+(?:can|functions?|keys?))/).length > 0;
}

/** A feature with its note: wanted, refused or not said. Throws when it is both wanted and refused. */
export function wantedFeature(text: RequestText, notes: Notes, feature: { field: string; pattern: RegExp; title: string; statement: string }): boolean {
  const reading = text.feature(feature.pattern, feature.title);
  if (reading.wanted !== undefined) notes.understand(feature.field, reading.wanted ? feature.statement : `no ${feature.title}`, reading.quote);
  return reading.wanted === true;
}
