import type { CodeReading, Fork } from '@hyperlens/protocol';
import { zeroAddress, type Hex } from 'viem';
import { writersOf } from '../code/powers.ts';
import type { Admin, KnownFunction, OnchainInput } from '../input.ts';
import { makeNotes } from '../writing.ts';
import { findForeignWriters, tryTakeBack } from './takeback.ts';

export interface RegainInput { functions: readonly KnownFunction[]; readings: readonly CodeReading[]; proxied: boolean; admins: readonly Admin[]; /** Addresses in storage, code and creation without a known power. */ others: readonly Hex[] }

/**
 * Whether a given-up ownership can be had again: flag can_take_back_ownership, from the functions the code has and, where there is a fork, by trying
 * it as the owner, earlier and hidden owners and the deployer. A function that writes the owner and obeys no owner counts as a way back as well.
 */
export async function examineRegain({ ledger, reader, address, context }: OnchainInput, { functions, readings, proxied, admins, others }: RegainInput, fork: Fork | null, because: string): Promise<void> {
  const simulated = makeNotes(ledger, `simulation:${reader.network.id}`, context.signal);
  const read = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  const owner = ledger.valueOf('onchain.owner');
  const [name, title] = ['ownership.regain', 'Ownership can be taken back'];
  const gone = owner === zeroAddress || ledger.valueOf('onchain.ownership.renounced') === true;
  const renounces = functions.some((one) => one.name === 'renounceOwnership()');
  if (owner === undefined) simulated.missing(name, title, 'the owner is not known', 'owner()');
  else if (owner === null || (!gone && !renounces)) read.fact(name, title, false, owner === null ? 'there is no owner function' : 'the owner has not given it up, and there is no renounceOwnership() to do so', { confidence: 'medium' });
  else if (!fork) simulated.missing(name, title, because, 'given up in a fork, then every changing function called');
  else {
    await simulated.guard({ [name]: title }, 'given up in a fork, then every changing function called', async () => {
      const found = await tryTakeBack(fork, address, { functions, accounts: admins, others, writers: writersOf(readings, '0x8da5cb5b') });
      const { by } = found;
      if (by) { simulated.fact(name, title, true, `in a fork: given up${by.after ? ` after ${by.after}` : ''}, then ${by.selector === null ? `owner() was ${by.account} again by itself` : `${by.name ?? by.selector} as ${by.account} made owner() somebody again`}`); return; }
      const writers = writersOf(readings, '0x8da5cb5b') ?? [];
      const foreign = await findForeignWriters(fork, address, functions.filter(({ selector }) => writers.includes(selector)));
      const method = `in a fork: ${gone ? '' : 'given up, then '}every changing function called as each of ${admins.length} accounts with power, and those that write the owner as each of ${others.length} others and after 400 days; ${found.tried} calls went through and none made owner() somebody again${found.left > 0 ? `; ${found.left} further calls were left out` : ''}`;
      if (foreign.length === 0 && found.left > 0) simulated.missing(name, title, `${found.left} calls could not be tried within the budget; those tried gave no way back`, method);
      else if (foreign.length === 0) simulated.fact(name, title, false, method, { confidence: 'medium' });
      else {
        const list = foreign.map((one) => one.name ?? one.selector).join(', ');
        // Behind a proxy an initializer without a known name looks just like this.
        if (proxied) simulated.missing(name, title, `${list} writes the owner and obeys no owner; it may be an initializer`, method);
        else simulated.fact(name, title, true, `${method}; but ${list} writes the owner and obeys no owner: whoever meets its condition gets the ownership`, { confidence: 'medium' });
      }
    });
  }
  ledger.flag('can_take_back_ownership', `onchain.${name}`);
}
