import type { ChainReader } from '@hyperlens/protocol';
import { callOf, readAddress, readNumber } from '../../onchain/transfers/index.ts';
import type { Hex } from '../input.ts';
import type { Schedule } from './schedule.ts';

/** Moments that can be meant: 1970 to 2286. A longer schedule is another thing with the same getters. */
const latest = 10_000_000_000n;

/** What a contract answered to the getters of vesting contracts, null where it did not. */
export interface Answers { start: bigint | null; duration: bigint | null; cliff: bigint | null; released: bigint | null; person: Hex | null; token: Hex | null; releaseTime: bigint | null; held: bigint }

/** Asks contracts for everything a vesting contract may say, in one round. */
export async function askSchedules(reader: ChainReader, token: Hex, contracts: readonly Hex[]): Promise<Answers[]> {
  const calls = contracts.flatMap((one) => [
    callOf(one, 'start()'), callOf(one, 'duration()'), callOf(one, 'cliff()'), callOf(one, 'released(address)', token), callOf(one, 'beneficiary()'), callOf(one, 'owner()'), callOf(one, 'token()'),
    callOf(one, 'releaseTime()'), callOf(one, 'unlockTime()'), callOf(token, 'balanceOf(address)', one),
  ]);
  const answers = await reader.calls(calls);
  return contracts.map((_, at) => {
    const [start, duration, cliff, released, beneficiary, owner, named, releaseTime, unlockTime, held] = answers.slice(at * 10, at * 10 + 10);
    return {
      start: moment(readNumber(start)), duration: moment(readNumber(duration)), cliff: moment(readNumber(cliff)), released: readNumber(released), person: somebody(readAddress(beneficiary)) ?? somebody(readAddress(owner)),
      token: readAddress(named), releaseTime: moment(readNumber(releaseTime)) ?? moment(readNumber(unlockTime)), held: readNumber(held) ?? 0n,
    };
  });
}

const moment = (time: bigint | null): bigint | null => (time !== null && time <= latest ? time : null);
const somebody = (address: Hex | null): Hex | null => (address !== null && BigInt(address) !== 0n ? address : null);

/** OpenZeppelin's VestingWallet, with or without a cliff: what vests is asked of the contract itself, so that overridden curves count. Null when it does not answer like one. */
export async function readVestingWallet(reader: ChainReader, token: Hex, address: Hex, answers: Answers, given: boolean): Promise<Schedule | null> {
  const { start, duration, released, held } = answers;
  if (start === null || duration === null || released === null) return null;
  const [begin, end] = [Number(start), Number(start + duration)];
  const vested = async (times: readonly number[]): Promise<bigint[]> => {
    const found = await reader.calls(times.map((time) => callOf(address, 'vestedAmount(address,uint64)', token, time)));
    return found.map((answer) => { const amount = readNumber(answer); if (amount === null) throw new Error(`vestedAmount of ${address} gave no number`); return amount; });
  };
  const total = held + released;
  const [sample] = await reader.calls([callOf(address, 'vestedAmount(address,uint64)', token, end)]);
  const atEnd = readNumber(sample);
  if (atEnd === null || atEnd > total) return null;
  const cliff = answers.cliff !== null && answers.cliff > start ? Number(answers.cliff) : null;
  return { address, kind: 'vesting-wallet', beneficiary: answers.person, beneficiaries: 1, start: begin, end, cliff, total, released, held, given, vested, method: 'start(), duration(), cliff(), released(token), vestedAmount(token, time) of the contract' };
}

/** A contract that keeps everything until one moment. It must name this token, because lockers of other things have the same getters. */
export function readTimelock(token: Hex, address: Hex, { releaseTime, token: named, person, held }: Answers, given: boolean): Schedule | null {
  if (releaseTime === null || releaseTime === 0n || named?.toLowerCase() !== token.toLowerCase()) return null;
  const end = Number(releaseTime);
  return { address, kind: 'timelock', beneficiary: person, beneficiaries: 1, start: end, end, cliff: null, total: held, released: 0n, held, given, vested: async (times) => times.map((time) => (time >= end ? held : 0n)), method: 'releaseTime() or unlockTime() and token() of the contract' };
}
