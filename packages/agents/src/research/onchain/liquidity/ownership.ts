import type { Json } from '@hyperlens/protocol';
import type { Ledger } from '../../evidence/index.ts';
import { reserveOf, type Pool } from '../pool.ts';
import { shown } from '../transfers/words.ts';
import type { Providers } from './providers.ts';

type Hex = `0x${string}`;

/** More than this much in one hand, or taken out at once, counts as most of the liquidity. */
const most = 0.5;

/**
 * Writes down who owns the liquidity of the main pool (the one with most of the token), what of it is locked, whether one holder can take most of
 * it out now, and whether somebody did so before.
 */
export function writeOwnership({ ledger, source, pools, owners, failed, token }: { ledger: Ledger; source: string; pools: readonly Pool[]; owners: readonly Providers[]; failed: string | null; token: Hex }): void {
  const main = owners.find(({ pool }) => pool === pools[0]);
  const origin = (title: string, unit?: string) => ({
    title, source, ...(unit ? { unit } : {}), confidence: main && main.unclear > 0 ? 'medium' as const : 'high' as const,
    method: main?.pool.kind === 'v3' ? 'Mint and Burn logs of the pool, owners of position NFTs; code and unlock times of the owners' : 'Transfer logs of the liquidity token, confirmed by balanceOf; code and unlock times of its holders, and what contracts among them give back when they are asked in a fork',
  });
  if (pools.length === 0) {
    const none = ledger.known('liquidity.lpHolders', [], { ...origin('Owners of the liquidity'), method: 'there is no pool' });
    ledger.fact('liquidity.lpHolders', none);
    ledger.fact('liquidity.unlocked', ledger.known('liquidity.unlocked', false, { ...origin('Most liquidity can be taken out by one wallet at any time'), method: 'there is no pool' }));
    ledger.fact('liquidity.pulled', ledger.known('liquidity.pulled', false, { ...origin('Most liquidity was taken out at once'), method: 'there is no pool among its holders, and none that keeps a remainder of the token' }));
    ledger.flag('lp_holder_count', none, 0);
    ledger.flag('lp_total_supply', none, '0');
    return;
  }
  if (!main) {
    const id = ledger.unknown('liquidity.lpHolders', failed ?? 'the owners of the liquidity could not be read', origin('Owners of the liquidity'));
    for (const name of ['liquidity.lpHolders', 'liquidity.unlocked']) ledger.fact(name, id);
    for (const name of ['lp_holder_count', 'lp_total_supply']) ledger.flag(name, id);
  } else writeMain(ledger, main, origin);
  writePulled(ledger, source, pools, owners, failed, token);
}

type OriginOf = (title: string, unit?: string) => { title: string; source: string; method: string; unit?: string; confidence: 'high' | 'medium' };

function writeMain(ledger: Ledger, main: Providers, origin: OriginOf): void {
  const rows = main.providers.map(({ holder, amount, share, lock }): Json => ({
    address: shown(holder), amount: amount.toString(), percent: share, is_locked: lock.state === 'burned' || lock.state === 'locked' ? true : lock.state === 'unlocked' ? false : 'unknown',
    state: lock.state, label: lock.label, lockedUntil: lock.until === null ? null : new Date(lock.until * 1000).toISOString(), withdrawableBy: lock.by && shown(lock.by),
  }));
  const owners = ledger.known('liquidity.lpHolders', rows, origin('Owners of the liquidity of the main pool', 'liquidity units'));
  ledger.fact('liquidity.lpHolders', owners);
  ledger.flag('lp_holder_count', ledger.known('liquidity.lpHolderCount', main.count, origin('Number of owners of the liquidity', 'holders')));
  ledger.flag('lp_total_supply', ledger.known('liquidity.lpTotalSupply', main.total.toString(), origin('All liquidity units of the main pool', 'liquidity units')));
  const shares = ledger.known('liquidity.locks', { burned: main.burned, locked: main.locked, unlocked: main.unlocked, unclear: main.unclear }, origin('What the liquidity of the main pool is bound by', 'share of the liquidity'));
  ledger.fact('liquidity.locks', shares);
  const free = main.providers.filter(({ lock }) => lock.state === 'unlocked').toSorted((a, b) => b.share - a.share || (a.holder < b.holder ? -1 : 1))[0];
  const unsure = main.providers.filter(({ lock }) => lock.state === 'contract').reduce((largest, { share }) => Math.max(largest, share), 0);
  const ending = main.providers.filter(({ lock }) => lock.state === 'locked' && lock.until !== null).map(({ lock }) => lock.until!);
  if (ending.length > 0) ledger.fact('liquidity.unlockAt', ledger.known('liquidity.unlockAt', new Date(Math.min(...ending) * 1000).toISOString(), origin('When the first lock ends', 'time')));
  const title = 'Most liquidity can be taken out by one wallet at any time';
  const canPull = (free?.share ?? 0) > most;
  const unlocked = !canPull && unsure > most
    ? ledger.unknown('liquidity.unlocked', 'most of it is held by a contract that does not say when it lets go', origin(title))
    : ledger.known('liquidity.unlocked', canPull, origin(title));
  ledger.fact('liquidity.unlocked', [unlocked, owners]);
  if (free) ledger.fact('liquidity.largestFree', ledger.known('liquidity.largestFree', { address: shown(free.holder), share: free.share, label: free.lock.label }, origin('The largest owner of liquidity that is free')));
}

/** Pulled: at least half of a pool's liquidity left in one block, it did not come back, and no other pool holds as much of the token. */
function writePulled(ledger: Ledger, source: string, pools: readonly Pool[], owners: readonly Providers[], failed: string | null, token: Hex): void {
  const origin = { title: 'Most liquidity was taken out at once', source, method: 'liquidity made and taken out in the history of the pools; what came back, or moved to a larger pool, does not count' };
  const drained = owners.filter((one) => (one.pulledShare ?? 0) >= most && !one.recovered);
  const elsewhere = (one: Providers): boolean => pools.some((pool) => pool !== one.pool && !drained.some((other) => other.pool === pool) && reserveOf(pool, token) > reserveOf(one.pool, token));
  const pulled = drained.filter((one) => !elsewhere(one));
  const largest = owners.reduce((share, one) => Math.max(share, one.pulledShare ?? 0), 0);
  const known = failed === null && owners.every(({ pulledShare }) => pulledShare !== null);
  const id = pulled.length === 0 && !known
    ? ledger.unknown('liquidity.pulled', failed ?? 'the history of its pools is not known', origin)
    : ledger.known('liquidity.pulled', pulled.length > 0, origin);
  const share = ledger.known('liquidity.pulledShare', largest, { ...origin, title: 'Largest part of a pool taken out in one block', unit: 'share of the liquidity' });
  ledger.fact('liquidity.pulled', [id, share]);
  ledger.fact('liquidity.pulledShare', share);
}
