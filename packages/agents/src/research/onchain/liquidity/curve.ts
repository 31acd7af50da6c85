import type { ChainReader } from '@hyperlens/protocol';
import type { Pool } from '../pool.ts';
import { callOf, readNumber, readSigned } from '../transfers/words.ts';
import { lastTick, rootAtTick, type Curve, type Tick } from './ticks.ts';

/** Words of 256 tick spacings that are read, from the price now in the direction of a sale; and changes of liquidity that are followed. */
const mostWords = 24;
const mostTicks = 400;

/**
 * How the liquidity of a Uniswap V3 pool changes as a token is sold, from `tickBitmap` and `ticks` (whitepaper, 6.2 and 6.3). Null for a pool
 * that does not answer as one. Throws what the reader throws.
 */
export async function readCurve(reader: ChainReader, { address, token0 }: Pool, token: `0x${string}`): Promise<Curve | null> {
  const first = token0.toLowerCase() === token.toLowerCase();
  const [price, active, distance] = await reader.calls([callOf(address, 'slot0()'), callOf(address, 'liquidity()'), callOf(address, 'tickSpacing()')]);
  const [root, tick, liquidity, spacing] = [readNumber(price), readSigned(price, 1), readNumber(active), Number(readSigned(distance) ?? 0n)];
  if (root === null || root === 0n || tick === null || liquidity === null || spacing < 1 || spacing > 16_384 || root >> 160n !== 0n) return null;

  const place = Math.floor(Number(tick) / spacing);
  const direction = first ? -1 : 1;
  const outermost = Math.floor(Math.floor(lastTick / spacing) / 256) + 1;
  const words = Array.from({ length: mostWords }, (_, at) => Math.floor(place / 256) + direction * at).filter((word) => Math.abs(word) <= outermost);
  const maps = await reader.calls(words.map((word) => callOf(address, 'tickBitmap(int16)', word)));
  const places: number[] = [];
  let read = words.length;
  for (const [at, word] of words.entries()) {
    const map = readNumber(maps[at]);
    if (map === null) { read = at; break; }
    const set = Array.from({ length: 256 }, (_, bit) => bit).filter((bit) => (map >> BigInt(bit)) & 1n).map((bit) => word * 256 + bit);
    places.push(...(first ? set.toReversed() : set));
  }
  // On the way down the tick at the price itself is crossed as well.
  const ahead = places.filter((one) => (first ? one <= place : one > place));
  const followed = ahead.slice(0, mostTicks);
  const details = await reader.calls(followed.map((one) => callOf(address, 'ticks(int24)', one * spacing)));
  const ticks: Tick[] = [];
  for (const [at, one] of followed.entries()) {
    const net = readSigned(details[at], 1);
    if (net === null) return null;
    ticks.push({ index: one * spacing, net });
  }
  const lastWord = words[read - 1];
  if (lastWord === undefined) return null;
  const far = ahead.length > followed.length ? followed.at(-1)! * spacing : (first ? lastWord * 256 : lastWord * 256 + 255) * spacing;
  return { root, liquidity, ticks, first, end: rootAtTick(Math.min(lastTick, Math.max(-lastTick, far))) };
}
