import { AppError } from '@hyperlens/protocol';
import { quantitySource, readQuantity, tokenUnits } from '../reader/index.ts';
import type { Hit, Quantity, RequestText } from '../reader/index.ts';

const most = String.raw`(?:(?:max(?:imum)?|at\s+most|up\s+to|no\s+more\s+than|not\s+more\s+than|more\s+than|limit(?:ed)?(?:\s+(?:to|of))?|(?:not|never)\s+exceed)\s+(?:of\s+)?)`;
const ofSupply = String.raw`(?:\s+of\s+(?:the\s+)?(?:total\s+|initial\s+|max(?:imum)?\s+)?supply)?`;
const link = String.raw`\s*(?:(?:is|of|at|to|be|=|:|should\s+be|must\s+be|set\s+to|cannot\s+exceed|can't\s+exceed)\s*){0,3}`;
const transferWord = String.raw`(?:transfer|transaction|tx|txn|trade|send)`;
const walletWord = String.raw`(?:wallet|holder|address|account|person|user)`;

const transferPatterns = [
  String.raw`\bmax(?:imum)?[\s-]*(?:amount\s+(?:of|per)\s+(?:an?\s+)?)?${transferWord}(?:\s+(?:amount|size|limit|value))?${link}${quantitySource}${tokenUnits}${ofSupply}`,
  String.raw`\b(?:${transferWord}\s+(?:amount\s+)?(?:limit|cap|max(?:imum)?)|limit\s+(?:each\s+|every\s+|all\s+)?${transferWord}s?)${link}(?:max(?:imum)?\s+)?${quantitySource}${tokenUnits}${ofSupply}`,
  String.raw`\b${most}?${quantitySource}${tokenUnits}${ofSupply}\s+(?:can\s+be\s+(?:sent|transferred|moved)\s+)?(?:max(?:imum)?\s+)?(?:per|in\s+(?:one|a\s+single|any|each)|at\s+once\s+per|in\s+a|each)\s+(?:single\s+)?${transferWord}\b`,
  String.raw`\b(?:nobody|no\s+one|no\s+${walletWord})\s+(?:can|may)\s+(?:send|transfer|move)\s+more\s+than\s+${quantitySource}${tokenUnits}${ofSupply}(?:\s+(?:at\s+once|per\s+${transferWord}|in\s+one\s+${transferWord}))?`,
];
const walletPatterns = [
  String.raw`\bmax(?:imum)?[\s-]*(?:(?:amount|balance|tokens?|holding)\s+per\s+)?(?:${walletWord}(?:\s+(?:balance|size|holdings?|amount|limit))?|balance|holdings?)(?:\s+per\s+${walletWord})?${link}${quantitySource}${tokenUnits}${ofSupply}`,
  String.raw`\b(?:${walletWord}|holding)\s+(?:limit|cap|max(?:imum)?)${link}${quantitySource}${tokenUnits}${ofSupply}`,
  String.raw`\b${most}?${quantitySource}${tokenUnits}${ofSupply}\s+(?:max(?:imum)?\s+)?(?:per|in\s+(?:any|one|a\s+single|each)|for\s+each|each)\s+(?:single\s+)?${walletWord}\b`,
  String.raw`\b(?:nobody|no\s+one|no\s+(?:single\s+)?${walletWord}|(?:a|any|each|every)\s+${walletWord})\s+(?:can|may|must|should)\s*(?:ever\s+|not\s+|n't\s+|never\s+)?(?:hold|own|have)\s+(?:more\s+than|at\s+most|up\s+to|over|above)\s+${quantitySource}${tokenUnits}${ofSupply}`,
];

export interface LimitsReading { transfer: { quantity: Quantity; hit: Hit } | null; wallet: { quantity: Quantity; hit: Hit } | null }

/** Largest transfer and wallet of the request, consumed. Shares are of the supply. Throws INPUT_INVALID for a share above 100 %. */
export function readLimits(text: RequestText): LimitsReading {
  text.takeAll(/\banti[\s-]?whale(?:\s+(?:protection|limits?|mechanism|measures?))?(?=[^.\n;]{0,60}(?:\d|percent|per\s+(?:wallet|transfer)))|\bno\s+(?:transfer|wallet|holding)\s+limits?\b/);
  return { transfer: firstQuantity(text, transferPatterns), wallet: firstQuantity(text, walletPatterns) };
}

function firstQuantity(text: RequestText, patterns: string[]): { quantity: Quantity; hit: Hit } | null {
  for (const pattern of patterns) {
    for (const hit of text.find(new RegExp(pattern))) {
      if (/\b(?:fee|tax)\b/i.test(hit.match[0])) continue;
      const quantity = readQuantity(hit);
      if (!quantity) continue;
      if ('basisPoints' in quantity && (quantity.basisPoints > 10_000 || quantity.basisPoints === 0)) throw new AppError('INPUT_INVALID', { where: hit.quote, problem: 'a limit is a share above 0 % and at most 100 % of the supply' });
      text.consume(hit.start, hit.end);
      return { quantity, hit };
    }
  }
  return null;
}
