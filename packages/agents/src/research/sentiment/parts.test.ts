import { describe, expect, it } from 'vitest';
import { aspectsOf } from './aspects.ts';
import { groupCopies } from './duplicates.ts';
import { makePost, makeTask } from './fakes.kit.ts';
import { toItem } from './items.ts';
import { languageOf } from './language.ts';
import { makeRelevance, relevantFrom } from './relevance.ts';
import { findSpam, isSpam } from './spam.ts';
import { estimate, makeDraw, share, slopeOf, studentQuantile } from './statistics.ts';

const item = (text: string, more: Parameters<typeof makePost>[1] = {}) => toItem(makePost(text, more), more.place ?? 'open');

describe('copies', () => {
  it('are found when equal but for case, links and mentions, and when nearly equal', () => {
    const texts = ['The new vault of Acorn is live and pays eight percent a year to everyone who stakes', '@bob the NEW vault of Acorn is live and pays eight percent a year to everyone who stakes https://a.example', 'The new vault of Acorn is live and pays eight percent a year to everyone who stakes today', 'The old vault of Acorn closed after it had paid nothing at all for three long months'];
    expect(groupCopies(texts.map((text) => item(text))).map(({ copies }) => copies.length)).toEqual([2, 0]);
  });
  it('are not what many people say in few words', () => {
    expect(groupCopies(['gm', 'gm', 'to the moon', 'to the moon'].map((text, index) => item(text, { author: `a${index}` })))).toHaveLength(4);
    expect(groupCopies(['gm', 'gm'].map((text) => item(text, { author: 'same' })))).toHaveLength(1);
  });
  it('are found where no blanks part the words', () => {
    const said = '这个项目是骗局，我的钱一直提不出来';
    expect(groupCopies([item(said, { author: 'a' }), item(`${said}！！`, { author: 'b' }), item('团队很靠谱，价格会继续上涨', { author: 'c' })]).map(({ copies }) => copies.length)).toEqual([1, 0]);
    expect(groupCopies([item('起飞', { author: 'a' }), item('起飞', { author: 'b' })])).toHaveLength(2);
  });
  it('are found among many in good time', () => {
    const items = Array.from({ length: 5_000 }, (_, index) => item(`post number ${index} about thing ${index * 31 % 977} and thing ${index * 17 % 1009} with word ${index % 13} inside`));
    const started = performance.now();
    expect(groupCopies(items).length).toBeGreaterThan(4_000);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

describe('spam', () => {
  it.each([
    ['$ACRN GIVEAWAY retweet and follow to win, claim at https://win.example', true], ['Next 100x gem, join our telegram t.me/pump now', true], ['$A $B $C $D $ACRN $E $F pumping', true], ['I lost my coins but expert Mark helped on telegram, dm me t.me/x', true],
    ['ACRN moved to a new contract, see the announcement https://acorn.example/blog', false], ['is the airdrop taxable in Germany?', false], ['bought some more ACRN today, feeling good about it', false],
    ['Still early!! Only 300 holders, next 100x, dont fade, join now', true], ['Based dev, LP burned, 0 tax, APE IN', true], ['I recovered my stolen USDT thanks to a hacker on Instagram', true], ['turned $500 into $48,000, DM me to learn how', true], ['RT + tag 3 friends to win 100 USDT', true],
    ['Protocol recovers stolen funds after hacker returns them', false], ['They promise a guaranteed 100x and tell you to join now: a scam', false], ['contract renounced and LP burned, checked it myself', false], ['up 3x since march, no idea why', false],
  ])('%s', (text, expected) => {
    const one = item(text);
    expect(isSpam(findSpam([{ first: one, copies: [] }]).get(one)!)).toBe(expected);
  });
  it('takes two weak signals, and knows new accounts without followers, bursts and link farms', () => {
    const fresh = { accountCreatedAt: '2024-06-18T00:00:00.000Z' };
    const spam = (list: ReturnType<typeof item>[]) => { const found = findSpam(list.map((first) => ({ first, copies: [] }))); return list.map((one) => isSpam(found.get(one)!)); };
    expect(spam([item('hello all', fresh), item('hello all', { ...fresh, followers: 0 })])).toEqual([false, true]);
    expect(spam(Array.from({ length: 6 }, (_, index) => item(`look ${index} https://farm.example/x`, { author: `a${index % 3}` })))).toEqual(Array.from({ length: 6 }, () => true));
    expect(spam(Array.from({ length: 12 }, (_, index) => item(`message ${index}`, { author: 'loud', followers: 1, time: `2024-06-20T10:${10 + index}:00.000Z` })))).toEqual(Array.from({ length: 12 }, () => true));
    expect([...findSpam([{ first: item('Regulator sues Acorn over its token sale', { source: 'gdelt' }), copies: Array.from({ length: 5 }, () => item('Regulator sues Acorn over its token sale', { source: 'gdelt' })) }]).values()].every((signals) => !isSpam(signals))).toBe(true);
  });
});

describe('relevance', () => {
  const about = (text: string, more: Parameters<typeof makePost>[1] = {}, subject = {}) => makeRelevance(makeTask({}, subject).subject, makeTask().project)(item(text, more)).value >= relevantFrom;
  it.each([
    ['$ACRN looks good', true], ['$acrn', true], ['ACRN price is up on the dex', true], ['ACRN meeting on Monday', false], ['acorn finance is live', true], ['Acorn Finances quarterly', false], ['0x00000000000000000000000000000000000000aa is a rug', true], ['$ACRNX is something else', false], ['nothing to see', false],
  ])('%s: %s', (text, expected) => { expect(about(text)).toBe(expected); });
  it('takes what is handed in, unless it names other tokens and ours is known', () => {
    const judge = (symbol: string | null) => makeRelevance({ ...makeTask().subject, symbol, name: 'Brindle' }, makeTask().project)(toItem(makePost('$OAK is going nowhere'), 'supplied')).value >= relevantFrom;
    expect([judge('BRN'), judge(null)]).toEqual([false, true]);
  });
  it('asks for more when the name is an everyday word', () => {
    const acorn = { name: 'Acorn', symbol: 'AC' };
    expect([about('an acorn fell on my head', {}, acorn), about('Acorn token liquidity was pulled', {}, acorn), about('Acorn opens a shop', {}, acorn), about('anything', { place: 'project' }, acorn)]).toEqual([false, true, false, true]);
  });
});

describe('language and aspects', () => {
  it.each([['The team keeps shipping updates every week', null, 'en'], ['Das Projekt ist leider ein Betrug und das Geld ist weg', null, 'de'], ['Este proyecto es una estafa, no compren nada', null, 'es'], ['これは素晴らしいプロジェクトです', null, 'ja'], ['lfg', 'en', 'en'], ['wen moon', null, 'en'], ['🚀🚀', null, null], ['whatever', 'xx-not a code', 'en'],
    ['subiendo fuerte hoy', null, 'es'], ['não consigo sacar faz 3 dias', null, 'pt'], ['sakın almayın', null, 'tr'], ['giảm mãi', null, 'vi'], ['上涨', null, 'zh'], ['떡락', null, 'ko'], ['где деньги', null, 'ru'], ['le prix s’effondre', null, 'fr'], ['harga turun terus', null, 'id'], ['Cedar TVL doubles in a month', null, 'en'], ['Bitcoin’s Dominance Over Altcoins Down By 5%', null, 'en'], ['w update', null, 'en']])('%s (%s) is %s', (text, said, expected) => {
    expect(languageOf(text, said)).toBe(expected);
  });
  it('names what a post is about', () => {
    expect(aspectsOf('the audit found a vulnerability in the contract')).toEqual(['security']);
    expect(aspectsOf('regulator sues the foundation')).toContain('regulation');
    expect(aspectsOf('hello there')).toEqual([]);
  });
});

describe('statistics', () => {
  it('covers the true mean about as often as it says', () => {
    const draw = makeDraw('coverage');
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      const scores = Array.from({ length: 25 }, (_, index) => ({ value: Math.max(-1, Math.min(1, 0.2 + (draw() + draw() + draw() - 1.5))), voice: `v${index}` }));
      const { low, high } = estimate(scores, `trial ${trial}`);
      if (low <= 0.2 && high >= 0.2) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(180);
  });
  it('is wider for fewer voices, repeatable, and never a point', () => {
    const scores = (voices: number) => Array.from({ length: 20 }, (_, index) => ({ value: 0.8, voice: `v${index % voices}` }));
    const wide = estimate(scores(2), 's');
    const narrow = estimate(scores(20), 's');
    expect(wide.high - wide.low).toBeGreaterThan(narrow.high - narrow.low);
    expect(narrow.high - narrow.low).toBeGreaterThan(0.05);
    expect(estimate(scores(20), 's')).toEqual(narrow);
  });
  it('agrees with tables', () => {
    expect([3, 5, 10, 30].map((degrees) => Number(studentQuantile(degrees).toFixed(2)))).toEqual([3.18, 2.57, 2.23, 2.04]);
    expect(share(8, 10)).toEqual({ share: 0.8, low: 0.4902, high: 0.9433 });
    expect(slopeOf([[0, 0], [1, 2], [2, 4], [3, 6], [4, 8]])).toEqual({ slope: 2, low: 2, high: 2, count: 5 });
    expect(slopeOf([[0, 0], [1, 2]])).toBeNull();
  });
});
