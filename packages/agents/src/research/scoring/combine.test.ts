import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, Json, SectionName, SectionReport } from '@hyperlens/protocol';
import { combineFlags } from './combine.ts';
import { givenUp } from './given-up.ts';
import { judge } from './judge.ts';

const zero = `0x${'0'.repeat(40)}`;
const somebody = `0x${'1'.repeat(40)}`;
const claims = (section: string, values: Record<string, Json>): Record<string, Claim> => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, evidence: [`${section}.${name}`] }]));
const report = (section: SectionName, flags: Record<string, Json>, facts: Record<string, Json> = {}): SectionReport => ({ section, status: 'completed', summary: '', sources: [], facts: claims(section, facts), flags: claims(section, flags), charts: [], evidence: [] });
const gone = { owner_address: zero, hidden_owner: false, can_take_back_ownership: false };
const nobodys = { 'ownership.powers': [] };
const mintable = report('audit', { is_mintable: true });
const valueOf = (chain: SectionReport) => combineFlags([chain, mintable])['is_mintable'];

describe('what sections say together', () => {
  it('keeps a risk that one found, and takes what only one knows', () => {
    const flags = combineFlags([report('onchain', { selfdestruct: false, is_honeypot: true }), report('audit', { selfdestruct: true, is_honeypot: 'unknown', gas_abuse: false })]);
    expect(flags).toEqual({ gas_abuse: { value: false, evidence: ['audit.gas_abuse'] }, is_honeypot: { value: true, evidence: ['onchain.is_honeypot'] }, selfdestruct: { value: true, evidence: ['audit.selfdestruct'] } });
  });
  it('takes the source at its word where there is no chain', () => {
    expect(combineFlags([mintable])['is_mintable']).toEqual({ value: true, evidence: ['audit.is_mintable'] });
  });
  it('does not count a right that nobody has', () => {
    expect(valueOf(report('onchain', { ...gone, is_mintable: false }, nobodys))).toEqual({ value: false, evidence: ['onchain.is_mintable', 'onchain.owner_address', 'onchain.hidden_owner', 'onchain.can_take_back_ownership', 'onchain.ownership.powers'] });
  });
  it('counts it while somebody is in charge, shown or not', () => {
    for (const change of [{ owner_address: somebody }, { hidden_owner: true }, { can_take_back_ownership: true }]) {
      expect(valueOf(report('onchain', { ...gone, is_mintable: false, ...change }, nobodys))).toMatchObject({ value: true });
    }
    expect(valueOf(report('onchain', { ...gone, is_mintable: false }, { 'ownership.powers': [{ account: somebody }] }))).toMatchObject({ value: true, evidence: ['audit.is_mintable', 'onchain.ownership.powers'] });
  });
  it('does not know when the chain does not', () => {
    for (const name of Object.keys(gone)) expect(valueOf(report('onchain', { ...gone, is_mintable: false, [name]: 'unknown' }, nobodys)), name).toMatchObject({ value: 'unknown' });
    expect(valueOf(report('onchain', { ...gone, is_mintable: 'unknown' }, nobodys))).toMatchObject({ value: 'unknown' });
    expect(valueOf(report('onchain', {}))).toEqual({ value: 'unknown', evidence: ['audit.is_mintable'] });
  });
});

describe('learning less', () => {
  const boolean = fc.constantFrom<Json>(true, false, 'unknown');
  const rights = ['is_mintable', 'transfer_pausable', 'owner_change_balance'];
  const chain = fc.record({ owner_address: fc.constantFrom<Json>(zero, somebody, null, 'unknown'), hidden_owner: boolean, can_take_back_ownership: boolean, ...Object.fromEntries(rights.map((name) => [name, boolean])) });
  const facts = fc.constantFrom<Record<string, Json>>({}, nobodys, { 'ownership.powers': [{ account: somebody }] });
  const source = fc.record(Object.fromEntries(rights.map((name) => [name, boolean])));
  const scoreOf = (reports: SectionReport[]) => {
    const flags = combineFlags(reports);
    return judge({ kind: 'token', flag: (name) => flags[name], fact: () => undefined }).score;
  };
  const without = (values: Record<string, Json>, names: readonly string[]) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, names.includes(name) ? 'unknown' : value]));
  const wider = (after: { low: number; high: number }, before: { low: number; high: number }) => {
    expect(after.low).toBeLessThanOrEqual(before.low + 1e-9);
    expect(after.high).toBeGreaterThanOrEqual(before.high - 1e-9);
  };

  it('of the chain, in part or whole, only widens', () => {
    fc.assert(fc.property(chain, facts, source, fc.subarray(['owner_address', 'hidden_owner', 'can_take_back_ownership', ...rights]), fc.boolean(), (flags, known, read, removed, powersToo) => {
      const audit = report('audit', read);
      const before = scoreOf([report('onchain', flags, known), audit]);
      wider(scoreOf([report('onchain', without(flags, removed), powersToo ? {} : known), audit]), before);
      wider(scoreOf([report('onchain', {}), audit]), before);
    }), { numRuns: 500 });
  });
  it('of the source only widens where nobody is in charge, or the chain does not contradict it', () => {
    fc.assert(fc.property(chain, facts, source, (flags, known, read) => {
      const onchain = report('onchain', flags, known);
      const contradicted = rights.some((name) => flags[name as keyof typeof flags] === false && read[name] === true);
      if (contradicted && givenUp(onchain).value !== true) return;
      wider(scoreOf([onchain, report('audit', {})]), scoreOf([onchain, report('audit', read)]));
    }), { numRuns: 500 });
  });
});
