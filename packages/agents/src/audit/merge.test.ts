import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { severityOrder, weaknessCategory, type RawFinding } from '@hyperlens/protocol';
import { mergeFindings, type ToolFindings } from './merge.ts';
import { atLeast } from './policy.ts';

const base: RawFinding = { ruleId: 'reentrancy', category: 'reentrancy', severity: 'high', confidence: 'medium', title: 't', description: 'd', file: 'A.sol', line: 5, endLine: 7, contract: 'A', function: 'f', snippet: 'x.call()' };
const arbitrary: fc.Arbitrary<RawFinding> = fc.record({
  ruleId: fc.constantFrom('a', 'b'), category: fc.option(fc.constantFrom(...weaknessCategory.options), { nil: undefined }), severity: fc.constantFrom(...severityOrder), confidence: fc.constantFrom('high', 'medium', 'low'),
  title: fc.constant('t'), description: fc.constant('d'), file: fc.constantFrom('A.sol', 'B.sol'), line: fc.integer({ min: 1, max: 9 }), length: fc.integer({ min: 0, max: 4 }), snippet: fc.constantFrom('x', 'y'),
}).map(({ length, ...rest }) => ({ ...rest, endLine: rest.line + length }));
const reports: fc.Arbitrary<ToolFindings[]> = fc.array(fc.array(arbitrary, { maxLength: 8 }), { maxLength: 4 }).map(lists => lists.map((findings, at) => ({ tool: `tool${at}`, findings })));

describe('merging', () => {
  it('makes one of what several tools say of one place', () => {
    const merged = mergeFindings([{ tool: 'hyperlens', findings: [{ ...base, severity: 'medium' }] }, { tool: 'slither', findings: [{ ...base, ruleId: 'slither/x', line: 7, endLine: 9, severity: 'high', confidence: 'high', swc: 'SWC-107' }] }]);
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({ ruleId: 'reentrancy', tool: 'hyperlens', tools: ['hyperlens', 'slither'], severity: 'high', confidence: 'high', swc: 'SWC-107', line: 5 });
    expect(merged[0]?.description).toContain('slither reports it as slither/x');
  });
  it('keeps apart: other lines, other files, other classes, one tool twice', () => {
    const other = (rest: Partial<RawFinding>) => mergeFindings([{ tool: 'a', findings: [base] }, { tool: 'b', findings: [{ ...base, ...rest }] }]).length;
    expect([other({ line: 8, endLine: 9 }), other({ file: 'B.sol' }), other({ category: 'access-control' })]).toEqual([2, 2, 2]);
    expect(mergeFindings([{ tool: 'a', findings: [base, { ...base, line: 6 }] }])).toHaveLength(2);
  });
  it('never lowers a severity, never loses a finding or a tool (property)', () => {
    fc.assert(fc.property(reports, given => {
      const merged = mergeFindings(given);
      for (const { tool, findings } of given) {
        for (const finding of findings) {
          const kept = merged.some(one => one.tools.includes(tool) && one.file === finding.file && atLeast(one.severity, finding.severity));
          if (!kept) return false;
        }
      }
      const total = given.reduce((sum, one) => sum + one.findings.length, 0);
      return merged.reduce((sum, one) => sum + one.tools.length, 0) === total && new Set(merged.map(one => one.id)).size === merged.length;
    }), { numRuns: 500 });
  });
  it('gives ids that survive edits elsewhere, moves and comments', () => {
    const id = (finding: RawFinding) => mergeFindings([{ tool: 'a', findings: [finding] }])[0]?.id;
    expect(id({ ...base, line: 50, endLine: 52, snippet: 'x . call ( )  // note' })).toBe(id(base));
    expect(id({ ...base, snippet: 'y.call()' })).not.toBe(id(base));
    expect(id({ ...base, function: 'g' })).not.toBe(id(base));
    const [first, second] = mergeFindings([{ tool: 'a', findings: [{ ...base, line: 20, endLine: 20 }, base] }]);
    expect(first?.line).toBe(5);
    expect(first?.id).toBe(id(base));
    expect(second?.id).not.toBe(first?.id);
  });
});
