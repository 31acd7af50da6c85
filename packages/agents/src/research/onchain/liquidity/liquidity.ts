import type { Json, KnownContracts, TransferIndex } from '@hyperlens/protocol';
import type { Examined } from '../input.ts';
import { quoteOf, reserveOf, type Pool } from '../pool.ts';
import { readText } from '../text.ts';
import { reasonOf, statusOf } from '../transfers/examine.ts';
import type { TransferHistory } from '../transfers/history.ts';
import { callOf, readNumber, shareOf, shown } from '../transfers/words.ts';
import { depthMethod, depthOf } from './depth.ts';
import { findPools, findRouters, type FoundPool } from './find.ts';
import { writeOwnership } from './ownership.ts';
import { poolProviders } from './positions.ts';
import { pairProviders, sumUp, type Provider, type Providers } from './providers.ts';
import { tryRelease, type Trying } from './release.ts';

export interface LiquidityInput extends Pick<Examined, 'reader' | 'ledger' | 'address' | 'creationBlock' | 'token' | 'context'> {
  /** From `examineTransfers`: its holders are where pools are looked for. Null when no log could be read. */
  history: TransferHistory | null;
  known: KnownContracts;
  index?: TransferIndex | undefined;
  /** With these, contracts that keep much of the main pool are tried; without, they are believed. */
  trying?: Omit<Trying, 'context'>;
  /** Who made the token. */
  deployer?: `0x${string}` | null;
}

/** Largest holders and busiest counterparties that are asked whether they are pools; pools whose owners are looked at. */
const candidateHolders = 96;
const candidateOthers = 48;
const closelyExamined = 3;
/** Contracts that keep the main pool's liquidity which are tried, and from which share of it. */
const [mostKeepers, worthTrying] = [2, 0.1];

/**
 * Finds the pools of a token, who owns their liquidity, whether it is locked, whether it was taken out before, and what trading costs in them.
 * Gives the pools, most of the token first, with their routers; none when they could not be looked for. Never throws for what the chain did wrong.
 */
export async function examineLiquidity(input: LiquidityInput): Promise<Pool[]> {
  const { ledger, reader, address, history, known, context } = input;
  const source = `chain:${reader.network.id}`;
  const origin = { title: 'Pools that trade it', source, method: 'getPair and getPool of known factories; token0, token1 and reserves or price of its largest holders and latest counterparties' };
  try {
    const pools = await findPools({ reader, token: address, candidates: candidatesOf(history), known });
    const incomplete = pools.length === 0 && history?.complete !== true;
    if (incomplete) {
      const because = 'no factory known here has a pool for it, and its holders, among which others would be, could not be read';
      writeUnknown(input, because);
      return [];
    }
    await Promise.all(pools.slice(0, closelyExamined).map(async (pool) => { pool.routers = await findRouters({ reader, pool, known, from: input.creationBlock ?? 0, context: context.signal ? { signal: context.signal } : {} }); }));
    const owners = await examineOwners(input, pools.slice(0, closelyExamined));
    ledger.source({ id: 'pools', title: `Pools on ${reader.network.name}`, status: owners.failed === null ? 'ok' : 'limited', ...(owners.failed === null ? {} : { reason: owners.failed }) });
    await writePools(input, pools, origin);
    const bound: Providers[] = [];
    for (const one of owners.found) bound.push(one.pool === pools[0] ? await tryKeepers(input, one) : one);
    writeOwnership({ ledger, source, pools, owners: bound, failed: owners.failed, token: address });
    return pools.map(({ held: _held, ...pool }) => ({ ...pool, address: shown(pool.address), token0: shown(pool.token0), token1: shown(pool.token1) }));
  } catch (error) {
    context.signal?.throwIfAborted();
    writeUnknown(input, reasonOf(error));
    ledger.source({ id: 'pools', title: `Pools on ${reader.network.name}`, status: statusOf(error), reason: reasonOf(error) });
    return [];
  }
}

/** Addresses that may be pools: the largest holders, and those that took part in most of the newest transfers, which a drained pool still did. */
export function candidatesOf(history: TransferHistory | null): `0x${string}`[] {
  if (!history) return [];
  const zero = '0'.repeat(40);
  const holders = [...history.transfers].filter(([holder, amount]) => amount > 0n && holder !== zero).toSorted(([a, left], [b, right]) => (right > left ? 1 : right < left ? -1 : a < b ? -1 : 1)).slice(0, candidateHolders).map(([holder]) => holder);
  const seen = new Map<string, number>();
  for (const { from, to } of history.tally.recent) for (const one of [from.slice(2), to.slice(2)]) seen.set(one, (seen.get(one) ?? 0) + 1);
  seen.delete(zero);
  const busiest = [...seen].toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1)).slice(0, candidateOthers).map(([one]) => one);
  const chosen = new Set([...holders, ...busiest]);
  return [...chosen].map((holder) => `0x${holder}` as const);
}

/** Who owns the liquidity of each pool; one that cannot be told does not hide the others. */
async function examineOwners({ reader, known, index, creationBlock, context }: LiquidityInput, pools: readonly Pool[]): Promise<{ found: Providers[]; failed: string | null }> {
  const answers = await Promise.all(pools.map(async (pool): Promise<Providers | string> => {
    try {
      const from = creationBlock;
      return pool.kind === 'v2' ? await pairProviders({ reader, pool, known, index, from, context }) : await poolProviders({ reader, pool, known, from, context });
    } catch (error) {
      context.signal?.throwIfAborted();
      return reasonOf(error);
    }
  }));
  return { found: answers.filter((answer) => typeof answer !== 'string'), failed: answers.find((answer) => typeof answer === 'string') ?? null };
}

/** What contracts keep of a pair and somebody can take out now is not locked, whatever they say of time. */
async function tryKeepers({ reader, known, trying, deployer, context }: LiquidityInput, owners: Providers): Promise<Providers> {
  if (!trying || owners.pool.kind !== 'v2') return owners;
  const kept = owners.providers.filter(({ holder, lock, share }) => (lock.state === 'locked' || lock.state === 'contract') && share >= worthTrying && !known.lockers.some(({ address }) => address === holder.toLowerCase())).slice(0, mostKeepers);
  const released = new Map<Provider, Provider>();
  for (const one of kept) {
    try {
      const release = await tryRelease({ reader, keeper: one.holder, pool: owners.pool.address, people: [one.lock.by, deployer ?? null], trying: { ...trying, context } });
      if (release) released.set(one, { ...one, lock: { ...one.lock, state: 'unlocked', label: `contract that gives it back at any time (${release.function.slice(0, 80)}, tried in a fork)`, by: release.by } });
    } catch (error) {
      context.signal?.throwIfAborted();
      context.progress?.(`who can take liquidity out of a contract was not tried: ${reasonOf(error)}`);
    }
  }
  const providers = owners.providers.map((one) => released.get(one) ?? one);
  return released.size === 0 ? owners : { ...owners, providers, ...sumUp(owners.total, providers) };
}

async function writePools({ ledger, reader, address, token, known }: LiquidityInput, pools: readonly FoundPool[], origin: { title: string; source: string; method: string }): Promise<void> {
  const shownPools = pools.slice(0, 20);
  const quotes = [...new Set(shownPools.map((pool) => quoteOf(pool, address).toLowerCase() as `0x${string}`))].toSorted();
  const asked = await reader.calls(quotes.flatMap((quote) => [callOf(quote, 'symbol()'), callOf(quote, 'decimals()')]));
  const symbols = new Map(quotes.map((quote, at) => [quote, known.quotes.find((one) => one.address === quote)?.symbol ?? readText(asked[at * 2])]));
  const decimals = new Map(quotes.map((quote, at) => [quote, Number(readNumber(asked[at * 2 + 1]) ?? 256n)]));
  const unbacked: Json[] = [];
  const list = shownPools.map((pool): Json => {
    const { held } = pool;
    if ((held[0] ?? pool.reserve0) < pool.reserve0 || (held[1] ?? pool.reserve1) < pool.reserve1) unbacked.push({ pool: shown(pool.address), reserve0: pool.reserve0.toString(), held0: held[0]?.toString() ?? null, reserve1: pool.reserve1.toString(), held1: held[1]?.toString() ?? null });
    const quote = quoteOf(pool, address).toLowerCase() as `0x${string}`;
    const places = decimals.get(quote) ?? 256;
    return {
      address: shown(pool.address), kind: pool.kind, exchange: known.factories.find((factory) => factory.address === pool.factory)?.name ?? null, factory: pool.factory && shown(pool.factory), fee: pool.fee,
      quote: shown(quote), quoteSymbol: symbols.get(quote) ?? null, quoteDecimals: places > 255 ? null : places, tokens: reserveOf(pool, address).toString(), quotes: reserveOf(pool, quote).toString(), routers: pool.routers.map(shown),
    };
  });
  const poolsId = ledger.known('liquidity.pools', list, { ...origin, unit: 'smallest unit' });
  ledger.fact('liquidity.pools', poolsId);
  ledger.flag('is_in_dex', ledger.known('liquidity.isInDex', pools.length > 0, { ...origin, title: 'There is a pool to trade it in' }));
  const backed = ledger.known('liquidity.unbacked', unbacked, { ...origin, title: 'Pools that hold less than they say', method: 'reserves against balanceOf of the pool' });
  ledger.fact('liquidity.unbacked', backed, unbacked.length > 0);
  const inPools = pools.reduce((sum, pool) => {
    const [said, real] = [reserveOf(pool, address), pool.held[pool.token0 === address.toLowerCase() ? 0 : 1] ?? 0n];
    return sum + (said < real ? said : real);
  }, 0n);
  const supply = token?.totalSupply ?? readNumber(await reader.call(callOf(address, 'totalSupply()')));
  const shareOrigin = { ...origin, title: 'Share of the supply in pools', unit: 'share of supply', method: 'reserves of all pools found, as far as they hold them, over totalSupply()' };
  ledger.fact('liquidity.shareOfSupply', supply === null ? ledger.unknown('liquidity.shareOfSupply', 'the supply is not known', shareOrigin) : ledger.known('liquidity.shareOfSupply', shareOf(inPools, supply), shareOrigin));
  const depths = (await Promise.all(pools.slice(0, closelyExamined).map((pool) => depthOf(reader, { ...pool, address: shown(pool.address) }, address)))).filter((depth) => depth !== null);
  const depthOrigin = { title: 'What selling costs', source: origin.source, method: depthMethod, unit: 'smallest unit, shares' };
  const tradedElsewhere = pools.length > 0 && depths.length === 0;
  ledger.fact('liquidity.depth', tradedElsewhere ? ledger.unknown('liquidity.depth', 'its pools hold nothing, or do not tell what trading in them costs', depthOrigin) : ledger.known('liquidity.depth', depths, depthOrigin));
}

/** Everything about pools is unknown for the same reason. */
function writeUnknown({ ledger, reader }: LiquidityInput, because: string): void {
  const origin = { title: 'Pools that trade it', source: `chain:${reader.network.id}`, method: 'pools of known factories and among its holders' };
  const id = ledger.unknown('liquidity.pools', because, origin);
  for (const name of ['liquidity.pools', 'liquidity.unlocked', 'liquidity.pulled', 'liquidity.shareOfSupply', 'liquidity.depth', 'liquidity.lpHolders', 'liquidity.unbacked']) ledger.fact(name, id);
  for (const name of ['is_in_dex', 'lp_holder_count', 'lp_total_supply']) ledger.flag(name, id);
}
