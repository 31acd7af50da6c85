import { scaled } from './decimal.ts';
import { numberSource, readNumber } from './numbers.ts';

/** Matches a share: `2.5%`, `2.5 percent`, `250 bps`, `250 basis points`, `half a percent`. No groups; give the match to `readBasisPoints`. */
export const percentSource = String.raw`(?:${numberSource}\s?(?:%|per\s?cent\b|percents?\b|bps\b|bp\b|bips\b|basis[\s-]points?\b)|\b(?:half|a\s+quarter)\s+(?:of\s+)?(?:an?\s+|of\s+a\s+)?per\s?cent\b|\b(?:half|quarter)\s+(?:of\s+)?(?:one|1)\s?(?:%|per\s?cent\b))`;

/** Basis points (hundredths of a percent) of what `percentSource` matched; null when it is not a whole number of them. */
export function readBasisPoints(text: string): number | null {
  const fraction = /^(half|a\s+quarter|quarter)\b/i.exec(text.trim());
  if (fraction && /per|%/.test(text)) return /half/i.test(fraction[0]) ? 50 : 25;
  const match = new RegExp(`^(${numberSource})\\s?(.+)$`, 'i').exec(text.trim());
  const value = match?.[1] === undefined ? null : readNumber(match[1]);
  if (value === null) return null;
  const points = scaled(value, /^(?:bps|bp|bips|basis)/i.test(match?.[2] ?? '') ? 0 : 2);
  return points === null || points > 1_000_000n ? null : Number(points);
}

/** Basis points for people: `2.5 %`. */
export function spokenBasisPoints(points: number): string {
  return `${points / 100} %`;
}

const durationUnits: [RegExp, number][] = [
  [/^(?:years?|yrs?|y)$/, 31_536_000], [/^(?:months?|mos?)$/, 2_592_000], [/^(?:weeks?|wks?|w)$/, 604_800], [/^(?:days?|d)$/, 86_400],
  [/^(?:hours?|hrs?|h)$/, 3_600], [/^(?:minutes?|mins?|min)$/, 60], [/^(?:seconds?|secs?|sec|s)$/, 1],
];

/** Matches a length of time: `30 days`, `2 years`, `24h`, `a year`, `6-month`. No groups; give the match to `readSeconds`. */
export const durationSource = String.raw`(?:${numberSource}|\ban?\b|\bhalf\s+an?\b)[\s-]?(?:years?|yrs?|y|months?|mos?|weeks?|wks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|seconds?|secs?|s)\b`;

/** Seconds of what `durationSource` matched; a month is 30 days and a year 365. Null when it is not a whole number of seconds. */
export function readSeconds(text: string): number | null {
  const match = /^(.*?)[\s-]?([a-z]+)$/i.exec(text.trim().toLowerCase());
  if (match?.[1] === undefined) return null;
  const size = durationUnits.find(([pattern]) => pattern.test(match[2] ?? ''))?.[1];
  const amount = match[1].trim();
  const value = /^an?$/.test(amount) ? { digits: 1n, scale: 0 } : /^half an?$/.test(amount) ? { digits: 5n, scale: 1 } : readNumber(amount);
  if (size === undefined || value === null) return null;
  const unit = 10n ** BigInt(value.scale);
  const seconds = value.digits * BigInt(size);
  return seconds % unit === 0n && seconds / unit <= 10_000_000_000n ? Number(seconds / unit) : null;
}

/** Seconds for people: `30 days`. */
export function spokenDuration(seconds: number): string {
  for (const [name, size] of [['year', 31_536_000], ['day', 86_400], ['hour', 3_600], ['minute', 60]] as const) {
    if (seconds >= size && seconds % size === 0) return `${seconds / size} ${name}${seconds === size ? '' : 's'}`;
  }
  return `${seconds} second${seconds === 1 ? '' : 's'}`;
}

const coins: Record<string, number> = { ether: 18, ethers: 18, eth: 18, mnt: 18, metis: 18, tmetis: 18, native: 18, gwei: 9, wei: 0, finney: 15 };

/** Matches an amount of the native coin: `0.05 ether`, `0.05 ETH`, `10 gwei`, `1000 wei`, `5 MNT`. No groups; give the match to `readWei`. */
export const coinSource = String.raw`${numberSource}\s?(?:ethers?|eth|mnt|t?metis|gwei|finney|wei)\b`;

/** wei of what `coinSource` matched; null when it is not a whole number of wei. */
export function readWei(text: string): bigint | null {
  const match = /^(.*?)\s?([a-z]+)$/i.exec(text.trim());
  const value = match?.[1] === undefined ? null : readNumber(match[1]);
  const exponent = coins[(match?.[2] ?? '').toLowerCase()];
  return value === null || exponent === undefined ? null : scaled(value, exponent);
}

/** wei for people, in ether when that is short. */
export function spokenWei(wei: string | bigint): string {
  const value = BigInt(wei);
  if (value !== 0n && value < 10n ** 12n) return `${value} wei`;
  const fraction = (value % 10n ** 18n).toString().padStart(18, '0').replace(/0+$/, '');
  return `${value / 10n ** 18n}${fraction ? `.${fraction}` : ''} ether`;
}
