import { unknownValue, type Json } from '@hyperlens/protocol';

/** A decimal integer with groups of three, as people read it. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** An amount of the smallest unit in whole units: `1500000000000000000` with 18 decimals is `1.5`. At most six digits after the point. */
export function inUnits(amount: string, decimals: number): string {
  const negative = amount.startsWith('-');
  const digits = amount.replace('-', '').padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const rest = decimals > 0 ? digits.slice(digits.length - decimals) : '';
  const shown = rest.slice(0, 6).replace(/0+$/, '');
  const rounded = shown === '' && /[1-9]/.test(rest) ? `${grouped(whole)}.000000…` : `${grouped(whole)}${shown ? `.${shown}` : ''}`;
  return negative ? `-${rounded}` : rounded;
}

const isAmount = (value: Json): value is string => typeof value === 'string' && /^-?\d+$/.test(value);

/** How a value reads in a sentence or a cell. `unit` is that of its evidence, `decimals` and `symbol` those of the subject. */
export function sayValue(value: Json | undefined, unit: string | null, subject: { decimals: number | null; symbol: string | null }): string {
  if (value === undefined || value === unknownValue) return 'unknown';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === null) return 'none';
  if (isAmount(value) && unit === 'wei') return `${inUnits(value, 18)} (native)`;
  if (isAmount(value) && unit !== null && /^(smallest |token |smallest token )units?(,|$)/.test(unit)) return subject.decimals === null ? `${grouped(value)} smallest units` : `${inUnits(value, subject.decimals)} ${subject.symbol ?? 'tokens'}`;
  if (typeof value === 'number' && unit !== null && /^share\b/.test(unit)) return `${Math.round(value * 10_000) / 100} %`;
  if (typeof value === 'number') return `${Number.isInteger(value) ? grouped(String(value)) : String(value)}${unit ? ` ${unit === 'percent' ? '%' : unit}` : ''}`;
  if (typeof value === 'string') return unit ? `${isAmount(value) ? grouped(value) : value} ${unit}` : value;
  return Array.isArray(value) ? sayList(value) : Object.entries(value).map(([name, inner]) => `${name}: ${sayValue(inner, null, subject)}`).join(', ');
}

const longest = 8;
function sayList(values: readonly Json[]): string {
  if (values.length === 0) return 'none';
  const shown = values.slice(0, longest).map((one) => sayValue(one, null, { decimals: null, symbol: null }));
  return `${shown.join('; ')}${values.length > longest ? `; and ${values.length - longest} more` : ''}`;
}

/** `holders.top10Share` as words: `holders: top 10 share`. */
export function sayName(name: string): string {
  return name.replaceAll('_', ' ').replace(/([a-z])([A-Z0-9])/g, '$1 $2').replace(/([0-9])([A-Z])/g, '$1 $2').toLowerCase().replaceAll('.', ': ');
}
