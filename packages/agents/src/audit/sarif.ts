import type { AuditReport, Finding, Severity } from '@hyperlens/protocol';

/** SARIF 2.1.0 levels (section 3.27.10) and the numbers GitHub code scanning sorts by (`security-severity`, CVSS-like). */
const levels: Record<Severity, { level: 'error' | 'warning' | 'note'; score: string }> = {
  critical: { level: 'error', score: '9.5' }, high: { level: 'error', score: '8.0' }, medium: { level: 'warning', score: '5.5' }, low: { level: 'note', score: '3.0' }, informational: { level: 'note', score: '0.0' },
};
const scweGuid = 'd8c3b1f2-6a0e-4f5b-9c64-3d0f0a7b8e21';
const owaspGuid = '5b6f0c0e-2c58-4d7b-8a8e-7f1b7c9d4a10';

/** A report as a SARIF 2.1.0 log (OASIS standard): one run, rules with help, one result per finding, tools that failed as unsuccessful invocations. */
export function toSarif(report: AuditReport, productVersion: string): object {
  const rules = [...new Map(report.findings.map(finding => [finding.ruleId, finding])).values()];
  const index = new Map(rules.map((finding, at) => [finding.ruleId, at]));
  const worst = (ruleId: string): Severity => (['critical', 'high', 'medium', 'low'] as const).find(level => report.findings.some(finding => finding.ruleId === ruleId && finding.severity === level)) ?? 'informational';
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'HyperLens', informationUri: 'https://hyperlens.dev', semanticVersion: productVersion,
          rules: rules.map(finding => ({
            id: finding.ruleId, name: finding.ruleId.replace(/(^|[-/])(\w)/g, (_match, _separator, letter: string) => letter.toUpperCase()),
            shortDescription: { text: finding.title }, fullDescription: { text: finding.description.split('\n')[0] }, help: { text: finding.fix ?? finding.title },
            defaultConfiguration: { level: levels[worst(finding.ruleId)].level },
            properties: { 'security-severity': levels[worst(finding.ruleId)].score, tags: tagsOf(finding), ...(finding.category ? { category: finding.category } : {}) },
            ...relationships(finding),
          })),
        },
        extensions: report.tools.map(tool => ({ name: tool.id, version: tool.version || 'unknown' })),
      },
      taxonomies: [taxonomy('SCWE', scweGuid, 'OWASP', report.findings.map(finding => finding.scwe)), taxonomy('OWASP Smart Contract Top 10', owaspGuid, 'OWASP', report.findings.map(finding => finding.owasp))],
      invocations: report.tools.filter(tool => tool.status !== 'not_installed').map(tool => ({
        executionSuccessful: tool.status === 'completed' || tool.status === 'not_applicable' || (tool.status === 'unknown' && !tool.required),
        properties: { tool: tool.id, status: tool.status, milliseconds: tool.milliseconds, required: tool.required },
        ...(tool.reason ? { toolExecutionNotifications: [{ level: tool.required && tool.status !== 'not_applicable' ? 'error' : 'note', message: { text: `${tool.id}: ${tool.reason}` } }] } : {}),
      })),
      artifacts: report.files.map(file => ({ location: { uri: uri(file), uriBaseId: '%SRCROOT%' }, sourceLanguage: 'solidity' })),
      results: report.findings.map(finding => result(finding, index)),
      columnKind: 'unicodeCodePoints',
      properties: { verdict: report.verdict, reasons: report.reasons, ...(report.solcVersion ? { solcVersion: report.solcVersion } : {}) },
    }],
  };
}

function result(finding: Finding, index: Map<string, number>): object {
  const { level, score } = levels[finding.severity];
  const logical = [finding.contract, finding.function].filter(Boolean).join('.');
  return {
    ruleId: finding.ruleId, ruleIndex: index.get(finding.ruleId), level, kind: 'fail', message: { text: finding.description },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uri(finding.file), uriBaseId: '%SRCROOT%' }, region: { startLine: finding.line, endLine: finding.endLine, ...(finding.snippet ? { snippet: { text: finding.snippet } } : {}) } },
      ...(logical ? { logicalLocations: [{ fullyQualifiedName: logical, kind: finding.function ? 'function' : 'type' }] } : {}),
    }],
    partialFingerprints: { 'hyperlensFinding/v1': finding.id },
    taxa: [...(finding.scwe ? [{ id: finding.scwe, toolComponent: { name: 'SCWE', guid: scweGuid } }] : []), ...(finding.owasp ? [{ id: finding.owasp, toolComponent: { name: 'OWASP Smart Contract Top 10', guid: owaspGuid } }] : [])],
    ...(finding.status === 'waived' ? { suppressions: [{ kind: 'external', status: 'accepted' }] } : {}),
    properties: { severity: finding.severity, confidence: finding.confidence, 'security-severity': score, tools: finding.tools, ...(finding.category ? { category: finding.category } : {}) },
  };
}

const uri = (file: string): string => file.split('/').map(encodeURIComponent).join('/');
const tagsOf = (finding: Finding): string[] => ['security', 'solidity', finding.category, finding.scwe, finding.owasp, finding.swc].filter(tag => tag !== undefined);
const relationships = (finding: Finding): object => (finding.scwe ? { relationships: [{ target: { id: finding.scwe, toolComponent: { name: 'SCWE', guid: scweGuid } }, kinds: ['superset'] }] } : {});
const taxonomy = (name: string, guid: string, organization: string, ids: (string | undefined)[]): object => ({ name, guid, organization, taxa: [...new Set(ids.filter(id => id !== undefined))].sort().map(id => ({ id })) });
