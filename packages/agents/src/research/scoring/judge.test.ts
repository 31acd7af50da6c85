import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, Json, SubjectKind } from '@hyperlens/protocol';
import { judge } from './judge.ts';
import { rights } from './rights.ts';
import { rules } from './rules.ts';

const flagNames = rules.filter((rule) => !['top10_share', 'team_credibility', 'sentiment', 'open_powers', 'highest_tax', 'hidden_mint', 'owner_change_balance_alone', 'trap_in_source', 'right_in_source', 'imitates', 'namesake'].includes(rule.id) && rule.group !== 'supply').map((rule) => rule.id);
const numbers = new Set(['sell_tax', 'buy_tax', 'transfer_tax']);
const viewOf = (claims: Record<string, Json>, kind: SubjectKind = 'token') => {
  const claim = (name: string): Claim | undefined => (name in claims ? { value: claims[name] ?? null, evidence: [`onchain.${name}`] } : undefined);
  return { kind, flag: claim, sourceFlag: (name: string) => claim(`audit ${name}`), fact: (_section: string, name: string) => claim(name) };
};
const supply = { 'supply.overMax': false, 'supply.explained': true, 'unlocks.days90': { amount: '0', shareOfCirculating: 0 }, 'inflation.annual': null, 'liquidity.impact': 0.02, 'supply.dilution': 0, 'price.disagreement': null };
const read = Object.fromEntries(['hidden_owner', 'can_take_back_ownership', 'selfdestruct', 'owner_change_balance', ...rights].map((name) => [`audit ${name}`, false]));
const clean = { is_whitelisted: false, 'token.namesake': null, 'token.imitates': null, ...Object.fromEntries(flagNames.map((name) => [name, numbers.has(name) ? 0 : name === 'is_open_source' || name === 'is_in_dex'])), 'liquidity.pulled': false, 'trade.openPowers': [], owner_address: '0x1', 'ownership.roles': [], 'ownership.named': [], 'ownership.shared': false, 'liquidity.unlocked': false, 'holders.top10Share': 0.2, 'audit.verdict': 'pass', credibility: 100, 'score.settled': 0, ...supply, ...read };

describe('the verdict', () => {
  it('is low and closed when everything is known and good', () => {
    expect(judge(viewOf(clean))).toMatchObject({ level: 'low', score: { low: 0, high: 0 }, reasons: [], unknown: [] });
  });
  it('is unknown, not low, when nothing is known', () => {
    expect(judge(viewOf({}))).toMatchObject({ level: 'unknown', score: { low: 0, high: 100 } });
  });
  it('is unknown when nothing is known of a subject for which few rules apply', () => {
    for (const kind of ['wallet', 'project', 'contract', 'source'] as const) expect(judge(viewOf({}, kind)).level, kind).toBe('unknown');
    expect(judge(viewOf({ credibility: 90 }, 'project')).level).toBe('low');
    expect(judge(viewOf({ 'score.settled': 0.5 }, 'project')).level).toBe('unknown');
  });
  it('is unknown for an address where nothing ever happened', () => {
    expect(judge(viewOf({ 'account.kind': 'empty', 'wallet.dangerousApprovals': [] }, 'wallet'))).toMatchObject({ level: 'unknown', score: { low: 0, high: 50 }, unknown: [{ id: 'nothing_there' }] });
  });
  it('counts the dangerous approvals of a wallet', () => {
    expect(judge(viewOf({ 'account.kind': 'wallet', 'wallet.dangerousApprovals': [] }, 'wallet'))).toMatchObject({ level: 'low', score: { low: 0, high: 0 } });
    expect(judge(viewOf({ 'account.kind': 'wallet', 'wallet.dangerousApprovals': [{ token: '0x1' }] }, 'wallet'))).toMatchObject({ level: 'moderate', score: { low: 40, high: 40 } });
  });
  it('is critical for a honeypot, and names its evidence', () => {
    const verdict = judge(viewOf({ ...clean, is_honeypot: true }));
    expect(verdict).toMatchObject({ level: 'critical', score: { low: 100, high: 100 } });
    expect(verdict.reasons[0]).toMatchObject({ id: 'is_honeypot', points: 100, evidence: ['onchain.is_honeypot'] });
  });
  it('does not call an issuer with every ordinary power a thief', () => {
    const powers = { is_mintable: true, transfer_pausable: true, is_blacklisted: true, is_proxy: true, slippage_modifiable: true };
    expect(judge(viewOf({ ...clean, ...powers }))).toMatchObject({ level: 'moderate', score: { low: 24 } });
  });
  it('counts a borrowed name, and asks for it only where there are names to borrow', () => {
    expect(judge(viewOf({ ...clean, 'token.imitates': `0x${'1'.repeat(40)}` }))).toMatchObject({ level: 'moderate', score: { low: 40, high: 40 } });
    expect([judge(viewOf({ ...clean, 'token.imitates': false })).score, judge(viewOf({ ...clean, 'token.imitates': 'unknown' })).score]).toEqual([{ low: 0, high: 0 }, { low: 0, high: 40 }]);
    expect([judge(viewOf({ ...clean, 'token.namesake': { id: 'a' } })).score, judge(viewOf({ ...clean, 'token.namesake': 'unknown' })).score]).toEqual([{ low: 8, high: 8 }, { low: 0, high: 8 }]);
  });
  it('weighs what is wrong with the supply, little, and only what is known', () => {
    expect(judge(viewOf({ ...clean, 'unlocks.days90': { amount: '5', shareOfCirculating: 0.5 } }))).toMatchObject({ level: 'low', score: { low: 8, high: 8 }, reasons: [{ id: 'unlocks_soon', points: 8 }] });
    expect(judge(viewOf({ ...clean, 'unlocks.days90': { amount: '5', shareOfCirculating: null } }))).toMatchObject({ score: { low: 0, high: 8 } });
    expect(judge(viewOf({ ...clean, 'inflation.annual': 3, 'supply.overMax': true, 'liquidity.impact': 0.9 }))).toMatchObject({ score: { low: 10, high: 10 } });
    expect(judge(viewOf({ ...clean, ...Object.fromEntries(Object.keys(supply).map((name) => [name, 'unknown'])) }))).toMatchObject({ level: 'low', score: { low: 0, high: 10 } });
  });
  it('weighs what only the source shows in a group that is open without it', () => {
    expect(judge(viewOf({ ...clean, 'audit hidden_owner': true }))).toMatchObject({ level: 'moderate', score: { low: 20, high: 20 } });
    expect(judge(viewOf({ ...clean, 'audit is_mintable': true, owner_address: null }))).toMatchObject({ score: { low: 0, high: 5 } });
    expect(judge(viewOf({ ...clean, 'audit is_mintable': true }))).toMatchObject({ score: { low: 5, high: 5 } });
    expect(judge(viewOf({ ...clean, hidden_owner: true, 'audit hidden_owner': true }))).toMatchObject({ score: { low: 70, high: 70 } });
    expect(judge(viewOf(Object.fromEntries(Object.entries(clean).filter(([name]) => !name.startsWith('audit')))))).toMatchObject({ level: 'low', score: { low: 0, high: 20 } });
  });
  it('has reasons whose points add up to the low end', () => {
    fc.assert(fc.property(fc.record(Object.fromEntries(flagNames.map((name) => [name, numbers.has(name) ? fc.double({ min: 0, max: 1, noNaN: true }) : fc.boolean()]))), (claims) => {
      const verdict = judge(viewOf(claims as Record<string, Json>));
      expect(verdict.reasons.reduce((total, { points }) => total + points, 0)).toBeCloseTo(verdict.score.low, 5);
    }));
  });
  it('widens and never moves when something is not known any more', () => {
    const value = fc.oneof(fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(fc.property(fc.record(Object.fromEntries(Object.keys(clean).map((name) => [name, value]))), fc.subarray(Object.keys(clean)), (claims, removed) => {
      const before = judge(viewOf(claims as Record<string, Json>)).score;
      const after = judge(viewOf({ ...claims, ...Object.fromEntries(removed.map((name) => [name, 'unknown'])) } as Record<string, Json>)).score;
      expect(after.low).toBeLessThanOrEqual(before.low + 1e-9);
      expect(after.high).toBeGreaterThanOrEqual(before.high - 1e-9);
    }), { numRuns: 500 });
  });
});
