import { subjectScore } from '../reader/index.ts';
import { defineKind } from '../kind.ts';
import { composeMultisig } from './compose.ts';
import { readMultisig } from './read.ts';
import { multisigParameters } from './schema.ts';
import { testMultisig } from './tests.ts';

/** n-of-m wallets. */
export const multisig = defineKind({
  id: 'multisig', version: 1, title: 'Multi-signature wallet',
  description: 'A wallet of several owners: submit, confirm, revoke and execute any call with n of m confirmations; owners and threshold change only by the wallet itself; optional delay, ERC-1271 signatures, receiving NFTs.',
  standards: ['ERC-1271'],
  tags: ['multisig', 'wallet', 'treasury', 'security'],
  prompts: [
    'A 2 of 3 multisig wallet with owners 0x70997970C51812dc3A010C7d01b50e0d17dc79C8, 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC and 0x90F79bf6EB2c4f870365E785982E1f101E93b906',
    'multisig between me and 0x70997970C51812dc3A010C7d01b50e0d17dc79C8, both must sign',
    'Create a multi-signature treasury called "Team Treasury". Owners: 0x70997970C51812dc3A010C7d01b50e0d17dc79C8, 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC, 0x90F79bf6EB2c4f870365E785982E1f101E93b906. Threshold: 2',
    'two-of-two wallet for 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 and 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC with a 24 hour timelock before execution',
    'n-of-m wallet, owners 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC 0x90F79bf6EB2c4f870365E785982E1f101E93b906, all owners must confirm, ERC-1271 support',
    'shared wallet with 3 owners (deployer, 0x70997970C51812dc3A010C7d01b50e0d17dc79C8, 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC), 2 confirmations required, can hold NFTs',
    'multi sig: 0x70997970C51812dc3A010C7d01b50e0d17dc79C8, 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC, 0x90F79bf6EB2c4f870365E785982E1f101E93b906 - 3/3',
    'I want a multisig for our DAO treasury\n- owners 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 and 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC\n- at least 1 signature needed\n- owners can be added or removed only through the wallet itself',
  ],
  risks: [
    'Enough owners together can do anything with the wallet, also replace the others.',
    'Losing so many keys that the threshold cannot be reached locks everything for ever.',
    'Owners confirm what they see in a user interface: check target, value and data of the transaction on chain before confirming.',
    'A threshold of one makes each owner able to spend everything alone.',
    'Calls to contracts that were not checked can take whatever they are allowed to.',
  ],
  schema: multisigParameters,
  matches: (request) => subjectScore(request, { strong: /\bmulti[\s-]?sig(?:nature)?s?\b(?!\s*(?:at\s+)?0x)(?!\s+(?:as\s+)?(?:owner|admin))|\b(?:\d+|one|two|three|four|five|n)[\s-]+of[\s-]+(?:\d+|one|two|three|four|five|six|seven|m)\b[^.\n]{0,20}\b(?:wallet|multi|signatures?|signers?)|\bshared\s+wallet\b/, weak: /\bwallet\b[^.\n]{0,80}\b(?:owners|signers|confirmations)\b|\b(?:owners|signers)\b[^.\n]{0,80}\bmust\s+(?:sign|confirm|approve)/ }),
  read: readMultisig,
  compose: composeMultisig,
  tests: testMultisig,
});
