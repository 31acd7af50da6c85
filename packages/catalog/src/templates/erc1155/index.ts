import { defineKind } from '../kind.ts';
import { subjectScore } from '../reader/index.ts';
import { composeErc1155 } from './compose.ts';
import { readErc1155 } from './read.ts';
import { erc1155Parameters } from './schema.ts';
import { testErc1155 } from './tests.ts';

/** ERC-1155 multi-token contracts over OpenZeppelin Contracts 5.x. */
export const erc1155 = defineKind({
  id: 'erc1155', version: 1, title: 'ERC-1155 multi-token contract',
  description: 'Many tokens in one contract, fungible or not: minting single ids and batches, burning, supply per id, pausing, metadata address, royalties, owner or roles.',
  standards: ['ERC-1155', 'ERC-165', 'ERC-2981'],
  tags: ['multi-token', 'erc1155', 'game items', 'semi-fungible'],
  prompts: [
    'Create an ERC-1155 multi-token contract for game items with metadata at ipfs://items/{id}.json. The owner can mint single ids and batches. Holders can burn.',
    'ERC1155 called Arsenal with supply tracking, minter role, pausable',
    'game items where the total supply per id is tracked on chain',
    'semi-fungible tickets, burnable, 5% royalties',
    'multi token contract "Relics" (RLC), owner can update the URI',
    'erc-1155 badges that cannot be transferred',
    'in-game assets, mint in batch only by a minter role, no burning',
    'ERC1155 collection with https://api.example.org/{id} metadata owned by a multisig',
  ],
  risks: [
    'Whoever may mint can create any amount of any id.',
    'Metadata behind a changeable address can be replaced later.',
    'One approval gives an operator every id of a holder.',
    'Receivers that are contracts are called during mints and transfers and may call back.',
    'Whoever may pause can stop every transfer.',
  ],
  schema: erc1155Parameters,
  matches: (request) => subjectScore(request, {
    strong: /\berc[\s-]?1155s?\b|\bmulti[\s-]?tokens?\b|\bsemi[\s-]?fungible\b/,
    weak: /\b(?:in-?game|game)\s+(?:items?|assets?)\b/,
  }),
  read: readErc1155,
  compose: composeErc1155,
  tests: testErc1155,
});
