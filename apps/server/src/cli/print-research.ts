import { orderFlags, sayClaim, sayTime } from '@hyperlens/agents/research/report';
import { sectionNames, unknownValue, type Claim, type Comparison, type Json, type ResearchResult, type WatchChange } from '@hyperlens/protocol';
import { printable, type Format, type Output } from './output.ts';

const colours: Record<ResearchResult['verdict']['level'], Format> = { low: 'green', moderate: 'yellow', high: 'red', critical: 'red', unknown: 'yellow' };

/** A value in one bounded line. */
export function showValue(value: Json): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === null) return 'none';
  if (typeof value === 'string' || typeof value === 'number') return printable(String(value)).replace(/\s+/g, ' ').slice(0, 80);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : `${value.length} entries`;
  return printable(JSON.stringify(value)).slice(0, 80);
}
const showClaim = (name: string, claim: Claim | null): string => (claim === null ? '-' : typeof claim.value === 'number' ? sayClaim(name, claim.value, null, { decimals: null, symbol: null }) : showValue(claim.value));
/** Rows by name: the database keeps no order of names. */
const byName = <Value>(entries: Record<string, Value>): [string, Value][] => Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1));
const range = ({ low, high }: { low: number; high: number }): string => (low === high ? String(low) : `${low} to ${high}`);

/** A result for people: the judgement and its reasons first, then what each service says, then where it comes from. */
export function printResearch(output: Output, result: ResearchResult): void {
  const { subject, block, verdict } = result;
  const name = [subject.name, subject.symbol && `(${subject.symbol})`].filter(Boolean).join(' ');
  const units = new Map(result.evidence.map(({ id, unit }) => [id, unit]));
  const say = (named: string, { value, evidence }: Claim): string => {
    // A list of things with fields is for the report and for --json.
    if (Array.isArray(value) && value.length > 0 && value.every((one) => one !== null && typeof one === 'object')) return `${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
    return printable(sayClaim(named, value, units.get(evidence[0] ?? '') ?? null, subject)).replace(/\s+/g, ' ').slice(0, 80);
  };
  output.line();
  output.line(printable(`${output.style('bold', name || subject.query)}  ${subject.kind}${subject.address ? ` ${subject.address}` : ''}${block ? ` on ${subject.network} at block ${block.number} of ${sayTime(block.time)}` : ''}`));
  output.line(`risk ${output.style(colours[verdict.level], verdict.level)}, ${range(verdict.score)} of 100 points`);
  if (verdict.reasons.length > 0) {
    output.line();
    output.table(['points', 'because', 'evidence'], verdict.reasons.map(({ points, title, evidence }) => [points === 0 ? 'limit' : points, title, evidence.slice(0, 2).join(', ')]), '');
  }
  if (verdict.unknown.length > 0) {
    output.line();
    output.table(['up to', 'not known', 'because'], verdict.unknown.map(({ points, title, because, evidence }) => [points, title, result.evidence.find(({ id }) => id === evidence[0])?.unknown ?? because]), '');
  }
  const flags = orderFlags(result.flags);
  if (flags.length > 0) {
    output.line();
    output.table(['flag', 'value', 'evidence'], flags.map(([flag, claim]) => [flag, say(flag, claim), claim.evidence.slice(0, 2).join(', ')]), '');
  }
  for (const section of sectionNames) {
    const report = result.sections[section];
    if (!report) continue;
    output.line();
    output.line(`${output.style('bold', section)}  ${report.status}. ${printable(report.summary)}`);
    const [known, open] = [byName(report.facts).filter(([, { value }]) => value !== unknownValue), byName(report.facts).filter(([, { value }]) => value === unknownValue)];
    if (known.length > 0 || open.length === 0) output.table(['fact', 'value', 'evidence'], known.map(([fact, claim]) => [fact, say(fact, claim), claim.evidence.slice(0, 2).join(', ')]), 'no facts');
    if (open.length > 0) output.line(output.style('dim', printable(`not known: ${open.map(([fact]) => fact).join(', ')}`)));
    for (const source of report.sources.filter(({ status }) => status !== 'ok' && status !== 'not_applicable')) output.note(output.style('dim', printable(`${source.title}: ${source.status.replaceAll('_', ' ')}${source.reason ? `, ${source.reason}` : ''}`)));
  }
  if (result.findings.length > 0) {
    output.line();
    output.table(['severity', 'where', 'rule', 'what'], result.findings.map(({ severity, file, line, ruleId, title }) => [severity, `${file}:${line}`, ruleId, title]), '');
  }
}

/** Results side by side; what is the same everywhere is left out unless asked for. */
export function printComparison(output: Output, { subjects, rows }: Comparison, { all = false } = {}): void {
  output.table(['', ...subjects.map(({ subject }) => subject.symbol ?? subject.name ?? subject.query)], [
    ['risk', ...subjects.map(({ verdict }) => verdict.level)], ['points', ...subjects.map(({ verdict }) => range(verdict.score))],
    ...rows.filter((row) => row.section !== 'verdict' && (all || row.differs)).map((row) => [`${row.section} ${row.name}`, ...row.values.map((claim) => showClaim(row.name, claim))]),
  ], '');
}

/** What a watch found changed. */
export function printChanges(output: Output, changes: readonly WatchChange[]): void {
  output.table(['when', 'what', 'before', 'after'], changes.flatMap((change) => change.differences.map(({ section, name, before, after }) => [change.recordedAt, `${section} ${name}`, showClaim(name, before), showClaim(name, after)])), 'Nothing has changed yet.');
}
