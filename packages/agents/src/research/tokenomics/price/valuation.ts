import { oneLine, type Confidence, type MarketSource, type ResearchTask, type WorkContext } from '@hyperlens/protocol';
import type { Ledger } from '../../evidence/index.ts';
import { fractionText, rounded, wholeNumber, wholeText } from '../decimal.ts';
import { makeNotes, type Hex } from '../input.ts';
import { freshSeconds, safely, type Told } from './markets.ts';
import type { QuoteInDollars } from './dollars.ts';
import { priceText, type PricedPool } from './spot.ts';
import { shown } from '../../onchain/transfers/index.ts';
import { disagree } from './statistics.ts';

/** A price in dollars and who says it, in the order in which they are believed. */
export interface DollarPrice { by: string; price: number; evidence: string; confidence: Confidence }
/** What the chain told, as far as it is needed here; null members are not known. */
export interface OnChain { total: bigint | null; limit: bigint | null; circulating: bigint | null; decimals: number; prices: readonly PricedPool[]; main: PricedPool | null; /** Whether all its pools could be looked for. */ poolsKnown: boolean; mainIsDollar: boolean; /** What the main pool's other token costs in dollars, by another pool. */ quoteInDollars: QuoteInDollars | null; evidence: string[]; /** `chain:<network>`. */ source: string }

/** Quoted supply that differs from the one on the chain by more than this is pointed out. */
const tolerance = 0.05;

/**
 * The price in dollars, what all of it is worth, and whether sources agree. Dollars come from market sources; from the pool only when it is quoted
 * in a stable coin known by address, taken as one dollar, in a token whose price a market source tells, or in one that another pool prices in such a coin.
 */
export async function writeValuation(ledger: Ledger, task: ResearchTask, context: WorkContext, told: readonly Told[], chain: OnChain | null): Promise<void> {
  const notes = makeNotes(ledger, 'markets', context.signal);
  const age = task.block ? Math.abs(Date.parse(task.observedAt) - Date.parse(task.block.time)) / 1000 : 0;
  const stale = age > freshSeconds ? 'prices of market sources are of now, and the block is more than a day older' : null;
  const said: DollarPrice[] = stale ? [] : told.flatMap(({ source, quote, evidence, unusable }) => (unusable === null && quote?.price !== null && quote?.price !== undefined && quote.price > 0 ? [{ by: source.id, price: rounded(quote.price, 12), evidence, confidence: 'medium' as const }] : []));
  const pool = chain?.main ? await poolDollars(ledger, task, context, told, chain, stale) : null;
  const prices = [...said, ...(pool ? [pool] : [])];
  const method = 'the first of: market sources in the order CoinGecko, CoinMarketCap; the main pool when it is quoted in a known stable coin (taken as one US dollar) in a token a market source has a price of, or in one that a deep pool of this chain trades against such a coin';
  const [best] = prices;
  if (best) ledger.fact('price.usd', [ledger.known('price.usd', best.price, { title: 'Price in US dollars', unit: 'USD', source: best.by, method: `${method}; here by ${best.by}`, confidence: best.confidence }), best.evidence]);
  else notes.missing('price.usd', 'Price in US dollars', stale ?? told.find((one) => one.unusable !== null)?.unusable ?? 'no market source has a price, and the main pool is not quoted in anything whose price in dollars is known', method);

  // A quote without a price is an answer; a price of the pool needs one of its other token too.
  const unanswered = stale ? [] : told.filter(({ silent }) => silent).map(({ source }) => source.title);
  const unpriced = !stale && !pool && chain?.main && prices.length > 0 ? 'the main pool could not be compared, because no source told the price of its other token' : null;
  writeAgreement(ledger, task, context, prices, chain, unanswered.length > 0 ? `${unanswered.join(', ')} did not answer` : unpriced);
  // What a source reports is another figure than price x supply on the chain, and no stand-in where there is a chain that did not answer.
  writeWorth(ledger, context, told, chain, best ?? null, stale ?? (task.subject.address ? 'the subject is on a chain' : null));
}

async function poolDollars(ledger: Ledger, task: ResearchTask, context: WorkContext, told: readonly Told[], { main, mainIsDollar, quoteInDollars }: OnChain, stale: string | null): Promise<DollarPrice | null> {
  const notes = makeNotes(ledger, `chain:${task.subject.network ?? ''}`, context.signal);
  const title = 'Price in its main pool, in US dollars';
  if (!main) return null;
  const inQuote = Number(priceText(main.price));
  if (mainIsDollar) return { by: `chain:${task.subject.network ?? ''}`, price: inQuote, confidence: 'medium', evidence: notes.fact('price.usd.pool', title, inQuote, `price in the main pool in ${main.symbol}, a stable coin known by its address and taken as one US dollar`, { unit: 'USD', confidence: 'medium' }) };
  const quote = stale ? null : await quotePrice(told.map(({ source }) => source), task, main.quote, context);
  if (!quote && quoteInDollars) {
    const price = rounded(inQuote * quoteInDollars.price, 12);
    return { by: `chain:${task.subject.network ?? ''}`, price, confidence: 'low', evidence: notes.fact('price.usd.pool', title, price, `price in the main pool in ${oneLine(main.symbol, 20)} x ${quoteInDollars.price}, its price in ${quoteInDollars.symbol} in the pool ${shown(quoteInDollars.pool.address)} at the same block; that coin is known by its address and taken as one US dollar`, { unit: 'USD', confidence: 'low' }) };
  }
  if (!quote) { notes.missing('price.usd.pool', title, stale ?? `no market source has a price of ${oneLine(main.symbol, 20)}, which its pool is quoted in`, 'price in the main pool x price of its quote token'); return null; }
  const price = rounded(inQuote * quote.price, 12);
  return { by: quote.source.id, price, confidence: 'medium', evidence: notes.fact('price.usd.pool', title, price, `price in the main pool in ${main.symbol} x ${quote.price} US dollars, its price at ${quote.source.title}`, { unit: 'USD', confidence: 'medium', source: quote.source.id }) };
}

const isOld = (updatedAt: string | null, observedAt: string): boolean => updatedAt !== null && (Date.parse(observedAt) - Date.parse(updatedAt)) / 1000 > freshSeconds;

/** The price of a pool's other token at the first market source that has it. */
async function quotePrice(sources: readonly MarketSource[], { subject: { chainId }, observedAt }: ResearchTask, quote: Hex, context: WorkContext): Promise<{ source: MarketSource; price: number } | null> {
  if (chainId === null) return null;
  for (const source of sources) {
    const answer = await safely(context, () => source.byContract(chainId, quote, context.signal));
    if (answer.value?.listed && answer.value.price !== null && answer.value.price > 0 && !isOld(answer.value.updatedAt, observedAt)) return { source, price: answer.value.price };
  }
  return null;
}

/** Whether prices differ. That they do is known as soon as two do; that none does, only when everybody who could tell one has answered. */
function writeAgreement(ledger: Ledger, task: ResearchTask, context: WorkContext, prices: readonly DollarPrice[], chain: OnChain | null, missing: string | null): void {
  const notes = makeNotes(ledger, 'markets', context.signal);
  const title = 'Sources differ by more than 5 % on its price';
  const inDollars = disagree(prices.map(({ price }) => price), tolerance);
  // Pools with one quote token can be compared without dollars.
  const byQuote = Map.groupBy(chain?.prices ?? [], ({ quote }) => quote);
  const inPools = [...byQuote.values()].map((list) => disagree(list.map(({ price }) => Number(priceText(price))), tolerance));
  const all = [inDollars, ...inPools].filter((one) => one !== null);
  const method = 'prices in dollars against each other, and prices of pools with the same quote token; difference over the lower one';
  const origin = { title, source: inDollars === null ? `chain:${task.subject.network ?? ''}` : 'markets', method, confidence: 'medium' as const };
  const write = (value: boolean | null): void => ledger.fact('price.disagreement', [ledger.known('price.disagreement', value, origin), ...prices.map(({ evidence }) => evidence)]);
  const because = missing ?? (chain && !chain.poolsKnown ? 'not all of its pools could be looked for' : chain === null && task.subject.address ? 'its pools could not be looked at' : null);
  if (all.includes(true)) write(true);
  else if (because !== null) notes.missing('price.disagreement', title, all.length === 0 ? because : `what is known agrees; ${because}`, method);
  // One price, or none, has nothing to disagree with.
  else write(all.length > 0 ? false : null);
}

function writeWorth(ledger: Ledger, context: WorkContext, told: readonly Told[], chain: OnChain | null, best: DollarPrice | null, unquoted: string | null): void {
  const notes = makeNotes(ledger, 'markets', context.signal);
  const quoted = unquoted ? null : told.find(({ quote, unusable }) => quote !== null && unusable === null) ?? null;
  const worth = (name: string, title: string, amount: bigint | null, rule: string, reported: number | null | undefined): void => {
    if (chain && amount !== null && best) {
      const id = ledger.known(name, rounded(best.price * wholeNumber(amount, chain.decimals), 9), { title, unit: 'USD', source: best.by, method: `price in US dollars (${best.by}) x ${rule} on the chain`, confidence: 'low' });
      ledger.fact(name, [id, best.evidence, ...chain.evidence]);
    } else if (!chain && reported !== null && reported !== undefined && quoted) notes.fact(name, title, rounded(reported, 9), `as ${quoted.source.title} reports it`, { unit: 'USD', source: quoted.source.id, confidence: 'low' });
    else notes.missing(name, title, best ? `the ${rule} is not known` : 'the price in US dollars is not known', `price in US dollars x ${rule}`);
  };
  worth('market.cap', 'Market capitalisation', chain?.circulating ?? null, 'circulating supply', quoted?.quote?.marketCap);
  const whole = chain ? fullSupply(chain) : null;
  worth('market.fullyDiluted', 'Fully diluted valuation', whole, 'stated most, else total supply', quoted?.quote?.fullyDiluted);

  const main = chain?.main;
  if (chain && main) {
    const inQuote = (amount: bigint): string => fractionText(amount * main.price.numerator, 10n ** BigInt(chain.decimals) * main.price.denominator);
    const origin = { unit: main.symbol, source: chain.source, confidence: 'low' as const };
    if (chain.circulating !== null) notes.fact('market.capInQuote', 'Market capitalisation, by its main pool', inQuote(chain.circulating), 'price in the main pool x circulating supply; nobody could sell all of it at this price', origin);
    if (whole !== null) notes.fact('market.fullyDilutedInQuote', 'Fully diluted valuation, by its main pool', inQuote(whole), 'price in the main pool x stated most, else total supply', origin);
  }
  writeReported(ledger, told, chain);
}

const fullSupply = ({ limit, total }: OnChain): bigint | null => (limit !== null && total !== null && limit >= total ? limit : total);

/** What market sources say of the supply, beside what was found on the chain. */
function writeReported(ledger: Ledger, told: readonly Told[], chain: OnChain | null): void {
  for (const { source, quote, evidence } of told) {
    if (!quote || quote.circulatingSupply === null) continue;
    const notes = makeNotes(ledger, source.id, undefined);
    notes.fact(`supply.reported.${source.id}`, `Circulating supply by ${source.title}`, quote.circulatingSupply, `as ${source.title} reports it`, { unit: 'whole tokens', confidence: 'low' });
    if (!chain || chain.circulating === null || chain.circulating === 0n) continue;
    const own = wholeNumber(chain.circulating, chain.decimals);
    const differs = disagree([own, quote.circulatingSupply], tolerance);
    if (differs !== null) ledger.fact(`supply.disagreement.${source.id}`, [ledger.known(`supply.disagreement.${source.id}`, differs, { title: `Circulating supply differs from what ${source.title} reports by more than 5 %`, source: source.id, method: `${wholeText(chain.circulating, chain.decimals)} by the rule used here, ${quote.circulatingSupply} reported`, confidence: 'low' }), evidence]);
  }
}
