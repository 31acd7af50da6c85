import { AppError } from '@hyperlens/protocol';
import type { Reading } from '@hyperlens/protocol';
import { consumeBoilerplate, durationSource, findAddresses, makeNotes, numberSource, readNames, readNumber, readSeconds, readText, scaled, spokenDuration } from '../reader/index.ts';
import type { Notes, RequestText } from '../reader/index.ts';
import { finishReading, readFeature } from '../reader/finish.ts';
import { mostOwners } from './schema.ts';
import { multisigWishes, vocabulary } from './words.ts';

/** Reads a request for a multi-signature wallet. Throws REQUEST_CONTRADICTS_ITSELF; missing owners are listed, never invented. */
export function readMultisig(request: string): Reading {
  const text = readText(request);
  const notes = makeNotes();
  const names = readNames(text);
  consumeBoilerplate(text);
  for (const wish of multisigWishes) for (const hit of text.takeAll(wish.pattern)) if (!hit.negated) notes.refuse(hit.quote, `${wish.reason}.`, true);
  const delaySeconds = readDelay(text, notes);
  const counts = readCounts(text);
  const owners = readOwners(text, notes, counts.owners);
  const threshold = readThreshold(notes, counts, owners.length);
  if (counts.owners !== null && owners.length > 0 && counts.owners !== owners.length) {
    const missing = counts.owners - owners.length;
    if (missing < 0) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `${counts.owners} owners are asked for, but ${owners.length} are named` });
    notes.refuse(counts.quote, `${counts.owners} owners are asked for, but only ${owners.length} ${owners.length === 1 ? 'is' : 'are'} named. Write the ${missing === 1 ? 'address' : `${missing} addresses`} of the other${missing === 1 ? '' : 's'}; none is invented.`, true);
  }
  if (owners.length > mostOwners) notes.refuse(counts.quote || text.text.slice(0, 120), `A wallet has at most ${mostOwners} owners.`, true);
  const signatures = readFeature(text, notes, 'signatures', /\b(?:erc|eip)[\s-]?1271\b(?:\s+signatures?)?|\b(?:contract|wallet)\s+signatures?\b|\bsign(?:s|ing)?\s+messages?\b/, 'wallet signatures', 'signatures of enough owners count as signature of the wallet (ERC-1271)');
  const receivesNfts = readFeature(text, notes, 'receivesNfts', /\b(?:(?:can\s+)?(?:receives?|holds?|keeps?|stores?|accepts?)\s+(?:(?:erc-?20|eth|ether|tokens?|and|or|,)\s+)*)?(?:nfts?|erc-?721|erc-?1155)(?:\s*(?:and|\/|,|or)\s*(?:nfts?|erc-?721|erc-?1155))*(?:\s+tokens?)?\b/, 'NFTs', 'can receive NFTs by safe transfers');
  const name = names.name?.value ?? 'Multisig Wallet';
  if (names.name) notes.understand('contractName', `named ${name}`, names.name.quote);
  text.takeAll(vocabulary);
  return finishReading(text, notes, { title: 'a multi-signature wallet', name, fallback: 'Wallet', parameters: { owners, threshold, delaySeconds, signatures, receivesNfts } });
}

interface Counts { threshold: number | null; owners: number | null; all: boolean; quote: string }

/** `2 of 3`, `two-of-three`, `3 owners, 2 confirmations`, `3/5`, `all owners must sign`. */
function readCounts(text: RequestText): Counts {
  const pair = text.take(new RegExp(String.raw`(?<threshold>${numberSource})[\s-]*(?:out[\s-]+of|of|\/|from)[\s-]*(?:the\s+)?(?<owners>${numberSource})(?![\d%])(?:\s*(?:owners?|signers?|signatures?|keys?|members?))?`));
  const all = text.take(/\bboth\s+(?:owners?\s+)?(?:must|have\s+to|need\s+to)\s+(?:sign|confirm|approve|agree)\b|\b(?:all|every|each)\s+(?:of\s+the\s+)?(?:owners?|signers?|of\s+them)\s+(?:must|have\s+to|has\s+to|need\s+to|needs\s+to|should)?\s*(?:sign|confirm|approve|agree)\b|\bunanimous(?:ly)?\b/);
  const single = text.take(new RegExp(String.raw`\bthreshold\s*(?:of|is|=|:|at)?\s*(?<before>${numberSource})|(?<after>${numberSource})\s+(?:confirmations?|signatures?|approvals?|votes?|owners?\s+(?:must|have\s+to|need\s+to|to)\s+(?:sign|confirm|approve))\b(?:\s+(?:required|needed|to\s+execute))?|\b(?:requires?|needs?|at\s+least)\s+(?<need>${numberSource})\s+(?:of\s+(?:them|the\s+owners)|owners?|signers?|to\s+(?:sign|confirm|approve))`));
  const owners = text.take(new RegExp(String.raw`(?<owners>${numberSource})\s+(?:owners?|signers?|members?|keys?|people|persons?|partners?|founders?)\b`));
  const threshold = pair?.match.groups?.threshold ?? single?.match.groups?.before ?? single?.match.groups?.after ?? single?.match.groups?.need;
  return { threshold: count(threshold), owners: count(pair?.match.groups?.owners ?? owners?.match.groups?.owners), all: all !== undefined, quote: (pair ?? single ?? owners ?? all)?.quote ?? '' };
}

function count(written: string | undefined): number | null {
  const value = written === undefined ? null : readNumber(written);
  const whole = value && scaled(value, 0);
  return whole === null || whole > 1_000n ? null : Number(whole);
}

function readOwners(text: RequestText, notes: Notes, wanted: number | null): string[] {
  const hits = findAddresses(text);
  for (const hit of hits) text.consume(hit.start, hit.end);
  const owners: string[] = [...new Set(hits.map((hit) => hit.address))];
  const me = text.take(/\b(?:me|myself|i|the\s+deployer|deployer|my\s+(?:own\s+)?(?:account|wallet|address))\b(?=[^.\n]{0,40}(?:owner|signer|and|,|plus|0x|\.|$))/);
  if (me && (owners.length > 0 || wanted === 1)) {
    owners.unshift('$deployer');
    notes.understand('owners', 'the deployer is an owner', me.quote);
  }
  if (hits.length > 0) notes.understand('owners', `${owners.length} owners: ${owners.map((owner) => (owner === '$deployer' ? 'the deployer' : owner)).join(', ')}`, hits[0]?.quote ?? '');
  else if (owners.length === 0) notes.refuse(text.text.slice(0, 120), 'Which accounts are the owners? Write their addresses (0x...); none is invented.', true);
  return owners;
}

function readThreshold(notes: Notes, counts: Counts, owners: number): number {
  const size = counts.owners ?? owners;
  if (counts.threshold !== null) {
    if (size > 0 && counts.threshold > size) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `${counts.threshold} confirmations of ${size} owners` });
    if (counts.threshold === 0) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: 'a wallet that needs no confirmation' });
    notes.understand('threshold', `${counts.threshold} of ${size || 'the'} owners must confirm`, counts.quote);
    return counts.threshold;
  }
  if (counts.all) {
    notes.understand('threshold', 'all owners must confirm', counts.quote);
    return Math.max(size, 1);
  }
  const majority = Math.floor(size / 2) + 1;
  notes.assume('threshold', `no threshold is given, so more than half: ${majority} of ${size}`);
  return majority;
}

function readDelay(text: RequestText, notes: Notes): number {
  const hit = text.take(new RegExp(String.raw`(?<before>${durationSource})\s+(?:time-?lock|delay|waiting\s+(?:time|period)|wait)\b(?:\s+(?:before|on)\s+execution)?|\b(?:time-?lock(?:ed)?|delay(?:ed)?|waiting\s+(?:time|period)|wait)\s*(?:of|for|is|by|:|=)?\s*(?<after>${durationSource})(?:\s+before\s+execut(?:ion|ing))?`));
  const seconds = readSeconds(hit?.match.groups?.before ?? hit?.match.groups?.after ?? '');
  if (!hit || seconds === null) return 0;
  notes.understand('delaySeconds', `${spokenDuration(seconds)} between the last needed confirmation and execution`, hit.quote);
  return seconds;
}
