import { decimal, times } from './decimal.ts';
import type { Decimal } from './decimal.ts';

const small: Record<string, number> = {
  zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15,
  sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, dozen: 12,
};
const magnitudes: Record<string, number> = {
  hundred: 2, k: 3, thousand: 3, thousands: 3, m: 6, mm: 6, mn: 6, mil: 6, mill: 6, mio: 6, million: 6, millions: 6, b: 9, bn: 9, bil: 9, billion: 9, billions: 9, t: 12, tn: 12, trillion: 12, trillions: 12,
  quadrillion: 15,
};
const smallWords = Object.keys(small).filter((word) => word !== 'zero').join('|');
const scaleWords = 'hundred|thousands?|millions?|mill?|mio|mn|billions?|bil|bn|trillions?|tn|quadrillion';

/** Digits as people write them: `1,000,000`, `1.5`, `1_000_000`, `1 000 000`, `1'000'000`, `1.000.000`, `2,5`, `1e6`, `10^6`. */
const digits = String.raw`(?<![\d])\d{1,3}(?:[,_' ]\d{3}){1,26}(?:\.\d{1,40})?(?![\d_])|(?<!\d)\d{1,3}(?:\.\d{3}){2,26}(?!\d)|(?<!\d)\d{1,80}(?:[.,]\d{1,40})?(?![\d])(?:e\+?\d{1,2})?|(?<!\d)\.\d{1,40}(?!\d)`;
/** Number words: `one billion`, `twenty-one million`, `half a million`, `a hundred thousand`. */
const spelled = String.raw`(?:half\s+an?|a\s+quarter\s+(?:of\s+an?)?|an?|(?:${smallWords})(?:[\s-](?:${smallWords}))?)\s+(?:${scaleWords})(?:\s+(?:and\s+)?(?:${smallWords}|${scaleWords}))*|(?:${smallWords})(?:-(?:${smallWords}))?|zero`;

/**
 * Source of a regular expression that matches one number, without groups: put it into a larger pattern between parentheses and give
 * what it matched to `readNumber`. Use the `i` flag.
 */
export const numberSource = String.raw`(?:(?:${digits})(?:\s?(?:k|mm|m|bn|b|tn|t)\b|\s+(?:${scaleWords})\b)?|\b(?:${spelled})\b)`;

/** The value of what `numberSource` matched; null when it is no number after all. */
export function readNumber(text: string): Decimal | null {
  const lower = text.toLowerCase().trim();
  const match = /^([\d.][\d.,_' ^e+]*?)\s*([a-z]+)?$/.exec(lower);
  if (match?.[1] !== undefined) {
    const value = readDigits(match[1].trim());
    if (value === null) return null;
    if (match[2] === undefined) return value;
    const magnitude = magnitudes[match[2]];
    return magnitude === undefined ? null : times(value, { digits: 10n ** BigInt(magnitude), scale: 0 });
  }
  return readWords(lower);
}

function readDigits(text: string): Decimal | null {
  const exponent = /^(.*?)e\+?(\d{1,2})$/.exec(text);
  if (exponent?.[1] !== undefined) {
    const value = readDigits(exponent[1]);
    return value && times(value, { digits: 10n ** BigInt(exponent[2] ?? '0'), scale: 0 });
  }
  if (/^\d{1,3}([,_' ]\d{3})+(\.\d+)?$/.test(text)) return decimal(text.replace(/[,_' ]/g, ''));
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(text)) return decimal(text.replaceAll('.', ''));
  // One comma and not exactly three digits after it: a decimal comma.
  if (/^\d+,\d+$/.test(text)) return /,\d{3}$/.test(text) ? decimal(text.replace(',', '')) : decimal(text.replace(',', '.'));
  return /^\d*(\.\d+)?$/.test(text) && text !== '' ? decimal(text) : null;
}

function readWords(text: string): Decimal | null {
  let total = 0n;
  let current: Decimal | null = null;
  for (const word of text.split(/[\s-]+/)) {
    if (word === 'and' || word === 'of') continue;
    if (word === 'half') current = decimal('0.5');
    else if (word === 'quarter') current = decimal('0.25');
    else if (word === 'a' || word === 'an') current ??= decimal('1');
    else if (word in small) current = { digits: (current === null ? 0n : whole(current) ?? 0n) + BigInt(small[word] ?? 0), scale: 0 };
    else if (word in magnitudes) {
      const exponent = magnitudes[word] ?? 0;
      current = times(current ?? decimal('1'), { digits: 10n ** BigInt(exponent), scale: 0 });
      if (exponent >= 3) {
        const settled = whole(current);
        if (settled === null) return null;
        // "two hundred thousand": the next magnitude multiplies what came before; a smaller word adds to it.
        total += settled;
        current = null;
      }
    } else return null;
  }
  if (current === null) return { digits: total, scale: 0 };
  if (total === 0n) return current;
  const rest = whole(current);
  return rest === null ? null : { digits: total + rest, scale: 0 };
}

function whole(value: Decimal): bigint | null {
  const size = 10n ** BigInt(value.scale);
  return value.digits % size === 0n ? value.digits / size : null;
}
