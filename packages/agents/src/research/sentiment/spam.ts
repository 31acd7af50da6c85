import type { Group } from './duplicates.ts';
import { voiceOf, type Item } from './items.ts';

/** What about a post looks like spam or a bot. `certain` signals are enough alone; of the others it takes two. */
export interface SpamSignal { id: 'repetition' | 'giveaway' | 'shill' | 'promotion' | 'tags' | 'burst' | 'linkFarm' | 'newAccount' | 'noFollowers' | 'handle'; certain: boolean }

const giveaway = /\b(?:giveaway|give away|air ?drop (?:is )?(?:live|now|claim)|claim (?:your|ur|free|now)|free (?:tokens?|crypto|eth|btc|sol|nft|mint|airdrop)|connect (?:your )?wallet (?:to|and)|first \d+ (?:people|users|wallets)|retweet (?:and|&|\+)|(?:rt|like|follow)(?: ?[,&+] ?| and )(?:rt|like|follow|tag|retweet)|drop (?:your|ur) (?:wallet|address|eth|sol)|send \d[\d.]* (?:eth|btc|sol|bnb) (?:and|to) (?:get|receive)|double your|tag \d+ friends)\b/i;
const shill = /\b(?:(?:100|1000|500|50)x (?:gem|potential|coin|token|soon|guaranteed|easy)|guaranteed (?:profits?|returns?|gains?|\d+x)|(?:next|hidden|low ?cap) (?:100x|1000x|gem|shib|pepe|doge)|don'?t miss (?:out|this)|last chance to|presale (?:is )?(?:live|ends|now)|join (?:us|our|now|the (?:pump|telegram|tg|group|vip))|vip (?:signals?|group)|pump signals?|dm (?:me|us|for)|whatsapp|inbox me|text me|recover(?:ed|y)? (?:my|your|lost) (?:funds|crypto|bitcoin)|(?:mrs?|expert|trader|hacker) \w+ (?:helped|on (?:telegram|instagram|whatsapp))|(?:earn|make|earning) \$?\d[\d,]* (?:daily|weekly|per (?:day|week)|a (?:day|week)))\b/i;
/** What sales talk is made of. One of them is enthusiasm; two different ones together are a pitch. */
const pitches: readonly RegExp[] = [
  /\b(?:last chance|don'?t (?:miss|fade|sleep)|only \d[\d,]* (?:holders|spots|seats|left|wallets)|first [\d,]+ (?:wallets|people|users|buyers|holders)|before (?:it'?s|it is) (?:too late|gone)|ends in \d|hurry|act fast|limited (?:time|spots)|launching in \d|(?:starts|live) in \d+ ?(?:min|hours?))\b/i,
  /(?:\b(?:x\d{2,4}|\d{2,4}x)\b|\bturned \$?[\d,.]+k? (?:in)?to \$?[\d,.]+k?\b|\binvest(?:ed)? \$?[\d,.]+k? and (?:got|made|earned|received)\b|\bguaranteed\b|\b\d+(?:\.\d+)?% (?:daily|per day|a day|weekly|bonus)\b|\bpassive income\b)/i,
  /\b(?:join (?:us|now|our|my|free|the (?:group|vip|channel|telegram|pump))|you must join|ape in|dm (?:me|us|now|for)|link in (?:bio|comments|profile)|check (?:pinned|bio|my profile)|what'?s ?app|buy now|tap the link|sign up (?:now|here)|(?:on|via) (?:telegram|instagram|whatsapp)|t\.me\/\w+)\b/i,
  /\b(?:based dev|dev (?:is )?(?:doxx?ed|based)|renounced|(?:lp|liq(?:uidity)?) (?:is )?(?:burn(?:ed|t)|locked)|locked liq(?:uidity)?|0 ?%? ?tax|zero tax|no tax|fair launch|stealth launch|low ?cap)\b/i,
  /\b(?:free (?:signals?|vip|group)|signals? (?:group|channel)|trading bot|account manager|crypto casino|pre-?sale|casino|claim (?:your|before|now)|get(?:s)? \d+x|airdrop is live)\b/i,
  /#(?:\w*gems?|\d+x|moonshot|altseason|memecoin|presale|airdrop)\b/i,
];
/** Those who promise to bring back lost coins rob their victims a second time. */
const recovery = /\brecover(?:ed|y|ing)?\b.{0,40}\b(?:my|your|ur)\b.{0,120}\b(?:instagram|telegram|whats ?app|gmail|contact (?:him|her|them)|wizard|inbox|dm)\b|\brecovery (?:agents?|experts?|firm|company|specialists?)\b.{0,160}(?:@|\b(?:contact|dm|telegram|whats ?app|thanks to)\b)/is;
/** A text that warns of a pitch repeats it. */
const warning = /(?<!\bnot an? )\b(?:scam\w*|beware|warning|fake|phishing|don'?t fall|rugg?(?:ed|pull)?|ponzi|red flags?)\b/i;
const address = /0x[0-9a-f]{40}/i;
const day = 86_400_000;
/** Newspapers print one agency report many times; that is copying and no spam. */
const isNews = ({ post }: Item) => post.source === 'gdelt' || post.source === 'feeds';

/**
 * Signals of spam over the whole collection: the same text from several voices or over and over, giveaways, shilling, walls of tags, bursts of
 * one voice, one domain pushed by many, and accounts that are new or followed by nobody. Heuristics: they err in both directions.
 */
export function findSpam(groups: readonly Group[]): Map<Item, SpamSignal[]> {
  const all = groups.flatMap(({ first, copies }) => [first, ...copies]);
  const repeated = new Set(groups.map(({ first, copies }) => [first, ...copies].filter((item) => !isNews(item))).filter((said) => said.length >= 3 && said[0]!.length >= 5).flat());
  const bursting = burstsOf(all);
  const farmed = farmsOf(all);
  return new Map(all.map((item) => {
    const { post } = item;
    const signals: SpamSignal[] = [];
    if (item.place === 'project' && isNews(item)) return [item, signals];
    const add = (id: SpamSignal['id'], when: boolean, certain = false) => { if (when) signals.push({ id, certain }); };
    const pushes = item.links.length > 0 || address.test(post.text) || /t\.me\/|discord\.gg|\bwww\.|link in (?:bio|comments)|whats ?app/i.test(post.text);
    add('repetition', repeated.has(item), true);
    add('giveaway', giveaway.test(post.text), pushes || /connect (?:your )?wallet|drop (?:your|ur)|double your|\b(?:rt|retweet)\b.{0,30}\btag\b/i.test(post.text));
    const pitch = pitches.filter((one) => one.test(post.text)).length;
    add('shill', shill.test(post.text) || pitch > 0 || recovery.test(post.text), (pitch >= 2 && !warning.test(post.text)) || recovery.test(post.text) || (pushes && (pitch > 0 || shill.test(post.text))));
    add('tags', (post.text.match(/[$#][A-Za-z]\w*/g) ?? []).length >= 6, true);
    add('promotion', pushes && item.length < 12 && /🚀|💎|🔥|gem|moon|buy now|launch/iu.test(post.text));
    add('burst', bursting.has(item));
    add('linkFarm', farmed.has(item), true);
    add('newAccount', post.accountCreatedAt !== null && post.time !== null && Date.parse(post.time) - Date.parse(post.accountCreatedAt) < 14 * day);
    add('noFollowers', post.followers !== null && post.followers < 5);
    add('handle', post.author !== null && /^[A-Za-z]+_?\d{6,}$/.test(post.author));
    return [item, signals];
  }));
}

export const isSpam = (signals: readonly SpamSignal[]): boolean => signals.some(({ certain }) => certain) || signals.length >= 2;

/** More than ten posts of one voice within an hour. In a chat that is a conversation, so it is no proof. */
function burstsOf(items: readonly Item[]): Set<Item> {
  const bursting = new Set<Item>();
  for (const list of Map.groupBy(items.filter(({ post }) => post.time !== null && post.author !== null), voiceOf).values()) {
    const times = list.map((item) => ({ item, at: Date.parse(item.post.time!) })).toSorted((a, b) => a.at - b.at);
    for (let last = 0, first = 0; last < times.length; last++) {
      while (times[last]!.at - times[first]!.at > 3_600_000) first++;
      if (last - first >= 10) for (const { item } of times.slice(first, last + 1)) bursting.add(item);
    }
  }
  return bursting;
}

/** One link in five or more posts of three or more voices, that say little else. */
function farmsOf(items: readonly Item[]): Set<Item> {
  const byLink = new Map<string, Item[]>();
  for (const item of items) for (const link of new Set(item.links.map((one) => one.replace(/[?#].*$/, '').replace(/\/$/, '').toLowerCase()))) byLink.set(link, [...(byLink.get(link) ?? []).slice(-500), item]);
  return new Set([...byLink.values()].filter((list) => list.length >= 5 && new Set(list.map(voiceOf)).size >= 3).flatMap((list) => list.filter(({ length, place }) => length < 15 && place !== 'project')));
}
