import type { Hex } from 'viem';
import type { OnchainInput } from '../input.ts';
import { makeNotes } from '../writing.ts';
import { findCreation, type Creation } from './creation.ts';
import { findSiblings, mostNonces, type Sibling } from './siblings.ts';

const titles = { 'deployer.address': 'Who made it', 'deployer.block': 'Block of its creation' };

/** Writes who made the contract and when: facts `deployer.*`, flag creator_address. Null when history is not to be had. */
export async function examineCreation({ reader, ledger, address, context }: OnchainInput): Promise<Creation | null> {
  const notes = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  const method = 'first block with code by bisection, then the receipts of its transactions';
  let creation: Creation | null = null;
  await notes.guard(titles, method, async () => {
    creation = await findCreation(reader, address, context);
    if (creation === null) {
      for (const [name, title] of Object.entries(titles)) notes.missing(name, title, 'the node has no state of older blocks, and its first log does not come from its creation', method);
      return;
    }
    const { confidence } = creation;
    const at = await reader.blockAt(creation.block);
    notes.fact('deployer.block', titles['deployer.block'], creation.block, creation.method, { unit: 'block' });
    if (at) notes.fact('deployer.time', 'Time of its creation', at.time, creation.method);
    if (creation.deployer) notes.fact('deployer.address', titles['deployer.address'], creation.deployer, creation.method, { confidence });
    else notes.missing('deployer.address', titles['deployer.address'], 'no transaction of the block names the contract', creation.method);
    if (creation.transaction) notes.fact('deployer.transaction', 'Transaction of its creation', creation.transaction, creation.method, { confidence });
    if (creation.factory) notes.fact('deployer.factory', 'Contract that made it', creation.factory, creation.method, { confidence });
  });
  ledger.flag('creator_address', 'onchain.deployer.address');
  return creation;
}

/** Writes the deployer's other contracts, `own` (the code that the subject runs) left out: facts `deployer.contracts` and `deployer.transactions`. */
export async function examineSiblings({ reader, ledger, address, context }: OnchainInput, creation: Creation | null, own: readonly Hex[]): Promise<Sibling[]> {
  const notes = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  const names = { 'deployer.contracts': 'Other contracts of the same account' };
  const method = 'addresses that its nonces give, and whether there is code';
  const deployer = creation?.deployer ?? null;
  if (!deployer) { notes.missing('deployer.contracts', names['deployer.contracts'], 'who made the contract is not known', method); return []; }
  let siblings: Sibling[] = [];
  await notes.guard(names, method, async () => {
    const nonces = await reader.nonce(deployer);
    notes.fact('deployer.transactions', 'Transactions of that account', nonces, 'eth_getTransactionCount');
    siblings = (await findSiblings(reader, deployer, nonces, address)).filter((one) => !own.includes(one.address));
    const confidence = nonces > mostNonces ? 'medium' : 'high';
    notes.fact('deployer.contracts', names['deployer.contracts'], siblings.map(({ address: other, token }) => ({ address: other, token })), `${method}; nonces ${Math.max(0, nonces - mostNonces)} to ${nonces - 1}`, { confidence });
  });
  return siblings;
}
