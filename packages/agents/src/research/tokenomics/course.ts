import type { Log } from '@hyperlens/protocol';
import { describeDistribution } from '../onchain/holders/index.ts';
import { depositTopic, emptyAggregate, join, makeAggregator, shareOf, transferTopic, withdrawalTopic, type TransferHistory } from '../onchain/transfers/index.ts';
import { isoOf, type TokenInput } from './input.ts';

/** Moments at which holders are counted, and transfers that are walked again for it. */
const samples = 12;
const mostTransfers = 20_000;
const top = 10;

/**
 * How the number of holders and their concentration went, at blocks evenly spread since the token was made: balances by Transfer logs up to each.
 * Only for tokens with so many transfers that reading them again is cheap, and whose balances are what their logs say. Throws what the reader throws.
 */
export async function examineCourse({ ledger, notes, reader, address, clock, context }: TokenInput, history: TransferHistory | null, total: bigint): Promise<void> {
  const [title, method] = ['Holders over time', `balances by Transfer logs at up to ${samples} blocks evenly spread over its transfers; pools and burn addresses count as holders here`];
  const because = !history?.complete ? `not all Transfer logs could be read${history?.reason ? `: ${history.reason}` : ''}`
    : history.tally.transfers > mostTransfers ? `it has more than ${mostTransfers} transfers, which are not walked again`
      : history.wrapped.size === 0 && history.tally.minted - history.tally.burned !== total ? 'its logs do not add up to its supply' : history.tally.transfers === 0 ? 'it has no transfers' : null;
  if (because !== null || !history) { notes.missing('holders.course', title, because ?? 'no Transfer log could be read', method); return; }
  const first = history.fromBlock;
  const span = history.toBlock - first;
  const blocks = [...new Set(Array.from({ length: samples }, (_, at) => first + Math.floor((span * (at + 1)) / samples)))];
  const points: { block: number; time: string; count: number; gini: number; top10Share: number }[] = [];
  let whole = emptyAggregate();
  let part = makeAggregator();
  let at = 0;
  const close = async (): Promise<void> => {
    whole = join(whole, part.finish());
    part = makeAggregator();
    const { transfers, wrapped } = whole.changes;
    const amounts = [...new Set([...transfers.keys(), ...wrapped.keys()])].map((holder) => (transfers.get(holder) ?? 0n) + (wrapped.get(holder) ?? 0n)).filter((amount) => amount > 0n).toSorted((a, b) => (b > a ? 1 : b < a ? -1 : 0));
    const time = await clock.timeOf(blocks[at]!);
    const sum = amounts.reduce((all, amount) => all + amount, 0n);
    if (time !== null && amounts.length > 0) points.push({ block: blocks[at]!, time: isoOf(time), count: amounts.length, gini: describeDistribution(amounts).gini, top10Share: shareOf(amounts.slice(0, top).reduce((all, amount) => all + amount, 0n), sum) });
    at += 1;
  };
  const onPage = async (logs: Log[]): Promise<void> => { for (const log of logs) { while (at < blocks.length && log.blockNumber > blocks[at]!) await close(); part.add(log); } };
  const coverage = await reader.logs({ address, topics: [[transferTopic, depositTopic, withdrawalTopic]], fromBlock: first, toBlock: history.toBlock }, onPage, context.signal ? { signal: context.signal } : {});
  if (!coverage.complete) { notes.missing('holders.course', title, `not all Transfer logs could be read: ${coverage.reason ?? 'no reason given'}`, method); return; }
  while (at < blocks.length) await close();
  const id = notes.fact('holders.course', title, points, method, { unit: 'holders, shares', confidence: 'medium' });
  ledger.chart({ id: 'holders', title, kind: 'line', xTitle: 'time', yTitle: 'holders', series: [{ name: 'holders', points: points.map(({ time, count }) => [time, count]) }], evidence: [id] });
}
