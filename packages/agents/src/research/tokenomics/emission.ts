import { shown, type TransferHistory } from '../onchain/transfers/index.ts';
import { ratio, wholeNumber } from './decimal.ts';
import { daySeconds, isoOf, yearSeconds, type TokenInput } from './input.ts';
import type { PastSupply } from './past.ts';
import type { Supply } from './supply.ts';

/** Days back over which the change of supply is measured. Shorter than the first says nothing about a year. */
export const windows = [7, 30, 90, 365] as const;
const samples = 13;
const listedChanges = 20;

/** How fast the supply grows: smallest units a second over the longest window known, null when unknown. */
export interface Emission { perSecond: { amount: bigint; seconds: number } | null; evidence: string }

/** Writes what was minted and burned, how the supply grew over windows, and its course since the token was made. */
export async function examineEmission(input: TokenInput, supply: Supply, history: TransferHistory | null, creation: number | null, past: (block: number) => Promise<PastSupply | null>): Promise<Emission> {
  await writeChanges(input, supply, history);
  // Without old state the first mint stands for the making of the token, when all mints are known.
  const { newest = [], mints = 0, burns = 0 } = history?.complete ? history.tally : {};
  const made = creation ?? (newest.length === mints + burns ? newest[0]?.block ?? null : null);
  await writeCourse(input, supply, made, past);
  return writeWindows(input, supply, made, past);
}

async function writeChanges({ notes, clock, context }: TokenInput, supply: Supply, history: TransferHistory | null): Promise<void> {
  const titles = { 'mints.count': 'Mints', 'mints.total': 'Minted', 'burns.count': 'Burns', 'burns.total': 'Burned out of the supply', 'supply.changes': 'Newest mints and burns', 'supply.explained': 'Mints and burns add up to the supply' };
  const method = history ? `Transfer logs from and to the zero address, blocks ${history.fromBlock} to ${history.toBlock}` : 'Transfer logs from and to the zero address';
  if (!history?.complete) {
    for (const [name, title] of Object.entries(titles)) notes.missing(name, title, history ? `not all Transfer logs could be read: ${history.reason ?? 'no reason given'}` : 'no Transfer log could be read', method);
    return;
  }
  const { mints, burns, minted, burned, newest } = history.tally;
  notes.fact('mints.count', titles['mints.count'], mints, method, { unit: 'mints', confidence: 'medium' });
  notes.fact('mints.total', titles['mints.total'], minted.toString(), method, { unit: 'smallest unit', confidence: 'medium' });
  notes.fact('burns.count', titles['burns.count'], burns, method, { unit: 'burns', confidence: 'medium' });
  notes.fact('burns.total', titles['burns.total'], burned.toString(), method, { unit: 'smallest unit', confidence: 'medium' });
  const wrapped = [...history.wrapped.values()].reduce((sum, change) => sum + change, 0n);
  notes.fact('supply.explained', titles['supply.explained'], minted - burned === supply.total || minted - burned + wrapped === supply.total, `${method}${wrapped > 0n ? ', with Deposit and Withdrawal logs' : ''}, against totalSupply(); false for tokens that change their supply without a log (rebasing, hidden mints)`, { confidence: 'medium' });
  const last = newest.slice(-listedChanges);
  context.signal?.throwIfAborted();
  const times = await Promise.all(last.map(({ block }) => clock.timeOf(block)));
  notes.fact('supply.changes', titles['supply.changes'], last.map(({ block, kind, account, amount }, at) => { const time = times[at] ?? null; return { kind, block, time: time === null ? null : isoOf(time), account: shown(account), amount: amount.toString() }; }), `${method}; the newest ${last.length} of ${mints + burns}`, { unit: 'smallest unit', confidence: 'medium' });
}

/** The course of the supply at evenly spread blocks, as a chart. */
async function writeCourse({ ledger, notes, reader, clock, decimals, symbol }: TokenInput, supply: Supply, creation: number | null, past: (block: number) => Promise<PastSupply | null>): Promise<void> {
  const [title, method] = ['Supply over time', `totalSupply() at up to ${samples} blocks evenly spread since the token was made`];
  if (creation === null) { notes.missing('supply.course', title, 'it is not known when the token was made', method); return; }
  const span = reader.block.number - creation;
  const count = Math.min(samples, span + 1);
  const blocks = [...new Set(Array.from({ length: count }, (_, at) => (count === 1 ? reader.block.number : creation + Math.floor((span * at) / (count - 1)))))];
  if (blocks.length < 2) { notes.missing('supply.course', title, 'it was made in this block', method); return; }
  const read = async (block: number) => {
    const [amount, time] = [await past(block), await clock.timeOf(block)];
    return amount !== null && time !== null ? { block, time: isoOf(time), ...amount } : null;
  };
  // The first tells whether the node has old state; the others need not find out again.
  const first = await read(blocks[0]!);
  const points = [first, ...await Promise.all(blocks.slice(1).map(read))].filter((point) => point !== null);
  if (points.length < 2) { notes.missing('supply.course', title, 'the supply at older blocks is not known: the node keeps no old state and logs do not explain it', method); return; }
  const id = notes.fact('supply.course', title, points.map(({ block, time, amount, by }) => ({ block, time, amount: amount.toString(), by })), `${method}; ${points.length} of ${blocks.length} could be read`, { unit: 'smallest unit', confidence: points.some(({ by }) => by === 'logs') ? 'medium' : 'high' });
  ledger.chart({ id: 'supply', title, kind: 'area', xTitle: 'time', yTitle: symbol, series: [{ name: 'total supply', points: points.map(({ time, amount }) => [time, wholeNumber(amount, decimals)]) }], evidence: [id, supply.evidence] });
}

async function writeWindows({ notes, clock }: TokenInput, supply: Supply, creation: number | null, past: (block: number) => Promise<PastSupply | null>): Promise<Emission> {
  const made = creation === null ? null : await clock.timeOf(creation);
  const method = 'total supply now less total supply at the last block before the window';
  let longest: { amount: bigint; seconds: number; before: bigint; days: number } | null = null;
  const because = new Map<number, string>();
  const starts = await Promise.all(windows.map(async (days) => {
    const from = clock.now - days * daySeconds;
    const block = made === null || made > from ? null : await clock.blockBefore(from);
    return { days, from, block, before: block === null ? null : await past(block), time: block === null ? null : await clock.timeOf(block) };
  }));
  for (const { days, from, block, before, time } of starts) {
    const title = `Change of supply in ${days} days`;
    if (before === null || time === null) {
      because.set(days, made === null ? 'it is not known when the token was made' : made > from ? `the token is younger than ${days} days` : 'the supply at that time is not known');
      notes.missing(`emission.days${days}`, title, because.get(days)!, method);
      notes.missing(`inflation.days${days}`, `Inflation a year by the last ${days} days`, because.get(days)!, `${method}, annualised`);
      continue;
    }
    const amount = supply.total - before.amount;
    const confidence = before.by === 'state' ? 'high' : 'medium';
    notes.fact(`emission.days${days}`, title, amount.toString(), `${method} (block ${block}, by ${before.by})`, { unit: 'smallest unit', confidence });
    if (before.amount === 0n) notes.missing(`inflation.days${days}`, `Inflation a year by the last ${days} days`, 'there was no supply before', method);
    else notes.fact(`inflation.days${days}`, `Inflation a year by the last ${days} days`, ratio(amount * BigInt(yearSeconds), before.amount * BigInt(clock.now - time)), 'change / supply before x 365 days / time between the two blocks (simple, not compounded)', { unit: 'share of supply a year', confidence });
    longest = { amount, seconds: clock.now - time, before: before.amount, days };
  }
  const [title, annual, unit] = ['Inflation a year', 'by the longest of the windows that lie in its life', 'share of supply a year'];
  // A shorter window would say something else, and look like the same.
  const wanted = made === null ? null : windows.findLast((days) => made <= clock.now - days * daySeconds) ?? null;
  const evidence = made !== null && wanted === null
    ? notes.fact('inflation.annual', title, null, `none: the token is younger than ${windows[0]} days, and its making is no growth`, { unit })
    : longest === null || longest.before === 0n || longest.days !== wanted
      ? notes.missing('inflation.annual', title, longest?.before === 0n ? 'there was no supply before' : because.get(wanted ?? windows[0]) ?? 'not known', annual)
      : notes.fact('inflation.annual', title, ratio(longest.amount * BigInt(yearSeconds), longest.before * BigInt(longest.seconds)), `${annual}: ${longest.days} days`, { unit });
  return { perSecond: longest && { amount: longest.amount, seconds: longest.seconds }, evidence };
}
