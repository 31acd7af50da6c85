import { oneLine, type MarketPoint, type MarketQuote, type MarketSource, type ResearchTask, type SourceAnswer, type Unlisted, type WorkContext } from '@hyperlens/protocol';
import type { Ledger } from '../../evidence/index.ts';
import { makeNotes } from '../input.ts';
import { drawdownOf, volatilityOf } from './statistics.ts';

/** What one market source told, null where it told nothing. */
export interface Told { source: MarketSource; quote: MarketQuote | null; history: MarketPoint[]; evidence: string; /** It could have said something and did not: no answer, no key. Not when it has nothing to do with this chain, or says that the token is not listed. */ silent: boolean; /** Why its price is not taken for this token's of the moment it was asked; null when it is. */ unusable: string | null; /** Whether it lists the very contract; null when it was asked about an id, or did not say. */ listsContract: boolean | null }

const historyDays = 365;
/** A price that is older says nothing of now. */
export const freshSeconds = 86_400;

/** Why the token behind a given id is another one than the subject: neither symbol nor name are the same. Null when they may be one. */
function otherToken({ symbol, name, id }: MarketQuote, { subject }: ResearchTask): string | null {
  const same = (a: string | null, b: string | null): boolean => a === null || b === null || a.trim().toLowerCase() === b.trim().toLowerCase();
  return same(symbol, subject.symbol) || same(name, subject.name) ? null : `the given id ${oneLine(id, 60)} is ${oneLine(name ?? '', 60)} (${oneLine(symbol ?? '', 20)}) there, and the token calls itself ${oneLine(subject.name ?? '', 60)} (${oneLine(subject.symbol ?? '', 20)})`;
}

/** Ids that a person gave for the sources that use them. */
const givenId = ({ project }: ResearchTask, id: string): string | undefined => (id === 'coingecko' ? project.coingeckoId : id === 'coinmarketcap' ? project.coinmarketcapId : undefined);

/** Asks all market sources side by side about the subject, by the id a person gave or by its contract, and writes down what each says. */
export async function askMarkets(markets: readonly MarketSource[], { task, ledger, context }: { task: ResearchTask; ledger: Ledger; context: WorkContext }): Promise<Told[]> {
  return Promise.all(markets.map((source) => askMarket(source, { task, ledger, context })));
}

async function askMarket(source: MarketSource, { task, ledger, context }: { task: ResearchTask; ledger: Ledger; context: WorkContext }): Promise<Told> {
  const notes = makeNotes(ledger, source.id, context.signal);
  const { chainId, address } = task.subject;
  const id = givenId(task, source.id);
  const method = id ? `asked ${source.title} about the given id ${oneLine(id, 60)}` : `asked ${source.title} about the contract`;
  const answer: SourceAnswer<MarketQuote | Unlisted> = await safely(context, () => (id ? source.byId(id, context.signal) : chainId !== null && address ? source.byContract(chainId, address, context.signal) : Promise.resolve({ value: null, status: 'not_applicable' as const, reason: 'the subject has no address, and no id was given' })));
  const [listed, market] = [`market.${source.id}.listed`, `market.${source.id}.quote`];
  if (answer.value === null) {
    ledger.source({ id: source.id, title: source.title, status: answer.status, reason: oneLine(answer.reason, 300) });
    const evidence = ledger.unknown(market, oneLine(answer.reason, 300), { title: `Market at ${source.title}`, source: source.id, method });
    // A source that has nothing to do with this chain is no statement about the token.
    if (answer.status !== 'not_applicable') for (const name of [market, listed]) ledger.fact(name, evidence);
    return { source, quote: null, history: [], evidence, silent: answer.status !== 'not_applicable', unusable: null, listsContract: null };
  }
  if (!answer.value.listed) {
    ledger.source({ id: source.id, title: source.title, status: 'ok' });
    notes.fact(listed, `Listed at ${source.title}`, false, method);
    return { source, quote: null, history: [], evidence: notes.missing(market, `Market at ${source.title}`, 'it is not listed there', method), silent: false, unusable: null, listsContract: id ? null : false };
  }
  const quote = answer.value;
  notes.fact(listed, `Listed at ${source.title}`, true, method);
  const { listed: _listed, ...said } = quote;
  const evidence = notes.fact(market, `Market at ${source.title}`, { ...said, id: oneLine(said.id), name: said.name && oneLine(said.name), symbol: said.symbol && oneLine(said.symbol, 20) }, method, { unit: 'USD, whole tokens', confidence: 'medium' });
  const past = await safely(context, () => source.history(quote.id, historyDays, context.signal));
  const trouble = past.value === null ? past.reason : past.partial;
  ledger.source({ id: source.id, title: source.title, status: trouble === undefined || (past.value === null && past.status === 'not_applicable') ? 'ok' : 'limited', ...(trouble === undefined ? {} : { reason: oneLine(`prices of the past: ${trouble}`, 300) }) });
  const other = id ? otherToken(quote, task) : null;
  const updated = quote.updatedAt === null ? null : (Date.parse(task.observedAt) - Date.parse(quote.updatedAt)) / 1000;
  const unusable = other ?? (updated !== null && updated > freshSeconds ? `the price at ${source.title} is of ${quote.updatedAt!}, older than a day` : null);
  return { source, quote: other ? null : quote, history: other ? [] : past.value ?? [], evidence, silent: false, unusable, listsContract: id ? null : true };
}

/** A source that breaks its promise not to throw is a failed one. */
export async function safely<Value>(context: WorkContext, ask: () => Promise<SourceAnswer<Value>>): Promise<SourceAnswer<Value>> {
  try { return await ask(); } catch (error) {
    context.signal?.throwIfAborted();
    return { value: null, status: 'failed', reason: error instanceof Error ? oneLine(error.message, 200) : 'unknown failure' };
  }
}

/** The course of the price in dollars, from the first source that has one. */
export function writeDollarCourse(ledger: Ledger, told: readonly Told[]): void {
  const [title, none] = ['Price over time in US dollars', 'no market source gave prices of the past'];
  const found = told.find(({ history }) => history.length > 1);
  const titles = { 'price.usd.volatility': 'Volatility a year, in US dollars', 'price.usd.maxDrawdown': 'Largest fall from a high, in US dollars' };
  if (!found) { const notes = makeNotes(ledger, 'markets', undefined); for (const [name, text] of Object.entries(titles)) notes.missing(name, text, none, 'daily prices of market sources'); return; }
  const { source, history } = found;
  const notes = makeNotes(ledger, source.id, undefined);
  const method = `${history.length} daily prices of ${source.title}, ${history[0]!.time.slice(0, 10)} to ${history.at(-1)!.time.slice(0, 10)}`;
  const volatility = volatilityOf(history.map(({ time, price }) => ({ time: Date.parse(time) / 1000, price })));
  if (volatility) notes.fact('price.usd.volatility', titles['price.usd.volatility'], volatility.annual, `standard deviation of ${volatility.returns} logarithmic returns, annualised; ${method}`, { unit: 'share a year', confidence: 'medium' });
  else notes.missing('price.usd.volatility', titles['price.usd.volatility'], 'too few prices', method);
  const fall = drawdownOf(history.map(({ price }) => price));
  const drawdown = notes.fact('price.usd.maxDrawdown', titles['price.usd.maxDrawdown'], fall, method, { unit: 'share of the high', confidence: 'medium' });
  ledger.chart({ id: 'price-usd', title, kind: 'line', xTitle: 'time', yTitle: 'USD', series: [{ name: source.title, points: history.map(({ time, price }) => [time, price]) }], evidence: [found.evidence, drawdown] });
}
