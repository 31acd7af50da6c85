import type { Group } from './duplicates.ts';
import { voiceOf, type Item } from './items.ts';

/** What about a post looks like spam or a bot. `certain` signals are enough alone; of the others it takes two. */
export interface SpamSignal { id: 'repetition' | 'giveaway' | 'shill' | 'promotion' | 'tags' | 'burst' | 'linkFarm' | 'newAccount' | 'noFollowers' | 'handle'; certain: boolean }

const giveaway = /\b(?:giveaway|give away|air ?drop (?:is )?(?:live|now|claim)|claim (?:your|ur|free|now)|free (?:tokens?|crypto|eth|btc|sol|nft|mint|airdrop)|connect (?:your )?wallet (?:to|and)|first \d+ (?:people|users|wallets)|retweet (?:and|&|\+)|(?:rt|like|follow)(?: ?[,&+] ?| and )(?:rt|like|follow|tag|retweet)|drop (?:your|ur) (?:wallet|address|eth|sol)|send \d[\d.]* (?:eth|btc|sol|bnb) (?:and|to) (?:get|receive)|double your|tag \d+ friends)\b/i;
const shill = /\b(?:(?:100|1000|500|50)x (?:gem|potential|coin|token|soon|guaranteed|easy)|guaranteed (?:profits?|returns?|gains?|\d+x)|(?:next|hidden|low ?cap) (?:100x|1000x|gem|shib|pepe|doge)|don'?t miss (?:out|this)|last chance to|presale (?:is )?(?:live|ends|now)|join (?:us|our|now|the (?:pump|telegram|tg|group|vip))|vip (?:signals?|group)|pump signals?|dm (?:me|us|for)|whatsapp|inbox me|text me|recover(?:ed|y)? (?:my|your|lost) (?:funds|crypto|bitcoin)|(?:mrs?|expert|trader|hacker) \w+ (?:helped|on (?:telegram|instagram|whatsapp))|(?:earn|make|earning) \$?\d[\d,]* (?:daily|weekly|per (?:day|week)|a (?:day|week)))\b/i;
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
    const pushes = item.links.length > 0 || address.test(post.text) || /t\.me\/|discord\.gg/i.test(post.text);
    add('repetition', repeated.has(item), true);
    add('giveaway', giveaway.test(post.text), pushes || /connect (?:your )?wallet|drop (?:your|ur)|double your/i.test(post.text));
    add('shill', shill.test(post.text), pushes);
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
