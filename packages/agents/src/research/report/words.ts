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
  const other = unit === null ? null : /^smallest unit of (.{1,60}), (\d{1,2}) decimals$/.exec(unit);
  if (other && isAmount(value)) return `${inUnits(value, Number(other[2]))} ${other[1]!}`;
  if (typeof value === 'string') return unit ? `${isAmount(value) ? grouped(value) : value} ${unit}` : value;
  return Array.isArray(value) ? sayList(value, unit, subject) : sortedKeys([value]).map((name) => `${sayName(name)}: ${sayField(name, value, unit, subject)}`).join(', ');
}

const longest = 8;
function sayList(values: readonly Json[], unit: string | null, subject: Parameters<typeof sayValue>[2]): string {
  if (values.length === 0) return 'none';
  const shown = values.slice(0, longest).map((one) => sayValue(one, one !== null && typeof one === 'object' ? unit : null, subject));
  return `${shown.join('; ')}${values.length > longest ? `; and ${values.length - longest} more` : ''}`;
}

type Fields = { [key: string]: Json };
/** What a thing is comes before how much of it there is. The database keeps no order of names. */
const first = ['label', 'name', 'kind', 'why', 'address', 'pool', 'days', 'time', 'block', 'percentOfPool', 'percentDown', 'price', 'amount', 'share'];
/** The names of the fields of several rows, in an order for reading. */
export function sortedKeys(rows: readonly Fields[]): string[] {
  const place = (key: string): number => (first.includes(key) ? first.indexOf(key) : first.length);
  return [...new Set(rows.flatMap((row) => Object.keys(row)))].toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** Fields that hold an amount of the subject where the evidence is in its smallest unit. */
const amounts = new Set(['amount', 'balance', 'total', 'released', 'held', 'staked', 'circulating', 'unlocked', 'minted', 'toCome', 'days30', 'days90', 'days365', 'sold', 'tokens', 'rewardPerSecond']);
const shares = new Set(['actual', 'slippage', 'yearlyRate', 'priceLeft', 'shareKept', 'shareOfCirculating']);

/** How one field of a row reads; `unit` is that of the row's evidence. A row that names a token of its own holds amounts of that one. */
export function sayField(key: string, row: Fields, unit: string | null, subject: Parameters<typeof sayValue>[2]): string {
  const value = row[key];
  if (value === undefined) return '';
  if (typeof value === 'number' && key.startsWith('percent')) return `${value} %`;
  if (typeof value === 'number' && (shares.has(key) || /share$/i.test(key))) return sayValue(value, 'share', subject);
  if (typeof value === 'string' && key === 'wei') return sayValue(value, 'wei', subject);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return `${value.slice(0, 10)} ${value.slice(11, 16)}`;
  const own = unit !== null && /^(smallest |token |smallest token )units?(,|$)/.test(unit) && row.token === undefined && row.symbol === undefined;
  if (typeof value === 'string' && own && amounts.has(key)) return sayValue(value, 'smallest token units', subject);
  return sayValue(value, value !== null && typeof value === 'object' ? unit : null, subject);
}

/** `holders.top10Share` as words: `holders: top 10 share`. */
export function sayName(name: string): string {
  return name.replaceAll('_', ' ').replace(/([a-z])([A-Z0-9])/g, '$1 $2').replace(/([0-9])([A-Z])/g, '$1 $2').toLowerCase().replaceAll('.', ': ');
}

/** How a fact or flag reads: as its value, but a tax that has no unit of its own is the share of a trade it is. */
export function sayClaim(name: string, value: Json | undefined, unit: string | null, subject: { decimals: number | null; symbol: string | null }): string {
  return sayValue(value, unit === null && /(^|_|[a-z.])(tax|fee)$/i.test(name) && typeof value === 'number' && value <= 1 ? 'share' : unit, subject);
}

/** `2026-11-21T18:42:53.000Z` as people read it: `2026-11-21 18:42:53 UTC`. */
export function sayTime(time: string): string { return time.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/, '$1 $2 UTC'); }

/** What a holder asks first stands first: can it be sold, what does trading cost, who can change it, who holds it. */
const flagOrder = [
  'is_honeypot', 'cannot_buy', 'cannot_sell_all', 'buy_tax', 'sell_tax', 'transfer_tax', 'trading_cooldown', 'hidden_owner', 'can_take_back_ownership', 'owner_change_balance', 'is_mintable', 'transfer_pausable',
  'is_blacklisted', 'is_whitelisted', 'slippage_modifiable', 'personal_slippage_modifiable', 'is_anti_whale', 'anti_whale', 'anti_whale_modifiable', 'selfdestruct', 'is_proxy', 'external_call', 'gas_abuse', 'is_airdrop_scam',
  'honeypot_with_same_creator', 'is_open_source', 'is_in_dex', 'owner_address', 'creator_address', 'total_supply', 'holder_count', 'lp_holder_count',
];

/** Flags by what matters most, the rest by name. */
export function orderFlags<Value>(flags: Record<string, Value>): [string, Value][] {
  const place = (name: string): number => { const at = flagOrder.indexOf(name); return at === -1 ? flagOrder.length : at; };
  return Object.entries(flags).toSorted(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
}
