import { shown } from '../../onchain/transfers/index.ts';
import { isoOf, type TokenInput } from '../input.ts';
import { priceText, type PricedPool } from './spot.ts';
import { drawdownOf, fewestReturns, shortestSpan, volatilityOf } from './statistics.ts';
import { readTrades, stretches, type Tick } from './trades.ts';

/** Moments at which the price is taken for volatility and the chart. */
const samples = 46;

/** Price, volume, volatility and the largest fall in the main pool, from its logs of up to 90 days. Throws what the reader throws. */
export async function examinePriceCourse(input: TokenInput, main: PricedPool | null): Promise<void> {
  const { ledger, notes, reader, clock } = input;
  const titles = { 'price.course': 'Price over time in its main pool', 'price.volatility': 'Volatility a year', 'price.maxDrawdown': 'Largest fall from a high' };
  const volumes = stretches.map((days) => ({ days, name: `volume.days${days}`, title: `Traded in its main pool in ${days} ${days === 1 ? 'day' : 'days'}` }));
  const method = 'Sync and Swap logs of the main pool, up to 90 days back';
  if (!main) {
    for (const [name, title] of [...Object.entries(titles), ...volumes.map(({ name, title }) => [name, title] as const)]) notes.missing(name, title, 'no pool with a price was found', method);
    return;
  }
  const trades = await readTrades(input, main);
  const where = `${method} (${shown(main.pool.address)}); read ${trades.through} days back${trades.reason ? `, because ${trades.reason}` : ''}`;
  for (const { days, name, title } of volumes) {
    const volume = trades.volume.get(days);
    if (volume === undefined) notes.missing(name, title, trades.reason ?? 'the logs could not be read', where);
    else notes.fact(name, title, volume.toString(), `${where}; the quote token's amounts, both ways`, { unit: `smallest unit of ${main.symbol}, ${main.decimals} decimals` });
  }
  if (trades.through === 0) { for (const [name, title] of Object.entries(titles)) notes.missing(name, title, trades.reason ?? 'the logs could not be read', where); return; }

  const points = await sampled(trades.ticks, Math.max(trades.fromBlock, trades.ticks[0]?.block ?? 0), reader.block.number, (block) => clock.timeOf(block));
  const course = notes.fact('price.course', titles['price.course'], points.map(({ block, time, price }) => ({ block, time: isoOf(time), price })), `${where}; the last price at or before each of up to ${samples} blocks evenly spread`, { unit: `${main.symbol} for one token` });
  const volatility = volatilityOf(points.map(({ time, price }) => ({ time, price: Number(price) })));
  if (volatility) notes.fact('price.volatility', titles['price.volatility'], volatility.annual, `standard deviation of ${volatility.returns} logarithmic returns over ${Math.round(volatility.spanSeconds / 8640) / 10} days, annualised by the mean step; ${where}`, { unit: 'share a year', confidence: 'medium' });
  else notes.missing('price.volatility', titles['price.volatility'], `fewer than ${fewestReturns} returns, or less than ${shortestSpan / 86_400} days of prices`, where);
  const fall = drawdownOf(trades.ticks.map(({ price }) => Number(priceText(price))));
  if (fall === null) notes.missing('price.maxDrawdown', titles['price.maxDrawdown'], 'there is only one price', where);
  else notes.fact('price.maxDrawdown', titles['price.maxDrawdown'], fall, `largest fall from a high to a later price, over ${trades.ticks.length} prices; ${where}`, { unit: 'share of the high' });
  if (points.length > 1) ledger.chart({ id: 'price', title: titles['price.course'], kind: 'line', xTitle: 'time', yTitle: main.symbol, series: [{ name: `${main.symbol} for one token`, points: points.map(({ time, price }) => [isoOf(time), Number(price)]) }], evidence: [course] });
}

/** The price that stood at evenly spread blocks, each with its moment; blocks of one moment give its last price only. */
async function sampled(ticks: readonly Tick[], from: number, to: number, timeOf: (block: number) => Promise<number | null>): Promise<{ block: number; time: number; price: string }[]> {
  const blocks = [...new Set(Array.from({ length: samples }, (_, at) => from + Math.floor(((to - from) * at) / (samples - 1))))];
  const times = await Promise.all(blocks.map(timeOf));
  const points: { block: number; time: number; price: string }[] = [];
  let [next, last] = [0, null as Tick | null];
  blocks.forEach((block, at) => {
    while (next < ticks.length && ticks[next]!.block <= block) { last = ticks[next]!; next += 1; }
    const time = times[at];
    if (!last || time === null || time === undefined) return;
    if (points.at(-1)?.time === time) points.pop();
    points.push({ block, time, price: priceText(last.price) });
  });
  return points;
}
