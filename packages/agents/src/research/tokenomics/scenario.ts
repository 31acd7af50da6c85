import type { Chart, Json } from '@hyperlens/protocol';
import { depthMethod } from '../onchain/liquidity/index.ts';
import { ratio, wholeNumber } from './decimal.ts';
import { daySeconds, isoOf, type TokenInput } from './input.ts';
import type { Market } from './pressure.ts';

/** Days ahead for which the scenarios are worked out. */
export const horizons = [0, 30, 90, 180, 365, 730] as const;

/** What a scenario starts from. Amounts in the smallest unit. */
export interface Start {
  total: bigint;
  circulating: bigint | null;
  /** What becomes free by each horizon, summed up; null when unlocks are not known. */
  unlocked: bigint[] | null;
  /** Net emission so far; null when unknown, and then nothing is added. */
  emission: { amount: bigint; seconds: number } | null;
  limit: bigint | null;
}

/** Nothing changes but what is scheduled: unlocks come free and the supply grows as it did, up to the stated limit, and never below nothing. */
export function baseCourse({ total, circulating, unlocked, emission, limit }: Start): { total: bigint; circulating: bigint }[] | null {
  if (circulating === null || unlocked === null) return null;
  return horizons.map((days, at) => {
    const grown = emission === null ? 0n : (emission.amount * BigInt(days * daySeconds)) / BigInt(emission.seconds);
    // A limit that is broken already is no limit.
    const most = limit !== null && limit >= total ? limit : null;
    const wanted = total + grown;
    const then = wanted < 0n ? 0n : most !== null && wanted > most ? most : wanted;
    // Today is as it is: what vested and was not taken is only there from the first horizon on.
    const free = circulating + (days === 0 ? 0n : unlocked[at] ?? 0n) + (then - total);
    return { total: then, circulating: free < 0n ? 0n : free > then ? then : free };
  });
}

/** Scenarios of the supply by fixed formulas on what is known, with a chart. Nothing here says that any of them will happen. */
export function writeScenarios({ ledger, notes, decimals, symbol, clock }: TokenInput, start: Start, main: Market | null, evidence: readonly string[]): void {
  const times = horizons.map((days) => isoOf(clock.now + days * daySeconds));
  const base = baseCourse(start);
  const series: Chart['series'] = [];
  const points = (amounts: readonly bigint[]): [string, number][] => amounts.map((amount, at) => [times[at]!, wholeNumber(amount, decimals)]);
  const rows = (each: (at: number) => Record<string, Json>): Json => horizons.map((days, at) => ({ days, time: times[at]!, ...each(at) }));

  const baseMethod = `total and circulating supply, plus what has vested and scheduled unlocks, ${start.emission ? 'plus emission at the rate of the longest known window, up to the stated most' : 'without emission, which is not known'}`;
  if (base) {
    notes.fact('supply.scenario.base', 'If it goes on as scheduled', rows((at) => ({ total: base[at]!.total.toString(), circulating: base[at]!.circulating.toString() })), baseMethod, { unit: 'smallest unit', confidence: 'low' });
    series.push({ name: 'circulating, as scheduled', points: points(base.map(({ circulating }) => circulating)) }, { name: 'total, as scheduled', points: points(base.map(({ total }) => total)) });
  } else notes.missing('supply.scenario.base', 'If it goes on as scheduled', start.circulating === null ? 'the circulating supply is not known' : 'unlocks are not known', baseMethod);

  const soldMethod = `share of the price left after selling everything unlocked until then at once into the main pool of today; ${depthMethod}; null: its liquidity is not known that far`;
  const sale = main?.sale;
  if (start.unlocked !== null && sale) notes.fact('supply.scenario.unlocksSold', 'If all unlocks are sold', rows((at) => ({ unlocked: start.unlocked![at]!.toString(), priceLeft: sale(start.unlocked![at]!)?.priceLeft ?? null })), soldMethod, { unit: 'smallest unit, share of the price', confidence: 'low' });
  else notes.missing('supply.scenario.unlocksSold', 'If all unlocks are sold', start.unlocked === null ? 'unlocks are not known' : main ? 'the main pool does not tell what selling in it costs' : 'there is no pool to sell in', soldMethod);

  const limitMethod = 'stated most over total supply; a holder keeps the share total / most';
  const { limit, total } = start;
  if (limit !== null && limit >= total && total > 0n) {
    notes.fact('supply.scenario.mintToCap', 'If it is minted to the stated most', { total: limit.toString(), minted: (limit - total).toString(), shareKept: ratio(total, limit) }, limitMethod, { unit: 'smallest unit, share', confidence: 'low' });
    series.push({ name: 'stated most', points: points(horizons.map(() => limit)) });
  } else notes.missing('supply.scenario.mintToCap', 'If it is minted to the stated most', limit === null ? 'the contract states no most' : 'there is as much as or more than the stated most already', limitMethod);
  if (series.length > 0) ledger.chart({ id: 'scenarios', title: 'Supply by scenario', kind: 'line', xTitle: 'time', yTitle: symbol, series, evidence: [...evidence, ...(base ? ['tokenomics.supply.scenario.base'] : [])] });
}
