import { sectionNames, type Claim, type Evidence, type Json, type ReportBlock, type ReportCell, type ReportDocument, type ReportTable, type ResearchResult, type SectionName } from '@hyperlens/protocol';
import { orderFlags, sayClaim, sayField, sayName, sayTime, sayValue, sortedKeys } from './words.ts';

export const sectionTitles: Record<SectionName, string> = { onchain: 'On the chain', tokenomics: 'Tokenomics', sentiment: 'Sentiment', team: 'Team', audit: 'Audit of the source' };
const levelTexts = {
  low: 'Nothing found speaks against it.', moderate: 'Some powers or costs to know about.', high: 'Serious reasons for caution.', critical: 'It can take what people hold, or already does.',
  unknown: 'Too little is known to call it safe.',
} as const;
const cell = (text: string, evidence: readonly string[] = []): ReportCell => (evidence.length > 0 ? { text, evidence: [...evidence] } : { text });

/** A result as a due diligence report: the judgement first, then what each service found, then every piece of evidence. */
export function documentOf(result: ResearchResult): ReportDocument {
  const { subject, block, verdict, observedAt } = result;
  const name = [subject.name, subject.symbol ? `(${subject.symbol})` : null].filter(Boolean).join(' ') || subject.query;
  const place = subject.address ? `${subject.kind} ${subject.address} on ${subject.network ?? 'an unnamed network'} (chain ${subject.chainId ?? '?'})` : subject.kind;
  const byId = new Map(result.evidence.map((one) => [one.id, one]));
  const { low, high } = verdict.score;
  return {
    title: `Research: ${name}`, subtitle: `${place}${block ? `, block ${block.number} of ${sayTime(block.time)}` : ''}`, time: observedAt,
    blocks: [
      { kind: 'callout', tone: verdict.level, title: `Risk: ${verdict.level}, ${low === high ? low : `${low} to ${high}`} of 100 points`, text: levelTexts[verdict.level] },
      ...reasonBlocks(result, byId),
      ...flagBlocks(result, byId),
      ...sectionNames.flatMap((section) => sectionBlocks(section, result, byId)),
      ...findingBlocks(result),
      ...sourceBlocks(result),
      ...appendix(result),
    ],
  };
}

function reasonBlocks({ verdict }: ResearchResult, byId: ReadonlyMap<string, Evidence>): ReportBlock[] {
  const blocks: ReportBlock[] = [{ kind: 'heading', level: 2, text: 'Why', id: 'why' }];
  if (verdict.reasons.length === 0) blocks.push({ kind: 'paragraph', text: 'No rule gave points.' });
  else blocks.push({ kind: 'table', caption: 'What gave points; "limit" where the most of its group was reached already', columns: [{ title: 'Points', align: 'right' }, { title: 'Because', weight: 4 }, { title: 'Evidence', weight: 4 }], rows: verdict.reasons.map(({ points, title, evidence }) => [cell(points === 0 ? 'limit' : String(points)), cell(title), cell('', evidence)]) });
  if (verdict.unknown.length > 0) {
    blocks.push({ kind: 'heading', level: 3, text: 'What is not known', id: 'not-known' }, {
      kind: 'table', caption: 'What could not be decided, and how much it could weigh', columns: [{ title: 'Up to', align: 'right' }, { title: 'Question', weight: 4 }, { title: 'Why it is open', weight: 5 }],
      rows: verdict.unknown.map(({ points, title, because, evidence }) => [cell(String(points)), cell(title), cell(evidence.map((id) => byId.get(id)?.unknown).find(Boolean) ?? because, evidence)]),
    });
  }
  return blocks;
}

/** By name: the database keeps no order of names. */
const byName = (claims: Record<string, Claim>): [string, Claim][] => Object.entries(claims).toSorted(([a], [b]) => (a < b ? -1 : 1));

function claimTable(caption: string, claims: readonly [string, Claim][], { subject }: ResearchResult, byId: ReadonlyMap<string, Evidence>): ReportTable {
  return {
    kind: 'table', caption, columns: [{ title: 'What', weight: 3 }, { title: 'Value', weight: 5 }, { title: 'Evidence', weight: 3 }],
    rows: claims.map(([name, { value, evidence }]) => [cell(sayName(name)), cell(isList(value) ? `${value.length} ${value.length === 1 ? 'row' : 'rows'}, in a table of their own` : sayClaim(name, value, byId.get(evidence[0] ?? '')?.unit ?? null, subject)), cell('', evidence)]),
  };
}

type Row = { [key: string]: Json };
const mostRows = 25;
const mostColumns = 6;
/** A list of things with fields, which reads better as a table of its own. */
const isList = (value: Json): value is Row[] => Array.isArray(value) && value.length > 0 && value.every((one) => one !== null && typeof one === 'object' && !Array.isArray(one));

function listTable(name: string, { value, evidence }: Claim, { subject }: ResearchResult, byId: ReadonlyMap<string, Evidence>): ReportBlock[] {
  if (!isList(value)) return [];
  const columns = sortedKeys(value).slice(0, mostColumns);
  const unit = byId.get(evidence[0] ?? '')?.unit ?? null;
  // Lists of holders and the like carry amounts of the subject without a unit of their own.
  const say = (key: string, row: Row): string => sayField(key, row, unit ?? (/^(amount|balance)$/.test(key) ? 'smallest token units' : null), subject);
  return [{
    kind: 'table', caption: `${sayName(name)}${value.length > mostRows ? `, the first ${mostRows} of ${value.length}` : ''} (${evidence.join(', ')})`, columns: columns.map((title) => ({ title: sayName(title), weight: 2 })),
    rows: value.slice(0, mostRows).map((row) => columns.map((key) => cell(say(key, row)))),
  }];
}

function flagBlocks(result: ResearchResult, byId: ReadonlyMap<string, Evidence>): ReportBlock[] {
  if (Object.keys(result.flags).length === 0) return [];
  return [{ kind: 'heading', level: 2, text: 'Flags', id: 'flags' }, claimTable('Flags by the names GoPlus gave them', orderFlags(result.flags), result, byId)];
}

function sectionBlocks(section: SectionName, result: ResearchResult, byId: ReadonlyMap<string, Evidence>): ReportBlock[] {
  const report = result.sections[section];
  if (!report) return [];
  const blocks: ReportBlock[] = [{ kind: 'heading', level: 2, text: sectionTitles[section], id: section }, { kind: 'paragraph', text: report.summary }];
  if (report.status !== 'completed') blocks.push({ kind: 'callout', tone: 'unknown', title: report.status === 'partial' ? 'In part' : 'Not known', text: report.status === 'partial' ? 'Not every source answered; the list of sources says which.' : 'Nothing could be learned here; the list of sources says why.' });
  if (Object.keys(report.facts).length > 0) blocks.push(claimTable(`Facts: ${sectionTitles[section].toLowerCase()}`, byName(report.facts), result, byId));
  blocks.push(...byName(report.facts).flatMap(([name, claim]) => listTable(name, claim, result, byId)));
  return [...blocks, ...report.charts.map((chart) => ({ kind: 'chart' as const, chart }))];
}

function findingBlocks({ findings }: ResearchResult): ReportBlock[] {
  if (findings.length === 0) return [];
  return [{ kind: 'heading', level: 2, text: 'Findings in the code', id: 'findings' }, {
    kind: 'table', caption: 'Powers and weaknesses, with their place', columns: [{ title: 'Severity' }, { title: 'Where', weight: 3 }, { title: 'Rule', weight: 2 }, { title: 'What', weight: 4 }],
    rows: findings.map(({ severity, file, line, ruleId, title, evidence }) => [cell(severity), cell(`${file}:${line}`), cell(ruleId), cell(title, evidence)]),
  }];
}

function sourceBlocks({ sections }: ResearchResult): ReportBlock[] {
  const rows = sectionNames.flatMap((section) => (sections[section]?.sources ?? []).map((source) => [cell(sectionTitles[section]), cell(source.title), cell(source.status.replaceAll('_', ' ')), cell(source.reason ?? '')]));
  if (rows.length === 0) return [];
  return [{ kind: 'heading', level: 2, text: 'Sources', id: 'sources' }, { kind: 'table', caption: 'Who was asked and how they did', columns: [{ title: 'For', weight: 2 }, { title: 'Source', weight: 3 }, { title: 'Status', weight: 2 }, { title: 'Reason', weight: 5 }], rows }];
}

function appendix({ evidence, subject }: ResearchResult): ReportBlock[] {
  return [{ kind: 'heading', level: 2, text: 'Appendix: all evidence', id: 'evidence' }, {
    kind: 'table', caption: `${evidence.length} pieces of evidence`,
    columns: [{ title: 'Id', weight: 3 }, { title: 'What', weight: 3 }, { title: 'Value', weight: 4 }, { title: 'Source', weight: 2 }, { title: 'Block or time', weight: 2 }, { title: 'Method', weight: 4 }, { title: 'Trust', weight: 1.2 }],
    rows: evidence.map((one) => [
      { text: one.id, anchor: one.id }, cell(one.title), cell(one.unknown === undefined ? sayValue(one.value, one.unit, subject) : `unknown: ${one.unknown}`),
      cell(one.source), cell(one.block === null ? (one.time ?? '') : `block ${one.block}`), cell(one.method), cell(one.confidence),
    ]),
  }];
}
