// How values of a result read. The command line and the reports say the same (packages/agents/src/research/report/words.ts).
const grouped = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const longest = 8;

/** An amount of the smallest unit in whole units, with at most six digits after the point. */
function inUnits(amount, decimals) {
  const digits = amount.replace('-', '').padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const rest = decimals > 0 ? digits.slice(digits.length - decimals) : '';
  const shown = rest.slice(0, 6).replace(/0+$/, '');
  const end = shown ? `.${shown}` : /[1-9]/.test(rest) ? '.000000…' : '';
  return `${amount.startsWith('-') ? '-' : ''}${grouped(whole)}${end}`;
}

/** A value in a sentence or a cell. `unit` is that of its evidence; decimals and symbol are those of the subject. */
export function sayValue(value, unit, subject) {
  if (value === undefined || value === 'unknown') return 'unknown';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === null) return 'none';
  if (typeof value === 'string' && /^-?\d+$/.test(value)) {
    if (unit === 'wei') return `${inUnits(value, 18)} (native)`;
    if (/^(smallest |token |smallest token )units?(,|$)/.test(unit ?? '')) return subject.decimals === null ? `${grouped(value)} smallest units` : `${inUnits(value, subject.decimals)} ${subject.symbol ?? 'tokens'}`;
    return unit ? `${grouped(value)} ${unit}` : value;
  }
  if (typeof value === 'number' && /^share\b/.test(unit ?? '')) return `${Math.round(value * 10_000) / 100} %`;
  if (typeof value === 'number') return `${Number.isInteger(value) ? grouped(String(value)) : value}${unit ? ` ${unit === 'percent' ? '%' : unit}` : ''}`;
  if (typeof value === 'string') return unit ? `${value} ${unit}` : value;
  if (!Array.isArray(value)) return Object.entries(value).map(([name, inner]) => `${name}: ${sayValue(inner, null, subject)}`).join(', ');
  const shown = value.slice(0, longest).map((one) => sayValue(one, null, { decimals: null, symbol: null })).join('; ');
  return value.length === 0 ? 'none' : `${shown}${value.length > longest ? `; and ${value.length - longest} more` : ''}`;
}

/** `holders.top10Share` as words: `holders: top 10 share`. */
export const sayName = (name) => name.replaceAll('_', ' ').replace(/([a-z])([A-Z0-9])/g, '$1 $2').replace(/([0-9])([A-Z])/g, '$1 $2').toLowerCase().replaceAll('.', ': ');
/** A long text, cut where it stops being a cell. */
export const cut = (text, most = 300) => (text.length > most ? `${text.slice(0, most)}…` : text);
/** What a person calls a subject. */
export const nameOf = (subject, query) => [subject?.name, subject?.symbol ? `(${subject.symbol})` : null].filter(Boolean).join(' ') || (subject?.query ?? query);
export const intervals = [[3_600, '1 hour'], [21_600, '6 hours'], [86_400, '1 day'], [604_800, '1 week']];
/** Seconds as people say them. */
export function every(seconds) {
  for (const [size, name] of [[86_400, 'day'], [3_600, 'hour'], [60, 'minute']]) if (seconds % size === 0 && seconds >= size) return seconds === size ? name : `${seconds / size} ${name}s`;
  return `${seconds} seconds`;
}
