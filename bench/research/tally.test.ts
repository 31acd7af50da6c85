import { describe, expect, it } from 'vitest';
import type { ResearchResult } from '../../packages/protocol/src/index.ts';
import type { ManifestCase } from './manifest.ts';
import { judge, tally } from './tally.ts';

describe('what a claim is worth', () => {
  it.each([
    [true, true, 'hit'], [true, false, 'missed'], [true, 'unknown', 'missed'], [true, undefined, 'missed'],
    [false, false, 'right'], [false, true, 'falseAlarm'], [false, 'unknown', 'unknown'], ['any', true, null],
    [{ near: 0.05, within: 0.005 }, 0.0497, 'hit'], [{ near: 0.05, within: 0.005 }, 0.06, 'missed'], [{ near: 0, within: 0.005 }, 0, 'right'], [{ near: 0, within: 0.005 }, 0.2, 'falseAlarm'],
    [{ near: 0.05, within: 0.005 }, 'unknown', 'missed'], [{ between: [0.01, 0.2] }, 0.1, 'hit'],
    [{ address: null }, '0x0000000000000000000000000000000000000000', 'hit'], [{ address: null }, null, 'hit'], [{ address: null }, 'unknown', 'unknown'], [{ address: '0xAb' }, '0xaB', 'hit'], [{ address: '0xAb' }, null, 'missed'],
    [{ oneOf: ['100'] }, '100', 'hit'], [{ oneOf: [7, 6] }, 6, 'hit'], [{ oneOf: [7] }, 8, 'missed'], [{ oneOf: [7] }, 'unknown', 'unknown'],
  ] as const)('%j said to be %j: %s', (expected, said, judged) => {
    expect(judge(expected as Parameters<typeof judge>[0], said)).toBe(judged);
  });
});

const cases = Array.from({ length: 6 }, (_one, at) => ({ id: `case-${at}`, kind: 'token', levels: ['high', 'critical'], flags: { is_honeypot: true } }) as unknown as ManifestCase);
const answer = (value: boolean | 'unknown', evidence = ['onchain.trade'], level = 'critical') => ({
  subject: { kind: 'token' }, verdict: { level, score: { low: 80, high: 90 }, reasons: [{ id: 'is_honeypot', title: '', points: 80, evidence }], unknown: [] },
  flags: { is_honeypot: { value, evidence } }, sections: {}, evidence: [{ id: 'onchain.trade', value: true }],
}) as unknown as ResearchResult;

describe('the tally', () => {
  it('passes when everything is right', () => {
    const result = tally(cases, new Map(cases.map((one) => [one.id, answer(true)])));
    expect(result).toMatchObject({ passed: true, mistakes: [], unfounded: [], levels: { right: 6, asked: 6 } });
    expect(result.flags[0]).toMatchObject({ flag: 'is_honeypot', precision: 1, recall: 1 });
  });

  it('fails on one miss among six, on a wrong verdict, and on evidence that is not there', () => {
    const missed = tally(cases, new Map(cases.map((one, at) => [one.id, answer(at === 0 ? 'unknown' : true)])));
    expect(missed).toMatchObject({ passed: false, mistakes: [{ id: 'case-0', what: 'is_honeypot' }] });
    expect(tally(cases, new Map(cases.map((one, at) => [one.id, answer(true, undefined, at === 0 ? 'low' : 'high')]))).passed).toBe(false);
    expect(tally(cases, new Map(cases.map((one) => [one.id, answer(true, ['onchain.invented'])]))).unfounded).toHaveLength(12);
  });
});
