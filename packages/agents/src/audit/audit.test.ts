import { describe, expect, it } from 'vitest';
import { auditPolicy, auditReport, type Analyzer, type AnalyzerOutcome, type CompileResult, type RawFinding, type Severity } from '@hyperlens/protocol';
import { makeAudit } from './audit.ts';

const sources = { 'A.sol': 'contract A {\n  function f() public {}\n}\n' };
const compiled: CompileResult = { ok: true, solcVersion: '0.8.30', longVersion: '0.8.30', evmVersion: 'cancun', diagnostics: [], contracts: [], sources: { 'A.sol': { id: 0, content: sources['A.sol'], isDependency: false } }, standardInput: {}, notes: [], milliseconds: 1 };
const compiler = { compile: () => Promise.resolve(compiled) };
const broken = { compile: () => Promise.resolve({ ...compiled, ok: false, diagnostics: [{ severity: 'error' as const, message: 'Expected ;', file: 'A.sol', line: 2 }] }) };
const hit = (severity: Severity, rest: Partial<RawFinding> = {}): RawFinding => ({ ruleId: 'reentrancy', category: 'reentrancy', severity, confidence: 'high', title: 't', description: 'd', file: 'A.sol', line: 2, endLine: 2, ...rest });

interface Plan { id?: string; kind?: Analyzer['kind']; present?: boolean | 'throws'; bestEffort?: boolean; does: Partial<AnalyzerOutcome> | 'throws' | 'hangs' }
const tool = ({ id = 'tool', kind = 'external', present = true, bestEffort, does }: Plan): Analyzer => ({
  id, title: id, kind, ...(bestEffort ? { bestEffort } : {}),
  locate: () => (present === 'throws' ? Promise.reject(new Error('disk')) : Promise.resolve(present ? { path: '/x', version: '1' } : null)),
  analyze: () => (does === 'throws' ? Promise.reject(new Error('boom')) : does === 'hangs' ? new Promise(() => undefined) : Promise.resolve({ status: 'completed', version: '1', findings: [], ...does })),
});
const builtin = tool({ id: 'hyperlens', kind: 'builtin', does: {} });
const run = async (plans: Analyzer[], policy = {}, request = {}, using: typeof compiler = compiler) => {
  const audit = makeAudit({ compiler: using, analyzers: plans, policy: auditPolicy.parse(policy), now: () => performance.now() });
  const report = await audit.audit({ sources, ...request });
  expect(auditReport.parse(report)).toBeTruthy();
  return report;
};

describe('the verdict', () => {
  const cases: [string, Analyzer[], object, string][] = [
    ['every tool clean', [builtin, tool({ does: {} })], {}, 'pass'],
    ['an optional tool is absent', [builtin, tool({ present: false, does: {} })], {}, 'pass'],
    ['a tool named by policy is absent', [builtin, tool({ present: false, does: {} })], { requiredTools: ['tool'] }, 'inconclusive'],
    ['a tool named by policy is not known', [builtin], { requiredTools: ['mythril'] }, 'inconclusive'],
    ['a found tool failed', [builtin, tool({ does: { status: 'failed', reason: 'garbage' } })], {}, 'inconclusive'],
    ['a found tool timed out', [builtin, tool({ does: { status: 'timeout', reason: 'slow' } })], {}, 'inconclusive'],
    ['a found tool threw', [builtin, tool({ does: 'throws' })], {}, 'inconclusive'],
    ['looking a tool up failed', [builtin, tool({ present: 'throws', does: {} })], {}, 'inconclusive'],
    ['a found tool was gone when it should run', [builtin, tool({ does: { status: 'not_installed' } })], {}, 'inconclusive'],
    ['a built-in tool failed', [tool({ id: 'hyperlens', kind: 'builtin', does: { status: 'failed', reason: 'x' } }), tool({ does: {} })], {}, 'inconclusive'],
    ['best effort gave no answer', [builtin, tool({ kind: 'builtin', bestEffort: true, does: { status: 'unknown', reason: '5 s' } })], {}, 'pass'],
    ['best effort gave no answer but policy wants it', [builtin, tool({ kind: 'builtin', bestEffort: true, does: { status: 'unknown', reason: '5 s' } })], { requiredTools: ['tool'] }, 'inconclusive'],
    ['a tool has nothing to say', [builtin, tool({ does: { status: 'not_applicable', reason: 'old' } })], {}, 'pass'],
    ['no tool at all', [], {}, 'inconclusive'],
    ['nothing but absent tools', [tool({ present: false, does: {} })], {}, 'inconclusive'],
    ['a high finding', [tool({ does: { findings: [hit('high')] } })], {}, 'fail'],
    ['a high finding and a failed tool', [tool({ does: { findings: [hit('critical')] } }), tool({ id: 'b', does: 'throws' })], {}, 'fail'],
    ['findings of a tool that failed half-way count', [builtin, tool({ does: { status: 'failed', reason: 'x', findings: [hit('high')] } })], {}, 'fail'],
    ['a medium finding under the default policy', [tool({ does: { findings: [hit('medium')] } })], {}, 'pass'],
    ['a medium finding under a stricter policy', [tool({ does: { findings: [hit('medium')] } })], { failOn: 'medium' }, 'fail'],
    ['a finding in a dependency', [tool({ does: { findings: [hit('high', { file: 'lib/B.sol' })] } })], {}, 'pass'],
  ];
  it.each(cases)('%s', async (_name, tools, policy, verdict) => { expect((await run(tools, policy)).verdict).toBe(verdict); });

  it('is inconclusive for sources that do not compile, and for a compiler that crashes', async () => {
    const report = await run([builtin], {}, {}, broken);
    expect(report).toMatchObject({ verdict: 'inconclusive', reasons: [expect.stringContaining('A.sol:2 Expected ;')] });
    expect((await run([builtin], {}, {}, { compile: () => Promise.reject(new Error('out of memory')) })).verdict).toBe('inconclusive');
  });
  it('does not wait for a tool that never answers', async () => {
    const report = await run([builtin, tool({ does: 'hangs' })], { toolTimeoutMilliseconds: 1 });
    expect(report.verdict).toBe('inconclusive');
    expect(report.tools[1]).toMatchObject({ status: 'timeout', required: true });
  }, 15_000);
  it('cannot be loosened by a request', async () => {
    const medium = [tool({ does: { findings: [hit('medium')] } })];
    expect((await run(medium, { failOn: 'medium' }, { policy: { failOn: 'critical' } })).verdict).toBe('fail');
    expect((await run([builtin], { requiredTools: ['slither'] }, { policy: { requiredTools: [] } })).verdict).toBe('inconclusive');
    expect((await run(medium, {}, { policy: { failOn: 'medium' } })).verdict).toBe('fail');
  });
  it('stops when asked to, and refuses files it was not given', async () => {
    const audit = makeAudit({ compiler, analyzers: [builtin], policy: auditPolicy.parse({}), now: () => 0 });
    await expect(audit.audit({ sources }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await expect(audit.audit({ sources, ownFiles: ['B.sol'] })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
  it('lists its tools', async () => {
    const audit = makeAudit({ compiler, analyzers: [builtin, tool({ present: false, does: {} })], policy: auditPolicy.parse({}), now: () => 0 });
    expect(await audit.tools()).toMatchObject([{ id: 'hyperlens', installed: true }, { id: 'tool', installed: false, version: null }]);
  });
});
