// Every source of research is unplugged, one by one and in each way it can go wrong, and the whole result is compared with the one of all sources.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim, ResearchResult, SectionName, ServiceAnswer } from '@hyperlens/protocol';
import { sourceSettings } from '../../source-settings.ts';
import { failures } from './apis.kit.ts';
import { openWorld, type Changes, type Profile, type World } from './world.kit.ts';

/** A source: how it is taken out of the configuration or the request, fields that only it can tell, and whether the whole score is known to widen without it. */
type Row = ({ absent: Changes; without?: undefined } | { absent?: undefined; without: (profile: Profile) => Profile }) & { loses: string[]; widens?: true };
/** Where nobody listens. */
const nowhere = 'http://127.0.0.1:1/';
const table: Record<string, Row> = {
  sourcify: { absent: { sourcify: { enabled: false } }, loses: ['flag is_open_source', 'onchain source.published', 'audit audit.verdict', 'audit powers.mint'], widens: true },
  moralis: { absent: { moralis: {} }, loses: ['onchain opinion.moralis.token', 'onchain holders.countBy.moralis'] },
  alchemy: { absent: { alchemy: {} }, loses: ['onchain opinion.alchemy.token'] },
  coingecko: { absent: { coingecko: { enabled: false } }, loses: ['tokenomics market.coingecko.quote', 'tokenomics price.disagreement'], widens: true },
  coinmarketcap: { absent: { coinmarketcap: {} }, loses: ['tokenomics market.coinmarketcap.quote', 'tokenomics price.disagreement'], widens: true },
  x: { absent: { x: {} }, loses: ['sentiment score.source.x', 'sentiment score.settled', 'team social.x'], widens: true },
  discord: { absent: { discord: {} }, loses: ['sentiment score.source.discord', 'sentiment score.settled'], widens: true },
  reddit: { absent: { reddit: {} }, loses: ['sentiment score.source.reddit', 'sentiment score.settled', 'team social.reddit'], widens: true },
  gdelt: { absent: { gdelt: { enabled: false } }, loses: ['sentiment score.source.gdelt', 'sentiment score.settled'], widens: true },
  feeds: { without: (profile) => ({ ...profile, feeds: [nowhere] }), loses: ['sentiment score.source.feeds', 'sentiment score.settled'], widens: true },
  github: { absent: { github: { enabled: false } }, loses: ['team github.busFactor', 'team github.accountAgeDays', 'team people.found'] },
  rdap: { absent: { rdap: { enabled: false } }, loses: ['team domain.ageDays'] },
  site: { without: (profile) => ({ ...profile, site: nowhere }), loses: ['team site.deadLinks', 'team site.securityContact'] },
};

/**
 * Facts that are about less when a source is gone, and not about something else: they may change, and say so. Everything else may only turn unknown.
 * The score rests on none of them.
 */
const aboutLess: Partial<Record<SectionName, RegExp>> = {
  // What the posts say that were read. `score.settled`, which the verdict takes, is not among them.
  sentiment: /^(posts\..*|authors|languages|window|model|score|score\.(source|aspect)\..*|score\.trend|shares\..*|volume|volume\.trend|drivers\..*)$/,
  // The two ends, held below, and the lists behind them.
  team: /^credibility\.(low|high|reasons|open)$/,
  // Lists of functions by name, when names came from a published ABI.
  onchain: /^(code\.(functions|unnamed)|ownership\.(powers|guarded)|trade\.powers)$/,
};
/** Facts that another source tells when the first is gone: they may change when their evidence names another. */
const aboutDollars = /^(price\.usd(\..*)?|market\.(cap|fullyDiluted))$/;
/** Rights that only the source shows: without it they are false, tried and not seen; the range still holds them. */
const fromSource = new Set(['transfer_pausable']);

let world: World;
const whole = new Map<string, { answers: Record<string, ServiceAnswer>; result: ResearchResult }>();
/** Where the site is: one that answers, or one with a domain that registries know. */
const placeOf = (name: string): string => (name === 'rdap' ? 'http://acorn.example/' : `${world.apis.site!.url}/`);

beforeAll(async () => {
  world = await openWorld();
  for (const site of new Set(['site', 'rdap'].map(placeOf))) {
    const shared = whole.values().next().value?.answers ?? {};
    const answers = Object.fromEntries(await Promise.all(world.sections.map(async (section) => [section, section !== 'team' && shared[section] ? shared[section] : await world.answer(section, world.profile(site), {})] as const)));
    whole.set(site, { answers, result: world.result(Object.values(answers)) });
  }
}, 180_000);
afterAll(async () => { await world?.close(); });

const known = (claim: Claim | undefined): boolean => claim !== undefined && claim.value !== 'unknown';
const named = (result: ResearchResult, name: string): Claim | undefined => { const [place = '', ...rest] = name.split(' '); return place === 'flag' ? result.flags[rest.join(' ')] : result.sections[place as SectionName]?.facts[rest.join(' ')]; };

/** What says something else than before, although it is not known any better. `name`: the source that is gone. */
function movedBetween(full: ResearchResult, less: ResearchResult, asks: readonly SectionName[], name: string): string[] {
  const moved: string[] = [];
  const other = (before: Claim | undefined, after: Claim | undefined): boolean => known(after) && JSON.stringify(after?.value) !== JSON.stringify(before?.value);
  const say = (claim: Claim | undefined): string => JSON.stringify(claim?.value)?.slice(0, 100) ?? 'nothing';
  const sourceOf = (result: ResearchResult, claim: Claim | undefined) => result.evidence.find(({ id }) => id === claim?.evidence[0])?.source;
  for (const [flag, claim] of Object.entries(full.flags)) if (other(claim, less.flags[flag]) && !(name === 'sourcify' && fromSource.has(flag))) moved.push(`flag ${flag}: ${say(claim)} to ${say(less.flags[flag])}`);
  for (const section of asks) {
    const [before, after] = [full.sections[section]!.facts, less.sections[section]!.facts];
    for (const fact of Object.keys({ ...before, ...after })) {
      if (!other(before[fact], after[fact]) || aboutLess[section]?.test(fact)) continue;
      if (section === 'tokenomics' && aboutDollars.test(fact) && sourceOf(full, before[fact]) !== sourceOf(less, after[fact])) continue;
      // Something that is said only when a part is missing ("so far") is no statement that moved.
      if (before[fact] === undefined && fact.endsWith('SoFar')) continue;
      moved.push(`${section} ${fact}: ${say(before[fact])} to ${say(after[fact])}`);
    }
  }
  return moved;
}

describe('research of all sources', () => {
  it('hears every source there is, and the table has each', () => {
    const { result } = whole.get(placeOf('site'))!;
    const heard = new Set([...whole.values()].flatMap(({ result: one }) => Object.values(one.sections).flatMap(({ sources }) => sources.filter(({ status }) => status === 'ok' || status === 'limited').map(({ id }) => id))));
    expect(Object.keys(table).filter((name) => !heard.has(name))).toEqual([]);
    expect(Object.keys(sourceSettings.shape).filter((name) => !(name in table))).toEqual([]);
    // What stands behind every research: the chain, its simulation, and what the person handed in. Tests of their own unplug these.
    const rest = [...new Set(Object.values(result.sections).flatMap(({ sources }) => sources.map(({ id }) => id)))].filter((id) => !(id in table));
    expect(rest.toSorted()).toEqual(['audit', 'chain', 'chain:ethereum', 'deployments', 'pools', 'simulation:ethereum', 'supplied', 'tls', 'transfer-logs']);
    for (const row of Object.values(table)) expect(row.loses.length).toBeGreaterThan(0);
  });
  it('gives the same bytes twice', async () => {
    const { answers } = whole.get(placeOf('site'))!;
    for (const section of ['tokenomics', 'sentiment', 'team'] as const) expect(JSON.stringify(await world.answer(section, world.profile(placeOf('site')), {})), section).toBe(JSON.stringify(answers[section]));
  });
  it('shows what the source shows', () => {
    const { result } = whole.get(placeOf('site'))!;
    expect([result.flags.is_mintable?.value, result.flags.transfer_pausable?.value]).toEqual([true, true]);
    expect(result.verdict.reasons.map(({ id }) => id)).toContain('right_in_source');
  });
});

describe.each(Object.keys(table))('without %s', (name) => {
  const row = table[name]!;
  it.each(['absent', ...failures])('(%s) fields turn unknown, the score is no narrower, and the rest stays', async (how) => {
    const site = placeOf(name);
    const { answers, result: full } = whole.get(site)!;
    const profile = world.profile(site);
    world.apis[name]!.fail(how === 'absent' ? null : how as (typeof failures)[number]);
    const changed = { ...answers };
    const asks = world.sections.filter((section) => answers[section]!.report.sources.some(({ id }) => id === name));
    try {
      for (const section of asks) changed[section] = await world.answer(section, how === 'absent' ? row.without?.(profile) ?? profile : profile, how === 'absent' ? row.absent ?? {} : {});
    } finally { world.apis[name]!.fail(null); }
    const less = world.result(Object.values(changed));

    // The source says how it did, and its section lives.
    for (const section of asks) {
      const report = less.sections[section]!;
      // Without a source there is nothing to audit; every other section has more to go by.
      if (section !== 'audit') expect(report.status, section).not.toBe('unknown');
      const said = report.sources.find(({ id }) => id === name);
      expect(said?.status, `${section}: ${said?.reason}`).not.toBe('ok');
    }
    for (const field of row.loses) expect([field, known(named(full, field)), known(named(less, field))]).toEqual([field, true, false]);

    expect(movedBetween(full, less, asks, name)).toEqual([]);
    const ends = (result: ResearchResult, end: string): number => Number(result.sections.team?.facts[`credibility.${end}`]?.value ?? 0);
    expect(ends(less, 'low')).toBeLessThanOrEqual(ends(full, 'low'));
    expect(ends(less, 'high')).toBeGreaterThanOrEqual(ends(full, 'high'));

    const [before, after] = [full.verdict.score, less.verdict.score];
    expect(after.low).toBeLessThanOrEqual(before.low);
    expect(after.high).toBeGreaterThanOrEqual(before.high);
    if (row.widens) expect(after.high - after.low).toBeGreaterThan(before.high - before.low);
  }, 90_000);
});

describe('without parts of the chain', () => {
  it.each([['logs', /^eth_getLogs$/], ['storage', /^eth_getStorageAt$/], ['anything', /./]] as const)('(no %s) what is said stays or turns unknown, and the score is no narrower', async (_, methods) => {
    const { answers, result: full } = whole.get(placeOf('site'))!;
    const changed = { ...answers };
    world.refuse(methods);
    try { for (const section of ['onchain', 'audit', 'tokenomics', 'team'] as const) changed[section] = await world.answer(section, world.profile(placeOf('site')), {}); } finally { world.refuse(null); }
    const less = world.result(Object.values(changed));
    expect(movedBetween(full, less, ['onchain', 'audit', 'tokenomics', 'team'], '')).toEqual([]);
    const [before, after] = [full.verdict.score, less.verdict.score];
    expect(after.low).toBeLessThanOrEqual(before.low);
    expect(after.high).toBeGreaterThanOrEqual(before.high);
    expect(after.high - after.low).toBeGreaterThan(before.high - before.low);
  }, 120_000);
});
