import type { Log } from '@hyperlens/protocol';
import { reserveOf } from '../../onchain/liquidity/index.ts';
import { daySeconds, passOn, type Hex, type TokenInput } from '../input.ts';
import { priceOfReserves, priceOfRoot, type Price, type PricedPool } from './spot.ts';

/** Sync(uint112,uint112) and Swap of Uniswap V2, and both as pairs of the Solidly kind log them, with the same words; Swap of Uniswap V3 and of PancakeSwap V3, whose first five words are the same. */
const syncTopics: Hex[] = ['0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1', '0xcf2aa50876cdfbb541206f89af0ee78d44a2abf8d328e37fa4917f982149848a'];
const swapTopics: Hex[] = ['0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822', '0xb3e2773606abfd36b5bd91394b3a54d1398336c65005baf7bf7a05efeffaf75b'];
const poolSwapTopics: Hex[] = ['0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67', '0x19b47279256b2a23a1665c810c8d55a1758940ee09377d4f8d26497a3577dc83'];

/** Days of trades, newest first: each stretch reaches from the one before it back to so many days ago. */
export const stretches = [1, 7, 30, 90] as const;
/** Logs that are read of one pool, and questions for each stretch. */
const mostLogs = 30_000;
const mostPages = 60;

/** A price after a change of the pool; several may share a block, in order. */
export interface Tick { block: number; price: Price }
/**
 * The trades of a pool. `through`: the days back that were read whole, 0 for none. Volumes in the smallest unit of the quote token, both ways, for
 * each stretch that was read whole.
 */
export interface Trades { ticks: Tick[]; swaps: number; through: number; fromBlock: number; volume: Map<number, bigint>; reason: string | null }

class Enough extends Error { override readonly name = 'Enough'; }

/** Reads prices and volumes of a pool from its logs, up to 90 days back, newest stretch first, and says how far it came. */
export async function readTrades(input: TokenInput, { pool, quote, decimals: quoteDecimals }: PricedPool): Promise<Trades> {
  const { reader, address, clock, context, decimals } = input;
  const first = pool.token0.toLowerCase() === address.toLowerCase();
  const trades: Trades = { ticks: [], swaps: 0, through: 0, fromBlock: reader.block.number + 1, volume: new Map(), reason: null };
  let [volume, read, until] = [0n, 0, reader.block.number];
  const starts = await Promise.all(stretches.map(async (days) => ({ days, before: await clock.blockBefore(clock.now - days * daySeconds) })));
  for (const { days, before } of starts) {
    const from = before === null ? 0 : before + 1;
    const ticks: Tick[] = [];
    let [moved, swaps] = [0n, 0];
    const onPage = (logs: Log[]): void => {
      read += logs.length;
      if (read > mostLogs) throw new Enough();
      for (const { topics, data, blockNumber } of logs) {
        const words = wordsOf(data);
        if (syncTopics.includes(topics[0] ?? '0x') && words.length >= 2) {
          const price = priceOfReserves(words[first ? 0 : 1]!, words[first ? 1 : 0]!, decimals, quoteDecimals);
          if (price) ticks.push({ block: blockNumber, price });
        } else if (swapTopics.includes(topics[0] ?? '0x') && words.length >= 4) {
          moved += words[first ? 1 : 0]! + words[first ? 3 : 2]!;
          swaps += 1;
        } else if (words.length >= 5) {
          const amount = BigInt.asIntN(256, words[first ? 1 : 0]!);
          moved += amount < 0n ? -amount : amount;
          swaps += 1;
          const price = priceOfRoot(BigInt.asUintN(160, words[2]!), first, decimals, quoteDecimals);
          if (price) ticks.push({ block: blockNumber, price });
        }
      }
    };
    try {
      if (from <= until) {
        const coverage = await reader.logs({ address: pool.address, topics: [pool.kind === 'v2' ? [...syncTopics, ...swapTopics] : poolSwapTopics], fromBlock: from, toBlock: until, pages: mostPages }, onPage, context.signal ? { signal: context.signal } : {});
        if (!coverage.complete) { trades.reason = coverage.reason ?? 'the node did not give all logs'; break; }
      }
    } catch (error) {
      if (!(error instanceof Enough)) { passOn(error, context.signal); trades.reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown failure'; break; }
      trades.reason = `it has more than ${mostLogs} logs in ${days} days`;
      break;
    }
    volume += moved;
    trades.swaps += swaps;
    trades.ticks.unshift(...ticks);
    trades.volume.set(days, volume);
    trades.through = days;
    trades.fromBlock = from;
    until = from - 1;
  }
  // What the pool holds now is its newest price, also when nobody traded in the window.
  const now = pool.kind === 'v2' ? priceOfReserves(reserveOf(pool, address), reserveOf(pool, quote), decimals, quoteDecimals) : null;
  if (now && trades.ticks.length === 0) trades.ticks.push({ block: reader.block.number, price: now });
  return trades;
}

function wordsOf(data: Hex): bigint[] {
  const words: bigint[] = [];
  for (let at = 2; at + 64 <= data.length && words.length < 8; at += 64) words.push(BigInt(`0x${data.slice(at, at + 64)}`));
  return words;
}
