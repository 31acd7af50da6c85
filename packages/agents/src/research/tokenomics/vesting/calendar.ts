import { oneLine, type Json } from '@hyperlens/protocol';
import { shareOf, shown } from '../../onchain/transfers/index.ts';
import { smallestUnits, wholeNumber } from '../decimal.ts';
import { daySeconds, isoOf, passOn, reasonOf, type Hex, type TokenInput } from '../input.ts';
import { horizons } from '../scenario.ts';
import type { Schedule } from './schedule.ts';
import { notLooked, type Schedules } from './find.ts';

/** Tokens that come free by a moment: since the entry before it of the same contract, or at once. */
export interface Unlock { time: number; amount: bigint; label: string; address: Hex | null; by: 'chain' | 'supplied' }
/** `unlocked`: smallest units that come free until each horizon, summed up; what vested and was not taken counts from the first. Null: not known. */
export interface Calendar { entries: Unlock[]; unlocked: bigint[] | null; evidence: string }

/** Entries one contract has at most, and all together. */
const mostSteps = 36;
const mostTurns = 300;
const mostEntries = 200;
const stepDays = 30;
const told = [30, 90, 365] as const;

/** Moments at which a schedule is looked at: every 30 days, or seldom enough for 36 of them, its cliff and end, and the horizons. */
export function momentsOf({ start, end, cliff, turns = [] }: Pick<Schedule, 'start' | 'end' | 'cliff' | 'turns'>, now: number): number[] {
  const step = Math.max(1, Math.ceil((end - now) / daySeconds / stepDays / mostSteps)) * stepDays * daySeconds;
  const regular = Array.from({ length: Math.min(mostSteps, Math.max(0, Math.ceil((end - now) / step))) }, (_, at) => now + (at + 1) * step);
  const all = [...regular, start, end, ...turns.slice(0, mostTurns), ...(cliff === null ? [] : [cliff]), ...horizons.map((days) => now + days * daySeconds)];
  return [...new Set(all)].filter((time) => time > now && time <= end).toSorted((a, b) => a - b);
}

/** What comes free when: from the vesting contracts on the chain, and from the table a person supplied. `whole`: the stated most, else the total supply. */
export async function writeCalendar(input: TokenInput, schedules: Schedules | null, circulating: bigint | null, whole: bigint): Promise<Calendar> {
  const { ledger, notes, clock, decimals, symbol, task: { project } } = input;
  const { now } = clock;
  const times = horizons.map((days) => now + days * daySeconds);
  const supplied = project.unlocks.map(({ time, amount, label }): Unlock => ({ time: Math.floor(Date.parse(time) / 1000), amount: smallestUnits(amount, decimals), label: oneLine(label), address: null, by: 'supplied' })).filter(({ time }) => time > now);
  writeSupplied(input, supplied, whole);
  const chain: Unlock[] = [];
  const byHorizon = times.map(() => 0n);
  let failed = schedules === null ? 'vesting contracts could not be looked for' : schedules.failed[0] ? `the vesting contract ${shown(schedules.failed[0].address)} could not be read: ${schedules.failed[0].reason}` : !schedules.looked && schedules.found.length === 0 ? notLooked : null;
  for (const schedule of schedules?.found ?? []) {
    try {
      const moments = momentsOf(schedule, now);
      const asked = [now, ...moments, ...times];
      // A contract pays no more than it holds, whatever its schedule says.
      const free = (await schedule.vested(asked)).map((vested) => { const open = vested - schedule.released; return open < 0n ? 0n : open > schedule.held ? schedule.held : open; });
      const label = `${schedule.kind} ${shown(schedule.address)}`;
      moments.forEach((time, at) => { const amount = free[at + 1]! - free[at]!; if (amount > 0n) chain.push({ time, amount, label, address: schedule.address, by: 'chain' }); });
      times.forEach((_, at) => { byHorizon[at]! += free[1 + moments.length + at]!; });
    } catch (error) {
      passOn(error, input.context.signal);
      failed = `the vesting contract ${shown(schedule.address)} could not be read: ${reasonOf(error)}`;
    }
  }
  const onChain = (schedules?.found.length ?? 0) > 0;
  const useTable = !onChain && supplied.length > 0;
  const sums = useTable ? times.map((end) => supplied.reduce((sum, { time, amount }) => (time <= end ? sum + amount : sum), 0n)) : byHorizon;
  const unknown = !useTable && failed !== null;
  const source = useTable ? 'supplied' : undefined;
  const method = useTable ? 'the supplied table of unlocks; no vesting contract was found to check it against' : `what vests by each moment, less what was released, at most what is held; moments at least every ${stepDays} days${onChain ? '' : '; no vesting contract was given or found, which does not mean that nothing is locked elsewhere'}`;
  const more = { unit: 'smallest unit', confidence: useTable || !onChain || schedules?.found.some(({ assumed }) => assumed) ? 'low' as const : schedules?.looked ? 'high' as const : 'medium' as const, ...(source ? { source } : {}) };
  const entries = [...chain, ...supplied].toSorted((a, b) => a.time - b.time || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0) || (a.amount < b.amount ? -1 : 1));
  const row = ({ time, amount, label, by }: Unlock): Json => ({ time: isoOf(time), amount: amount.toString(), shareOfCirculating: circulating === null || circulating === 0n ? null : shareOf(amount, circulating), label, by });

  const title = 'Unlocks to come';
  if (unknown) {
    const evidence = notes.missing('unlocks.calendar', title, failed!, method);
    notes.missing('unlocks.next', 'Next unlock', failed!, method);
    for (const days of told) notes.missing(`unlocks.days${days}`, `Comes free within ${days} days`, failed!, method);
    notes.missing('vesting.releasable', 'Vested and not taken yet', failed!, method);
    return { entries, unlocked: null, evidence };
  }
  const shown200 = entries.slice(0, mostEntries);
  const evidence = notes.fact('unlocks.calendar', title, shown200.map(row), `${method}; ${shown200.length} of ${entries.length} entries`, more);
  const used = entries.filter(({ by }) => by === (useTable ? 'supplied' : 'chain'));
  notes.fact('unlocks.next', 'Next unlock', used[0] ? row(used[0]) : null, method, more);
  for (const days of told) {
    const sum = sums[horizons.indexOf(days)]! - sums[0]!;
    notes.fact(`unlocks.days${days}`, `Comes free within ${days} days`, { amount: sum.toString(), shareOfCirculating: circulating === null || circulating === 0n ? null : shareOf(sum, circulating) }, method, more);
  }
  notes.fact('vesting.releasable', 'Vested and not taken yet', useTable ? '0' : sums[0]!.toString(), method, more);
  if (entries.length > 0) {
    const series = ([['on the chain', chain], ['as supplied', supplied]] as const).filter(([, list]) => list.length > 0).map(([name, list]) => ({ name, points: byDay(list, decimals) }));
    ledger.chart({ id: 'unlocks', title, kind: 'bar', xTitle: 'time', yTitle: symbol, series, evidence: [evidence] });
  }
  return { entries, unlocked: sums, evidence };
}

/** Entries of one day together, in order of time. */
function byDay(list: readonly Unlock[], decimals: number): [string, number][] {
  const days = new Map<string, bigint>();
  for (const { time, amount } of list) { const day = isoOf(time).slice(0, 10); days.set(day, (days.get(day) ?? 0n) + amount); }
  return [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, mostEntries).map(([day, amount]) => [day, wholeNumber(amount, decimals)]);
}

/** What the supplied table says as a whole, and what is odd about it. Nothing without a table. `toCome` are its entries after the block. */
function writeSupplied({ notes, clock, decimals, task: { project: { unlocks } } }: TokenInput, toCome: readonly Unlock[], whole: bigint): void {
  if (unlocks.length === 0) return;
  const sum = (list: readonly Unlock[]): bigint => list.reduce((all, { amount }) => all + amount, 0n);
  const within = (days: number): string => sum(toCome.filter(({ time }) => time <= clock.now + days * daySeconds)).toString();
  const different = new Set(unlocks.map(({ time, amount, label }) => `${Date.parse(time)} ${smallestUnits(amount, decimals)} ${label}`)).size;
  notes.fact('unlocks.supplied', 'The supplied table of unlocks', { entries: unlocks.length, past: unlocks.length - toCome.length, repeated: unlocks.length - different, toCome: sum(toCome).toString(), days30: within(30), days90: within(90), days365: within(365), moreThanSupply: sum(toCome) > whole },
    'entries of the table after the block, added up; repeated: same moment, amount and label; more than supply: they come to more than the stated most, else the total supply', { unit: 'smallest unit', source: 'supplied', confidence: 'low' });
}
