import { AppError } from '@hyperlens/protocol';
import type { Hex } from 'viem';

/** Probes of one round; they are sent together. */
const probes = 7;

/**
 * First block from which on the code is there, by narrowing the range eightfold each round. Null when there is no code at the end, or the node
 * has no state of an older block. Code that was destroyed and made again is taken for one of its creations.
 */
export async function findCreation(codeAt: (block: number) => Promise<Hex>, newest: number): Promise<number | null> {
  if (await codeAt(newest) === '0x') return null;
  let [without, withCode] = [-1, newest];
  try {
    while (withCode - without > 1) {
      const width = withCode - without;
      const points = [...new Set(Array.from({ length: probes }, (_, index) => without + Math.floor((width * (index + 1)) / (probes + 1))))].filter((point) => point > without && point < withCode);
      const codes = await Promise.all(points.map(codeAt));
      const first = codes.findIndex((code) => code !== '0x');
      if (first === -1) without = points.at(-1) ?? without;
      else {
        withCode = points[first] ?? withCode;
        without = first > 0 ? points[first - 1] ?? without : without;
      }
    }
  } catch (error) {
    // The newest block was answered, so that a refusal is about the age of the block, in whatever words.
    if (AppError.is(error, 'STATE_UNAVAILABLE') || AppError.is(error, 'RPC_REJECTED')) return null;
    throw error;
  }
  return withCode;
}
