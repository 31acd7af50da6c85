import { AppError, researchTask, sectionReport, type AuditReport, type ChainReaders, type CompiledContract, type CompileResult, type Finding, type ResearchTask, type SourceArchive, type VerifiedSource } from '@hyperlens/protocol';
import { describe, expect, it } from 'vitest';
import { makeAuditService, type AuditServiceDependencies } from './index.ts';

const observedAt = '2026-01-02T03:04:05.000Z';
const address = '0x5FbDB2315678afecb367f032d93F642f64180aa3' as const;
const behind = '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512' as const;
const nothing = { network: null, chainId: null, address: null, name: null, symbol: null, decimals: null };
const source: ResearchTask = researchTask.parse({ runId: '0198c0de-0000-7000-8000-000000000001', observedAt, block: null, project: { feeds: [], people: [], treasuries: [], vesting: [], notCirculating: [], unlocks: [], allocation: [], posts: [] }, subject: { kind: 'source', query: 'T.sol', ...nothing }, sources: { 'T.sol': 'contract T {}' } });
const { sources: _sources, ...chained } = source;
const token: ResearchTask = { ...chained, subject: { kind: 'token', query: address, network: 'local', chainId: 31_337, address, name: 'T', symbol: 'T', decimals: 18 }, block: { number: 7, hash: `0x${'7'.repeat(64)}`, time: '2026-01-01T00:00:00.000Z' } };

const finding = (ruleId: string, rest: Partial<Finding> = {}): Finding => ({ id: `${ruleId}-id`, ruleId, category: ruleId.startsWith('token/') ? 'token-power' : 'reentrancy', severity: 'low', confidence: 'medium', title: 't', description: 'd', file: 'T.sol', line: 3, endLine: 4, tool: 'hyperlens', tools: ['hyperlens'], status: 'open', ...rest });
const audited = (findings: Finding[], rest: Partial<AuditReport> = {}): AuditReport => ({ verdict: 'pass', reasons: ['fine'], findings, files: ['T.sol'], solcVersion: '0.8.30', tools: [{ id: 'hyperlens', version: '1', status: 'completed', milliseconds: Math.round(performance.now()), findings: findings.length, required: true }], ...rest });
const erc20 = { name: 'T', bytecode: '60', methodIdentifiers: Object.fromEntries(['totalSupply()', 'balanceOf(address)', 'transfer(address,uint256)', 'transferFrom(address,address,uint256)', 'approve(address,uint256)', 'allowance(address,address)'].map((one) => [one, '00'])) } as unknown as CompiledContract;
const compiling = (contracts: CompiledContract[], ok = true) => ({ compile: () => Promise.resolve({ ok, contracts, diagnostics: ok ? [] : [{ severity: 'error', message: 'Expected ;' }] } as unknown as CompileResult) });
const service = (report: AuditReport | Error, rest: Partial<AuditServiceDependencies> = {}) => makeAuditService({ audit: { audit: () => (report instanceof Error ? Promise.reject(report) : Promise.resolve(report)) }, compiler: compiling([erc20]), ...rest });
const published: VerifiedSource = { name: 'T', compiler: 'v0.8.30+commit.1', language: 'Solidity', match: 'exact', files: { 'src/T.sol': 'contract T {}', '@openzeppelin/contracts/a.sol': '' }, abi: [], verifiedAt: null, deployment: null };
const archive = (answer: VerifiedSource | null | Error | 'hangs', asked: string[] = []): SourceArchive => ({ id: 'sourcify', title: 'Sourcify', contract: (_chain, at, context) => { asked.push(at); return answer === 'hangs' ? new Promise((_resolve, reject) => { context?.signal?.addEventListener('abort', () => reject(new Error('aborted'))); }) : answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer); } });
const reading = (slot: string, code = '0x60'): ChainReaders => ({ open: () => Promise.resolve({ code: () => Promise.resolve(code), storage: () => Promise.resolve(slot) }) } as unknown as ChainReaders);

describe('a supplied source', () => {
  const report = audited([finding('token/mint', { details: { who: 'owner', by: 'owner', function: 'mint' } }), finding('token/fee-change'), finding('reentrancy', { severity: 'high' }), finding('timestamp', { severity: 'low' }), finding('overflow', { severity: 'high', tool: 'smtchecker', tools: ['smtchecker'] })]);

  it('gives powers, flags and weaknesses with their evidence', async () => {
    const { report: section, findings } = await service(report).analyze(source);
    expect(sectionReport.parse(section).status).toBe('completed');
    expect(section.flags).toMatchObject({ is_mintable: { value: true, evidence: ['audit.rule.is_mintable'] }, slippage_modifiable: { value: true }, is_blacklisted: { value: false }, is_proxy: { value: false } });
    expect(section.facts['powers.mint']?.value).toMatchObject({ possible: true, who: ['owner'], functions: ['mint'], places: ['T.sol:3'] });
    expect(section.facts['powers.fee']?.value).toEqual({ possible: false });
    expect(section.facts['standards']?.value).toEqual({ T: ['ERC-20'] });
    expect(section.facts['audit.findings']?.value).toEqual({ critical: 0, high: 1, medium: 0, low: 1, informational: 0 });
    expect(findings.map((one) => [one.ruleId, one.flag, one.severity, one.evidence])).toEqual([['reentrancy', undefined, 'high', ['audit.findings']], ['token/mint', 'mint', 'high', ['audit.power.mint']]]);
    const ids = new Set(section.evidence.map((one) => one.id));
    for (const claim of [...Object.values(section.flags), ...Object.values(section.facts)]) for (const id of claim.evidence) expect(ids).toContain(id);
    expect(section.flags).not.toHaveProperty('is_open_source');
  });

  it('gives the same bytes for the same answers in another order', async () => {
    const first = await service(report).analyze(source);
    const again = await service({ ...audited([...report.findings].toReversed()) }).analyze(source);
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  });

  const undecided: [string, AuditReport | Error, Partial<AuditServiceDependencies>, RegExp][] = [
    ['does not compile', audited([], { verdict: 'inconclusive', tools: [{ id: 'hyperlens', version: '1', status: 'not_applicable', milliseconds: 1, findings: 0, required: true, reason: 'the sources do not compile' }] }), { compiler: compiling([], false) }, /do not compile/],
    ['is not read to its end', audited([], { tools: [{ id: 'hyperlens', version: '1', status: 'timeout', milliseconds: 1, findings: 0, required: true, reason: 'no answer after 5 ms' }] }), {}, /no answer/],
    ['cannot be audited', new AppError('COMPILER_CRASHED', { reason: 'out of memory' }), {}, /could not be made/],
    ['has no token', audited([]), { compiler: compiling([{ ...erc20, methodIdentifiers: {} }]) }, /no ERC-20/],
    ['may or may not have a token', audited([]), { compiler: { compile: () => Promise.reject(new Error('gone')) } }, /not known whether/],
    ['no compiler at hand takes', audited([], { verdict: 'inconclusive', reasons: ['hyperlens could not run.', 'The sources could not be compiled: no bundled compiler satisfies 0.3.6.'], tools: [{ id: 'hyperlens', version: '1', status: 'not_applicable', milliseconds: 1, findings: 0, required: true, reason: 'the sources do not compile' }] }), { compiler: compiling([], false) }, /satisfies 0\.3\.6/],
    ['is too long', audited([{ ...finding('token/unread'), details: { token: 'T', reason: 'A function of the token is too long to be followed to its end.' } }]), {}, /too long/],
  ];
  it.each(undecided)('that %s leaves its powers unknown, and says why', async (_name, answer, rest, reason) => {
    const { report: section, findings } = await service(answer, rest).analyze(source);
    expect(section.flags['is_mintable']?.value).toBe('unknown');
    expect(section.facts['powers.mint']?.value).toBe('unknown');
    const id = section.flags['is_mintable']?.evidence[0];
    expect(section.evidence.find((one) => one.id === id)?.unknown).toMatch(reason);
    expect(findings).toEqual([]);
  });

  it('does not call a transfer free that asks another contract', async () => {
    const { report: section } = await service(audited([{ ...finding('token/external-call'), details: { token: 'T', method: 'isFrozen', gate: true } }])).analyze(source);
    expect(['transfer_pausable', 'is_blacklisted', 'is_mintable', 'external_call'].map((flag) => section.flags[flag]?.value)).toEqual(['unknown', 'unknown', false, true]);
    expect(section.facts['powers.pause']?.value).toBe('unknown');
    expect(section.facts['powers.mint']?.value).toEqual({ possible: false });
  });

  it('counts a right for every token that inherits it', async () => {
    const shared = { ...finding('token/mint'), details: { token: 'One', alsoIn: 'Two, T' } };
    const { report: section } = await service(audited([shared]), { archives: [archive(published)] }).analyze(token);
    expect(section.flags['is_mintable']?.value).toBe(true);
  });

  it('keeps what was found when the rest is not known', async () => {
    const { report: section } = await service(audited([finding('token/pause')], { tools: [{ id: 'hyperlens', version: '1', status: 'failed', milliseconds: 1, findings: 1, required: true, reason: '1 detector did not finish' }] })).analyze(source);
    expect(section.flags).toMatchObject({ transfer_pausable: { value: true }, is_mintable: { value: 'unknown' } });
    expect(section.status).toBe('partial');
  });
});

describe('an address', () => {
  it('is looked at by the source an archive has, only the contract that stands there', async () => {
    const answer = audited([finding('token/mint', { details: { token: 'Other' } }), finding('token/pause', { details: { token: 'T' } })]);
    const { report: section } = await service(answer, { archives: [archive(published)] }).analyze(token);
    expect(section.flags).toMatchObject({ is_open_source: { value: true }, is_mintable: { value: false }, transfer_pausable: { value: true } });
    expect(section.evidence.find((one) => one.id === 'audit.power.pause')).toMatchObject({ source: 'sourcify', block: null, time: observedAt });
    expect(section.sources.map((one) => [one.id, one.status])).toEqual([['audit', 'ok'], ['sourcify', 'ok']]);
  });

  it('of a proxy is looked at by the code behind it', async () => {
    for (const readers of [reading(`0x${'0'.repeat(24)}${behind.slice(2)}`), reading(`0x${'0'.repeat(64)}`, `0x363d3d373d3d3d363d73${behind.slice(2).toLowerCase()}5af43d82803e903d91602b57fd5bf3`)]) {
      const asked: string[] = [];
      const { report: section } = await service(audited([]), { archives: [archive(published, asked)], readers }).analyze(token);
      expect(asked).toEqual([behind]);
      expect(section.flags['is_proxy']).toMatchObject({ value: true });
      expect(section.facts['source']?.value).toMatchObject({ address: behind });
    }
  });

  const silent: [string, readonly SourceArchive[], unknown, RegExp][] = [
    ['an archive that does not answer', [archive(new Error('429'))], 'unknown', /did not answer/],
    ['nobody having published it', [archive(null)], false, /nobody published/],
    ['no archive', [], 'unknown', /no archive/],
    ['a source in another language', [archive({ ...published, language: 'Vyper' })], false, /nobody published/],
  ];
  it.each(silent)('with %s has unknown powers', async (_name, archives, open, reason) => {
    const { report: section, findings } = await service(audited([]), { archives }).analyze(token);
    expect(section.flags).toMatchObject({ is_open_source: { value: open }, is_mintable: { value: 'unknown' } });
    expect(section.summary).toMatch(reason);
    expect(findings).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const going = service(audited([]), { archives: [archive('hangs')] }).analyze(token, { signal: stop.signal });
    stop.abort();
    await expect(going).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});

describe('what this product deployed', () => {
  const own: SourceArchive = { id: 'deployments', title: 'Deployments of this product', contract: async (_chain, _at, _context, network) => (network === 'local' ? published : null) };
  it('is audited from its own source, which does not make that public', async () => {
    const asked: string[] = [];
    const { report: section } = await service(audited([]), { own, archives: [archive(null, asked)] }).analyze(token);
    expect(section.evidence.find((one) => one.id === 'audit.source')).toMatchObject({ title: 'Source it was compiled from', source: 'deployments', value: { origin: 'deployments', contract: 'T' } });
    expect(section.flags).not.toHaveProperty('is_open_source');
    expect([section.status, asked]).toEqual(['completed', []]);
  });
  it('says nothing of what others deployed', async () => {
    const elsewhere: ResearchTask = { ...token, subject: { ...token.subject, network: 'sepolia' } };
    const withOwn = await service(audited([]), { own, archives: [archive(null)] }).analyze(elsewhere);
    expect(withOwn).toEqual(await service(audited([]), { archives: [archive(null)] }).analyze(elsewhere));
  });
});
