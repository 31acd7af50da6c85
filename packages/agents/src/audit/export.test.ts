import { describe, expect, it } from 'vitest';
import { auditReport, type AuditReport } from '@hyperlens/protocol';
import { toMarkdown } from './markdown.ts';
import { toSarif } from './sarif.ts';

const report: AuditReport = auditReport.parse({
  verdict: 'fail', reasons: ['1 open finding'], files: ['src/My Token.sol'], solcVersion: '0.8.30',
  tools: [
    { id: 'hyperlens', version: '0.1.0', status: 'completed', milliseconds: 12, findings: 1, required: true },
    { id: 'slither', version: '0.11.5', status: 'failed', milliseconds: 3, findings: 0, required: true, reason: 'its output is not JSON' },
    { id: 'smtchecker', version: '0.8.30', status: 'unknown', milliseconds: 5_000, findings: 0, required: false, reason: 'no answer' },
    { id: 'mythril', version: '', status: 'not_installed', milliseconds: 0, findings: 0, required: false, reason: 'not found' },
  ],
  findings: [
    { id: 'abc', ruleId: 'reentrancy', category: 'reentrancy', severity: 'high', confidence: 'high', title: 'Re-entry', description: 'Bad <script>alert(1)</script> [x](http://evil)', fix: 'Write first', file: 'src/My Token.sol', line: 4, endLine: 6, contract: 'T', function: 'w', tool: 'hyperlens', tools: ['hyperlens'], scwe: 'SCWE-046', owasp: 'SC08:2026', swc: 'SWC-107', snippet: 'a```b' },
    { id: 'def', ruleId: 'token/mint', severity: 'informational', confidence: 'medium', title: 'Mint', description: 'd', file: 'src/My Token.sol', line: 9, endLine: 9, tool: 'hyperlens', tools: ['hyperlens'], status: 'waived' },
  ],
});

/** The part of SARIF 2.1.0 that readers such as GitHub code scanning insist on, written down by hand from the standard. */
interface Sarif { version: string; runs: { tool: { driver: { name: string; rules: { id: string; properties: { 'security-severity': string } }[] } }; taxonomies: { name: string; taxa: { id: string }[] }[]; invocations: { executionSuccessful: boolean; properties: { tool: string } }[]; results: { ruleId: string; ruleIndex: number; level: string; kind: string; message: { text: string }; partialFingerprints: Record<string, string>; taxa: { id: string }[]; suppressions?: object[]; locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number; endLine: number } } }[] }[] }[] }

describe('SARIF', () => {
  const run = (toSarif(report, '0.1.0') as Sarif).runs[0];
  it('has rules, results that point at them, and places', () => {
    expect((toSarif(report, '0.1.0') as Sarif).version).toBe('2.1.0');
    expect(run?.tool.driver.rules.map(rule => rule.id)).toEqual(['reentrancy', 'token/mint']);
    for (const result of run?.results ?? []) {
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(['none', 'note', 'warning', 'error']).toContain(result.level);
      expect(result.message.text.length).toBeGreaterThan(0);
      const { artifactLocation, region } = result.locations[0]!.physicalLocation;
      expect(artifactLocation.uri).toBe('src/My%20Token.sol');
      expect(region.startLine).toBeGreaterThanOrEqual(1);
      expect(region.endLine).toBeGreaterThanOrEqual(region.startLine);
      expect(Object.values(result.partialFingerprints)[0]).toMatch(/^\w+$/);
    }
    expect(run?.results[0]).toMatchObject({ level: 'error', taxa: [{ id: 'SCWE-046' }, { id: 'SC08:2026' }] });
    expect(run?.results[1]?.suppressions).toHaveLength(1);
    expect(Number(run?.tool.driver.rules[0]?.properties['security-severity'])).toBeGreaterThanOrEqual(7);
    expect(run?.taxonomies[0]).toMatchObject({ name: 'SCWE', taxa: [{ id: 'SCWE-046' }] });
  });
  it('says which tools did not succeed', () => {
    expect(run?.invocations.map(one => [one.properties.tool, one.executionSuccessful])).toEqual([['hyperlens', true], ['slither', false], ['smtchecker', true]]);
  });
});

describe('Markdown', () => {
  const text = toMarkdown(report);
  it('tells verdict, tools and findings', () => {
    for (const part of ['**Verdict: fail**', '| slither | 0.11.5 | failed |', '## High (1)', 'SCWE-046', '(waived)']) expect(text).toContain(part);
  });
  it('lets no markup of strangers through', () => {
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('[x](');
    expect(text).toContain('````solidity\na```b\n````');
  });
});
