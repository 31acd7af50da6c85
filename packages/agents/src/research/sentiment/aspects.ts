import { stems, tokenize } from './words/index.ts';

/** What posts talk about. */
export const aspects = ['price', 'security', 'team', 'liquidity', 'product', 'regulation', 'community'] as const;
export type Aspect = (typeof aspects)[number];

const subjects: Record<Aspect, ReadonlySet<string>> = {
  price: stems('price prices chart charts pump pumping dump dumping moon ath atl rally surge plunge crash dip bullish bearish bull bear candle candles resistance support breakout gain gains profit profits loss losses rekt liquidated bag bags bagholder buy buying bought sell selling sold hold holding undervalued overvalued marketcap cap target short long trade trading trader traders investment invest up down valuation soar tumble climb slump rebound'),
  security: stems('security secure hack hacked hacker exploit exploited audit audited auditor vulnerability bug bounty rug rugpull rugged scam scammer honeypot phishing drain drained drainer stolen theft attack attacker backdoor mint blacklist renounced ownership owner proxy upgradeable multisig timelock reentrancy oracle contract unverified verified private compromised safu flaw breach signature admin'),
  team: stems('team dev devs developer developers founder founders cofounder ceo cto doxxed doxed anon roadmap github commit commits shipping hire hires hired executive chief staff engineer treasury resign resigns lead mod mods moderators company partnership partner partners support'),
  liquidity: stems('liquidity lp pool pools slippage depth volume tvl withdraw withdrawal withdrawals deposit deposits listing listed delist delisted delisting exchange exchanges binance coinbase kraken whale whales peg depeg reserve reserves spread spreads inflow inflows outflow outflows locked redemption redemptions market-maker unlock unlocks supply orderbook insolvent bankruptcy'),
  product: stems('app wallet ui ux interface bridge mainnet testnet upgrade update network chain blockchain node nodes validator validators staking stake gas fee fees transaction transactions tx tps throughput latency downtime outage docs documentation sdk api feature features product dapp game protocol rollup sequencer finality migration launch release version integration integrates users'),
  regulation: stems('sec regulator regulators regulation regulatory law laws legal lawsuit court judge etf licence license licensed mica compliance compliant fine fined kyc aml ban banned police arrest arrested charges charged fraud sanction sanctions tax taxes bill senate congress authority authorities prosecutors investigation probe settlement commission unregistered securities'),
  community: stems('community fam frens holders holder telegram discord twitter airdrop airdrops vote votes voting governance dao proposal followers members shill shills bots toxic vibes ama meme memes users adoption engagement meetup snapshot'),
};

/** Which aspects a text touches: those with the most words of their own (at most two), in their fixed order; none when it names none. */
export function aspectsOf(text: string): Aspect[] {
  const tokens = tokenize(text.slice(0, 8_000)).filter(({ kind }) => kind === 'word');
  const counts = aspects.map((aspect) => ({ aspect, count: tokens.filter(({ stem }) => subjects[aspect].has(stem)).length })).filter(({ count }) => count > 0);
  const most = Math.max(0, ...counts.map(({ count }) => count));
  const chosen = counts.filter(({ count }) => count === most || count >= 2).toSorted((a, b) => b.count - a.count).slice(0, 2).map(({ aspect }) => aspect);
  return aspects.filter((aspect) => chosen.includes(aspect));
}
