import { defineKind } from '../kind.ts';
import { subjectScore } from '../reader/index.ts';
import { composeErc721 } from './compose.ts';
import { readErc721 } from './read.ts';
import { erc721Parameters } from './schema.ts';
import { testErc721 } from './tests.ts';

/** ERC-721 collections over OpenZeppelin Contracts 5.x. */
export const erc721 = defineKind({
  id: 'erc721', version: 1, title: 'ERC-721 collection (NFT)',
  description: 'A collection of unique tokens: chosen or automatic ids, metadata address or address per token, enumerable, burning, pausing, royalties, soulbound, public mint with price and limits, votes.',
  standards: ['ERC-721', 'ERC-165', 'ERC-2981', 'ERC-4906'],
  tags: ['nft', 'collection', 'erc721', 'collectible', 'soulbound'],
  prompts: [
    'Build an NFT collection (ERC-721) named "Paper Boats", symbol BOAT. The owner can mint a token with a chosen id. Holders can burn',
    'NFT drop "Night Owls" (OWL), 5,000 pieces, public mint at 0.05 ether, max 3 per wallet, 5% royalties',
    'soulbound badges for course graduates, only the owner mints, metadata at ipfs://badges/',
    'collection of 100 artworks, each token with its own metadata URI set at mint',
    'enumerable NFT with auto increment ids and pausable transfers',
    'membership NFT, free mint, one per wallet, non-transferable',
    'ERC721 where each NFT has voting power',
    'tickets as NFTs, minter role, burnable, base URI https://tickets.example/api/',
  ],
  risks: [
    'Whoever may mint can dilute a collection without a supply limit.',
    'Metadata behind a changeable address can be replaced after the sale.',
    'Royalties are a wish to marketplaces; the contract cannot enforce them.',
    'A public mint can be drained by one person with many wallets; a limit per wallet only slows that.',
    'A receiver that is a contract is called during a safe mint or transfer and may call back.',
    'A soulbound token is lost with its wallet.',
  ],
  schema: erc721Parameters,
  matches: (request) => subjectScore(request, {
    strong: /\berc[\s-]?721s?\b(?!\s*(?:vault|staking|escrow|marketplace))|\bnfts?\b(?!\s*(?:vault|staking|escrow|marketplace|auction|lending))|\bnon[\s-]?fungible\b|\bsoul[\s-]?bound\b|\bsbts?\b/,
    weak: /\bcollectibles?\b|\b(?:digital\s+)?art(?:work)?s?\s+collection\b|\bbadges?\b/,
    never: /\berc[\s-]?1155\b/,
  }),
  read: readErc721,
  compose: composeErc721,
  tests: testErc721,
});
