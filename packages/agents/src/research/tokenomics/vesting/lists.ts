import type { CallResult } from '@hyperlens/protocol';
import { callOf, readAddress, readNumber } from '../../onchain/transfers/index.ts';
import type { Hex } from '../input.ts';
import { vestedOfLine, type Asked, type Line, type Schedule } from './schedule.ts';

/** Schedules of one contract that are read; with more of them nothing is said of any. */
const mostEntries = 500;

interface Entry { line: Line; released: bigint; /** What it pays in all, where it was stopped: the rest went back. */ stopped: bigint | null; person: Hex | null; /** What has vested now by the contract's own word. */ own: bigint | null }

/**
 * Schedules by index: getVestingSchedulesCount, getVestingIdAtIndex, getVestingSchedule, computeReleasableAmount, with or without a first word that says
 * whether the record was set. Null when it is no such contract or for another token.
 */
export async function readIndexed({ reader, token, address, held, given, now }: Asked): Promise<Schedule | null> {
  const [counted, first, second] = await reader.calls([callOf(address, 'getVestingSchedulesCount()'), callOf(address, 'getToken()'), callOf(address, 'token()')]);
  const count = readNumber(counted);
  if (count === null || (readAddress(first) ?? readAddress(second)) !== token.toLowerCase()) return null;
  if (count > BigInt(mostEntries)) throw new Error(`it has ${count} schedules; ${mostEntries} are read at most`);
  const ids = (await reader.calls(Array.from({ length: Number(count) }, (_, at) => callOf(address, 'getVestingIdAtIndex(uint256)', at)))).map((answer) => readNumber(answer));
  if (ids.includes(null)) throw new Error('not all of its schedules could be read');
  const answers = await reader.calls(ids.flatMap((id) => [callOf(address, 'getVestingSchedule(bytes32)', id!), callOf(address, 'computeReleasableAmount(bytes32)', id!)]));
  const entries = ids.map((_, at): Entry => {
    const [record, due] = [answers[at * 2], answers[at * 2 + 1]];
    // A beneficiary is never the address 0 or 1: then this word says whether the record was set.
    const skip = (readNumber(record) ?? 2n) < 2n ? 1 : 0;
    const words = Array.from({ length: 9 }, (_word, place) => readNumber(record, place + skip));
    const [, cliff, start, duration, step, , amount, released, revoked] = words.map((word) => word ?? -1n) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    if (words.includes(null) || duration === 0n || start + duration > 10_000_000_000n) throw new Error('its schedules are not as they are known here');
    const owed = readNumber(due);
    return { line: { start: Number(start), end: Number(start + duration), cliff: Number(cliff), amount, step: Math.max(1, Number(step)) }, released, stopped: revoked === 1n ? released : null, person: readAddress(record, skip), own: owed === null ? null : owed + released };
  });
  return together(entries, { address, kind: 'schedules', held, given, now }, 'getVestingSchedule of each index; compared with computeReleasableAmount now');
}

/** Streams by number, in the manner of Sablier's Lockup: a deposit in a straight line from start to end, perhaps with a cliff. Null when it is no such contract or has no stream of this token. */
export async function readStreams({ reader, token, address, held, given, now }: Asked): Promise<Schedule | null> {
  const [next] = await reader.calls([callOf(address, 'nextStreamId()')]);
  const count = readNumber(next);
  if (count === null || count === 0n) return null;
  if (count > BigInt(mostEntries)) throw new Error(`it has ${count - 1n} streams of many tokens; ${mostEntries} are read at most`);
  const all = Array.from({ length: Number(count) - 1 }, (_, at) => at + 1);
  const assets = await reader.calls(all.flatMap((id) => [callOf(address, 'getAsset(uint256)', id), callOf(address, 'getUnderlyingToken(uint256)', id)]));
  const own = all.filter((_, at) => (readAddress(assets[at * 2]) ?? readAddress(assets[at * 2 + 1])) === token.toLowerCase());
  if (own.length === 0) return null;
  const asked = ['getStartTime(uint256)', 'getEndTime(uint256)', 'getCliffTime(uint256)', 'getDepositedAmount(uint256)', 'getWithdrawnAmount(uint256)', 'getRefundedAmount(uint256)', 'streamedAmountOf(uint256)', 'getRecipient(uint256)'];
  const answers = await reader.calls(own.flatMap((id) => asked.map((one) => callOf(address, one, id))));
  const entries = own.map((_, at): Entry => {
    const said = answers.slice(at * asked.length, (at + 1) * asked.length);
    const [start, end, cliff, deposited, withdrawn, refunded, streamed] = said.map((one: CallResult | undefined) => readNumber(one));
    if (start === null || end === null || deposited === null || withdrawn === null || streamed === null || start === undefined || end! <= start || end! > 10_000_000_000n) throw new Error('its streams are not as they are known here');
    const back = refunded ?? 0n;
    return { line: { start: Number(start), end: Number(end), cliff: Number(cliff && cliff > start ? cliff : start), amount: deposited!, step: 1 }, released: withdrawn!, stopped: back > 0n ? deposited! - back : null, person: readAddress(said[7]), own: streamed! };
  });
  return together(entries, { address, kind: 'streams', held, given, now }, 'getStartTime, getEndTime, getCliffTime, getDepositedAmount and getWithdrawnAmount of each stream of this token; compared with streamedAmountOf now');
}

/** Several lines as one schedule. Throws when one does not run as the contract itself says, or when it holds less than they still have to pay. */
function together(entries: readonly Entry[], { address, kind, held, given, now }: { address: Hex; kind: Schedule['kind']; held: bigint; given: boolean; now: number }, method: string): Schedule {
  const vestedOf = ({ line, stopped }: Entry, time: number): bigint => stopped ?? vestedOfLine(line, time);
  for (const entry of entries) {
    const gap = (entry.own ?? vestedOf(entry, now)) - vestedOf(entry, now);
    if (entry.stopped === null && (gap < 0n ? -gap : gap) * 1000n > entry.line.amount) throw new Error('what it says has vested is not on a straight line between start and end');
  }
  const [total, released] = [entries.reduce((sum, { line, stopped }) => sum + (stopped ?? line.amount), 0n), entries.reduce((sum, one) => sum + one.released, 0n)];
  if (total - released > held) throw new Error('it holds less than its schedules still have to pay');
  const starts = entries.map(({ line }) => line.start);
  const cliffs = entries.filter(({ line }) => line.cliff > line.start).map(({ line }) => line.cliff);
  return {
    address, kind, beneficiary: entries[0]?.person ?? null, beneficiaries: new Set(entries.map(({ person }) => person)).size, start: Math.min(...starts, ...(starts.length === 0 ? [now] : [])), end: Math.max(now, ...entries.map(({ line }) => line.end)),
    cliff: cliffs.length > 0 ? Math.min(...cliffs) : null, turns: [...new Set(entries.flatMap(({ line }) => [line.start, line.cliff, line.end]))].toSorted((a, b) => a - b), total, released, held, given, method,
    assumed: entries.some(({ own, stopped }) => own === null && stopped === null), vested: async (times) => times.map((time) => entries.reduce((sum, entry) => sum + vestedOf(entry, time), 0n)),
  };
}
