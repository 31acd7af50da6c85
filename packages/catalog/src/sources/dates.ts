import { moment } from './gather.ts';

/** Which of the first two numbers of dates such as 03/04/2026 is the day; null when nothing in the file tells. */
type Order = 'day' | 'month' | null;
const split = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*([ap]m)?)?$/i;
const zoned = /(?:\dz|[ :]\d\d ?[+-]\d\d:?\d\d|\b(?:gmt|utc|[ecmp][sd]t)\b|\.\d+ ?[+-]\d\d:?\d\d)/i;
const exact = /^(?:\d+|\d{4}-\d\d-\d\d(?:[T ].*)?)$/;

/**
 * Reads the times of one file. Dates written with numbers only are read when some of them show which number is the day (25/12/2026), or when they
 * have points (day first, as in 25.12.2026); otherwise they stay unknown, since a guess would move posts by months. A time without a zone is UTC.
 */
export function makeClock(written: readonly (string | null)[]): (time: string | null) => string | null {
  let order: Order = null;
  for (const one of written) {
    const found = one === null ? null : split.exec(one.trim());
    if (!found) continue;
    if (Number(found[1]) > 12) order = 'day';
    else if (Number(found[2]) > 12) order = 'month';
    if (order) break;
  }
  return (time) => {
    if (time === null) return null;
    const text = time.trim();
    const found = split.exec(text);
    if (!found) return moment(exact.test(text) || zoned.test(text) ? text : `${text} UTC`);
    const day = order ?? (text.includes('.') ? 'day' : null);
    if (day === null && found[1] !== found[2]) return null;
    const [first, second] = [found[1]!.padStart(2, '0'), found[2]!.padStart(2, '0')];
    const half = found[7]?.toLowerCase();
    const hour = (Number(found[4] ?? 0) % (half ? 12 : 24)) + (half === 'pm' ? 12 : 0);
    return moment(`${found[3]!}-${day === 'day' ? second : first}-${day === 'day' ? first : second}T${String(hour).padStart(2, '0')}:${found[5] ?? '00'}:${found[6] ?? '00'}Z`);
  };
}
