import { AppError } from '@hyperlens/protocol';
import type { Json, Reading } from '@hyperlens/protocol';
import { contractIdentifier } from '../builder/index.ts';
import {
  consumeBoilerplate, makeNotes, readAccess, readNames, readRenounced, readRoyalty, readText, readUri, refuseStrayAddresses, reportLeftovers, roleHit, settleAccess, wantedFeature,
} from '../reader/index.ts';
import type { Wish } from '../reader/index.ts';
import { phrases as collection } from '../erc721/phrases.ts';
import type { Erc1155Parameters } from './schema.ts';

const phrases = {
  kind: /\b(?:erc[\s-]?1155s?|multi[\s-]?tokens?|semi[\s-]?fungible(?:\s+tokens?)?)\b(?:\s+(?:collection|contract|standard|compliant|tokens?|for\s+(?:game\s+|in-game\s+)?(?:items?|assets?)))*|\b(?:in-?game|game)\s+(?:items?|assets?)\b/,
  signature: /\b(?:functions?\s*(?:is|are|called|named|:)?\s*)?\bmint(?:Batch)?\s*\([^)\n]{0,160}\)(?:\s+and\s+mintBatch\b(?:\s*\([^)\n]{0,160}\))?)?/,
  batch: /\bmintBatch\b(?:\s*\([^)\n]{0,160}\))?|\b(?:in\s+)?batch(?:es)?(?:[\s-]+mint(?:s|ing|able)?)?\b|\bmint\w*\s+(?:in\s+)?batch(?:es)?\b|\b(?:several|multiple|many)\s+ids\s+at\s+once\b/,
  mint: /\bmint(?:able|ing|ed|er|s)?\b(?:\s+(?:new|more|an?|the|additional|single|one|any|of|each|functionality|function|tokens?|items?|ids?|amounts?|types?|editions?|and)\b)*|\bsingle\s+ids?\b/,
  supply: /\b(?:(?:total\s+)?supply(?:\s+(?:per|of\s+each|for\s+each|by)\s+(?:token\s+)?ids?)?\s+(?:is\s+|are\s+|must\s+be\s+|should\s+be\s+)?(?:tracked|tracking|kept|stored|recorded|available|queryable|counted)(?:\s+on[\s-]chain)?|(?:track(?:s|ing|ed)?|keep(?:s|ing)?\s+track\s+of|record(?:s|ing)?|know(?:s|ing)?)\s+(?:the\s+)?(?:total\s+)?supply(?:\s+(?:per|of\s+each|for\s+each|by)\s+(?:token\s+)?(?:id|item|token)s?)?(?:\s+on[\s-]chain)?|supply[\s-]track(?:ing|ed)|ERC1155Supply|total\s*supply\s+per\s+(?:token\s+)?(?:id|item))\b/,
  uriChangeable: /\b(?:(?:can|may|able\s+to)\s+)?(?:chang(?:e|es|ing|eable)|updat(?:e|es|eable|able|ing)|set|replac(?:e|es))\s+(?:the\s+)?(?:base\s+|token\s+)?(?:ur[il]|metadata)(?:\s+ur[il])?(?:\s+(?:later|anytime|at\s+any\s+time))?\b|\b(?:updatable|changeable|settable)\s+(?:ur[il]|metadata)\b/,
  approval: /\b(?:and\s+)?(?:approved\s+)?operators?\b/,
};

const wishes: Wish[] = [
  { pattern: /\b(?:max(?:imum)?|limited|cap(?:ped)?)\s+(?:supply|amount|number)\b[^.;\n]{0,40}|\bonly\s+[\d,]+\s+(?:of\s+)?each\b/, reason: 'a supply limit per id is not built into this kind' },
  { pattern: /\b(?:price|for\s+sale|sell|buy|public\s+mint|any(?:one|body)\s+can\s+mint)\b/, reason: 'this kind has no sale; its owner or minters mint' },
];

/** Reads a request for an ERC-1155 contract. Throws REQUEST_CONTRADICTS_ITSELF and INPUT_INVALID; what is not built is listed. */
export function readErc1155(request: string): Reading {
  const text = readText(request);
  const notes = makeNotes();
  const uri = readUri(text, notes);
  const names = readNames(text);
  if (names.name) notes.understand('name', `name ${names.name.value}`, names.name.quote);
  else notes.assume('name', `no name is given, so the contract is called ${names.symbol?.value ?? 'Items'}`);
  if (names.symbol) notes.understand('symbol', `symbol ${names.symbol.value}`, names.symbol.quote);
  const asked = readAccess(text, notes);
  const renounced = readRenounced(text);
  consumeBoilerplate(text);
  const royalty = readRoyalty(text, notes);
  const signatures = text.takeAll(phrases.signature);
  const wanted = (field: keyof Erc1155Parameters, pattern: RegExp, title: string, statement: string): boolean => wantedFeature(text, notes, { field, pattern, title, statement });
  const soulboundHit = text.takeAll(collection.soulbound)[0];
  if (soulboundHit) notes.understand('soulbound', 'tokens cannot be transferred', soulboundHit.quote);
  const batch = text.feature(phrases.batch, 'minting in batches');
  const mint = text.feature(phrases.mint, 'minting');
  if (mint.wanted === false && !signatures.length) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `without minting there would never be a token ("${mint.quote}")` });
  if (signatures.length || mint.wanted || roleHit(text, 'minter')) notes.understand('mint', 'the owner or a role mints', mint.quote || (signatures[0]?.quote ?? ''));
  else notes.assume('mint', 'the owner mints');
  const mintBatch = batch.wanted ?? true;
  if (batch.wanted !== undefined) notes.understand('mintBatch', mintBatch ? 'several ids can be minted at once' : 'no minting in batches', batch.quote);
  else notes.assume('mintBatch', 'several ids can be minted at once');
  const flags = {
    supply: wanted('supply', phrases.supply, 'supply tracking', 'the total supply of each id is kept on chain'),
    burnable: wanted('burnable', collection.burn, 'burning', 'holders and their operators can burn'),
    pausable: wanted('pausable', collection.pause, 'pausing', 'all movement of tokens can be paused') || roleHit(text, 'pauser') !== undefined,
    uriChangeable: wanted('uriChangeable', phrases.uriChangeable, 'changing the metadata address', 'the metadata address can be changed'),
    soulbound: soulboundHit !== undefined,
  };
  if (uri === null) notes.assume('uri', 'no metadata address is given, so it is empty');
  const access = settleAccess(asked, true, renounced, notes);
  refuseStrayAddresses(text, notes);
  text.takeAll(phrases.approval);
  text.takeAll(phrases.kind);
  reportLeftovers(text, notes, { title: 'a multi-token contract', wishes });
  const name = names.name?.value ?? names.symbol?.value ?? 'Items';
  const symbol = names.symbol?.value ?? null;
  const parameters: Erc1155Parameters = {
    name, shown: names.name ? { name, symbol: symbol === symbol?.toLowerCase() ? symbol?.toUpperCase() ?? null : symbol } : null, uri: uri ?? '', mint: true, mintBatch, ...flags, royalty, access, owner: asked.owner,
  };
  return { contractName: contractIdentifier(name, 'Items'), parameters: parameters as unknown as Record<string, Json>, understood: notes.understood, assumed: notes.assumed, unsupported: notes.unsupported };
}
