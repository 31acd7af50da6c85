import { boosters, conditional, downward, emojis, ironic, mended, negators, phrasesAt, questioning, reversers, tokenize, toneOf, turning, unwanted, upward, wanted, type Token } from '../words/index.ts';
import { dismissal, mockery, pretence, priceTarget, wait, type Cue } from './cues.ts';

/** The tone of a text: `score` from -1 to 1, the class it falls in, and the words that decided, strongest first. */
export interface Tone { score: number; label: 'positive' | 'neutral' | 'negative'; because: string[] }

/** Scores nearer to zero than this are neutral. Chosen on the development part of bench/sentiment. */
export const neutralWithin = 0.25;
export const labelOf = (score: number): Tone['label'] => (score >= neutralWithin ? 'positive' : score <= -neutralWithin ? 'negative' : 'neutral');

interface Hit { at: number; end: number; valence: number; text: string; emoji: boolean }
const flips = -0.75;
/** Negations that deny nothing: "can't believe how bad it is", "not only slow". */
const sayings = /^(?:(?:cant|cannot|couldnt) (?:believ|help|stres)|no (?:doubt|wonder|matter)|not (?:only|just|to)|without doubt|never mind|nothing but)$/;
/** Frames in which bad and good words are a subject, not a judgement. */
const teaching = /^(?:how (?:to|do|does|can|it)|what (?:is|are|does|do|happens)|here(?:'s| is) (?:how|what|why)|guide|explained|explainer|report:|opinion:|a (?:short |brief )?(?:history|guide|look)|top \d|(?:five|ten|seven|three) (?:tokens|coins|things|ways)|price analysis|tutorial|which|who (?:is|are|was)|where (?:do|does|can|is the (?:link|form|page|contract|docs)|are the (?:docs|links))|when (?:is|are|do|does|will)|wen|is (?:it|this|there|the)\b.*(?:\?|$)|has (?:any|this|it)|did (?:any|the)|any(?:one|body)? (?:know|news|update|updates|else|here|from)|do i|can i|can (?:any|some)one|should i)/i;
const teachingAnywhere = /\b(?:explained|how to (?:protect|avoid|spot|check|stay)|(?:asked|asking|ask|wondering|wonder|know|see|sure) (?:if|whether)|price analysis|history of|what users should know)\b/i;
const scareQuotes = /["“'‘]([\p{L}-]+(?: [\p{L}-]+)?)["”'’]/gu;

/**
 * The offline model: a lexicon of phrases people use about crypto, with VADER's word ratings behind it, and rules for negation, acts that turn
 * bad into good, directions ("fees fall", "users fall"), percentages, questions, conditions, contrast, emphasis and irony. English only. It
 * explains itself: every point comes from words it names. No randomness, no clock.
 */
export function readTone(text: string): Tone {
  const tokens = tokenize(text.slice(0, 8_000));
  const quoted = [...text.matchAll(scareQuotes)].map(([, inside]) => inside!);
  const scared = new Set(quoted.flatMap((inside) => tokenize(inside).map(({ stem }) => stem)));
  const hits: Hit[] = [];
  let start = 0;
  for (let at = 0; at <= tokens.length; at++) {
    const token = tokens[at];
    if (token && !(token.kind === 'mark' && /[.!?\n]/.test(token.text))) continue;
    hits.push(...readSentence(tokens.slice(start, at), token?.text ?? '', scared).map((hit) => ({ ...hit, at: hit.at + start })));
    start = at + 1;
  }
  const expected = priceTarget(text);
  if (expected && hits.every(({ valence }) => valence >= 0)) hits.push(hitOf(expected));
  hits.push(...pretence(quoted).slice(0, 2).filter(({ text: inside }) => !hits.some((hit) => hit.text.includes(inside.toLowerCase()))).map(hitOf));
  // Emojis tint words; alone they speak, and many of one kind do not speak louder than two.
  const said = hits.filter(({ emoji }) => !emoji);
  const drawn = hits.filter(({ emoji }) => emoji);
  const words = sum(said);
  const pictures = Math.max(-2.5, Math.min(2.5, sum(drawn)));
  const total = (words + pictures * (words !== 0 && Math.sign(words) !== Math.sign(pictures) ? 0.5 : 1)) * emphasis(text);
  const score = round(total / Math.sqrt(total * total + 4));
  const because = [...new Set(hits.toSorted((a, b) => Math.abs(b.valence) - Math.abs(a.valence) || a.at - b.at).filter(({ valence }) => Math.sign(valence) === Math.sign(total)).map((hit) => hit.text))].slice(0, 5);
  return { score, label: labelOf(score), because };
}

function readSentence(tokens: readonly Token[], end: string, scared: ReadonlySet<string>): Hit[] {
  const clauses: number[] = [];
  let clause = 0;
  for (const token of tokens) {
    if ((token.kind === 'mark' && token.text !== "'") || turning.has(token.stem)) clause++;
    clauses.push(clause);
  }
  const hits = find(tokens, clauses);
  // A negation that is part of one phrase ("isn't verified") does not turn the next.
  const used = new Set(hits.flatMap(({ at, end: after }) => Array.from({ length: after - at }, (_, step) => at + step)));
  for (const [index, { stem }] of tokens.entries()) if (negators.has(stem) && sayings.test(`${stem} ${tokens[index + 1]?.stem ?? ''}`)) used.add(index);
  const spent = new Set<number>();
  for (const hit of hits) {
    if (!hit.emoji) hit.valence *= context(tokens, clauses, used, spent, hit);
    if (hit.valence > 0 && tokens.slice(hit.at, hit.end).some(({ stem }) => scared.has(stem))) hit.valence *= -1;
  }
  // "Avoids a flaw", "blocks the attack": the act itself is not bad news.
  for (const hit of hits) if (hit.valence < 0 && spent.has(hit.at) && hit.end - hit.at === 1) hit.valence = 0;
  const text = tokens.map((token) => token.text).join(' ');
  const dismissed = dismissal(tokens);
  for (const hit of hits) if (hit.at < dismissed && clauses[hit.at] === clauses[dismissed]) hit.valence *= flips;
  weighTurn(tokens, hits);
  weighIrony(tokens, hits, mockery(text));
  const waited = end.includes('?') ? null : wait(tokens);
  if (waited) hits.push(hitOf(waited));
  const asking = questionFactor(tokens, text, end);
  const condition = tokens.findIndex(({ stem }) => conditional.has(stem));
  for (const hit of hits) {
    // "where is the money" asks nothing: the phrase itself carries the question word.
    const rhetorical = questioning.has(tokens[hit.at]?.stem ?? '') && hit.end - hit.at > 2;
    if (asking !== 1 && !rhetorical) hit.valence *= asking;
    else if (condition !== -1 && hit.at > condition && clauses[hit.at] === clauses[condition]) hit.valence *= 0.5;
  }
  return hits;
}

/** What is left of the tone of words in a question or a lesson: little, but "why is my withdrawal stuck?" complains. 1 for a statement. */
function questionFactor(tokens: readonly Token[], text: string, end: string): number {
  const first = tokens.find(({ stem }) => !/^(so|and|but|hey|hi|ok|guys|well|um|hmm)$/.test(stem))?.stem ?? '';
  if (first === 'why' && end.includes('?')) return 0.5;
  if (teaching.test(text) || teachingAnywhere.test(text)) return 0.1;
  if (!end.includes('?')) return 1;
  if (questioning.has(first) || tokens.length <= 5 && !end.includes('??') || tokens.some(({ text: word }) => word === 'or')) return 0.1;
  return end.includes('??') ? 1 : 0.5;
}

/** Everything in a sentence that has a tone of its own. */
function find(tokens: readonly Token[], clauses: readonly number[]): Hit[] {
  const hits: Hit[] = [];
  const spent = new Set<number>();
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]!;
    const phrase = phrasesAt(tokens, at);
    const length = phrase?.length ?? 1;
    if (!spent.has(at)) {
      const moved = length === 1 ? direction(tokens, clauses, at) : null;
      if (moved?.noun !== undefined) {
        spent.add(moved.noun);
        const noun = hits.findIndex((hit) => hit.at === moved.noun);
        if (noun !== -1) hits.splice(noun, 1);
      }
      const without = length === 1 ? absence(tokens, at) : undefined;
      const valence = moved?.valence ?? without ?? phrase?.valence ?? (token.kind === 'emoji' || emojis.has(token.text) ? emojis.get(token.text) : number(tokens, at)) ?? toneOf(token) * 0.6;
      if (valence !== 0) hits.push({ at, end: at + length, valence, text: tokens.slice(at, at + length).map((one) => one.text).join(' '), emoji: token.kind === 'emoji' });
    }
    at += length;
  }
  return hits;
}

/** Acts whose object may stand far off: "refunded everyone who was hit by the bug". */
const restoring = /^(?:refund|reimburs|return|fix|patch|resolv|recover)/;
const determiners = /^(?:my|your|our|their|his|her|the|an?|this|that|these|air)$/;
const overtaking = /^(?:hit|reach|top|pas|pass|cross|exceed|surpas|surpass|rais)$/;
/** What a direction means: with a percentage beside it or with the thing that moves. Null when it is no direction, or nobody says of what. */
function direction(tokens: readonly Token[], clauses: readonly number[], at: number): { valence: number; noun?: number } | null {
  const { stem } = tokens[at]!;
  const way = upward.has(stem) ? 1 : downward.has(stem) ? -1 : 0;
  if (way === 0) return null;
  if (way === -1 && stem === 'down' && tokens.some(({ text }) => text === 'up')) return { valence: 0 };
  // "hits a high" and "a hit": these move only what comes after them.
  const near = (overtaking.test(stem) && tokens[at + 1]?.kind !== 'number' && !/^(?:an?|all|new|record|one|two|three|half|its?|their|multi|fresh)$/.test(tokens[at + 1]?.text ?? '') ? [1, 2, 3, 4] : [1, 2, 3, -1, -2, -3, 4, -4]).map((step) => at + step).filter((index) => tokens[index] !== undefined && clauses[index] === clauses[at]);
  const bad = near.find((index) => Math.abs(index - at) <= 3 && unwanted.has(tokens[index]!.stem));
  // "Take your drop": somebody's drop is a gift of tokens.
  if (determiners.test(tokens[at - 1]?.text ?? '') && stem === 'drop' && !near.some((index) => tokens[index]!.kind === 'number')) return { valence: 0 };
  if (bad !== undefined) return { valence: -1.8 * way, noun: bad };
  const percent = near.slice(0, 4).map((index) => tokens[index]!).find(({ kind, text }) => kind === 'number' && text.endsWith('%')) ?? near.map((index) => tokens[index]!).find((token) => /^percent|pct$/.test(token.stem));
  if (percent) {
    const size = Number.parseFloat(percent.text.replace(/[^\d.]/g, ''));
    return { valence: way * (Number.isFinite(size) ? (size < 3 ? 0.5 : size < 10 ? 1.5 : 2.2) : 1.8) };
  }
  const good = near.find((index) => wanted.has(tokens[index]!.stem));
  if (good !== undefined) return { valence: 1.8 * way };
  return null;
}

/** "no fees" is good and "no volume" bad. Undefined for anything else. The negation is spent by it. */
function absence(tokens: readonly Token[], at: number): number | undefined {
  if (!/^(no|zero|0|without|0%)$/.test(tokens[at]!.text)) return undefined;
  const next = tokens[at + 1]?.stem ?? '';
  return unwanted.has(next) ? 1.8 : wanted.has(next) && next !== 'price' && next !== 'token' && next !== 'coin' ? -1.5 : undefined;
}

/** Numbers that speak for themselves: "-15%", "+12%", "10x". Undefined for others. */
function number(tokens: readonly Token[], at: number): number | undefined {
  const { kind, text } = tokens[at]!;
  if (kind !== 'number') return undefined;
  const size = Number.parseFloat(text.replace(/[^\d.]/g, ''));
  if (/^[-+].*%$/.test(text)) return (size < 1 ? 0 : size < 3 ? 0.7 : 2) * (text.startsWith('-') ? -1 : 1);
  if (text.endsWith('x') && size >= 2 && !/^(leverag|long|short|slower|wors)/.test(tokens[at + 1]?.stem ?? '')) return 2;
  return undefined;
}

/** "Stop buying", "avoid this": told to the reader, these words mend nothing. Only what somebody did does. */
function mends(tokens: readonly Token[], clauses: readonly number[], index: number): boolean {
  const { text, stem } = tokens[index]!;
  // After "my" or "a" it is a thing: "my drop was emptied".
  if (!reversers.has(stem) || determiners.test(tokens[index - 1]?.text ?? '')) return false;
  // "Drops 10%" moves; it does not drop charges.
  if (tokens[index + 1]?.kind === 'number') return false;
  if (stem === 'stop' && /^(?:call|say|spread|pretend)/.test(tokens[index + 1]?.stem ?? '')) return true;
  if (stem === 'avoid') return text !== 'avoid';
  return !/^(?:stop|drop|block|remove|deny|reject|froze)$/.test(text) || (index > 0 && clauses[index - 1] === clauses[index] && !/^(?:please|just|so|and|guys|people|now)$/.test(tokens[index - 1]!.text));
}

/** What the words before a hit make of it: negation, acts that turn bad into good (what they were is then `spent`), and strength. */
function context(tokens: readonly Token[], clauses: readonly number[], used: ReadonlySet<number>, spent: Set<number>, hit: Hit): number {
  let factor = 1;
  let turned = false;
  for (let back = 1; back <= 8; back++) {
    const index = hit.at - back;
    const token = tokens[index];
    if (!token || clauses[index] !== clauses[hit.at]) break;
    if (back <= 4 && negators.has(token.stem) && !turned && !used.has(index)) { factor *= flips; turned = true; }
    else if (hit.valence < 0 && !turned && (back <= 3 || restoring.test(token.stem)) && token.stem !== tokens[hit.at]!.stem && mends(tokens, clauses, index)) { factor *= -0.9; turned = true; spent.add(index); }
    else if (back <= 2) factor *= boosters.get(token.stem) ?? 1;
  }
  for (let ahead = 0; ahead < 3 && hit.valence < 0 && !turned; ahead++) {
    const index = hit.end + ahead;
    if (clauses[index] !== clauses[hit.at]) break;
    if (mended.has(tokens[index]?.stem ?? '')) { factor *= -0.8; turned = true; }
  }
  if (tokens.slice(hit.at, hit.end).some(({ loud }) => loud)) factor *= 1.25;
  return factor;
}

/** After "but" a sentence says what it means. */
function weighTurn(tokens: readonly Token[], hits: Hit[]): void {
  const turn = tokens.findLastIndex(({ stem }, index) => (stem === 'but' || stem === 'however') && index > 0 && index < tokens.length - 1);
  if (turn === -1 || !hits.some(({ at }) => at > turn)) return;
  for (const hit of hits) hit.valence *= hit.at > turn ? 1.3 : 0.4;
}

/** Praise beside bad news, with a mark of irony or as an exclamation at the beginning, is not praise. */
function weighIrony(tokens: readonly Token[], hits: Hit[], mocking: 0 | 1 | 2): void {
  const marks = tokens.filter(({ text }) => ironic.has(text));
  const strict = marks.some(({ text }) => /🙃|🙄|🤡|smh/u.test(text));
  const bad = hits.some(({ valence, emoji }) => valence <= -1 && !emoji);
  for (const hit of hits) {
    if (hit.valence <= 0) continue;
    if (strict || mocking === 2 || (bad && (marks.length > 0 || mocking === 1))) hit.valence *= -0.5;
  }
  if (mocking === 2 && !hits.some(({ valence }) => valence !== 0)) hits.push(hitOf({ valence: -1.2, text: tokens.slice(0, 3).map(({ text }) => text).join(' ') }));
}

const hitOf = ({ valence, text }: Cue): Hit => ({ at: 0, end: 0, valence, text, emoji: false });
/** Exclamation marks speak louder, up to three. */
const emphasis = (text: string) => 1 + Math.min(3, text.split('!').length - 1) * 0.07;
const sum = (hits: readonly Hit[]) => hits.reduce((total, { valence }) => total + valence, 0);
const round = (value: number) => Math.round(value * 10_000) / 10_000;
