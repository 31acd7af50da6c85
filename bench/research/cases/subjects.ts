import { call, later, part, type Case, type Expected } from './case.ts';

const none: Record<string, Expected> = {};
const levels: Case['levels'] = ['low', 'moderate', 'high', 'critical', 'unknown'];
const most = '115792089237316195423570985008687907853269984665640564039457584007913129639935';

/** What is asked about and is not an ERC-20 token, and one vault that is. Only the kind is judged. */
export const subjectCases: Case[] = [
  {
    id: 'subject-wallet', family: 'subject', set: 'first', kind: 'wallet', trick: 'A wallet with an unlimited approval to an account of a honeypot\'s maker.', parts: [part('clean/StandardToken', 'StandardToken')],
    subject: { account: 'secret' }, flags: none, levels, market: 'none',
    steps: [{ do: 'transfer', as: 'owner', to: '$secret', percent: 10 }, call('secret', 'approve', ['$five', most]), later],
  },
  { id: 'subject-empty', family: 'subject', set: 'first', kind: 'wallet', trick: 'An address nothing ever happened to.', parts: [], subject: { account: 'nobody' }, flags: none, levels, market: 'none', steps: [] },
  { id: 'subject-counter', family: 'subject', set: 'first', kind: 'contract', trick: 'A contract that is no token.', parts: [part('subjects/Counter', 'Counter')], subject: 'Counter', flags: none, levels, market: 'none', steps: [call('one', 'increment')] },
  { id: 'subject-multisig', family: 'subject', set: 'first', kind: 'contract', trick: 'A multisig of three.', parts: [part('shared/Multisig', 'Multisig', [['$one', '$two', '$three'], 2])], subject: 'Multisig', flags: none, levels, market: 'none', steps: [] },
  { id: 'subject-pictures', family: 'subject', set: 'first', kind: 'any', trick: 'ERC-721.', parts: [part('subjects/Collections', 'Pictures')], subject: 'Pictures', flags: none, levels, market: 'none', steps: [call('one', 'mint'), call('two', 'mint')] },
  { id: 'subject-items', family: 'subject', set: 'first', kind: 'any', trick: 'ERC-1155.', parts: [part('subjects/Collections', 'Items', [], 'secret')], subject: 'Items', flags: none, levels, market: 'none', steps: [] },
  {
    id: 'subject-vault', family: 'subject', set: 'first', kind: 'token', trick: 'ERC-4626 over a plain token.', parts: [part('clean/StandardToken', 'StandardToken'), part('subjects/Collections', 'Vault', ['$StandardToken'])],
    subject: 'Vault', flags: none, levels, market: 'none',
    steps: [call('owner', 'approve', ['$Vault', '1000000000000000000000'], { on: '$StandardToken' }), call('owner', 'deposit', ['1000000000000000000000', '$owner'], { on: '$Vault' })],
  },
];
