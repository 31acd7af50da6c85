/** An exact decimal number: `digits` divided by 10 to the power of `scale`. */
export interface Decimal { digits: bigint; scale: number }

/** A decimal from digits with an optional point; no signs, no separators. */
export function decimal(text: string): Decimal {
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(`${whole || '0'}${fraction}`), scale: fraction.length };
}

/** The product of two decimals. */
export function times(left: Decimal, right: Decimal): Decimal {
  return { digits: left.digits * right.digits, scale: left.scale + right.scale };
}

/** The number in units of 10 to the power of `-exponent`, for example tokens in base units; null when it is not whole. */
export function scaled(value: Decimal, exponent: number): bigint | null {
  const shift = exponent - value.scale;
  if (shift >= 0) return value.digits * 10n ** BigInt(shift);
  const size = 10n ** BigInt(-shift);
  return value.digits % size === 0n ? value.digits / size : null;
}

/** The number for people: `1,000,000.5`. */
export function spoken(value: Decimal): string {
  const size = 10n ** BigInt(value.scale);
  const fraction = value.scale ? (value.digits % size).toString().padStart(value.scale, '0').replace(/0+$/, '') : '';
  return `${(value.digits / size).toString().replace(/\B(?=(\d{3})+$)/g, ',')}${fraction ? `.${fraction}` : ''}`;
}

/** Base units for people: `1,000,000` for 10^24 with 18 decimals. */
export function spokenUnits(baseUnits: string | bigint, decimals: number): string {
  return spoken({ digits: BigInt(baseUnits), scale: decimals });
}
