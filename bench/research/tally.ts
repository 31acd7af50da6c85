import type { ResearchResult } from '../../packages/protocol/src/index.ts';
import type { Expected } from './cases/index.ts';
import type { ManifestCase } from './manifest.ts';

/** How one flag did over all cases. For yes-or-no flags and taxes; a tax above half a percent counts as positive. */
export interface FlagRow { flag: string; positives: number; hit: number; falseAlarm: number; missed: number; unknown: number; right: number; asked: number; precision: number | null; recall: number | null; reached: boolean }
export interface Mistake { id: string; what: string; expected: string; said: string }
export interface Tally {
  flags: FlagRow[];
  levels: { right: number; asked: number };
  kinds: { right: number; asked: number };
  mistakes: Mistake[];
  /** Reasons and flags that name evidence that is not there, and evidence of the wrong shape. */
  unfounded: Mistake[];
  passed: boolean;
}

const goal = 0.95;
const enough = 5;
const nobody = new Set(['', '0x0000000000000000000000000000000000000000']);

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();

type Judged = 'hit' | 'falseAlarm' | 'missed' | 'right' | 'unknown';

/** What a claim is worth against the truth. `unknown` is never right and never a false alarm; on a positive it is a miss. */
export function judge(expected: Expected, said: unknown): Judged | null {
  if (expected === 'any') return null;
  const blank = said === undefined || said === 'unknown';
  if (typeof expected === 'boolean') {
    if (blank) return expected ? 'missed' : 'unknown';
    if (said === expected) return expected ? 'hit' : 'right';
    return expected ? 'missed' : 'falseAlarm';
  }
  if ('address' in expected) {
    // null stands for nobody, which is an answer here.
    if (said === undefined || said === 'unknown') return 'unknown';
    const text = said === null || nobody.has(plain(said)) ? null : plain(said);
    return text === (expected.address?.toLowerCase() ?? null) ? 'hit' : 'missed';
  }
  if ('oneOf' in expected) return blank ? 'unknown' : expected.oneOf.some((one) => plain(one) === plain(said)) ? 'hit' : 'missed';
  const [low, high] = 'near' in expected ? [expected.near - expected.within, expected.near + expected.within] : expected.between;
  const positive = low > 0.0001;
  if (blank || typeof said !== 'number') return positive ? 'missed' : 'unknown';
  if (said >= low && said <= high) return positive ? 'hit' : 'right';
  return positive ? 'missed' : 'falseAlarm';
}

const written = (expected: Expected): string => (typeof expected === 'object' ? JSON.stringify(expected) : String(expected));

/** Compares results with the labels. Cases without a result are not counted. */
export function tally(cases: readonly ManifestCase[], results: ReadonlyMap<string, ResearchResult>): Tally {
  const rows = new Map<string, FlagRow>();
  const mistakes: Mistake[] = [];
  const unfounded: Mistake[] = [];
  const levels = { right: 0, asked: 0 };
  const kinds = { right: 0, asked: 0 };
  for (const one of cases) {
    const result = results.get(one.id);
    if (!result) continue;
    for (const [flag, expected] of Object.entries(one.flags)) {
      const claim = result.flags[flag];
      const judged = judge(expected, claim?.value);
      if (judged === null) continue;
      const row = rows.get(flag) ?? { flag, positives: 0, hit: 0, falseAlarm: 0, missed: 0, unknown: 0, right: 0, asked: 0, precision: null, recall: null, reached: true };
      rows.set(flag, row);
      row.asked += 1;
      row[judged] += 1;
      if (judged === 'hit' || judged === 'missed') row.positives += 1;
      if (judged === 'falseAlarm' || judged === 'missed') mistakes.push({ id: one.id, what: flag, expected: written(expected), said: claim ? `${JSON.stringify(claim.value)} by ${claim.evidence.join(', ').slice(0, 160)}` : 'nothing' });
    }
    kinds.asked += 1;
    if (one.kind === 'any' || result.subject.kind === one.kind) kinds.right += 1; else mistakes.push({ id: one.id, what: 'kind', expected: one.kind, said: result.subject.kind });
    levels.asked += 1;
    const { level, score, reasons } = result.verdict;
    if (one.levels.includes(level)) levels.right += 1;
    else mistakes.push({ id: one.id, what: 'level', expected: one.levels.join(' or '), said: `${level}, ${score.low} to ${score.high}: ${reasons.slice(0, 6).map((reason) => `${reason.id} ${reason.points}`).join(', ') || 'no reason'}` });
    unfounded.push(...check(one.id, result));
  }
  const flags = [...rows.values()].toSorted((a, b) => (a.flag < b.flag ? -1 : 1)).map(finish);
  return { flags, levels, kinds, mistakes, unfounded, passed: flags.every((row) => row.reached) && levels.right >= levels.asked * goal && unfounded.length === 0 };
}

function finish(row: FlagRow): FlagRow {
  const precision = row.hit + row.falseAlarm > 0 ? row.hit / (row.hit + row.falseAlarm) : null;
  const recall = row.positives > 0 ? row.hit / row.positives : null;
  return { ...row, precision, recall, reached: row.positives < enough || ((precision ?? 0) >= goal && (recall ?? 0) >= goal) };
}

/** Whether what is said rests on evidence that exists. */
function check(id: string, result: ResearchResult): Mistake[] {
  const problems: Mistake[] = [];
  const known = new Set(result.evidence.map((one) => one.id));
  if (known.size !== result.evidence.length) problems.push({ id, what: 'evidence', expected: 'ids that differ', said: `${result.evidence.length - known.size} twice` });
  const named = [
    ...result.verdict.reasons.map((reason) => ({ what: `reason ${reason.id}`, evidence: reason.evidence })), ...Object.entries(result.flags).map(([name, claim]) => ({ what: `flag ${name}`, evidence: claim.evidence })),
    ...Object.entries(result.sections).flatMap(([section, report]) => Object.entries(report.facts).map(([name, claim]) => ({ what: `fact ${section} ${name}`, evidence: claim.evidence }))),
  ];
  for (const { what, evidence } of named) {
    const absent = evidence.filter((one) => !known.has(one));
    if (evidence.length === 0 || absent.length > 0) problems.push({ id, what, expected: 'evidence that exists', said: absent.join(', ') || 'none' });
  }
  for (const one of result.evidence) if ((one.value === undefined) === (one.unknown === undefined)) problems.push({ id, what: one.id, expected: 'a value or a reason why not', said: 'both or neither' });
  return problems;
}

const percent = (value: number | null): string => (value === null ? '-' : `${(value * 100).toFixed(1)} %`);

/** The tally for people. */
export function print(result: Tally): string {
  const lines = ['flag                          asked  pos  hit  false  missed  unknown  precision   recall'];
  for (const row of result.flags) lines.push(`${row.reached ? ' ' : '!'} ${row.flag.padEnd(27)}${[row.asked, row.positives, row.hit, row.falseAlarm, row.missed, row.unknown].map((value, at) => String(value).padStart([6, 5, 5, 7, 8, 9][at] ?? 6)).join('')}${percent(row.precision).padStart(11)}${percent(row.recall).padStart(9)}`);
  lines.push('', `verdict levels right: ${result.levels.right} of ${result.levels.asked}; kinds right: ${result.kinds.right} of ${result.kinds.asked}; statements without evidence: ${result.unfounded.length}`, '');
  for (const one of [...result.mistakes, ...result.unfounded.slice(0, 40)]) lines.push(`${one.id}: ${one.what} is ${one.expected}, and was said to be ${one.said}`);
  return `${lines.join('\n')}\n`;
}
