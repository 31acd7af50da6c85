import { severityOrder, type AuditReport, type Finding } from '@hyperlens/protocol';

/** Text from sources and tools must not become markup: it is data of strangers. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|!~]/g, '\\$&').replace(/\s+/g, ' ').trim();
/** A fence longer than any run of backticks in the text. */
const fenced = (text: string): string => { const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(run => run[0].length + 1))); return `${fence}solidity\n${text}\n${fence}`; };

/** A report for people: verdict and why, tools, findings by severity with fix. */
export function toMarkdown(report: AuditReport): string {
  const counts = severityOrder.map(severity => `${report.findings.filter(finding => finding.severity === severity && finding.status === 'open').length} ${severity}`).join(', ');
  const tools = report.tools.map(tool => `| ${plain(tool.id)} | ${plain(tool.version)} | ${tool.status.replaceAll('_', ' ')} | ${tool.findings} | ${tool.milliseconds} ms | ${plain(tool.reason ?? '')} |`);
  const sections = severityOrder.flatMap(severity => {
    const list = report.findings.filter(finding => finding.severity === severity);
    return list.length === 0 ? [] : [`## ${severity[0]?.toUpperCase()}${severity.slice(1)} (${list.length})`, ...list.map(section)];
  });
  return [
    '# Audit report', `**Verdict: ${report.verdict}**`, report.reasons.map(reason => `- ${plain(reason)}`).join('\n'),
    `Open findings: ${counts}. Files: ${report.files.map(plain).join(', ')}.${report.solcVersion ? ` Compiled with solc ${report.solcVersion}.` : ''}`,
    ['| tool | version | status | findings | time | remark |', '| --- | --- | --- | --- | --- | --- |', ...tools].join('\n'),
    ...(sections.length > 0 ? sections : ['No findings.']),
  ].join('\n\n').concat('\n');
}

function section(finding: Finding): string {
  const references = [finding.scwe, finding.owasp, finding.swc].filter(Boolean).join(', ');
  const place = `${finding.file}:${finding.line}${finding.endLine > finding.line ? `-${finding.endLine}` : ''}`;
  const where = [finding.contract, finding.function].filter(Boolean).join('.');
  return [
    `### ${plain(finding.title)}${finding.status === 'waived' ? ' (waived)' : ''}`,
    `${plain(place)}${where ? ` in ${plain(where)}` : ''} · rule ${plain(finding.ruleId)} · confidence ${finding.confidence} · found by ${finding.tools.map(plain).join(', ')}${references ? ` · ${references}` : ''} · id ${finding.id}`,
    plain(finding.description), ...(finding.fix ? [`Fix: ${plain(finding.fix)}`] : []), ...(finding.snippet ? [fenced(finding.snippet)] : []),
  ].join('\n\n');
}
