import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, Json, SectionName, SectionReport } from '@hyperlens/protocol';
import { judge } from './judge.ts';
import { rights } from './rights.ts';
import { rules } from './rules.ts';
import { viewOf } from './view.ts';

/** Everything rules look at, by section, with values as the services write them. */
// Mostly good news: a score that stands at 100 for other reasons shows nothing.
const boolean = fc.oneof({ weight: 11, arbitrary: fc.constant<Json>(false) }, { weight: 1, arbitrary: fc.constant<Json>(true) });
const share = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) });
const few = <Value extends Json>(nothing: Value, something: Value): fc.Arbitrary<Value> => fc.oneof({ weight: 9, arbitrary: fc.constant(nothing) }, { weight: 1, arbitrary: fc.constant(something) });
const address = fc.constantFrom<Json>(`0x${'0'.repeat(40)}`, `0x${'1'.repeat(40)}`, null);
const sourceFlags = ['hidden_owner', 'can_take_back_ownership', 'selfdestruct', 'external_call', 'is_proxy', 'is_anti_whale', 'trading_cooldown', ...rights];
const chainFlags = [...new Set([...sourceFlags, 'is_honeypot', 'cannot_buy', 'cannot_sell_all', 'honeypot_with_same_creator', 'is_airdrop_scam', 'gas_abuse', 'is_in_dex', 'is_open_source'])];
const all = (names: readonly string[], value: fc.Arbitrary<Json>): Record<string, fc.Arbitrary<Json>> => Object.fromEntries(names.map((name) => [name, value]));
const content = {
  onchain: {
    flags: fc.record({ ...all(chainFlags, boolean), ...all(['sell_tax', 'buy_tax', 'transfer_tax'], share), owner_address: address }),
    facts: fc.record<Record<string, Json>>({
      'ownership.powers': few<Json>([], [{ account: '0x1' }]), 'ownership.shared': boolean, 'ownership.roles': few<Json>([], [{ role: 'x' }]), 'ownership.named': few<Json>([], [{ getter: 'minter()' }]), 'trade.highestTax': share, 'trade.openPowers': few<Json>([], ['mint mints']),
      'holders.top10Share': share, 'liquidity.unlocked': boolean, 'liquidity.pulled': boolean, 'token.imitates': few<Json>(false, `0x${'2'.repeat(40)}`),
    }),
  },
  audit: { flags: fc.record({ ...all(sourceFlags, boolean) }), facts: fc.record<Record<string, Json>>({ 'audit.verdict': fc.constantFrom<Json>('pass', 'fail') }) },
  tokenomics: {
    flags: fc.constant({}),
    facts: fc.record<Record<string, Json>>({
      'unlocks.days90': fc.oneof(share, fc.constant(null)).map((one) => ({ amount: '1', shareOfCirculating: one })), 'inflation.annual': fc.oneof(share, fc.constant(null)), 'supply.overMax': boolean, 'supply.explained': boolean,
      'liquidity.impact': fc.oneof(share, fc.constant(null)), 'supply.dilution': fc.oneof(share, fc.constant(null)), 'price.disagreement': fc.constantFrom<Json>(true, false, null), 'token.namesake': fc.constantFrom<Json>(null, { id: 'other' }),
    }),
  },
  team: { flags: fc.constant({}), facts: fc.record<Record<string, Json>>({ credibility: share.map((one) => one * 100) }) },
  sentiment: { flags: fc.constant({}), facts: fc.record<Record<string, Json>>({ 'score.settled': share.map((one) => one * 2 - 1) }) },
} satisfies Record<SectionName, { flags: fc.Arbitrary<Record<string, Json>>; facts: fc.Arbitrary<Record<string, Json>> }>;

interface Known { section: SectionName; flags: Record<string, Json>; facts: Record<string, Json> }
const claims = (section: string, values: Record<string, Json>): Record<string, Claim> => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, evidence: [`${section}.${name}`] }]));
const reportOf = ({ section, flags, facts }: Known): SectionReport => ({ section, status: 'completed', summary: '', sources: [], facts: claims(section, facts), flags: claims(section, flags), charts: [], evidence: [] });
const known = fc.tuple(...Object.entries(content).map(([section, { flags, facts }]) => fc.record({ section: fc.constant(section as SectionName), flags, facts }))) as fc.Arbitrary<Known[]>;
const names = Object.keys(content);

/** A tax is measured only where somebody can change it. */
const possible = (one: Known): Known => (one.section === 'onchain' && one.flags['slippage_modifiable'] !== true ? { ...one, facts: Object.fromEntries(Object.entries(one.facts).filter(([name]) => name !== 'trade.highestTax')) } : one);
const scoreOf = (kind: 'token' | 'contract', list: readonly Known[]) => judge(viewOf(kind, list.map(reportOf))).score;

describe('learning less', () => {
  const take = (values: Record<string, Json>, chance: () => number): Record<string, Json> => Object.fromEntries(Object.entries(values).flatMap(([name, value]): [string, Json][] => { const drawn = chance(); return drawn === 0 ? [[name, 'unknown']] : drawn === 1 ? [] : [[name, value]]; }));
  const wider = (after: { low: number; high: number }, before: { low: number; high: number }): void => {
    expect(after.low).toBeLessThanOrEqual(before.low + 1e-9);
    expect(after.high).toBeGreaterThanOrEqual(before.high - 1e-9);
  };
  // Each flag and fact may turn to unknown (0) or be missing (1).
  it.each(['token', 'contract'] as const)('of a %s, in part or whole sections, from wherever, only widens the range', (kind) => {
    // Low odds, so that one thing is often taken alone; what is left may be taken again.
    const draws = fc.infiniteStream(fc.integer({ min: 0, max: 60 }));
    fc.assert(fc.property(known, fc.subarray(names), draws, draws, (all5, gone, first, second) => {
      const whole = all5.map(possible);
      const less = whole.map((one) => ({ ...one, flags: take(one.flags, () => first.next().value), facts: take(one.facts, () => first.next().value) }));
      wider(scoreOf(kind, less), scoreOf(kind, whole));
      const least = less.map((one) => ({ ...one, flags: take(one.flags, () => second.next().value), facts: take(one.facts, () => second.next().value) }));
      wider(scoreOf(kind, least), scoreOf(kind, less));
      wider(scoreOf(kind, less.filter(({ section }) => !gone.includes(section))), scoreOf(kind, less));
      for (const { section } of less) wider(scoreOf(kind, less.map((one) => (one.section === section ? { section, flags: {}, facts: {} } : one))), scoreOf(kind, less));
    }), { numRuns: 250 });
  });
  it('looks at everything that rules look at', () => {
    const looked = new Set<string>();
    for (const rule of rules) rule.decide({ kind: 'token', flag: (name) => { looked.add(`flag ${name}`); return undefined; }, sourceFlag: () => undefined, fact: (section, name) => { looked.add(`${section} ${name}`); return undefined; } });
    const offered = new Set([...chainFlags.map((name) => `flag ${name}`), ...['sell_tax', 'buy_tax', 'transfer_tax', 'owner_address'].map((name) => `flag ${name}`)]);
    const sample = fc.sample(known, 1)[0]!;
    for (const { section, facts } of sample) for (const name of Object.keys(facts)) offered.add(`${section} ${name}`);
    expect([...looked].filter((one) => !offered.has(one))).toEqual([]);
  });
});
