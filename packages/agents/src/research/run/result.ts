import { unknownValue, type ResearchRequest, type ResearchResult, type SectionName, type ServiceAnswer, type Subject, type SubjectKind } from '@hyperlens/protocol';
import { makeLedger } from '../evidence/index.ts';
import { combineFlags, judge, viewOf } from '../scoring/index.ts';

const byKind: Record<SubjectKind, readonly SectionName[]> = {
  token: ['onchain', 'tokenomics', 'sentiment', 'team', 'audit'],
  contract: ['onchain', 'team', 'audit'],
  wallet: ['onchain'],
  project: ['tokenomics', 'sentiment', 'team'],
  source: ['audit'],
};

/** The services a run asks: those the person named, else all that apply to the subject. */
export function sectionsOf(kind: SubjectKind, request: Pick<ResearchRequest, 'only'>): readonly SectionName[] {
  return request.only ? byKind.token.filter((section) => request.only?.includes(section)) : byKind[kind];
}

/** What stands in the report for a service that could not answer at all. */
export function unansweredSection(section: SectionName, because: string, observedAt: string): ServiceAnswer {
  const ledger = makeLedger({ section, block: null, observedAt });
  ledger.unknown('service', because, { title: `The ${section} service`, source: section, method: 'asked the service' });
  ledger.source({ id: section, title: `The ${section} service`, status: 'failed', reason: because });
  return { report: ledger.report(because), findings: [] };
}

/** The finished result from what the services answered. The same answers give the same bytes, whatever order they came in. */
export function assembleResult({ runId, subject, block, observedAt, answers }: { runId: string; subject: Subject; block: ResearchResult['block']; observedAt: string; answers: readonly ServiceAnswer[] }): ResearchResult {
  const reports = answers.map((answer) => answer.report).toSorted((a, b) => (a.section < b.section ? -1 : 1));
  const flags = combineFlags(reports);
  const view = viewOf(subject.kind, reports);
  const sections: ResearchResult['sections'] = {};
  for (const { section, status, summary, sources, facts, charts } of reports) sections[section] = { status, summary, sources, facts, charts };
  return {
    runId, status: 'completed', subject, block, observedAt, verdict: judge(view), flags, sections,
    findings: answers.flatMap((answer) => answer.findings).toSorted((a, b) => (a.file + a.id < b.file + b.id ? -1 : 1)),
    evidence: reports.flatMap((report) => report.evidence).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    error: null,
  };
}

/** What the command line ends with: 0 low or moderate, 1 high or critical, 3 too little known. */
export function exitOfVerdict(level: ResearchResult['verdict']['level']): 0 | 1 | 3 {
  return level === unknownValue ? 3 : level === 'low' || level === 'moderate' ? 0 : 1;
}
