import { call, later, part, type Case } from './case.ts';
import { lived, openSafe, safe } from './ordinary.ts';

const calm: Case['levels'] = ['low', 'moderate', 'unknown'];
const subject = (input: Pick<Case, 'id' | 'kind' | 'trick' | 'subject'> & Partial<Case>): Case => ({ family: 'subject', set: 'ordinary', parts: [], steps: [], flags: {}, levels: calm, market: 'none', ...input });

/** Accounts and contracts that are no ERC-20 and mean no harm. */
export const ordinarySubjectCases: Case[] = [
  subject({
    id: 'ordinary-escrow', kind: 'any', trick: 'Votes for locked tokens that nobody can send.', parts: [part('ordinary/Lending', 'LentAsset'), part('ordinary/VoteEscrow', 'VoteEscrow', ['$LentAsset'])], subject: 'VoteEscrow',
    steps: [call('owner', 'approve', ['$VoteEscrow', '1000000000000000000000']), call('owner', 'create_lock', ['1000000000000000000000', '$now+31536000']), later],
  }),
  subject({ id: 'ordinary-portraits', kind: 'any', trick: 'ERC-721 with enumeration and royalties, sold at a price.', parts: [part('ordinary/Gatherings', 'Portraits')], subject: 'Portraits', steps: [call('one', 'mint', [3], { ether: '0.03' }), call('two', 'mint', [1], { ether: '0.01' }), later, call('one', 'transferFrom', ['$one', '$three', 1])] }),
  subject({ id: 'ordinary-batch-portraits', kind: 'any', trick: 'ERC-721 with one ownership word for each batch.', parts: [part('ordinary/Gatherings', 'BatchPortraits')], subject: 'BatchPortraits', steps: [call('one', 'mint', [5]), call('two', 'mint', [2]), call('one', 'transferFrom', ['$one', '$three', 3])] }),
  subject({ id: 'ordinary-badge', kind: 'any', trick: 'A soulbound ERC-721 (ERC-5192) that its owner awards.', parts: [part('ordinary/Gatherings', 'Badge')], subject: 'Badge', steps: [call('owner', 'award', ['$one']), call('owner', 'award', ['$two'])] }),
  subject({ id: 'ordinary-tickets', kind: 'any', trick: 'ERC-1155 with roles.', parts: [part('ordinary/Gatherings', 'Tickets')], subject: 'Tickets', steps: [call('owner', 'mint', ['$one', 1, 100]), call('owner', 'mint', ['$two', 2, 5])] }),
  subject({ id: 'ordinary-safe', kind: 'any', trick: 'A multisig account of three behind the usual proxy.', parts: safe, subject: 'VaultWalletProxy', steps: [openSafe] }),
  subject({ id: 'ordinary-timelock', kind: 'contract', trick: 'A timelock controller.', parts: [...safe, part('ordinary/Modern', 'Delay', [172_800, ['$VaultWalletProxy'], ['$VaultWalletProxy']])], subject: 'Delay', steps: [openSafe] }),
  subject({ id: 'ordinary-router', kind: 'contract', trick: 'The router of an exchange.', subject: { at: '$router' } }),
  subject({ id: 'ordinary-factory', kind: 'contract', trick: 'The factory of an exchange.', subject: { at: '$factory' } }),
  subject({ id: 'ordinary-weth', kind: 'token', trick: 'Wrapped ether itself.', subject: { at: '$weth' }, levels: ['low', 'moderate'] }),
  subject({ id: 'ordinary-farm-contract', kind: 'contract', trick: 'A farm that pays in its own token.', parts: [part('ordinary/FarmToken', 'FarmToken'), part('ordinary/FarmToken', 'FarmChef', ['$FarmToken', '10000000000000000'])], subject: 'FarmChef', steps: [call('owner', 'transferOwnership', ['$FarmChef'], { on: '$FarmToken' })] }),
  subject({ id: 'ordinary-deployer', kind: 'wallet', trick: 'The account that deployed a plain token and gave most of it away.', parts: [part('ordinary/Modern', 'PlainAsset', ['Deployed', 'DPLY', '1000000000000000000000000'])], subject: { account: 'owner' }, steps: lived }),
  subject({
    id: 'ordinary-delegated', kind: 'wallet', trick: 'An account that lets code run for it (EIP-7702).', parts: [part('ordinary/Gatherings', 'BatchAccount'), part('ordinary/Modern', 'PlainAsset', ['Held', 'HELD', '1000000000000000000000'])], subject: { account: 'secret' },
    steps: [{ do: 'transfer', as: 'owner', to: '$secret', percent: 50 }, { do: 'delegate', as: 'secret', to: '$BatchAccount' }, later],
  }),
  subject({ id: 'ordinary-precompile', kind: 'any', trick: 'The address of a precompile.', subject: { at: '0x0000000000000000000000000000000000000001' } }),
  subject({ id: 'ordinary-burn-address', kind: 'any', trick: 'Where burned tokens are sent.', subject: { at: '0x000000000000000000000000000000000000dEaD' } }),
  subject({ id: 'ordinary-unused', kind: 'wallet', trick: 'An address nothing ever happened to.', subject: { at: '0x52908400098527886E0F7030069857D2E4169EE7' } }),
];
