import { oneLine } from '@hyperlens/protocol';
import { shown } from '../../onchain/transfers/index.ts';
import { passOn, reasonOf, type Hex, type TokenInput } from '../input.ts';
import { readGrants } from './grants.ts';
import { readLinear } from './linear.ts';
import { readIndexed, readStreams } from './lists.ts';
import type { Schedule } from './schedule.ts';
import { askSchedules, readTimelock, readVestingWallet } from './wallet.ts';

/** What was found, and given contracts that could not be understood, with the reason. */
export interface Schedules { found: Schedule[]; failed: { address: Hex; reason: string }[]; /** Whether the largest holders could be looked through; else only given contracts are in here. */ looked: boolean }

/**
 * Vesting contracts of a token: those a person named, and those among `candidates` (its largest holders that have code; null when they are not known)
 * that answer like one. In the order of their addresses. Throws what the reader throws.
 */
export async function findSchedules(input: TokenInput, given: readonly Hex[], candidates: readonly Hex[] | null, from: number): Promise<Schedules> {
  const { reader, address, clock, context } = input;
  const named = new Set(given.map((one) => one.toLowerCase()));
  const contracts = [...new Set([...given, ...(candidates ?? [])].map((one) => one.toLowerCase() as Hex))].filter((one) => one !== address.toLowerCase()).toSorted();
  const answers = await askSchedules(reader, address, contracts);
  const schedules: Schedules = { found: [], failed: [], looked: candidates !== null };
  const looked = await Promise.all(contracts.map(async (contract, at): Promise<Schedule | string | null> => {
    const [said, isGiven] = [answers[at]!, named.has(contract)];
    const asked = { reader, token: address, address: contract, held: said.held, given: isGiven, now: clock.now };
    try {
      return await readVestingWallet(reader, address, contract, said, isGiven) ?? await readGrants({ ...asked, from, context }) ?? readTimelock(address, contract, said, isGiven)
        ?? await readLinear(asked) ?? await readIndexed(asked) ?? await readStreams(asked) ?? (isGiven ? 'it does not answer like a vesting contract known here' : null);
    } catch (error) {
      passOn(error, context.signal);
      return reasonOf(error);
    }
  }));
  for (const [at, one] of looked.entries()) {
    if (typeof one === 'string') schedules.failed.push({ address: contracts[at]!, reason: one });
    else if (one) schedules.found.push(one);
  }
  return schedules;
}

/** Why nobody knows whether there are vesting contracts. */
export const notLooked = 'its holders could not all be read, so vesting contracts among them could not be looked for';

/** What is known of schedules, for the record. */
export function writeSchedules({ notes }: TokenInput, { found, failed, looked }: Schedules): string {
  const title = 'Contracts that let it go over time';
  if (!looked && found.length === 0) return notes.missing('vesting.contracts', title, notLooked, 'getters of vesting contracts among the largest holders');
  const unread = failed.map(({ address, reason }) => `${shown(address)}: ${oneLine(reason, 150)}`);
  return notes.fact('vesting.contracts', title, found.map((one) => ({
    address: shown(one.address), kind: one.kind, beneficiary: one.beneficiary && shown(one.beneficiary), beneficiaries: one.beneficiaries, start: new Date(one.start * 1000).toISOString(), end: new Date(one.end * 1000).toISOString(),
    cliff: one.cliff === null ? null : new Date(one.cliff * 1000).toISOString(), total: one.total.toString(), released: one.released.toString(), held: one.held.toString(), given: one.given,
  })), `asked the given contracts${looked ? ' and the largest holders with code, as vesting contracts of known makes answer' : '; holders could not all be read, so there may be others'}; ${[...new Set(found.map(({ method }) => method))].join('; ') || 'none answers like a vesting contract'}${unread.length > 0 ? `; not understood: ${unread.slice(0, 5).join(', ')}` : ''}`, { unit: 'smallest unit', confidence: found.some(({ assumed }) => assumed) ? 'low' : !looked || unread.length > 0 || found.length === 0 || found.some(({ given }) => !given) ? 'medium' : 'high' });
}
