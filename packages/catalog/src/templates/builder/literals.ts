/** A Solidity string literal of any text; `unicode"..."` when it is not ASCII. Control characters become escapes. */
export function stringLiteral(text: string): string {
  let ascii = true;
  let escaped = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') escaped += `\\${character}`;
    else if (code < 0x20 || code === 0x7f) escaped += `\\x${code.toString(16).padStart(2, '0')}`;
    else {
      if (code > 0x7e) ascii = false;
      escaped += character;
    }
  }
  return `${ascii ? '' : 'unicode'}"${escaped}"`;
}

/** Digits with underscores every three: `1_000_000`. */
export function groupedDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '_');
}

/**
 * A whole number as a Solidity literal people can read: `1_000_000e18` when it is a whole number of tokens of that many decimals,
 * else grouped digits in the smallest unit.
 */
export function amountLiteral(baseUnits: string, decimals: number): string {
  const value = BigInt(baseUnits);
  const unit = 10n ** BigInt(decimals);
  if (decimals > 0 && value >= unit && value % unit === 0n) return `${groupedDigits((value / unit).toString())}e${decimals}`;
  return groupedDigits(value.toString());
}

/** wei as people write them in Solidity: `0.05 ether`, `10 gwei`, else grouped wei. */
export function weiLiteral(wei: string): string {
  const value = BigInt(wei);
  if (value === 0n) return '0';
  for (const [unit, exponent] of [['ether', 18], ['gwei', 9]] as const) {
    const size = 10n ** BigInt(exponent);
    // At most six decimals: `0.000001 ether` still reads well, more does not.
    if (value % (size / 10n ** 6n) === 0n && value * 10n ** 6n >= size) {
      const fraction = (value % size).toString().padStart(exponent, '0').replace(/0+$/, '');
      return `${value / size}${fraction ? `.${fraction}` : ''} ${unit}`;
    }
  }
  return groupedDigits(value.toString());
}

/** Seconds as Solidity writes them: `30 days`, `12 hours`, else grouped seconds. */
export function durationLiteral(seconds: number): string {
  for (const [unit, size] of [['days', 86_400], ['hours', 3_600], ['minutes', 60]] as const) {
    if (seconds >= size && seconds % size === 0) return `${groupedDigits(String(seconds / size))} ${unit}`;
  }
  return groupedDigits(String(seconds));
}
