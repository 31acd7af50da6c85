import { describe, expect, it } from 'vitest';
import type { Claim, Json, SectionName, SectionReport } from '@hyperlens/protocol';
import { combineFlags } from './combine.ts';

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
    const flags = combineFlags([report('onchain', { selfdestruct: false, is_honeypot: true, is_proxy: false }), report('audit', { selfdestruct: true, is_honeypot: 'unknown', is_open_source: true })]);
    expect(flags).toEqual({ is_open_source: { value: true, evidence: ['audit.is_open_source'] }, is_proxy: { value: false, evidence: ['onchain.is_proxy'] }, is_honeypot: { value: true, evidence: ['onchain.is_honeypot'] }, selfdestruct: { value: true, evidence: ['audit.selfdestruct'] } });
  });
  it('takes the source at its word where there is no chain', () => {
    expect(combineFlags([mintable])['is_mintable']).toEqual({ value: true, evidence: ['audit.is_mintable'] });
  });
  it('does not take silence of the source for an answer of the chain', () => {
    const silent = report('audit', { hidden_owner: false, is_mintable: false });
    expect(combineFlags([report('onchain', { hidden_owner: 'unknown' }), silent])).toEqual({ hidden_owner: { value: 'unknown', evidence: ['onchain.hidden_owner', 'audit.hidden_owner'] }, is_mintable: { value: 'unknown', evidence: ['audit.is_mintable'] } });
    expect(combineFlags([silent])['is_mintable']).toMatchObject({ value: false });
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
