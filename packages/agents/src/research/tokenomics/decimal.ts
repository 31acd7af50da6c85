/** A fraction of whole numbers as plain decimal text with at most so many significant digits, rounded half away from zero. Throws RangeError when the denominator is zero. */
export function fractionText(numerator: bigint, denominator: bigint, significant = 12): string {
  if (denominator === 0n) throw new RangeError('a fraction of nothing');
  if (numerator === 0n) return '0';
  const negative = numerator < 0n !== denominator < 0n;
  const [top, bottom] = [absolute(numerator), absolute(denominator)];
  // The power of ten of the first digit, then so many digits after the point; below zero the last digits of a whole number are rounded away.
  const length = digitsOf(top) - digitsOf(bottom);
  const power = top * 10n ** BigInt(Math.max(0, -length)) < bottom * 10n ** BigInt(Math.max(0, length)) ? length - 1 : length;
  const places = significant - 1 - power;
  const scaled = places >= 0 ? roundDivide(top * 10n ** BigInt(places), bottom) : roundDivide(top, bottom * 10n ** BigInt(-places));
  return `${negative ? '-' : ''}${placed(scaled, places)}`;
}

/** An amount of smallest units as exact text of whole tokens. */
export function wholeText(amount: bigint, decimals: number): string {
  return `${amount < 0n ? '-' : ''}${placed(absolute(amount), decimals)}`;
}

/** Decimal text of whole tokens in the smallest unit; digits beyond it are cut off. */
export function smallestUnits(text: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`);
}

/** An amount as a number of whole tokens, for pictures: twelve significant digits. */
export const wholeNumber = (amount: bigint, decimals: number): number => Number(fractionText(amount, 10n ** BigInt(decimals)));

/** A fraction as a number with so many digits after the point, rounded half away from zero. */
export function ratio(numerator: bigint, denominator: bigint, digits = 6): number {
  const scaled = roundDivide(absolute(numerator) * 10n ** BigInt(digits), absolute(denominator));
  const value = Number(placed(scaled, digits));
  return value !== 0 && numerator < 0n !== denominator < 0n ? -value : value;
}

/** A number with so many significant digits, so that the last bits of floating point never show. */
export const rounded = (value: number, significant = 6): number => Number(value.toPrecision(significant));

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
const digitsOf = (value: bigint): number => value.toString().length;
const roundDivide = (numerator: bigint, denominator: bigint): bigint => (numerator * 2n + denominator) / (denominator * 2n);

function placed(scaled: bigint, places: number): string {
  if (places <= 0) return (scaled * 10n ** BigInt(-places)).toString();
  const digits = scaled.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -places) : `${digits.slice(0, -places)}.${fraction}`;
}
