import type { CallResult, ChainReader } from '@hyperlens/protocol';
import { callOf, readNumber } from '../transfers/words.ts';

type Hex = `0x${string}`;

/** What a locker's own records say it keeps of a pool's liquidity: how much is bound, and until when the first of it is. */
export interface LockRecords { bound: bigint; until: number; by: Hex | null }

const mostRecords = 16;
/** Moments that can be meant, in seconds: 2001 to 2286. */
export const isMoment = (value: bigint): boolean => value >= 1_000_000_000n && value <= 10_000_000_000n;

/**
 * Reads lockers that keep many locks, by the shapes they share: `locks(id)` with the token in the record, its ids from `getLocks(token)` or the
 * first ones, and `tokenLocks(token, index)`. In a record a moment is the time, a number up to what is held the amount. Null when there is none.
 */
export async function readLockRecords({ reader, locker, pool, held }: { reader: ChainReader; locker: Hex; pool: Hex; held: bigint }): Promise<LockRecords | null> {
  const now = BigInt(Math.floor(Date.parse(reader.block.time) / 1000));
  const listed = wordsOf((await reader.calls([callOf(locker, 'getLocks(address)', pool)]))[0]);
  const ids = listed.length > 2 ? listed.slice(2, 2 + mostRecords) : Array.from({ length: mostRecords }, (_, id) => BigInt(id));
  const answers = await reader.calls([...ids.map((id) => callOf(locker, 'locks(uint256)', id)), ...Array.from({ length: mostRecords }, (_, at) => callOf(locker, 'tokenLocks(address,uint256)', pool, at))]);
  const records = answers.map(wordsOf).filter((words, at) => words.length > 2 && (at >= ids.length || words.includes(BigInt(pool)))).flatMap((words) => {
    const times = words.filter((word) => isMoment(word) && word > now);
    const amounts = words.filter((word) => word >= 1000n && word <= held && !isMoment(word));
    if (times.length === 0 || amounts.length === 0) return [];
    const owner = words.find((word) => word >> 100n !== 0n && word >> 160n === 0n && word !== BigInt(pool));
    // The latest moment is when it ends, the smallest amount what is left of it.
    return [{ until: times.reduce((late, time) => (time > late ? time : late)), amount: amounts.reduce((least, amount) => (amount < least ? amount : least)), owner: owner === undefined ? null : (`0x${owner.toString(16).padStart(40, '0')}` as Hex) }];
  });
  if (records.length === 0) return null;
  const bound = records.reduce((sum, { amount }) => sum + amount, 0n);
  return { bound, until: Number(records.reduce((first, { until }) => (until < first ? until : first), records[0]!.until)), by: records.length === 1 ? records[0]!.owner : null };
}

/** The words of an answer, at most 40. */
function wordsOf(answer: CallResult | undefined): bigint[] {
  const words: bigint[] = [];
  for (let at = 0; at < 40; at += 1) {
    const word = readNumber(answer, at);
    if (word === null) break;
    words.push(word);
  }
  return words;
}
