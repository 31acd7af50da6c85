import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectProfile, type Claim, type Json, type ProjectProfile, type ResearchTask, type SourceAnswer } from '@hyperlens/protocol';
import { busFactor } from './code.ts';
import { credibilityRules, judgeCredibility } from './credibility.ts';
import { makeTeamService, type TeamDependencies } from './service.ts';
import type { z } from 'zod';

const observedAt = '2026-06-01T00:00:00.000Z';
const repository = { slug: 'acorn/acorn', createdAt: '2020-01-01T00:00:00Z', pushedAt: '2026-05-30T00:00:00Z', stars: 5, forks: 1, openIssues: 0, archived: false, licence: 'MIT', homepage: null, forkOf: null };
const value = <Value>(given: Value): Promise<SourceAnswer<Value>> => Promise.resolve({ value: given });
const gone = (): Promise<SourceAnswer<never>> => Promise.resolve({ value: null, status: 'unreachable', reason: 'it does not answer' });
const account = (place: 'x' | 'discord' | 'reddit', createdAt: string, read?: () => Promise<SourceAnswer<never>>) => ({ id: place, title: `Account on ${place}`, place, read: read ?? (() => value({ name: 'Acorn', createdAt, followers: 12, site: null })) });
const good: TeamDependencies = {
  code: {
    id: 'github', title: 'GitHub', account: () => value({ login: 'acorn', kind: 'organisation' as const, createdAt: '2020-01-01T00:00:00Z', name: 'Acorn', site: null, x: 'acorn_x', publicRepositories: 1, followers: 1 }),
    repository: () => value(repository), repositories: () => value([{ ...repository, slug: 'acorn/fork', forkOf: 'oak/oak', pushedAt: '2026-06-01T00:00:00Z' }, repository]),
    commits: () => value(Array.from({ length: 90 }, (_, index) => ({ author: `dev${index % 6}`, time: '2026-05-31T00:00:00Z', signed: true }))), contributors: () => value([{ login: 'Ada', commits: 4 }]), releases: () => value(['2026-01-01T00:00:00Z']),
  },
  registry: { id: 'rdap', title: 'RDAP', lookup: () => value({ domain: 'acorn.example', registeredAt: '2020-01-01T00:00:00.000Z', expiresAt: '2028-01-01T00:00:00.000Z', changedAt: null, registrar: 'R', statuses: [] }) },
  site: { id: 'site', title: 'Web site', read: () => value({ url: 'https://acorn.example/', encrypted: true, title: 'Acorn', links: [{ url: 'https://acorn.example/docs', works: true }], accounts: [{ place: 'telegram', handle: 'acorn_t' }], text: 'Led by Zoë  Núñez and others. Call 555-0199, jane@private.example', securityContact: true }) },
  certificate: { id: 'tls', title: 'Certificate', read: () => value({ issuer: 'Authority', names: ['acorn.example'], validFrom: '2026-05-01T00:00:00.000Z', validTo: '2026-08-30T00:00:00.000Z', protocol: 'TLSv1.3', trusted: true, reason: null }) },
  accounts: [account('x', '2021-01-01T00:00:00.000Z'), account('discord', '2025-01-01T00:00:00.000Z'), account('reddit', '2025-01-01T00:00:00.000Z')],
  deployer: async ({ ledger }) => { ledger.fact('deployer.transactions', ledger.known('deployer.transactions', 50, { title: 'Transactions', source: 'chain:local', method: 'looked' })); },
};
const full: z.input<typeof projectProfile> = { site: 'https://acorn.example', github: 'acorn/acorn', x: '@Acorn_X', discord: 'https://discord.gg/acorn', reddit: 'r/acorn', telegram: 'https://t.me/acorn_t', people: [{ name: 'Zoe Nunez', role: 'lead' }, { name: 'Ada L', github: 'ada' }, { name: 'Nobody Here' }] };
const taskOf = (project: z.input<typeof projectProfile>): ResearchTask => ({ runId: 'r', subject: { kind: 'project', query: 'Acorn', network: null, chainId: null, address: null, name: 'Acorn', symbol: null, decimals: null }, block: null, observedAt, project: projectProfile.parse(project) as ProjectProfile });
const analyze = async (project: z.input<typeof projectProfile>, change: Partial<TeamDependencies> = {}) => (await makeTeamService({ ...good, ...change }).analyze(taskOf(project))).report;

describe('the team service', () => {
  it('explains each point from evidence that is there', async () => {
    const report = await analyze(full);
    expect(report.status).toBe('completed');
    expect(report.facts['github.busFactor']?.value).toBe(3);
    expect(report.facts['domain.ageDays']?.value).toBe(2343);
    expect(report.facts['social.confirmed']?.value).toEqual(['telegram', 'x']);
    expect(report.facts['people.found']?.value).toEqual([{ name: 'Zoe Nunez', where: ['site'] }, { name: 'Ada L', where: ['contributors'] }]);
    expect(report.facts['people.notFound']?.value).toEqual(['Nobody Here']);
    expect(report.facts['credibility']?.value).toBeGreaterThan(90);
    const ids = new Set(report.evidence.map(({ id }) => id));
    for (const claim of Object.values(report.facts)) for (const id of claim.evidence) expect(ids.has(id), id).toBe(true);
    for (const reason of (report.facts['credibility.reasons']?.value ?? []) as { evidence: string[] }[]) for (const id of reason.evidence) expect(ids.has(id)).toBe(true);
  });

  it('tells how old the accounts are and who vouches for the site', async () => {
    const { facts } = await analyze(full);
    expect(facts['social.x']?.value).toMatchObject({ name: 'Acorn', followers: 12 });
    expect(facts['social.oldestDays']?.value).toBe(1977);
    expect(facts['site.certificateDays']?.value).toBe(90);
    const distrusted = await analyze(full, { certificate: { ...good.certificate, read: () => value({ issuer: null, names: [], validFrom: '2020-01-01T00:00:00.000Z', validTo: '2021-01-01T00:00:00.000Z', protocol: 'TLSv1.2', trusted: false, reason: 'CERT_HAS_EXPIRED' }) } });
    expect(distrusted.facts['site.certificateTrusted']?.value).toBe(false);
    expect(distrusted.facts['site.certificateDays']?.value).toBeLessThan(0);
    expect(distrusted.facts['credibility.low']?.value).toBe((facts['credibility.low']?.value as number) - 2);
  });

  it('does not hold a channel id against a project, which no invitation can be read from', async () => {
    const report = await analyze({ discord: '1234567890123456789' }, { accounts: [good.accounts[0]!, account('discord', '', () => Promise.resolve({ value: null, status: 'not_applicable', reason: 'what was stated is no invitation to Discord' })), good.accounts[2]!] });
    expect(report.facts['social.oldestDays']).toMatchObject({ value: 'unknown' });
    expect(report.sources.find(({ id }) => id === 'discord')?.status).not.toBe('unreachable');
  });

  it('keeps nothing about people that was not stated', async () => {
    expect(JSON.stringify(await analyze(full))).not.toMatch(/555-0199|jane@|private/);
  });

  it('says unknown, and counts nothing against it, when nothing was given', async () => {
    const report = await analyze({});
    expect(report.facts['credibility']?.value).toBe('unknown');
    expect(report.facts['credibility.low']?.value).toBe(5);
    expect(report.facts['credibility.high']?.value).toBe(100);
    expect(report.facts['people.found']?.value).toBe('unknown');
  });

  it.each<[string, Partial<TeamDependencies>]>([
    ['GitHub', { code: { ...good.code, account: gone, repository: gone, commits: gone, contributors: gone, releases: gone } }], ['RDAP', { registry: { ...good.registry, lookup: gone } }], ['Web site', { site: { ...good.site, read: gone } }], ['Certificate', { certificate: { ...good.certificate, read: gone } }],
    ['Account on x', { accounts: [account('x', '', gone), ...good.accounts.slice(1)] }], ['Account on discord', { accounts: [good.accounts[0]!, account('discord', '', gone), good.accounts[2]!] }], ['Account on reddit', { accounts: [...good.accounts.slice(0, 2), account('reddit', '', gone)] }],
  ])('widens the score and says why without %s', async (title, change) => {
    const [before, after] = [await analyze(full), await analyze(full, change)];
    expect(after.status).toBe('partial');
    expect(after.sources.find((source) => source.title === title)).toMatchObject({ status: 'unreachable', reason: 'it does not answer' });
    expect(after.facts['credibility']?.value).toBe('unknown');
    expect(after.facts['credibility.low']?.value as number).toBeLessThan(before.facts['credibility.low']?.value as number);
    expect(after.facts['credibility.high']?.value as number).toBeGreaterThanOrEqual(before.facts['credibility.high']?.value as number);
  });

  it('looks at an own repository before a fork, and tells a fork as what it is', async () => {
    expect((await analyze({ github: 'acorn' })).facts['github.repository']?.value).toBe('acorn/acorn');
    const forked = await analyze({ github: 'acorn' }, { code: { ...good.code, repositories: () => value([{ ...repository, forkOf: 'oak/oak' }]) } });
    expect(forked.facts['github.forkOf']?.value).toBe('oak/oak');
  });

  it('notices when its own site shows another account than the stated one', async () => {
    expect((await analyze({ ...full, telegram: 'impostor' })).facts['social.contradicted']?.value).toEqual(['telegram']);
  });

  it('gives the same bytes for the same task', async () => {
    expect(JSON.stringify(await analyze(full))).toBe(JSON.stringify(await analyze(full)));
  });
});

describe('credibility', () => {
  it('has 100 points in all', () => { expect(credibilityRules.reduce((sum, { points }) => sum + points, 0)).toBe(100); });
  it('never moves out of its range when something becomes unknown', () => {
    const names = credibilityRules.map(({ fact }) => fact);
    const any = fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.boolean(), fc.constant(null), fc.array(fc.string(), { maxLength: 6 }));
    fc.assert(fc.property(fc.record(Object.fromEntries(names.map((name) => [name, any]))), fc.subarray(names), (values, removed) => {
      const facts = (without: string[]): Record<string, Claim> => Object.fromEntries(names.map((name) => [name, { value: without.includes(name) ? 'unknown' : values[name] as Json, evidence: ['team.x'] }]));
      const [before, after] = [judgeCredibility(facts([])), judgeCredibility(facts(removed))];
      expect(after.low).toBeLessThanOrEqual(before.low + 0.2);
      expect(after.high).toBeGreaterThanOrEqual(before.high - 0.2);
    }));
  });
});

describe('the bus factor', () => {
  it.each([[[], null], [['a'], 1], [['a', 'a', 'b'], 1], [['a', 'b', 'c', 'd'], 2], [['a', 'a', 'b', 'b', 'c', 'c'], 2]])('of %j is %j', (authors, wanted) => { expect(busFactor((authors as string[]).map((author) => ({ author })))).toBe(wanted); });
});
