import { AppError } from '@hyperlens/protocol';
import { scaled, spoken } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { numberSource, readNumber } from './numbers.ts';
import type { Hit } from './text.ts';
import { percentSource, readBasisPoints } from './units.ts';

/** Matches a share or a number in the named groups `percent` and `number`; use once per pattern and give the hit to `readQuantity`. */
export const quantitySource = `(?:(?<percent>${percentSource})|(?<number>${numberSource}))`;

/** Matches the unit people put after an amount of tokens: `tokens`, `coins`, the hidden name or ticker. */
export const tokenUnits = String.raw`(?:\s*(?:tokens?\b|coins?\b|units?\b|\ue000+))?`;

export type Quantity = { basisPoints: number } | { amount: Decimal };

/** The share or number of a hit of a pattern with `quantitySource`; null when it holds none. Throws INPUT_INVALID for a share finer than a basis point. */
export function readQuantity(hit: Hit): Quantity | null {
  const { percent, number } = hit.match.groups ?? {};
  if (percent !== undefined) {
    const basisPoints = readBasisPoints(percent);
    if (basisPoints === null) throw new AppError('INPUT_INVALID', { where: percent, problem: 'is not a whole number of basis points (0.01 %)' });
    return { basisPoints };
  }
  const amount = number === undefined ? null : readNumber(number);
  return amount && { amount };
}

/** An amount of tokens in the smallest unit. Throws INPUT_INVALID when it has more decimals than the token. */
export function toBaseUnits(amount: Decimal, decimals: number): string {
  const units = scaled(amount, decimals);
  if (units === null) throw new AppError('INPUT_INVALID', { where: spoken(amount), problem: `cannot be written with ${decimals} decimals` });
  return units.toString();
}
