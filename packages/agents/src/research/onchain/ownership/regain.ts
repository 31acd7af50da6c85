import type { Forks } from '@hyperlens/protocol';
import { zeroAddress } from 'viem';
import type { Admin, KnownFunction, OnchainInput } from '../input.ts';
import { makeNotes } from '../writing.ts';
import { tryTakeBack } from './takeback.ts';

/**
 * Whether a given-up ownership can be had again: flag can_take_back_ownership, from the functions the code has and, where it could be, by trying
 * it in a fork as the owner, earlier and hidden owners and the deployer.
 */
export async function examineRegain({ ledger, reader, address, context }: OnchainInput, functions: readonly KnownFunction[], admins: readonly Admin[], forks: Forks): Promise<void> {
  const simulated = makeNotes(ledger, `simulation:${reader.network.id}`, context.signal);
  const owner = ledger.valueOf('onchain.owner');
  const [name, title] = ['ownership.regain', 'Ownership can be taken back'];
  const gone = owner === zeroAddress || ledger.valueOf('onchain.ownership.renounced') === true;
  const renounces = functions.some((one) => one.name === 'renounceOwnership()');
  if (owner === undefined) simulated.missing(name, title, 'the owner is not known', 'owner()');
  else if (owner === null || (!gone && !renounces)) makeNotes(ledger, `chain:${reader.network.id}`, context.signal).fact(name, title, false, owner === null ? 'there is no owner function' : 'the owner has not given it up, and there is no renounceOwnership() to do so', { confidence: 'medium' });
  else {
    await simulated.guard({ [name]: title }, 'given up in a fork, then every changing function called', async () => {
      const fork = await forks.open(reader.network.id, reader.block.number, context);
      try {
        const found = await tryTakeBack(fork, address, functions, admins.map((one) => one.address));
        const method = found.by
          ? `in a fork: given up${found.by.after ? ` after ${found.by.after}` : ''}, then ${found.by.name ?? found.by.selector} as ${found.by.account} made owner() somebody again`
          : `in a fork: ${gone ? '' : 'given up, then '}every changing function called as each of ${admins.length} accounts with power; ${found.tried} calls went through and none made owner() somebody again`;
        simulated.fact(name, title, found.possible, method, { confidence: found.possible ? 'high' : 'medium' });
      } finally {
        await fork.close();
      }
    });
  }
  ledger.flag('can_take_back_ownership', `onchain.${name}`);
}
