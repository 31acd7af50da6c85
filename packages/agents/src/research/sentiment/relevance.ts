import type { ProjectProfile, Subject } from '@hyperlens/protocol';
import type { Item } from './items.ts';

/** Names that are also everyday words: alone they say nothing about a token. */
const everyday = new Set('ace acorn alpha apex apple arc ark atlas atom aura axis base beam blur bolt bond book bridge card cat chain change chat chip circle city cloud coin compound copper core cross crown crystal curve cyber dash data dawn delta diamond dog dream drift earth echo eden edge energy engine epic epoch eternal ethic fantom fire flare flash flow flux focus forest forth frame friend fuel fusion future galaxy game gas gem genesis ghost giant glow gold grain grand graph gravity green grid guild halo harbor harvest heart helium hero hive home honey hook horizon ice icon idea impact index infinity injective iron island jet joy jungle key kind king lemon level liberty life light lime link lion liquid lunar magic maker mango maple mask matrix maze mercury meta meteor mint mirror mist moon morpho nest net next node north nova oak oasis ocean one onyx optimism orange orbit orca order origin osmosis oxygen pad palm path peak pearl people phantom phoenix pilot pine planet play plume point polar port power prime pulse pure quest quick radar rain raven ray real render ring river roam rock root rose sand sandbox sei shadow share shell shift shield signal silver sky smart snow solar solid soul source space spark spell spring stable star steem step stone storm stream strong sun super swan swell swift sword synapse tensor terra theta threshold thunder tide tiger time titan token tower trace trade trail tree tribe triton true trust unit unity union vault vega venus verse vision vital volt wave west wild wind wing wolf wood world zen zero zone'.split(' '));
const crypto = /\b(?:crypto\w*|token\w*|coin|coins|blockchain|on-?chain|defi|nft|nfts|dex|wallet|wallets|airdrop|staking|staked?|liquidity|contract|contracts|mainnet|testnet|ethereum|bitcoin|btc|eth|solana|binance|coinbase|metamask|uniswap|holders?|tvl|tokenomics|rug\w*|hodl|altcoins?|memecoin|stablecoin|market ?cap|bull(?:ish)?|bear(?:ish)?|pump\w*|dump\w*|chart|listing|presale|lp|swap|bridge|protocol|validator|gas fees?)\b|[$][A-Za-z]{2,10}\b/i;
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** How sure it is, from 0 to 1, that a post is about the subject, and what tells so. */
export interface Relevance { value: number; because: string }
/** From here on a post counts. */
export const relevantFrom = 0.5;

/**
 * Decides whether posts are about the subject. Sure: its address, its own places, its cashtag. A distinctive name is enough; a name that is an
 * everyday word, or a symbol without its sign, only with other words about crypto. What a person handed in counts unless it only names others.
 */
export function makeRelevance(subject: Subject, project: ProjectProfile): (item: Item) => Relevance {
  const names = [...new Set([subject.name, project.name].filter((name): name is string => Boolean(name)).map((name) => name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()).filter((name) => name.length >= 3))];
  const symbol = subject.symbol?.replace(/^\$/, '').normalize('NFKC') ?? '';
  const patterns = names.map((name) => ({ name, pattern: new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu'), exact: new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'u'), plain: name.length < 6 || everyday.has(name.toLowerCase()) }));
  const cashtag = symbol.length >= 2 ? new RegExp(`\\$${escaped(symbol)}(?![\\p{L}\\p{N}])`, 'iu') : null;
  const bare = symbol.length >= 3 ? new RegExp(`(?<![\\p{L}\\p{N}$])#?${escaped(symbol.toUpperCase())}(?![\\p{L}\\p{N}])`, 'u') : null;
  const handles = [project.x, project.telegram, project.discord, project.reddit].filter((handle): handle is string => Boolean(handle)).map((handle) => handle.replace(/^.*\//, '').replace(/^@/, '')).filter((handle) => /^\w{3,}$/.test(handle));
  const mention = handles.length > 0 ? new RegExp(`[@/](?:${handles.map(escaped).join('|')})(?!\\w)`, 'i') : null;
  const address = subject.address?.toLowerCase();
  // A name such as "Acorn Protocol" must not vouch for itself.
  const anyName = new RegExp(names.map(escaped).join('|') || '(?!)', 'gi');

  return ({ post, place }) => {
    const { text } = post;
    if (address && text.toLowerCase().includes(address)) return { value: 1, because: 'address' };
    if (place === 'project') return { value: 1, because: 'a place of the project' };
    if (cashtag?.test(text)) return { value: 0.9, because: 'cashtag' };
    if (mention?.test(text)) return { value: 0.9, because: 'mention' };
    const spoken = crypto.test(text.replaceAll(anyName, ' '));
    for (const { pattern, exact, plain } of patterns) {
      if (!plain && pattern.test(text)) return { value: spoken ? 0.95 : 0.8, because: 'name' };
      if (plain && spoken && pattern.test(text)) return { value: exact.test(text) ? 0.7 : 0.55, because: 'name among words about crypto' };
    }
    if (bare?.test(text) && spoken) return { value: 0.6, because: 'symbol among words about crypto' };
    // Cashtags speak against it only when its own is known.
    if (place === 'supplied') return cashtag && /[$][A-Za-z]{2,10}\b/.test(text) ? { value: 0.2, because: 'it names other tokens only' } : { value: 0.7, because: 'handed in' };
    return { value: patterns.some(({ pattern }) => pattern.test(text)) ? 0.3 : 0, because: 'nothing tells that it is meant' };
  };
}
