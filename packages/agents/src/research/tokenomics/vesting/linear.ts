import type { CallResult } from '@hyperlens/protocol';
import { callOf, readAddress, readNumber } from '../../onchain/transfers/index.ts';
import { vestedOfLine, type Asked, type Line, type Schedule } from './schedule.ts';

/** Moments that can be meant: 1990 to 2286. */
const [earliest, latest] = [631_152_000n, 10_000_000_000n];

/** Names under which contracts tell the same thing; the first that answers counts. `token` in brackets: asked about the token. */
const getters = {
  start: ['start()', 'startTime()', 'startTimestamp()', 'vestingStart()', 'vestingBegin()', 'vestingStartTime()'],
  end: ['end()', 'endTime()', 'endTimestamp()', 'vestingEnd()', 'vestingEndTime()'],
  duration: ['duration()', 'vestingDuration()', 'vestingPeriod()'],
  cliff: ['cliff()', 'cliffTime()', 'vestingCliff()', 'cliffDuration()', 'cliffPeriod()'],
  token: ['token()', 'getToken()', 'vestingToken()', 'asset()'],
  beneficiary: ['beneficiary()', 'recipient()'],
  released: ['released(address)', 'released()', 'totalReleased()', 'claimed()', 'totalClaimed()', 'withdrawn()', 'totalWithdrawn()'],
  vested: ['vestedAmount(address)', 'vestedAmount()', 'vested()'],
  due: ['releasableAmount(address)', 'releasable(address)', 'releasableAmount()', 'releasable()', 'claimable()', 'claimableAmount()', 'withdrawable()'],
  revoked: ['revoked(address)', 'revoked()'],
} as const;
type Getter = keyof typeof getters;
const names = Object.keys(getters) as Getter[];
const signatures = names.flatMap((name) => getters[name]);

/**
 * A contract with one beneficiary that pays along a straight line, with or without a cliff. It must name this token, or tell what it released of it.
 * What has vested now by its own word, where it gives one, must be what the line says. Null when it does not answer like one; throws when
 * its own word contradicts the line, because then nobody knows what comes when.
 */
export async function readLinear({ reader, token, address, held, given, now }: Asked): Promise<Schedule | null> {
  const answers = await reader.calls(signatures.map((one) => (one.endsWith('(address)') ? callOf(address, one, token) : callOf(address, one))));
  const said = (name: Getter): CallResult | undefined => answers.find((answer, at) => (getters[name] as readonly string[]).includes(signatures[at]!) && readNumber(answer) !== null);
  const number = (name: Getter): bigint | null => readNumber(said(name));
  const start = number('start');
  if (start === null || start < earliest || start > latest) return null;
  const [length, stop, edge] = [number('duration'), number('end'), number('cliff')];
  const until = stop !== null && stop >= start && stop <= latest ? stop : length !== null && length <= latest - start ? start + length : null;
  const person = readAddress(said('beneficiary'));
  const [named, released] = [readAddress(said('token')), number('released')];
  const aboutToken = named === token.toLowerCase() || (named === null && readNumber(answers[signatures.indexOf('released(address)')]) !== null);
  if (until === null || until === start || person === null || BigInt(person) === 0n || released === null || !aboutToken) return null;
  // A cliff is told as a moment or as seconds after the start.
  const cliff = edge === null || edge === 0n ? start : edge >= earliest ? edge : start + edge;
  if (cliff > latest) return null;
  const line: Line = { start: Number(start), end: Number(until), cliff: Number(cliff), amount: held + released, step: 1 };
  const stopped = number('revoked') === 1n;
  const vested = (time: number): bigint => (stopped ? line.amount : vestedOfLine(line, time));

  const [whole, due] = [number('vested'), number('due')];
  const own = whole ?? (due === null ? null : due + released);
  const gap = own === null ? 0n : own - vested(now);
  if ((gap < 0n ? -gap : gap) * 1000n > line.amount) throw new Error('what it says has vested is not on a straight line between its start and its end');
  return {
    address, kind: 'linear', beneficiary: person, beneficiaries: 1, start: line.start, end: line.end, cliff: line.cliff > line.start ? line.cliff : null, total: line.amount, released, held, given, assumed: own === null,
    method: `start, end, cliff and what was released by its getters, in a straight line${own === null ? ', which it says nothing to compare with' : '; compared with what it says has vested now'}`,
    vested: async (times) => times.map(vested),
  };
}
