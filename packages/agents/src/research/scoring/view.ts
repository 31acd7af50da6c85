import type { SectionReport, SubjectKind } from '@hyperlens/protocol';
import { combineFlags } from './combine.ts';
import type { View } from './rule.ts';

/**
 * What the rules see of the sections' reports. The score of a deployed contract rests on what the chain shows, and what only its source shows
 * counts in a group that is open to its limit without a source: so taking the source away can widen the range and never move it.
 */
export function viewOf(kind: SubjectKind, reports: readonly SectionReport[]): View {
  const source = reports.find(({ section }) => section === 'audit');
  const flags = combineFlags(kind === 'source' ? reports : reports.filter((report) => report !== source));
  return {
    kind,
    flag: (name) => flags[name],
    sourceFlag: (name) => (kind === 'source' ? undefined : source?.flags[name]),
    fact: (section, name) => reports.find((report) => report.section === section)?.facts[name],
  };
}
