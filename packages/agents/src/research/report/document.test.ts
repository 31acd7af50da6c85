import { describe, expect, it } from 'vitest';
import type { ReportBlock, ReportTable } from '@hyperlens/protocol';
import { oneThing, research, aToken } from '../run/world.kit.ts';
import { compareResults } from '../compare/index.ts';
import { documentOf, documentOfComparison, orderFlags, sayClaim, sayName, sayTime, sayValue } from './index.ts';

const tables = (blocks: ReportBlock[]): ReportTable[] => blocks.filter((block) => block.kind === 'table');

describe('a due diligence report', () => {
  it('lists every piece of evidence once, and names only evidence that is there', async () => {
    const { result } = await research({ subject: aToken }, { services: { onchain: oneThing('onchain', { is_honeypot: true }), team: { section: 'team', analyze: () => Promise.reject(new Error('gone')) } } });
    if (!result) throw new Error('no result');
    const document = documentOf(result);
    const cells = tables(document.blocks).flatMap(({ rows }) => rows.flat());
    const anchors = cells.flatMap(({ anchor }) => anchor ?? []);
    expect(anchors).toEqual(result.evidence.map(({ id }) => id));
    for (const id of cells.flatMap(({ evidence }) => evidence ?? [])) expect(anchors).toContain(id);
    expect(document.blocks[0]).toMatchObject({ kind: 'callout', tone: 'critical' });
    expect(JSON.stringify(document)).toContain('unknown: Something unexpected went wrong: gone');
    const ids = document.blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows subjects side by side, with what differs first', async () => {
    const [one, two] = await Promise.all([research({ subject: aToken }), research({ subject: aToken }, { services: { onchain: oneThing('onchain', { is_honeypot: true }) } })]);
    if (!one.result || !two.result) throw new Error('no result');
    const [differs, same] = tables(documentOfComparison(compareResults([one.result, two.result])).blocks);
    expect(differs?.rows.map((row) => row[0]?.text)).toContain('flags: is honeypot');
    expect(same?.rows.length).toBeGreaterThan(0);
  });
});

describe('values in words', () => {
  const acorn = { decimals: 18, symbol: 'ACRN' };
  it.each([
    ['1500000000000000000', 'smallest token units', '1.5 ACRN'], ['1234567000000000000000000', 'smallest token units', '1,234,567 ACRN'], ['1', 'smallest token units', '0.000000… ACRN'], ['-2000000000000000000', 'token units', '-2 ACRN'],
    ['1000000000000000000', 'wei', '1 (native)'], [0.0512, 'share', '5.12 %'], [1234567, 'blocks', '1,234,567 blocks'], ['unknown', 'wei', 'unknown'], [true, null, 'yes'], [false, null, 'no'], [null, null, 'none'], [[], null, 'none'], [['a', 'b'], null, 'a; b'],
  ] as const)('%j in %s is %s', (value, unit, said) => { expect(sayValue(value as never, unit, acorn)).toBe(said); });
  it.each([['552376430586904779', 'smallest unit of WETH', '552,376,430,586,904,779 smallest unit of WETH'], ['1500', 'whole tokens', '1,500 whole tokens'], ['7000000000000000000', 'smallest unit, shares', '7 ACRN'], ['12', null, '12']] as const)('takes %s in %s for no amount of the subject, unless it is one', (value, unit, said) => { expect(sayValue(value, unit, acorn)).toBe(said); });
  it.each([['sell_tax', 0.05, null, '5 %'], ['trade.highestTax', 0.995, null, '99.5 %'], ['trade.poolFee', 0.0025, null, '0.25 %'], ['sell_tax', 'unknown', null, 'unknown'], ['holder_count', 1, 'holders', '1 holders'], ['fees', 0.5, null, '0.5']] as const)('%s %j in %s is %s', (name, value, unit, said) => {
    expect(sayClaim(name, value as never, unit, acorn)).toBe(said);
  });
  it('times are short, and flags in the order people ask', () => {
    expect([sayTime('2026-11-21T18:42:53.000Z'), sayTime('2026-11-21T18:42:53Z'), sayTime('soon')]).toEqual(['2026-11-21 18:42:53 UTC', '2026-11-21 18:42:53 UTC', 'soon']);
    expect(orderFlags({ anti_whale: 1, zebra: 2, sell_tax: 3, apple: 4, is_honeypot: 5 }).map(([name]) => name)).toEqual(['is_honeypot', 'sell_tax', 'anti_whale', 'apple', 'zebra']);
  });
  it('reads the fields of a row by the unit of its evidence, and leaves what is of another token', () => {
    expect(sayValue({ shareOfCirculating: 0.25, amount: '1500000000000000000' }, 'smallest unit', acorn)).toBe('amount: 1.5 ACRN, share of circulating: 25 %');
    expect(sayValue([{ symbol: 'USDC', amount: '7000000' }], 'smallest unit', acorn)).toBe('amount: 7000000, symbol: USDC');
    expect(sayValue({ amount: '1500000000000000000' }, null, acorn)).toBe('amount: 1500000000000000000');
    expect(sayValue({ sold: '1000000000000000000', received: '12', percentOfPool: 5, time: '2029-01-15T19:42:50.000Z' }, 'smallest unit, shares', acorn)).toBe('time: 2029-01-15 19:42, percent of pool: 5 %, received: 12, sold: 1 ACRN');
    expect(sayValue('283740882822', 'smallest unit of USDC, 6 decimals', acorn)).toBe('283,740.882822 USDC');
  });
  it('invents no decimals', () => { expect(sayValue('1500', 'smallest token units', { decimals: null, symbol: null })).toBe('1,500 smallest units'); });
  it('reads names', () => { expect(sayName('holders.top10Share')).toBe('holders: top 10 share'); });
});
