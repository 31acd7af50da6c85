import type { RequestText } from '../reader/index.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`;
const lead = String.raw`\b(?:start(?:s|ing|ed)?|begin(?:s|ning)?|from|as\s+of)(?:\s+(?:date|time|timestamp))?\s*(?:on|at|from|is|:|=)?\s*(?:the\s+)?`;

/** A start the request names: seconds since 1970 (a day begins at 00:00 UTC), or that it names deployment; undefined when it says nothing. */
export function readStart(text: RequestText): { at: number | 'deployment'; quote: string } | undefined {
  const iso = text.take(new RegExp(`${lead}(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})(?:[t ]00:00(?::00)?z?)?(?:\\s*utc)?\\b`));
  const spoken = text.take(new RegExp(`${lead}(?:(?<dayFirst>\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+(?<monthSecond>${month})|(?<monthFirst>${month})\\s+(?<daySecond>\\d{1,2})(?:st|nd|rd|th)?),?\\s+(?<year>\\d{4})\\b`));
  const unix = text.take(new RegExp(`${lead}(?:unix\\s+(?:time(?:stamp)?\\s+)?|timestamp\\s+)?(?<unix>\\d{10})\\b`));
  const now = text.take(/\b(?:start(?:s|ing)?|begin(?:s|ning)?|from)\s*(?:at|from|on|with|upon)?\s*(?:the\s+)?(?:(?:moment|day|time)\s+of\s+)?(?:deployment|now|immediately|launch|today|tge|creation)\b/);
  const hit = iso ?? spoken ?? unix;
  const groups = hit?.match.groups ?? {};
  if (hit && groups.unix !== undefined) return { at: Number(groups.unix), quote: hit.quote };
  if (hit) {
    const name = (groups.monthFirst ?? groups.monthSecond ?? '').slice(0, 3).toLowerCase();
    const index = groups.month === undefined ? months.indexOf(name) : Number(groups.month) - 1;
    const day = Number(groups.day ?? groups.dayFirst ?? groups.daySecond);
    const date = new Date(Date.UTC(Number(groups.year), index, day));
    // 31 February becomes another day: no date then.
    if (date.getUTCMonth() === index && date.getUTCDate() === day) return { at: date.getTime() / 1000, quote: hit.quote };
  }
  return now ? { at: 'deployment', quote: now.quote } : undefined;
}
