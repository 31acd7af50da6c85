import type { ChainReader, CallResult, Log, WorkContext } from '@hyperlens/protocol';
import { toEventSelector } from 'viem/utils';
import { callOf, readNumber } from '../../onchain/transfers/index.ts';
import type { Hex } from '../input.ts';
import { vestedOf, type Grant, type Schedule, type Steps } from './schedule.ts';

const grantedTopic = toEventSelector('Granted(address,uint256,uint64)');
/** Grants of one contract that are looked at, and questions for their logs. */
const mostGrants = 500;
const mostPages = 200;

/**
 * A contract with grants to many under one schedule, as this product's vesting kind writes it: beneficiaries from its Granted logs, grants and
 * schedule from its state. The formula is compared with what the contract says has vested now. Null when it is no such contract, or for another
 * token; throws when its grants cannot all be read.
 */
export async function readGrants({ reader, token, address, held, given, from, now, context }: { reader: ChainReader; token: Hex; address: Hex; held: bigint; given: boolean; from: number; now: number; context: WorkContext }): Promise<Schedule | null> {
  const [duration, cliff, step, upfront, named, outstanding] = await reader.calls([callOf(address, 'DURATION()'), callOf(address, 'CLIFF()'), callOf(address, 'STEP()'), callOf(address, 'UPFRONT_BASIS_POINTS()'), callOf(address, 'token()'), callOf(address, 'outstanding()')]);
  const length = readNumber(duration);
  if (length === null || length === 0n || length > 10_000_000_000n || readNumber(outstanding) === null || readNumber(named) !== BigInt(token)) return null;
  const steps: Steps = { duration: Number(length), cliff: Number(readNumber(cliff) ?? 0n), step: Number(readNumber(step) ?? 0n), upfrontBasisPoints: readNumber(upfront) ?? 0n };

  const people = new Set<Hex>();
  const collect = (logs: readonly Log[]): void => { for (const { topics } of logs) if (topics[1]) people.add(`0x${topics[1].slice(-40)}`); };
  const coverage = await reader.logs({ address, topics: [grantedTopic], fromBlock: from, toBlock: reader.block.number, pages: mostPages }, collect, context.signal ? { signal: context.signal } : {});
  if (!coverage.complete) throw new Error(`not all Granted logs of ${address} could be read: ${coverage.reason ?? 'no reason given'}`);
  if (people.size > mostGrants) throw new Error(`${address} has more than ${mostGrants} grants`);
  const beneficiaries = [...people];
  const answers = await reader.calls(beneficiaries.flatMap((person) => [callOf(address, 'getGrant(address)', person), callOf(address, 'vestedAmount(address,uint64)', person, now)]));
  const grants = beneficiaries.map((person, at) => {
    const grant = grantOf(answers[at * 2]);
    const said = readNumber(answers[at * 2 + 1]);
    if (!grant || said === null || said !== vestedOf(grant, steps, now)) throw new Error(`the grant of ${person} does not follow the schedule that ${address} states`);
    return grant;
  });
  const starts = grants.map(({ start }) => start);
  const start = Math.min(...starts);
  return {
    address, kind: 'grants', beneficiary: beneficiaries[0] ?? null, beneficiaries: grants.length, start: grants.length > 0 ? start : now, end: grants.length > 0 ? Math.max(...starts) + steps.duration : now, cliff: steps.cliff > 0 && grants.length > 0 ? start + steps.cliff : null,
    total: grants.reduce((sum, { amount }) => sum + amount, 0n), released: grants.reduce((sum, { released }) => sum + released, 0n), held, given,
    method: 'getGrant of the beneficiaries in its Granted logs, with DURATION, CLIFF, STEP and UPFRONT_BASIS_POINTS; compared with vestedAmount now',
    vested: async (times) => times.map((time) => grants.reduce((sum, grant) => sum + vestedOf(grant, steps, time), 0n)),
  };
}

/** Words of a grant: amount, released, start and, where grants can be stopped, revoked. */
function grantOf(result: CallResult | undefined): Grant | null {
  const [amount, released, start] = [readNumber(result), readNumber(result, 1), readNumber(result, 2)];
  if (amount === null || released === null || start === null) return null;
  return { amount, released, start: Number(start), revoked: (readNumber(result, 3) ?? 0n) !== 0n };
}
