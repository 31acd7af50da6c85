import { AppError } from '@hyperlens/protocol';
import { findAddresses, numberSource, percentSource, readBasisPoints, readNumber, spoken, toBaseUnits } from '../reader/index.ts';
import type { Decimal, Notes, RequestText } from '../reader/index.ts';

const unit = String.raw`\s*(?:tokens?|coins?|units?|eth|ether|mnt|t?metis|usd[ct]|dai|(?-i:[A-Z]{2,8}))?\b`;
const amount = String.raw`(?:(?<percent>${percentSource})|(?<number>${numberSource})${unit})`;

type Share = { basisPoints: number } | { amount: Decimal };

/** Beneficiaries with their amounts in the smallest unit. Shares in percent need a total. Every address left in the request is one. */
export function readGrants(text: RequestText, notes: Notes, decimals: number): { beneficiary: string; amount: string }[] {
  const hits = findAddresses(text);
  if (hits.length === 0) return [];
  // "1,000 each for A and B" before amounts beside single addresses.
  const each = readEach(text);
  const shares = hits.map((hit, index) => {
    const from = index === 0 ? 0 : hits[index - 1]?.end ?? 0;
    return { hit, share: after(text, hit.end, hits[index + 1]?.start ?? text.text.length) ?? before(text, from, hit.start) };
  });
  const total = readTotal(text);
  for (const hit of hits) text.consume(hit.start, hit.end);
  const open = shares.filter((entry) => entry.share === null);
  const grants: { beneficiary: string; amount: string }[] = [];
  for (const { hit, share } of shares) {
    const value = resolve(share ?? (each ? { amount: each } : open.length === 1 && shares.length === 1 && total ? { amount: total } : null), total, decimals);
    if (value === null || value === '0') {
      notes.refuse(hit.quote, `How much does ${hit.address} get? ${share && 'basisPoints' in share ? 'A share in percent needs a total amount.' : 'No amount is given.'}`, true);
      continue;
    }
    if (grants.some((grant) => grant.beneficiary === hit.address)) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `${hit.address} is named twice as a beneficiary` });
    grants.push({ beneficiary: hit.address, amount: value });
    notes.understand(`grants.${grants.length - 1}`, `${hit.address} gets ${spoken({ digits: BigInt(value), scale: decimals })}`, hit.quote);
  }
  return grants;
}

function resolve(share: Share | null, total: Decimal | null, decimals: number): string | null {
  if (share === null) return null;
  if ('amount' in share) return toBaseUnits(share.amount, decimals);
  return total === null ? null : ((BigInt(toBaseUnits(total, decimals)) * BigInt(share.basisPoints)) / 10_000n).toString();
}

function after(text: RequestText, start: number, end: number): Share | null {
  return take(text, start, end, String.raw`^[\s:=>(,-]*(?:(?:gets?|receives?|is\s+granted|with|has|for|of|will\s+(?:get|receive)|should\s+(?:get|receive)|amount)\s*:?\s*)*${amount}\)?`);
}

function before(text: RequestText, start: number, end: number): Share | null {
  return take(text, start, end, String.raw`${amount}\s*(?:(?:are|is|go(?:es)?|vest(?:s|ed|ing)?|granted|allocated|of\s+it)\s+)*(?:to|for|->|=>|:)\s*(?:the\s+)?(?:[a-z]+\s+){0,3}$`);
}

/** Reads a share between two offsets of the text and consumes it. */
function take(text: RequestText, start: number, end: number, source: string): Share | null {
  const match = new RegExp(source, 'i').exec(text.text.slice(start, end));
  if (!match || text.isConsumed(start + match.index + match[0].search(/\d/), start + match.index + match[0].length)) return null;
  const { percent, number } = match.groups ?? {};
  const points = percent === undefined ? null : readBasisPoints(percent);
  const value = number === undefined ? null : readNumber(number);
  if (points === null && value === null) return null;
  text.consume(start + match.index, start + match.index + match[0].length);
  return points === null ? { amount: value ?? { digits: 0n, scale: 0 } } : { basisPoints: points };
}

function readEach(text: RequestText): Decimal | null {
  const hit = text.take(new RegExp(String.raw`(?<before>${numberSource})${unit}\s*(?:each|per\s+(?:person|beneficiary|head|address|wallet)|apiece|for\s+each)\b|\b(?:each|every\s+\w+|both|all)\s+(?:of\s+them\s+)?(?:gets?|receives?|with|has|will\s+(?:get|receive))\s+(?<after>${numberSource})${unit}`));
  const written = hit?.match.groups?.before ?? hit?.match.groups?.after;
  return written === undefined ? null : readNumber(written);
}

function readTotal(text: RequestText): Decimal | null {
  const hit = text.take(new RegExp(String.raw`\b(?:total(?:\s+(?:amount|allocation))?(?:\s+of|\s+is|\s*:)?|vest(?:s|ing)?|amount(?:\s+of|\s*:)?|lock(?:s|ing)?(?:\s+up)?|distribut(?:es?|ing)|releas(?:es?|ing))\s+(?<after>${numberSource})(?!\s*(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|%))${unit}(?:\s+in\s+total)?|(?<before>${numberSource})\s*(?:tokens?|coins?|eth|ether|mnt|t?metis|usd[ct]|dai)\b(?:\s+(?:in\s+total|total))?`));
  const written = hit?.match.groups?.after ?? hit?.match.groups?.before;
  return written === undefined ? null : readNumber(written);
}
