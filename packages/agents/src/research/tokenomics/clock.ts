import type { ChainReader } from '@hyperlens/protocol';
import type { Clock } from './input.ts';

/** Questions a search for a block may ask; bisection of any chain needs fewer. */
const mostQuestions = 64;

/**
 * Tells when blocks were made, over one reader. A moment is looked up by guessing from the times at both ends and halving in turn, so that a
 * chain of twenty million regular blocks takes about ten questions. Times are those of the blocks and never decrease (Ethereum yellow paper, 4.4).
 */
export function makeClock(reader: ChainReader): Clock {
  const asked = new Map<number, Promise<number | null>>();
  const now = secondsOf(reader.block.time);
  asked.set(reader.block.number, Promise.resolve(now));
  const timeOf = (block: number): Promise<number | null> => {
    const found = asked.get(block) ?? reader.blockAt(block).then((one) => (one ? secondsOf(one.time) : null));
    asked.set(block, found);
    return found;
  };
  return {
    now, timeOf,
    async blockBefore(seconds) {
      let low = 0;
      let high = reader.block.number;
      let [first, last] = [await timeOf(low), now];
      if (seconds >= last) return high;
      if (first === null || seconds < first) return null;
      for (let questions = 0; high - low > 1 && questions < mostQuestions; questions += 1) {
        const guess = questions % 2 === 0 ? low + Math.floor(((high - low) * (seconds - first)) / Math.max(1, last - first)) : low + Math.floor((high - low) / 2);
        const middle = Math.min(high - 1, Math.max(low + 1, guess));
        const time = await timeOf(middle);
        if (time === null) return null;
        if (time <= seconds) { low = middle; first = time; } else { high = middle; last = time; }
      }
      return low;
    },
  };
}

const secondsOf = (time: string): number => Math.floor(Date.parse(time) / 1000);
