import type { ChainReader, KnownContracts } from '@hyperlens/protocol';
import { callOf, readAddress, readNumber } from '../transfers/words.ts';
import { isMoment, readLockRecords } from './records.ts';

type Hex = `0x${string}`;

/**
 * What may become of a share of the liquidity. `burned`: nobody can take it. `locked`: a contract says it keeps it until a time, or is a known
 * locker. `unlocked`: its holder can take it at any time. `contract`: held by code that says nothing about time.
 */
export type LockState = 'burned' | 'locked' | 'unlocked' | 'contract';
export interface Lock { state: LockState; label: string; /** Seconds since 1970. */ until: number | null; /** Who may take it out, as the contract says. */ by: Hex | null }

/** Getters by which lockers and timelocks say when they let go. */
const timeGetters = [
  'unlockTime()', 'releaseTime()', 'lockedUntil()', 'unlockDate()', 'unlockAt()', 'lockEnd()', 'lockEndTime()', 'unlockTimestamp()', 'getUnlockTime()', 'lockUntil()', 'releaseDate()', 'lockTime()', 'end()', 'endTime()',
];
const personGetters = ['beneficiary()', 'owner()', 'withdrawer()'];

/** What a holder of liquidity can do with it, judged by what it is and what it says of itself. A lock may lie: its code is not run here. */
export async function lockOf({ reader, holder, amount, pool, known }: { reader: ChainReader; holder: Hex; amount: bigint; pool: Hex; known: KnownContracts }): Promise<Lock> {
  const address = holder.toLowerCase() as Hex;
  if (known.burns.includes(address) || BigInt(address) === 0n) return { state: 'burned', label: 'burned', until: null, by: null };
  if (address === pool.toLowerCase()) return { state: 'unlocked', label: 'the pool itself: anybody can take it', until: null, by: null };
  const locker = known.lockers.find((one) => one.address === address);
  if (locker) return { state: 'locked', label: locker.name, until: null, by: null };
  const code = await reader.code(address);
  if (code === '0x' || code.startsWith('0xef0100')) return { state: 'unlocked', label: 'wallet', until: null, by: address };
  const answers = await reader.calls([...timeGetters, ...personGetters, 'getThreshold()'].map((getter) => callOf(address, getter)));
  const times = timeGetters.map((_, at) => readNumber(answers[at])).filter((time): time is bigint => time !== null && isMoment(time));
  const by = personGetters.map((_, at) => readAddress(answers[timeGetters.length + at])).find((person) => person !== null && BigInt(person) !== 0n) ?? null;
  if (times.length > 0) {
    const until = Number(times.reduce((late, time) => (time > late ? time : late)));
    const now = Date.parse(reader.block.time) / 1000;
    return until > now ? { state: 'locked', label: 'contract with an unlock time', until, by } : { state: 'unlocked', label: 'contract whose unlock time has passed', until, by };
  }
  const threshold = readNumber(answers.at(-1));
  if (threshold !== null && threshold > 0n) return { state: 'unlocked', label: `multisig of ${threshold < 100n ? threshold : 'many'} signatures`, until: null, by: address };
  const records = await readLockRecords({ reader, locker: address, pool, held: amount });
  // What it holds beyond its records is bound by nothing that is known.
  if (records && records.bound * 100n >= amount * 99n) return { state: 'locked', label: 'locker that keeps records', until: records.until, by: records.by };
  return { state: 'contract', label: 'contract', until: null, by };
}
