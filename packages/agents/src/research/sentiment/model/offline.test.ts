import { describe, expect, it } from 'vitest';
import { readTone } from './offline.ts';

describe('the offline model', () => {
  it.each([
    ['negation', 'this is not a rug', 'positive'], ['negation', 'not bullish on this', 'negative'], ['negation', 'no fees at all', 'positive'], ['negation', 'no volume left', 'negative'], ['negation', "can't sell my tokens", 'negative'],
    ['acts that mend', 'they fixed the exploit quickly', 'positive'], ['acts that mend', 'the vulnerability was patched', 'positive'], ['directions', 'the upgrade cuts fees', 'positive'], ['directions', 'users fall again', 'negative'], ['numbers', 'down 40% since monday', 'negative'], ['numbers', 'up 25% today', 'positive'],
    ['questions', 'is this a scam?', 'neutral'], ['questions', 'what happens if it gets hacked?', 'neutral'], ['contrast', 'the ui is nice but withdrawals are frozen and funds are stuck', 'negative'], ['comparison', 'better than any other dex', 'positive'], ['comparison', 'worse than luna', 'negative'],
    ['irony', 'great, another rug 🙄', 'negative'], ['irony', 'wow amazing investment 🙃 lost 90%', 'negative'], ['emojis', '🚀🚀🚀', 'positive'], ['emojis', '🤡📉', 'negative'], ['crypto', 'liquidity pulled', 'negative'], ['crypto', 'audit passed with no critical findings', 'positive'], ['crypto', 'whales selling', 'negative'], ['plain', 'the token has 18 decimals', 'neutral'], ['plain', 'gm everyone', 'neutral'],
    ['a dash ends a clause', "can't stop, won't stop — holders buy every dip", 'positive'], ['a negation is spent once', 'the contract isn’t verified and the dev wallet holds 60%', 'negative'], ['short forms', "honestly I'm out", 'negative'], ['short forms', "I'm on version 3.2 of the app", 'neutral'],
    ['mockery', 'ah yes, the famous audit', 'negative'], ['mockery', "another 'strategic' partner", 'negative'], ['praise in earnest', 'congrats to everyone who held', 'positive'], ['mockery', 'congrats to everyone who bought the top', 'negative'], ['dismissal', 'dead project my ass, great volume', 'positive'],
    ['counted waiting', 'ticket open for 19 days', 'negative'], ['waiting asked about', 'does the ticket stay open for 19 days?', 'neutral'], ['hopes by a date', '$20 by friday', 'positive'], ['inability', "can't log in since sunday", 'negative'], ['inability', 'unable to withdraw my tokens', 'negative'], ['whom it hurts', 'shorts got squeezed', 'positive'], ['whom it hurts', 'longs got squeezed', 'negative'],
    ['warnings mend nothing', 'stop buying this scam', 'negative'], ['warnings mend nothing', 'avoid this scam', 'negative'], ['what was done mends', 'the ledger avoids a critical flaw', 'positive'], ['a thing is no act', 'scam project, keep your drop', 'negative'], ['negations that deny nothing', "can't believe I fell for this", 'negative'],
    ['strength of a word', 'highly volatile', 'negative'], ['strength of a word', 'ridiculously cheap fees', 'positive'], ['marks', 'Fund (IMF): in wait and see mode', 'neutral'], ['moves are no acts', 'stock drops 10% after it cuts guidance', 'negative'], ['far objects', 'they refunded everyone who was affected by the bug', 'positive'],
    ['headlines', 'Court throws out lawsuit against the developers', 'positive'], ['headlines', 'Exchange pulls listing of the token', 'negative'], ['headlines', 'Rate cuts expected in June', 'neutral'], ['headlines', 'Issuer cuts forecast on regulatory hit', 'negative'], ['small moves', '+1.4% after the vote', 'positive'],
  ])('%s: %s is %s', (_, text, expected) => { expect(readTone(text).label).toBe(expected); });

  it('explains itself, is bounded, and takes anything', () => {
    expect(readTone('total scam, liquidity pulled')).toMatchObject({ because: expect.arrayContaining(['scam']) as string[] });
    for (const text of ['', ' ', 'constructor __proto__ toString hasOwnProperty', '🚩'.repeat(5_000), 'scam '.repeat(20_000), '?'.repeat(10_000), '"'.repeat(9_000), "'a".repeat(9_000), `${'a'.repeat(100_000)}!`]) {
      const started = performance.now();
      const { score } = readTone(text);
      expect(Number.isFinite(score) && score >= -1 && score <= 1).toBe(true);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
    expect(readTone('constructor __proto__').score).toBe(0);
  });
});
