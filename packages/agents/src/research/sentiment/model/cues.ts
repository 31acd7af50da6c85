import type { Token } from '../words/index.ts';

/** What a sentence says beside its words. `valence` is added to it, `text` is what gave it away. */
export interface Cue { valence: number; text: string }

/** Openings and asides that praise only in mockery. `tell` always does; `hint` does when something bad is said too, for it is also said in earnest. */
const tell = /^(?:(?:oh|ah|well) )?(?:ah yes|oh (?:great|good|look|sure|joy|perfect|fantastic|wonderful)|nothing (?:says|screams)|tell me again|because (?:that|nothing|the (?:first|last|other))|funny how|thanks for (?:the|another) (?:rug|loss|dump|bags?|lesson|memories|nothing)|imagine my (?:shock|surprise)|color me shocked)\b|\bpinky (?:promise|swear)|\btrust me bro|\byeah right\b|\bbut (?:sure|hey sure|yeah sure)\b|\bwould (?:get )?(?:rugged|rekt|liquidated|scammed|hacked) again|\bsure jan\b/;
const hint = /^(?:(?:i|you|gotta|just|so|well|wow|ah|oh) )*(?:love|loving|gotta love|got to love|have to love) (?:how|it when|when|that|the|this|my|paying|waiting|losing)|^(?:congrats|congratulations|kudos|props|well done|good job|great job|nice job|bravo|brilliant|genius|great|nice|good|wow|sure|thanks|thank you|awesome|amazing|perfect|fantastic|wonderful|cool|lovely|classic|top)\b|\bpromise\b.*\bthis time\b|\bthis time\b.*\bpromise\b|\btotally (?:safe|legit|normal|fine|organic|trustless|decentrali[sz]ed)\b|\bwhat a (?:deal|surprise|bargain|treat)\b/;

/** Words that mean their opposite between quotation marks. */
const pretended = /^(?:temporary|temporarily|guaranteed|strategic|audited?|decentrali[sz]ed|decentrali[sz]ation|community|partnerships?|partners?|safe|safu|secure|insured|long-term|locked|burned|renounced|utility|doxxed|trustless|investors?|insured|soon|roadmap|transparent|transparency|support|maintenance|team|stable|risk-?free|passive|fair|experts?|stablecoin|innovation|revolutionary|organic|scheduled|technical|official|legit|verified|free|refund)(?: (?:yield|income|launch|investors?|partners?|partnerships?|issues?|glitch|maintenance|pause|team|dev|devs|audit|returns?))?$/i;

/** How sure a sentence (its tokens' text joined by blanks) is mockery: 2 always, 1 if it also says something bad, 0 not. */
export const mockery = (sentence: string): 0 | 1 | 2 => (tell.test(sentence) ? 2 : hint.test(sentence) ? 1 : 0);

/** Promises put between quotation marks ("guaranteed" yield): the writer does not believe them. */
export function pretence(quoted: readonly string[]): Cue[] {
  return quoted.filter((inside) => pretended.test(inside)).map((text) => ({ valence: -1.2, text }));
}

const units = /^(?:hour|day|week|month|year)$/;
const span = /^(?:since|for|after|over|past|last|been)$/;
const waiting = new Set(['still', 'pend', 'stuck', 'wait', 'unanswer', 'ticket', 'frozen', 'unresolv', 'reply', 'respons', 'answer', 'block']);

/** Waiting that somebody counts the days of: "ticket open for 19 days". Not asked of questions. */
export function wait(tokens: readonly Token[]): Cue | null {
  for (let at = 1; at < tokens.length; at++) {
    if (!units.test(tokens[at]!.stem)) continue;
    const counted = tokens[at - 1]!.kind === 'number' || /^(?:few|several|many|two|three|four|five|six|seven|ten|whole|entire)$/.test(tokens[at - 1]!.text);
    const from = [2, 3, 4].find((back) => span.test(tokens[at - back]?.text ?? ''));
    if (counted && from !== undefined && tokens.some(({ stem }) => waiting.has(stem))) return { valence: -1.5, text: tokens.slice(at - from, at + 1).map(({ text }) => text).join(' ') };
  }
  return null;
}

const target = /(?:^|[\s–-])(\$\d[\d.,]*[km]?|\d[\d.,]*k)\s+(by|before)\s+(?:the\s+)?(?:morning|tonight|tomorrow|noon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|end|eod|eow|eom|eoy|next|summer|christmas|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|20\d\d)\b/i;

/** A price somebody expects by a date, said as hope: "$20 by friday". */
export function priceTarget(text: string): Cue | null {
  const found = target.exec(text);
  return found ? { valence: 0.9, text: found[0].trim() } : null;
}

/** Where a sentence waves away what it has just said: "lower highs my ass". -1 for none. */
export const dismissal = (tokens: readonly Token[]): number => tokens.findIndex(({ text }, at) => (text === 'ass' || text === 'arse') && tokens[at - 1]?.text === 'my');
