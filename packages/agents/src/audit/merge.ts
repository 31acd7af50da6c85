import { confidence, type Finding, type RawFinding, type Severity } from '@hyperlens/protocol';
import { identify } from './identity.ts';
import { atLeast, worse } from './policy.ts';

/** Findings of one tool. The order of tools decides whose words a merged finding carries. */
export interface ToolFindings { tool: string; findings: RawFinding[] }

/** Classes that hold many unlike things: within them only the same rule is the same weakness. */
const broad = new Set(['other', 'logic', 'token-power', 'input-validation', 'state-init']);
const classOf = (finding: RawFinding): string => (finding.category === undefined || broad.has(finding.category) ? `${finding.category ?? ''}:${finding.ruleId}` : finding.category);
const overlap = (a: RawFinding, b: RawFinding): boolean => a.file === b.file && a.line <= b.endLine && b.line <= a.endLine;

interface Group { first: RawFinding; tool: string; all: { tool: string; finding: RawFinding }[]; severity: Severity }

/**
 * One finding per weakness and place: findings of the same class on overlapping lines of a file, reported by different tools, become one,
 * with the highest severity and confidence of them and all tools named. Merging never lowers a severity and never drops a finding.
 * The result is sorted by severity, then file and line.
 */
export function mergeFindings(reports: ToolFindings[]): Finding[] {
  const groups: Group[] = [];
  for (const { tool, findings } of reports) {
    for (const finding of findings) {
      const same = groups.find(group => !group.all.some(one => one.tool === tool) && classOf(group.first) === classOf(finding) && overlap(group.first, finding));
      if (same) {
        same.all.push({ tool, finding });
        same.severity = worse(same.severity, finding.severity);
      } else {
        groups.push({ first: finding, tool, all: [{ tool, finding }], severity: finding.severity });
      }
    }
  }
  const drafts = groups.map(({ first, tool, all, severity }) => ({
    ...first, severity, tool, tools: all.map(one => one.tool), status: 'open' as const,
    confidence: confidence.options.find(level => all.some(one => one.finding.confidence === level)) ?? first.confidence,
    ...firstOf(all, 'fix'), ...firstOf(all, 'scwe'), ...firstOf(all, 'owasp'), ...firstOf(all, 'swc'), ...firstOf(all, 'contract'), ...firstOf(all, 'function'), ...firstOf(all, 'snippet'),
    // What another tool called by another name is still said.
    description: [first.description, ...all.slice(1).filter(one => one.finding.ruleId !== first.ruleId).map(one => `${one.tool} reports it as ${one.finding.ruleId}: ${one.finding.description.slice(0, 500)}`)].join('\n'),
  }));
  return identify(drafts).sort((a, b) => (a.severity !== b.severity ? (atLeast(a.severity, b.severity) ? -1 : 1) : a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function firstOf<Key extends 'fix' | 'scwe' | 'owasp' | 'swc' | 'contract' | 'function' | 'snippet'>(all: Group['all'], key: Key): Partial<Pick<RawFinding, Key>> {
  const value = all.find(one => one.finding[key] !== undefined)?.finding[key];
  return value === undefined ? {} : { [key]: value } as Partial<Pick<RawFinding, Key>>;
}
