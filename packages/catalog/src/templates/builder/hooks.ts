import type { HookId, Parameter } from './parts.ts';

/** The signature of a mergeable function. `call` are the arguments given to `super`. */
export interface Hook {
  name: string;
  parameters: Parameter[];
  call: string;
  visibility: 'public' | 'internal';
  mutability?: 'view' | 'pure';
  returns?: { type: string; doc?: string };
  notice: string;
}

/** Signatures as in OpenZeppelin Contracts 5.7 (and every 5.x before it). */
export const hooks: Readonly<Record<HookId, Hook>> = {
  erc20Update: {
    name: '_update', call: 'from, to, value', visibility: 'internal',
    parameters: [
      { type: 'address', name: 'from', doc: 'Holder that pays; zero when minting.' },
      { type: 'address', name: 'to', doc: 'Holder that receives; zero when burning.' },
      { type: 'uint256', name: 'value', doc: 'Amount in the smallest unit.' },
    ],
    notice: 'Every transfer, mint and burn passes through here.',
  },
  erc721Update: {
    name: '_update', call: 'to, tokenId, auth', visibility: 'internal', returns: { type: 'address', doc: 'The owner before the change.' },
    parameters: [
      { type: 'address', name: 'to', doc: 'New owner; zero when burning.' },
      { type: 'uint256', name: 'tokenId', doc: 'Token that moves.' },
      { type: 'address', name: 'auth', doc: 'Account whose permission is checked; zero for none.' },
    ],
    notice: 'Every transfer, mint and burn passes through here.',
  },
  erc1155Update: {
    name: '_update', call: 'from, to, ids, values', visibility: 'internal',
    parameters: [
      { type: 'address', name: 'from', doc: 'Holder that pays; zero when minting.' },
      { type: 'address', name: 'to', doc: 'Holder that receives; zero when burning.' },
      { type: 'uint256[] memory', name: 'ids', doc: 'Token ids that move.' },
      { type: 'uint256[] memory', name: 'values', doc: 'Amount of each id.' },
    ],
    notice: 'Every transfer, mint and burn passes through here.',
  },
  increaseBalance: {
    name: '_increaseBalance', call: 'account, value', visibility: 'internal',
    parameters: [{ type: 'address', name: 'account', doc: 'Holder.' }, { type: 'uint128', name: 'value', doc: 'Number of tokens.' }],
    notice: 'Counts tokens of a holder; needed because two bases define it.',
  },
  tokenUri: {
    name: 'tokenURI', call: 'tokenId', visibility: 'public', mutability: 'view', returns: { type: 'string memory', doc: 'Address of the metadata.' },
    parameters: [{ type: 'uint256', name: 'tokenId', doc: 'Token asked about.' }],
    notice: 'Where the metadata of a token is found.',
  },
  supportsInterface: {
    name: 'supportsInterface', call: 'interfaceId', visibility: 'public', mutability: 'view', returns: { type: 'bool', doc: 'True when it is implemented.' },
    parameters: [{ type: 'bytes4', name: 'interfaceId', doc: 'Identifier defined by ERC-165.' }],
    notice: 'Tells which interfaces this contract implements (ERC-165).',
  },
  nonces: {
    name: 'nonces', call: 'account', visibility: 'public', mutability: 'view', returns: { type: 'uint256', doc: 'The next unused nonce.' },
    parameters: [{ type: 'address', name: 'account', doc: 'Account that signs.' }],
    notice: 'Next nonce of an account for signed approvals and delegations.',
  },
  clock: {
    name: 'clock', call: '', visibility: 'public', mutability: 'view', returns: { type: 'uint48', doc: 'The current time in seconds.' }, parameters: [],
    notice: 'Clock of the voting power (ERC-6372): block timestamps.',
  },
  clockMode: {
    name: 'CLOCK_MODE', call: '', visibility: 'public', mutability: 'view', returns: { type: 'string memory', doc: 'Description of the clock.' }, parameters: [],
    notice: 'Machine-readable description of the clock (ERC-6372).',
  },
  maxFlashLoan: {
    name: 'maxFlashLoan', call: 'token', visibility: 'public', mutability: 'view', returns: { type: 'uint256', doc: 'Largest loan in the smallest unit.' },
    parameters: [{ type: 'address', name: 'token', doc: 'Token asked about; only this contract lends, and only itself.' }],
    notice: 'Largest flash loan that is possible now (ERC-3156).',
  },
  decimals: {
    name: 'decimals', call: '', visibility: 'public', mutability: 'view', returns: { type: 'uint8', doc: 'Number of decimals.' }, parameters: [],
    notice: 'Number of decimals people see.',
  },
  baseUri: {
    name: '_baseURI', call: '', visibility: 'internal', mutability: 'view', returns: { type: 'string memory', doc: 'The prefix.' }, parameters: [],
    notice: 'Prefix of the metadata address of every token.',
  },
  authorizeUpgrade: {
    name: '_authorizeUpgrade', call: 'newImplementation', visibility: 'internal',
    parameters: [{ type: 'address', name: 'newImplementation', doc: 'Contract that will replace this one.' }],
    notice: 'Decides who may replace the implementation.',
  },
};
