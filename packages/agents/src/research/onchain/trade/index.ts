import { AppError, type Fork } from '@hyperlens/protocol';
import { quoteOf, reserveOf, type Pool } from '../pool.ts';
import { readCalls, tryConditions, trySwollen } from './conditions.ts';
import { conclude, type Seen } from './conclude.ts';
import type { TradeInput } from './input.ts';
import { openMarket, type Market } from './market.ts';
import { makeNotes, plain } from './notes.ts';
import { findInvitation, openTrading } from './opening.ts';
import { tryOrdinary } from './ordinary.ts';
import { tryPowers } from './powers.ts';
import { setStage, type Stage } from './stage.ts';
import { findSuspects } from './suspects.ts';
import { tryTransfers } from './transfers.ts';

export type { Admin, CodeOpinion, TokenFunction, TradeInput } from './input.ts';
export type { Pool } from '../pool.ts';

type Hex = `0x${string}`;

/** Pools that are looked at for one to trade in. */
const mostPools = 8;
/** Nobody has the keys of these: what they could do is not done by anybody. */
const nobodys = /^0x0{36}(0000|dead)$|^0xdead0{36}$/;

/**
 * Tries a token out on a fork: buys, holds, sends and sells as fresh wallets, then calls what an owner could call and looks what that does to
 * holders. Writes evidence below `trade.`, the flags of `conclude.ts` and facts `trade.*` into the ledger. What the simulation could not do
 * becomes unknown with the reason; it throws only INTERRUPTED.
 */
export async function examineTrade(input: TradeInput): Promise<void> {
  const { ledger, context = {}, forks, network, block, budget = 3_000 } = input;
  const lower = <Value extends string>(value: Value): Value => value.toLowerCase() as Value;
  const token = lower(input.address);
  const declared = input.admins.map((admin) => ({ ...admin, address: lower(admin.address) })).filter(({ address }, index, all) => !nobodys.test(address) && all.findIndex((one) => one.address === address) === index);
  const known = new Set([token, ...input.pools.map((pool) => lower(pool.address)), ...declared.map(({ address }) => address)]);
  const all = input.holders.map(lower).filter((holder) => !nobodys.test(holder) && !input.pools.some((pool) => lower(pool.address) === holder));
  const outsiders = all.filter((holder) => !known.has(holder));

  const notes = makeNotes(ledger, network);
  const seen: Seen = { market: null, ordinary: null, transfers: null, calls: null, powers: null, opening: null, invited: null, because: null };
  const stopped = (): void => { if (context.signal?.aborted) throw new AppError('INTERRUPTED', {}, context.signal.reason); };
  let fork: Fork | null = null;
  let status: { status: 'ok' | 'failed'; reason?: string } = { status: 'ok' };
  try {
    context.progress?.('trying the token out on a fork of the chain');
    fork = await forks.open(network, block, context);
    const stage = await setStage(fork, token, budget);
    const admins = [...declared, ...await findSuspects(fork, token, new Set([...known, ...knownContracts(input.pools, token).map(lower)]))];
    const market = seen.market = await chooseMarket(stage, input.pools);
    if (!market) seen.because = input.pools.length === 0 ? input.poolsKnown === false ? 'its pools could not be looked for' : 'the token has no pool to trade in' : 'nothing could be bought in any of its pools, because their other token cannot be had';
    if (market) seen.ordinary = await tryOrdinary(stage, market, notes, stopped);
    if (market && seen.ordinary?.canBuy === false) {
      const closed = notes.known('closed', 'Buying as a fresh wallet now', { bought: false, reason: plain(seen.ordinary.bought?.reason ?? null) }, 'tried to buy for 0.01 %, 0.5 % and 5 % of the pool in a fork');
      seen.invited = await findInvitation(stage, market, seen.ordinary.money, admins, input.functions, notes);
      seen.opening = await openTrading(stage, market, seen.ordinary.money, admins, input.functions, notes);
      if (seen.opening) seen.ordinary = { ...await tryOrdinary(stage, market, notes, stopped), closed };
    }
    const money = seen.ordinary?.canBuy ? seen.ordinary.money : 0n;
    stopped();
    seen.transfers = await stage.apart(() => tryTransfers({ stage, market, money, holders: all, admins, notes, patient: seen.ordinary?.cooldown?.value === true }));
    if (market && seen.ordinary) await tryConditions(stage, market, seen.ordinary, outsiders, notes);
    stopped();
    const receipts = [seen.ordinary?.sample?.receipt, seen.ordinary?.bought?.receipt, ...seen.transfers.receipts].filter((receipt) => receipt !== null && receipt !== undefined);
    if (receipts.length > 0) seen.calls = readCalls(stage, receipts, seen.transfers.repeatedGas, knownContracts(input.pools, token), notes);
    const { calls, ordinary } = seen;
    // The code has calls of contracts fixed in it, and no trade has shown one yet.
    if (calls && ordinary?.canSell && market && !calls.external.value && input.code?.external_call?.value === 'unknown') {
      const swollen = await stage.apart(() => trySwollen(stage, market, ordinary, all, notes));
      if (swollen?.value) seen.calls = { ...calls, external: swollen };
    }
    context.progress?.('trying what an owner can do to holders');
    seen.powers = await stage.apart(() => tryPowers({ stage, market, money, holders: all, admins, functions: input.functions, telling: new Set(Object.values(input.code ?? {}).flatMap((opinion) => opinion.functions ?? [])), notes, stopped, patient: seen.ordinary?.cooldown?.value === true }));
  } catch (error) {
    if (context.signal?.aborted) throw AppError.is(error, 'INTERRUPTED') ? error : new AppError('INTERRUPTED', {}, error);
    const reason = error instanceof Error ? error.message : 'the simulation failed';
    seen.because = reason;
    status = { status: 'failed', reason };
  } finally {
    await fork?.close();
  }
  ledger.source({ id: `simulation:${network}`, title: 'Simulation on a fork of the chain', ...status });
  conclude(ledger, notes, seen, input);
}

/** The pool with most of the token whose other token moves in and out of it; where there is none, the one with most whose other token can be had. */
async function chooseMarket(stage: Stage, pools: readonly Pool[]): Promise<Market | null> {
  const reserve = (pool: Pool): bigint => reserveOf(pool, stage.token);
  const byReserve = pools.toSorted((a, b) => (reserve(a) < reserve(b) ? 1 : reserve(a) > reserve(b) ? -1 : a.address < b.address ? -1 : 1));
  let second: Market | null = null;
  for (const pool of byReserve.slice(0, mostPools)) {
    const market = await openMarket(stage, pool);
    if (!market) continue;
    // A pool beside a token that holds its buyers fast says nothing about this one.
    const wallet = await stage.wallet('payer');
    if (await market.takes(wallet) && await market.pays(wallet)) return market;
    second ??= market;
  }
  return second;
}

function knownContracts(pools: readonly Pool[], token: Hex): Hex[] {
  return pools.flatMap((pool) => [pool.address, quoteOf(pool, token), ...pool.routers, ...(pool.factory ? [pool.factory] : [])]);
}
