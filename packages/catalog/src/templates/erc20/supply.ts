import { AppError } from '@hyperlens/protocol';
import { findAddresses, numberSource, readNumber, spoken, toBaseUnits, tokenUnits } from '../reader/index.ts';
import type { Decimal, Hit, Notes, RequestText } from '../reader/index.ts';

const amount = `(${numberSource})${tokenUnits}`;
const link = String.raw`(?:(?:is|of|at|to|be|should\s+be|must\s+be|will\s+be|set\s+(?:to|at)|equals?|fixed\s+at|=|:|-|,)\s*){0,3}`;

const capPatterns = [
  String.raw`\b(?:(?:hard[\s-]?)?capp?ed(?:\s+supply)?|(?:hard[\s-]?|supply\s+)?cap|max(?:imum)?[\s-]*(?:total\s+)?(?:token\s+)?(?:supply|cap|number\s+of\s+tokens)|max\s+total|(?:upper|supply|total\s+supply|minting)\s+limit(?:ed)?|supply\s+(?:is\s+)?limited|limited\s+supply)\s*${link}(?:an?\s+)?(?:total\s+(?:supply\s+)?of\s+|max(?:imum)?\s+(?:of\s+)?)?${amount}(?:\s+(?:in\s+)?(?:total|overall|max(?:imum)?)\b)?`,
  String.raw`${amount}\s+(?:(?:hard[\s-]?|supply\s+)?cap\b|max(?:imum)?(?:\s+(?:total\s+)?supply)\b|max(?:imum)?\b(?!\s*(?:per|wallet|transfer|transaction|tx)))`,
  String.raw`\b(?:(?:total\s+)?supply\s+)?(?:(?:can|must|may|should|shall|will|to)\s*)?(?:not|never|n't)\s+(?:ever\s+)?(?:be\s+)?(?:allowed\s+to\s+)?(?:go\s+(?:above|over|beyond)|exceed(?:ing|s)?|(?:be\s+)?(?:more|greater|higher|larger)\s+than|above|pass|surpass)\s+${amount}(?:\s+in\s+total)?`,
  String.raw`\b(?:up\s+to|at\s+most|no\s+more\s+than|not\s+more\s+than|(?:an?\s+)?max(?:imum)?(?:\s+of)?)\s+(?:an?\s+(?:total|max(?:imum)?)\s+of\s+)?${amount}(?:\s+(?:in\s+total|total|overall|can\s+(?:ever\s+)?(?:be\s+minted|exist)|ever|minted))?`,
];

const initialPatterns = [
  String.raw`\b(?:(?:initial|starting|start|genesis|pre-?minted|premint|launch|fixed|total|constant|full|token)\s+)*supply\s*${link}(?:exactly\s+|about\s+|an?\s+(?:fixed\s+)?)?${amount}`,
  String.raw`${amount}\s+(?:(?:initial|starting|fixed|total|constant|pre-?minted)\s+){0,2}(?:supply\b|pre-?mint(?:ed)?\b|in\s+circulation|initially\b|to\s+(?:start|begin)(?:\s+with)?|at\s+(?:launch|start|genesis|deployment))`,
  String.raw`\b(?:pre-?mint|initial\s+mint|mint|issue|create|start|begin|send|give|allocate)(?:s|ed|ing)?\s*(?:with|of|:)?\s+(?:all\s+|exactly\s+|the\s+)?${amount}(?=\s+(?:\(|to\b|at\b|on\b|upon\b|for\b|initially\b|in\s+the\s+constructor)|\s*[,.;\n)]|\s*$|\s+and\b)`,
  String.raw`${amount}\s+(?:are\s+|is\s+|get\s+|should\s+be\s+|must\s+be\s+|will\s+be\s+)?(?:pre-?)?(?:minted|issued|created|sent|given|go(?:es)?)\b(?=\s+(?:to|at|on|upon|initially|in\s+advance))`,
  String.raw`${amount}(?<=tokens|coins|units|\ue000)`,
  String.raw`(?<![\w.,])(${numberSource})(?=\s*(?:[,.;\n)](?!\d)|$))`,
];

const recipientPattern = String.raw`\b(?:(?:all|everything|which|that|it|they|them|the\s+(?:whole|entire|full)\s+supply|of\s+(?:it|them|which))\s+)*(?:(?:is|are|gets?|should\s+be|will\s+be|must\s+be|to\s+be|being|be)\s+)?(?:all\s+)?(?:pre-?)?(?:minted|sent|go(?:es|ing)?|given|allocated|assigned|transferred|issued|credited|mint(?:ing|s)?)\s+(?:it\s+|all\s+|everything\s+|them\s+)?(?:to|for)\s+(?:the\s+|my\s+|our\s+)?(?:contract\s+)?(?<who>deployer|owner|creator|admin|me|myself|us|deploying|sender|msg\.sender|treasury|team|multisig|wallet|address|account|0x[0-9a-f]{40}|founders?|company|dao|reserve|foundation)\b(?:'s)?(?:\s*(?:wallet|address|account|is|at|:|\())*`;

export interface SupplyReading { initial: Decimal | null; cap: Decimal | null; recipient: string; quotes: { initial: string; cap: string } }

/** Initial supply, cap and who receives the initial supply, consumed. Amounts are in whole tokens; null when not said. */
export function readSupply(text: RequestText, notes: Notes, owner: string): SupplyReading {
  text.takeAll(/\b(?:un-?capped|no\s+(?:supply\s+)?(?:cap|max(?:imum)?(?:\s+supply)?)|unlimited(?:\s+(?:total\s+)?supply)?|infinite\s+supply)\b/);
  const none = text.takeAll(/\b(?:no|zero|without(?:\s+an?y?)?)\s+(?:initial|starting|pre-?minted)\s+(?:supply|tokens?)\b|\bno\s+pre-?mint\b|\bstarts?\s+(?:at|with)\s+(?:zero|0)\b(?:\s+supply)?|\binitial\s+supply\s*(?:of|is|:|=)?\s*(?:none|zero|0)\b/);
  const cap = firstNumber(text, capPatterns);
  const initial = firstNumber(text, initialPatterns);
  if (none.length > 0 && initial && initial.value.digits > 0n) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `"${none[0]?.quote}" and "${initial.hit.quote}"` });
  const recipient = readRecipient(text, notes, owner);
  return {
    initial: initial?.value ?? (none.length ? { digits: 0n, scale: 0 } : null), cap: cap?.value ?? null, recipient,
    quotes: { initial: initial?.hit.quote ?? none[0]?.quote ?? '', cap: cap?.hit.quote ?? '' },
  };
}

function firstNumber(text: RequestText, patterns: string[]): { value: Decimal; hit: Hit } | null {
  for (const pattern of patterns) {
    const hit = text.find(new RegExp(pattern)).find((candidate) => candidate.match[1] !== undefined && /\d|[a-z]/i.test(candidate.match[1]));
    const value = hit?.match[1] === undefined ? null : readNumber(hit.match[1]);
    if (!hit || value === null) continue;
    text.consume(hit.start, hit.end);
    return { value, hit };
  }
  return null;
}

function readRecipient(text: RequestText, notes: Notes, owner: string): string {
  const hits = text.takeAll(new RegExp(recipientPattern));
  text.takeAll(/\b(?:at|on|upon|during|in)\s+(?:the\s+)?(?:deploy(?:ment)?|construction|constructor|creation|launch)\b/);
  const hit = hits.find((candidate) => !candidate.negated);
  if (!hit) return '$deployer';
  const direct = findAddresses(text, { again: true }).find((candidate) => candidate.start >= hit.start && candidate.start <= hit.end + 12);
  if (direct) {
    text.consume(direct.start, direct.end);
    return direct.address;
  }
  const who = hit.match.groups?.who?.toLowerCase() ?? '';
  if (who === 'owner' || who === 'admin' || who === 'multisig') return owner;
  if (!/^(?:deployer|creator|me|myself|us|deploying|sender|msg\.sender)$/.test(who)) notes.assume('supply.recipient', `no address is given for the ${who}, so the deployer receives the initial supply`);
  return '$deployer';
}

/** Whole tokens to base units, and for people. */
export function supplyAmount(value: Decimal, decimals: number): { units: string; words: string } {
  return { units: toBaseUnits(value, decimals), words: spoken(value) };
}
