import { oneLine, type ChainReader, type ResearchTask, type WorkContext } from '@hyperlens/protocol';
import type { Ledger } from '../evidence/index.ts';
import { candidatesOf, findPools, openSale } from '../onchain/liquidity/index.ts';
import { reasonOf as because, readTransfersTogether, statusOf, type TransferHistory } from '../onchain/transfers/index.ts';
import { examineAllocation, examineTreasury } from './allocation.ts';
import { readCirculating } from './circulating.ts';
import { makeClock } from './clock.ts';
import { examineCourse } from './course.ts';
import { examineCustody } from './custody.ts';
import { examineEmission } from './emission.ts';
import { makeNotes, passOn, type Hex, type TokenInput } from './input.ts';
import { makePast } from './past.ts';
import { examinePriceCourse } from './price/course.ts';
import { readQuoteInDollars } from './price/dollars.ts';
import { isDollar, readPrices, writePrices, type PricedPool } from './price/spot.ts';
import type { OnChain } from './price/valuation.ts';
import { writeDilution, writeImpact } from './pressure.ts';
import { writeScenarios } from './scenario.ts';
import type { TokenomicsDependencies } from './service.ts';
import { examineStaking } from './staking.ts';
import { readSupply } from './supply.ts';
import { writeCalendar } from './vesting/calendar.ts';
import { findSchedules, writeSchedules } from './vesting/find.ts';

/** Largest holders whose code is looked at for vesting and staking contracts. */
const examinedHolders = 24;

/** Everything about a token on its chain; gives what its valuation needs, null when not even the supply could be read. Throws what the reader throws. */
export async function examineToken(dependencies: TokenomicsDependencies, { task, reader, ledger, context, address, decimals }: { task: ResearchTask; reader: ChainReader; ledger: Ledger; context: WorkContext; address: Hex; decimals: number | null }): Promise<OnChain | null> {
  const source = `chain:${reader.network.id}`;
  const notes = makeNotes(ledger, source, context.signal);
  const input: TokenInput = { task, reader, readers: dependencies.readers, ledger, notes, context, known: dependencies.known(reader.network.chainId), address, decimals: decimals ?? 0, symbol: oneLine(task.subject.symbol ?? '', 20) || 'tokens', clock: makeClock(reader) };
  const supply = await readSupply(input);
  if (!supply) return null;
  if (decimals === null) { notes.missing('supply.decimals', 'Decimals', 'the token does not say how many decimals it has, so amounts cannot be compared with prices', 'eth_call decimals()'); return null; }
  const creation = await reader.creationBlock(address).catch((error: unknown) => { passOn(error, context.signal); return null; });
  const history = await readHistory(dependencies, input, creation);
  const contracts = await contractsAmong(input, history);

  const schedules = await notes.guard({ 'vesting.contracts': 'Contracts that let it go over time' }, 'getters of vesting contracts', () => findSchedules(input, task.project.vesting as Hex[], contracts, creation ?? 0));
  if (schedules) writeSchedules(input, schedules);
  const circulating = await notes.guard({ 'supply.circulating': 'Circulating supply', 'supply.circulatingShare': 'Share of the supply that circulates' }, 'total supply less what does not circulate', () => readCirculating(input, supply, schedules));
  const calendar = await notes.guard({ 'unlocks.calendar': 'Unlocks to come', 'unlocks.next': 'Next unlock' }, 'vesting contracts and the supplied table', () => writeCalendar(input, schedules, circulating?.amount ?? null, supply.limit !== null && supply.limit > supply.total ? supply.limit : supply.total));
  context.progress?.('prices, trades and holders over time');
  const [emission, market, , stakes] = await Promise.all([
    notes.guard({ 'inflation.annual': 'Inflation a year', 'supply.course': 'Supply over time' }, 'total supply at older blocks', () => examineEmission(input, supply, history, creation, makePast(input, supply.total, history))),
    examineMarket(input, history),
    notes.guard({ 'holders.course': 'Holders over time' }, 'Transfer logs', () => examineCourse(input, history, supply.total)),
    notes.guard({ 'staking.staked': 'Staked', 'staking.contracts': 'Where it is staked' }, 'getters of staking contracts', () => examineStaking(input, contracts, circulating?.amount ?? null)),
    notes.guard({ 'treasury.balances': 'What the treasury holds' }, 'balances of the stated treasuries', () => examineTreasury(input, supply)),
    notes.guard({ 'allocation.kept': 'Stated addresses hold what is stated' }, 'balances of the stated addresses', () => examineAllocation(input, supply)),
  ]);
  await notes.guard({ 'supply.contracts': 'Contracts that hold it', 'supply.undecided': 'Held by contracts of which it is not known whether it circulates', 'supply.circulatingAtLeast': 'Circulates at least, as far as contracts go' }, 'balanceOf and getters of the largest holders with code', () =>
    examineCustody(input, { supply, candidates: contracts, circulating, schedules, stakes: stakes ?? [], pools: market?.pools ?? [] }));
  writeDilution(input, supply, circulating?.amount ?? null);
  const main = market?.main ? { pool: market.main.pool, sale: await openSale(reader, market.main.pool, address).catch((error: unknown) => { passOn(error, context.signal); return null; }) } : null;
  writeImpact(input, market && history?.complete === true ? { main } : null, circulating?.amount ?? null);
  writeScenarios(input, { total: supply.total, circulating: circulating?.amount ?? null, unlocked: calendar?.unlocked ?? null, emission: emission?.perSecond ?? null, limit: supply.limit }, main, [supply.evidence]);
  const quoteInDollars = await readQuoteInDollars(input, market?.main ?? null).catch((error: unknown) => { passOn(error, context.signal); return null; });
  return {
    total: supply.total, limit: supply.limit, circulating: circulating?.amount ?? null, decimals: input.decimals, prices: market?.prices ?? [], main: market?.main ?? null, poolsKnown: market !== null && history?.complete === true, mainIsDollar: market?.main ? isDollar(input, market.main.quote) : false, quoteInDollars,
    evidence: [supply.evidence, ...(circulating ? [circulating.evidence] : [])], source,
  };
}

/** All its transfers, null when no log could be read. */
async function readHistory({ index }: TokenomicsDependencies, { reader, address, ledger, context }: TokenInput, creation: number | null): Promise<TransferHistory | null> {
  const source = { id: 'transfer-logs', title: `Transfer logs on ${reader.network.name}` };
  try {
    const history = await readTransfersTogether({ reader, token: address, fromBlock: creation, index, context });
    ledger.source({ ...source, ...(history.complete ? { status: 'ok' } : { status: 'limited', reason: history.reason ?? 'incomplete' }) });
    return history;
  } catch (error) {
    passOn(error, context.signal);
    ledger.source({ ...source, status: statusOf(error), reason: because(error) });
    return null;
  }
}

/** The contracts among the largest holders, in the order of what they hold; null when the holders are not known. */
async function contractsAmong({ reader, address, context }: TokenInput, history: TransferHistory | null): Promise<Hex[] | null> {
  if (!history?.complete) return null;
  const largest = candidatesOf(history).filter((one) => (history.transfers.get(one.slice(2)) ?? 0n) > 0n && one !== address.toLowerCase()).slice(0, examinedHolders);
  try {
    const codes = await Promise.all(largest.map((one) => reader.code(one)));
    return largest.filter((_, at) => codes[at] !== '0x' && !codes[at]!.startsWith('0xef0100'));
  } catch (error) {
    passOn(error, context.signal);
    context.progress?.(`holders could not be looked at: ${because(error)}`);
    return null;
  }
}

/** Prices in its pools, and how the main one's went. */
async function examineMarket(input: TokenInput, history: TransferHistory | null): Promise<Awaited<ReturnType<typeof examinePools>> | null> {
  const { notes } = input;
  const market = await notes.guard({ 'price.spot': 'Price in its main pool', 'price.pools': 'Prices in its pools', 'liquidity.depth': 'What selling costs' }, 'pools of known factories and among its holders', () => examinePools(input, history));
  await notes.guard({ 'price.course': 'Price over time in its main pool', 'price.volatility': 'Volatility a year', 'price.maxDrawdown': 'Largest fall from a high', 'volume.days1': 'Traded in its main pool in 1 day' }, 'Sync and Swap logs of the main pool', () => examinePriceCourse(input, market?.main ?? null));
  return market;
}

async function examinePools(input: TokenInput, history: TransferHistory | null): Promise<{ prices: PricedPool[]; main: PricedPool | null; pools: Hex[] }> {
  const pools = await findPools({ reader: input.reader, token: input.address, candidates: candidatesOf(history), known: input.known });
  if (pools.length === 0 && history?.complete !== true) throw new Error('no factory known here has a pool for it, and its holders, among which others would be, could not be read');
  const prices = await readPrices(input, pools);
  return { prices, main: await writePrices(input, prices, pools), pools: pools.map((pool) => pool.address) };
}
