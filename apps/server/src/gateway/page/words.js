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
    const other = /^smallest unit of (.{1,60}), (\d{1,2}) decimals$/.exec(unit ?? '');
    if (other) return `${inUnits(value, Number(other[2]))} ${other[1]}`;
    return unit ? `${grouped(value)} ${unit}` : value;
  }
  if (typeof value === 'number' && /^share\b/.test(unit ?? '')) return `${Math.round(value * 10_000) / 100} %`;
  if (typeof value === 'number') return `${Number.isInteger(value) ? grouped(String(value)) : value}${unit ? ` ${unit === 'percent' ? '%' : unit}` : ''}`;
  if (typeof value === 'string') return unit ? `${value} ${unit}` : value;
  if (!Array.isArray(value)) return sortedKeys(value).map((name) => `${sayName(name)}: ${sayField(name, value, unit, subject)}`).join(', ');
  const shown = value.slice(0, longest).map((one) => sayValue(one, one !== null && typeof one === 'object' ? unit : null, subject)).join('; ');
  return value.length === 0 ? 'none' : `${shown}${value.length > longest ? `; and ${value.length - longest} more` : ''}`;
}

/** What a thing is comes before how much of it there is. */
const first = ['label', 'name', 'kind', 'why', 'address', 'pool', 'days', 'time', 'block', 'percentOfPool', 'percentDown', 'price', 'amount', 'share', 'total', 'circulating', 'staked', 'released', 'held', 'yearlyRate', 'end', 'tokens', 'quotes', 'quoteSymbol'];
const place = (key) => (first.includes(key) ? first.indexOf(key) : first.length);
const sortedKeys = (row) => Object.keys(row).toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
/** Fields that hold an amount of the subject where the evidence is in its smallest unit. */
const amounts = new Set(['amount', 'balance', 'total', 'released', 'held', 'staked', 'circulating', 'unlocked', 'minted', 'toCome', 'days30', 'days90', 'days365', 'sold', 'tokens', 'rewardPerSecond']);
const shares = new Set(['actual', 'slippage', 'yearlyRate', 'priceLeft', 'shareKept', 'shareOfCirculating']);

/** How one field of a row reads; `unit` is that of the row's evidence. A row that names a token of its own holds amounts of that one. */
function sayField(key, row, unit, subject) {
  const value = row[key];
  if (typeof value === 'number' && key.startsWith('percent')) return `${value} %`;
  if (typeof value === 'number' && (shares.has(key) || /share$/i.test(key))) return sayValue(value, 'share', subject);
  if (typeof value === 'string' && key === 'wei') return sayValue(value, 'wei', subject);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return `${value.slice(0, 10)} ${value.slice(11, 16)}`;
  const own = /^(smallest |token |smallest token )units?(,|$)/.test(unit ?? '') && row.token === undefined && row.symbol === undefined;
  if (own && key === 'received' && /^\d+$/.test(value)) return `${grouped(value)} smallest units of the other token`;
  if (typeof value === 'string' && own && amounts.has(key)) return sayValue(value, 'smallest token units', subject);
  return sayValue(value, value !== null && typeof value === 'object' ? unit : null, subject);
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
