import { AppError } from '@hyperlens/protocol';
import { durationSource, percentSource, readBasisPoints, readSeconds, spokenBasisPoints, spokenDuration } from '../reader/index.ts';
import type { Hit, Notes, RequestText } from '../reader/index.ts';
import { readStart } from './dates.ts';
import type { VestingParameters } from './schema.ts';

const year = 31_536_000;
const stepNames: [RegExp, number][] = [[/^dai|^every\s+day|^each\s+day|^per\s+day/, 86_400], [/^week|\bweek$/, 604_800], [/^month|\bmonth$/, 2_592_000], [/^quarter|\bquarter$/, 7_776_000], [/^(?:year|annual)|\byear$/, year]];

/** Cliff, duration, steps, share at the start, and when it starts. */
export function readSchedule(text: RequestText, notes: Notes): VestingParameters['schedule'] {
  const upfront = readUpfront(text, notes);
  const cliff = duration(text, notes, new RegExp(String.raw`(?<before>${durationSource}) (?:long )?(?:(?:lock )?cliff|lock(?:-?up)?)(?: period)?\b|\b(?:cliff|lock(?:-?up)?)(?:\s+period)?\s*(?:of|is|:|=|for|lasts)?\s*(?:an?\s+)?(?<after>${durationSource})`));
  const refusedCliff = text.takeAll(/\b(?:an?\s+)?cliffs?(?:\s+(?:period|vesting))?\b/).length > 0;
  const start = readStart(text);
  const step = readStep(text);
  const whole = duration(text, notes, new RegExp(String.raw`\b(?:over|during|across|for|within|in|spread\s+over|vest(?:s|ing|ed)?(?:\s+(?:period|duration|time|schedule|linearly))?(?:\s+(?:of|is|over|lasts|for|:|=))?|duration\s*(?:of|is|:|=)?|lasts|linear(?:ly)?(?:\s+(?:over|for))?)\s*(?:a\s+period\s+of\s+|the\s+(?:next\s+|following\s+)?|another\s+|a\s+total\s+of\s+)?(?<after>${durationSource})(?:\s+(?:after\s+(?:that|the\s+cliff)|in\s+total|linear(?:ly)?|period))?|(?<before>${durationSource}) (?:of )?(?:(?:linear|token|total|long|full|continuous) )*(?:vest(?:ing|s)?|schedule|duration|period|unlock|release)\b`))
    ?? duration(text, notes, new RegExp(`(?<after>${durationSource})`));
  text.takeAll(/\b(?:linear(?:ly)?|continuous(?:ly)?|gradual(?:ly)?|second\s+by\s+second|every\s+second|block\s+by\s+block)\b/);
  let cliffSeconds = cliff?.seconds ?? 0;
  let durationSeconds = whole?.seconds ?? 0;
  if (cliff) notes.understand('schedule.cliffSeconds', `nothing vests in the first ${spokenDuration(cliffSeconds)}${upfront ? ' beyond the share at the start' : ''}`, cliff.hit.quote);
  if (whole) notes.understand('schedule.durationSeconds', `everything has vested after ${spokenDuration(durationSeconds)}`, whole.hit.quote);
  else if (cliff && !step) {
    durationSeconds = cliffSeconds;
    notes.assume('schedule.durationSeconds', `no duration is given, so everything vests at the cliff, after ${spokenDuration(cliffSeconds)}`);
  } else {
    durationSeconds = 4 * year;
    if (!cliff && !refusedCliff && !step) cliffSeconds = year;
    notes.assume('schedule', `no duration is given, so the usual one: 4 years${cliffSeconds === year ? ' with a cliff of 1 year' : ''}`);
  }
  if (cliffSeconds > durationSeconds) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `a cliff of ${spokenDuration(cliffSeconds)} in a vesting of ${spokenDuration(durationSeconds)}` });
  if (!cliff && cliffSeconds === 0) notes.assume('schedule.cliffSeconds', 'no cliff');
  const stepSeconds = step ? fit(step.seconds, durationSeconds, step.hit, notes) : 0;
  if (start) notes.understand('schedule.start', start.at === 'deployment' ? 'starts at deployment' : `starts on ${new Date(start.at * 1000).toISOString().slice(0, 10)} (UTC)`, start.quote);
  else notes.assume('schedule.start', 'grants made at deployment start then, later ones when they are made');
  return { start: start?.at ?? 'deployment', cliffSeconds, durationSeconds, stepSeconds, upfrontBasisPoints: upfront };
}

function duration(text: RequestText, notes: Notes, pattern: RegExp): { seconds: number; hit: Hit } | undefined {
  const hit = text.take(pattern);
  const written = hit?.match.groups?.before ?? hit?.match.groups?.after;
  const seconds = written === undefined ? null : readSeconds(written);
  if (hit && (seconds === null || seconds === 0)) notes.refuse(hit.quote, 'That length of time is not a whole number of seconds above zero.', true);
  return hit && seconds ? { seconds, hit } : undefined;
}

function readStep(text: RequestText): { seconds: number; hit: Hit } | undefined {
  const hit = text.take(new RegExp(String.raw`\b(?<word>daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|(?:every|each|per)\s+(?:day|week|month|quarter|year))\b(?:\s+(?:steps?|tranches?|instal+ments?|unlocks?|releases?|vesting|payouts?|basis))?|\b(?:every|each|in\s+steps\s+of)\s+(?<time>${durationSource})`));
  const { word, time } = hit?.match.groups ?? {};
  const seconds = time === undefined ? stepNames.find(([pattern]) => pattern.test(word?.toLowerCase() ?? ''))?.[1] : readSeconds(time) ?? undefined;
  return hit && seconds ? { seconds, hit } : undefined;
}

/** Steps of months and quarters divide a year evenly when the duration is whole years; other steps must divide the duration. */
function fit(asked: number, whole: number, hit: Hit, notes: Notes): number {
  const exact = whole % year === 0 && asked === 2_592_000 ? year / 12 : whole % year === 0 && asked === 7_776_000 ? year / 4 : asked;
  if (whole % exact !== 0) {
    notes.refuse(hit.quote, `${spokenDuration(whole)} is not a whole number of such steps.`, true);
    return 0;
  }
  notes.understand('schedule.stepSeconds', `vests in ${whole / exact} equal steps`, hit.quote);
  return exact;
}

function readUpfront(text: RequestText, notes: Notes): number {
  const when = String.raw`(?:at|on|upon|from)?\s*(?:the\s+)?(?:tge|token\s+generation(?:\s+event)?|start|launch|deployment|beginning|listing|day\s+(?:one|1|0))`;
  const hit = text.take(new RegExp(String.raw`(?<before>${percentSource})\s*(?:of\s+(?:the\s+)?(?:tokens?|amount|grant|allocation)\s+)?(?:is\s+|are\s+)?(?:initial(?:ly)?\s+|immediately\s+)?(?:unlock(?:ed|s)?|free|available|released?|vest(?:ed|s)?|liquid|paid)?\s*(?:${when}|upfront|up\s+front|immediately|right\s+away|initially|unlocked)\b(?:\s+(?:unlock(?:ed)?|release[d]?))?|\b(?:tge|initial|upfront|immediate|cliff)\s+(?:unlock|release|vesting|payment)\s*(?:of|is|:|=)?\s*(?<after>${percentSource})`));
  const written = hit?.match.groups?.before ?? hit?.match.groups?.after;
  const points = written === undefined ? null : readBasisPoints(written);
  if (!hit || points === null || points === 0) return 0;
  if (points > 9_999) {
    notes.refuse(hit.quote, 'With everything free at the start nothing would vest.', true);
    return 0;
  }
  notes.understand('schedule.upfrontBasisPoints', `${spokenBasisPoints(points)} is free from the start`, hit.quote);
  return points;
}
