import { subjectScore } from '../reader/index.ts';
import { defineKind } from '../kind.ts';
import { composeErc20 } from './compose.ts';
import { readErc20 } from './read.ts';
import { erc20Parameters } from './schema.ts';
import { testErc20 } from './tests/index.ts';

/** ERC-20 tokens over OpenZeppelin Contracts 5.x. */
export const erc20 = defineKind({
  id: 'erc20', version: 1, title: 'ERC-20 token',
  description: 'A fungible token: supply, cap, minting, burning, pausing, permit, votes, flash minting, transfer fee with a hard limit, deny list, limits, owner or roles, UUPS.',
  standards: ['ERC-20', 'ERC-2612', 'ERC-5805', 'ERC-3156'],
  tags: ['token', 'fungible', 'coin', 'erc20'],
  prompts: [
    'An ERC-20 called Acorn, symbol ACRN, 1M supply, burnable, pausable, capped at 2 million, owner can mint',
    'I need a token for my project. Name: Orchid. Ticker: ORC. Fixed supply of 21,000,000',
    'governance token with permit and votes, 10 million to the deployer',
    'token "Toll" (TOLL) with a 1.5% fee on every transfer to the treasury, fee never above 3%',
    'community coin, 1 billion supply, max wallet 2%, max transaction 1%',
    'a stable-looking points token with 6 decimals, minter role and pauser role',
    'upgradeable ERC20 (UUPS) owned by a multisig',
    'meme coin with 420 billion supply where 1% of each transfer is burned',
    'ERC20 with a blacklist the owner controls',
  ],
  risks: [
    'Whoever may mint can dilute every holder; a cap bounds it.',
    'Whoever may pause can stop every transfer, for any length of time.',
    'A transfer fee breaks contracts that expect to receive the amount sent.',
    'A deny list lets its keeper stop single holders from moving their tokens.',
    'Flash minting lets anyone hold any amount within one transaction; balances must not be used as proof of ownership.',
    'An upgradeable token can be replaced by anything its owner chooses.',
    'Approvals by signature can be phished: a signed permit is as good as an approval.',
  ],
  schema: erc20Parameters,
  matches: (request) => subjectScore(request, {
    strong: /\b(?:e?i?rc|bep)[\s-]?20s?\b(?!\s+(?:vault|staking|vesting|escrow|assets?\b))|\bfungible\s+token\b|(?<!non[\s-])\bfungible\b/,
    weak: /\b(?:(?:initial|total|fixed|max)\s+supply|ticker|tokens?|(?:stable|meme|alt)?\s?coins?|currency|crypto(?:currency)?|shitcoin|tokenomics)\b(?!\s*(?:vesting|vault|staking|escrow|lock|sale|id\b|ids\b|uri))/,
  }),
  read: readErc20,
  compose: composeErc20,
  tests: testErc20,
});
