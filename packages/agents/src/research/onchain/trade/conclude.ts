import type { Json } from '@hyperlens/protocol';
import type { Ledger } from '../../evidence/index.ts';
import type { Effect } from './effects.ts';
import type { TradeInput } from './input.ts';
import type { Market } from './market.ts';
import type { Notes } from './notes.ts';
import type { Ordinary } from './ordinary.ts';
import type { Powers } from './powers.ts';
import type { Transfers } from './transfers.ts';

/** Everything that was seen; what is missing was not reached, and `because` says why. */
export interface Seen {
  market: Market | null;
  ordinary: Ordinary | null;
  transfers: Transfers | null;
  calls: { external: { value: boolean; evidence: string }; gas: { value: boolean; evidence: string } } | null;
  powers: Powers | null;
  /** Evidence of the call that opened trading, when it was closed. */
  opening: string | null;
  /** Evidence of a call that let the wallet it named buy, when nobody could. */
  invited: string | null;
  /** Why something is missing: the simulation failed, or there is no pool. */
  because: string | null;
}

/** Flags about what a call of somebody with power can do, by the effects that show them. */
const byEffect: [flag: string, kinds: Effect['kind'][]][] = [
  ['is_mintable', ['mints', 'runs']], ['owner_change_balance', ['takes', 'runs']], ['transfer_pausable', ['stopsAll', 'opens']], ['is_blacklisted', ['stopsOne', 'unbars']], ['slippage_modifiable', ['taxesAll']],
  ['personal_slippage_modifiable', ['taxesOne']], ['anti_whale_modifiable', ['limits', 'unlimits']], ['is_whitelisted', ['exempts']],
];

/** Whether ownership was given up, nobody was found with any power, and there is no way back. */
function nobodyRules(ledger: Ledger): boolean {
  const none = (name: string): boolean => { const value = ledger.valueOf(`onchain.${name}`); return Array.isArray(value) && value.length === 0; };
  return ledger.valueOf('onchain.ownership.renounced') === true && ledger.valueOf('onchain.ownership.regain') === false && none('ownership.powers') && none('ownership.hidden') && none('ownership.roles') && ledger.valueOf('onchain.ownership.others') === undefined && ledger.valueOf('onchain.ownership.hashed') === undefined;
}
/** Of these, the ones whose effects are seen without a trade. */
const byBalances = new Set(['is_mintable', 'owner_change_balance']);

/** Flags that the code alone decides: a true one stays true whatever a trial shows, and a false one means there is no instruction for it. */
const byInstruction = new Set(['external_call']);

/**
 * Sets the flags. A flag rests on what was seen in the simulation, with what the code says beside it. Where functions were tried and it stayed open,
 * names that speak for it stand; names that speak against it never do, and without a trial they are no more than a hint: it could refute either.
 */
export function conclude(ledger: Ledger, notes: Notes, { market, ordinary, transfers, calls, powers, opening, invited, because }: Seen, input: TradeInput): void {
  const why = because ?? 'it was not reached';
  const set = (flag: string, seen: { value: Json; evidence: string | string[] } | null, how: string, { missingBecause = why, tried = false }: { missingBecause?: string; tried?: boolean } = {}): void => {
    // Two names of one flag.
    const code = input.code?.[flag === 'anti_whale' ? 'is_anti_whale' : flag];
    if (seen) { ledger.flag(flag, [...new Set([...[seen.evidence].flat(), ...(code ? [code.evidence] : [])])], seen.value); return; }
    const missing = notes.unknown(`flag.${flag}`, flag, missingBecause, how);
    if (code) ledger.flag(flag, [code.evidence, missing], byInstruction.has(flag) || (tried && code.value === true) ? code.value : 'unknown'); else ledger.flag(flag, missing);
  };
  const trading = 'buying and selling as fresh wallets in a fork';

  const unsought = input.pools.length === 0 && input.poolsKnown === false ? 'its pools could not be looked for' : null;
  const pools = unsought ? notes.unknown('pools', 'Pools the token is traded in', unsought, 'pools found on the chain') : notes.known('pools', 'Pools the token is traded in', input.pools.map(({ address, kind }) => `${kind} ${address.toLowerCase()}`).toSorted(), 'pools found on the chain; the one tried first holds most of the token');
  set('is_in_dex', unsought ? null : { value: input.pools.length > 0, evidence: pools }, trading, unsought ? { missingBecause: unsought } : {});

  const trapEvidence = [...new Set(notes.traps.map(({ evidence }) => evidence))];
  const traps = notes.traps.length > 0 ? notes.known('traps', 'What makes a holder lose money', [...new Set(notes.traps.map(({ why: reason }) => reason))], `${trading}; each reason has its own evidence`) : null;
  const honest = ordinary?.canSell === true && transfers !== null;
  set('is_honeypot', traps ? { value: true, evidence: [traps, ...trapEvidence] } : honest ? { value: false, evidence: [ordinary.evidence, transfers.evidence] } : ordinary && !ordinary.canBuy && transfers?.works ? { value: false, evidence: [ordinary.evidence, transfers.evidence] } : null, trading);
  set('cannot_buy', ordinary ? { value: !ordinary.canBuy || opening !== null, evidence: opening ? [ordinary.closed ?? ordinary.evidence, opening] : ordinary.evidence } : null, trading);
  set('buy_tax', ordinary && ordinary.buyTax !== null ? { value: ordinary.buyTax, evidence: ordinary.evidence } : null, trading, ordinary ? { missingBecause: 'nothing could be bought, so that no tax could be measured' } : {});
  set('sell_tax', ordinary && ordinary.sellTax !== null ? { value: ordinary.sellTax, evidence: ordinary.evidence } : null, trading, ordinary ? { missingBecause: 'nothing could be sold, so that no tax could be measured' } : {});
  set('transfer_tax', transfers && transfers.tax !== null ? { value: transfers.tax, evidence: transfers.evidence } : null, 'sending between fresh wallets in a fork');
  set('cannot_sell_all', ordinary?.wholeSells ? { value: !ordinary.wholeSells.value, evidence: ordinary.wholeSells.evidence } : null, trading);
  set('trading_cooldown', ordinary?.cooldown ?? null, trading);
  set('is_anti_whale', ordinary?.limited ?? null, trading);
  set('anti_whale', ordinary?.limited ?? null, trading);
  // A trade shows only the calls that its own circumstances bring about.
  const coded = (flag: string): boolean => input.code?.[flag]?.value === true;
  set('external_call', calls && { value: calls.external.value || coded('external_call'), evidence: calls.external.evidence }, 'call traces in a fork');
  set('gas_abuse', calls && { value: calls.gas.value || coded('gas_abuse'), evidence: calls.gas.evidence }, 'call traces in a fork');

  for (const [flag, kinds] of byEffect) {
    const found = powers?.powers.filter((power) => kinds.includes(power.kind)) ?? [];
    const evidence = found.map((power) => power.evidence);
    // Whoever can make everybody's balance smaller by hand takes from all; what a contract does by rules of its own, or anybody may ask for, is how the token works.
    if (flag === 'owner_change_balance') evidence.push(...(powers?.powers ?? []).filter(({ kind, lowers, by }) => kind === 'scales' && lowers && by !== 'rules' && by !== 'anyone').map((power) => power.evidence));
    if (flag === 'is_whitelisted' && invited) evidence.push(invited);
    if (flag === 'owner_change_balance' && transfers?.takers && transfers.takers.roles.length > 0) evidence.push(transfers.takers.evidence);
    if (evidence.length > 0) { set(flag, { value: true, evidence }, 'calls in a fork'); continue; }
    // The code shows a power, and what gives it refused all who may hold one, or nothing was left to stop: it may still be there. What makes or takes
    // tokens is seen in balances, whether or not anybody can sell. What lets its caller in and never works, whatever was done before it and however late, is over.
    const code = input.code?.[flag];
    const refused = (powers?.refused ?? []).filter(({ spent }) => !spent);
    // What the code is unsure of counts where somebody is in charge: without anybody, a function that refuses all has had its time.
    const named = coded(flag) || (code?.value === 'unknown' && input.admins.some(({ role }) => role !== 'deployer'));
    const unreached = named && (code?.functions ? refused.some(({ selector }) => code.functions?.includes(selector)) : coded(flag) && refused.length > 0) && input.admins.length > 0 && !nobodyRules(ledger);
    const doubted = powers !== null && ((coded(flag) && powers.stuck && !byBalances.has(flag)) || unreached);
    set(flag, powers?.complete && !doubted ? { value: false, evidence: powers.evidence } : null, 'calls of every function as every candidate in a fork', { tried: powers !== null, ...(unreached && !coded(flag) ? { missingBecause: 'a function that may do it refused everybody who was tried' } : {}) });
  }

  if (powers) ledger.fact('trade.powers', powers.evidence);
  const open = powers?.powers.filter(({ by }) => by === 'anyone') ?? [];
  if (powers && powers.complete) ledger.fact('trade.openPowers', open.length > 0 ? open.map(({ evidence }) => evidence) : powers.evidence, open.map((power) => `${power.function} ${power.kind}`));
  const highest = powers?.powers.filter(({ kind }) => kind === 'taxesAll').toSorted((a, b) => (b.tax ?? 0) - (a.tax ?? 0))[0];
  if (highest) ledger.fact('trade.highestTax', highest.evidence, highest.tax ?? 0);
  if (traps) ledger.fact('trade.traps', [traps, ...trapEvidence]);
  else if (honest) ledger.fact('trade.traps', [ordinary.evidence, transfers.evidence], []);
  if (transfers?.works !== null && transfers) ledger.fact('trade.transferWorks', transfers.evidence, transfers.works);
  if (ordinary) ledger.fact('trade.canSell', ordinary.evidence, ordinary.canSell ?? 'unknown');
  if (market) ledger.fact('trade.pool', notes.known('pool', 'Pool that was traded in', market.pool.address.toLowerCase(), market.throughRouter ? `through the router ${market.spender.toLowerCase()}` : 'straight, by a contract of our own'));
  if (market && market.fee !== null) ledger.fact('trade.poolFee', notes.known('poolFee', 'What the pool keeps of a trade', market.fee / 1_000_000, market.pool.fee === null ? 'money went into the pair and out again in one swap that asked for less and less until the pair agreed, in a fork' : 'the pool says so'));
}
