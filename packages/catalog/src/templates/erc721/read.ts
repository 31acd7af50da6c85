import type { Json, Reading } from '@hyperlens/protocol';
import { contractIdentifier } from '../builder/index.ts';
import {
  consumeBoilerplate, makeNotes, readAccess, readNames, readNumber, readRenounced, readRoyalty, readText, readUri, readWei, refuseStrayAddresses, reportLeftovers, roleHit, scaled, settleAccess,
  spokenWei, symbolFromName, wantedFeature,
} from '../reader/index.ts';
import type { Hit, Notes, RequestText } from '../reader/index.ts';
import { phrases } from './phrases.ts';
import { needsOwner } from './schema.ts';
import type { Erc721Parameters } from './schema.ts';

/** Most tokens of one public call when the request names no number. */
const defaultPerCall = 10;

/** Reads a request for an ERC-721 collection. Throws REQUEST_CONTRADICTS_ITSELF and INPUT_INVALID; what is not built is listed. */
export function readErc721(request: string): Reading {
  const text = readText(request);
  const notes = makeNotes();
  const uri = readUri(text, notes);
  const { name, symbol } = readIdentity(text, notes);
  const asked = readAccess(text, notes);
  const renounced = readRenounced(text);
  consumeBoilerplate(text);
  const royalty = readRoyalty(text, notes);
  const signature = text.takeAll(phrases.signature)[0];
  const wanted = (field: 'baseUriChangeable' | 'enumerable' | 'burn' | 'pause' | 'votes' | 'uriStorage', title: string, statement: string): boolean => wantedFeature(text, notes, { field, pattern: phrases[field], title, statement });
  const uriStorage = wanted('uriStorage', 'address per token', 'each token has a metadata address of its own, given when it is minted') || /\bstring\b/.test(signature?.match.groups?.list ?? '');
  const minting = readMinting(text, notes, signature);
  const soulboundHit = text.takeAll(phrases.soulbound)[0];
  if (soulboundHit) notes.understand('soulbound', 'tokens cannot be transferred', soulboundHit.quote);
  const baseUriChangeable = wanted('baseUriChangeable', 'changing the metadata address', 'the owner can change the base of all metadata addresses');
  const flags = {
    enumerable: wanted('enumerable', 'enumeration', 'tokens can be enumerated on chain'), burnable: wanted('burn', 'burning', 'holders can burn their own tokens'),
    pausable: wanted('pause', 'pausing', 'all movement of tokens can be paused') || roleHit(text, 'pauser') !== undefined, votes: wanted('votes', 'voting power', 'voting power with delegation (ERC721Votes)'),
    soulbound: soulboundHit !== undefined,
  };
  const metadata = splitUri(uri, uriStorage, notes);
  if (!uri && !uriStorage) notes.assume('baseUri', 'no metadata address is given, so token addresses are empty');
  const powers = { ownerMint: minting.ownerMint, publicMint: minting.publicMint, pausable: flags.pausable, baseUriChangeable, royalty };
  const access = settleAccess(asked, needsOwner(powers), renounced, notes);
  refuseStrayAddresses(text, notes);
  text.takeAll(phrases.kind);
  reportLeftovers(text, notes, { title: 'an NFT collection', wishes: [{ pattern: /\b(?:traits?|rarity|reveal|gamif\w+)\b/, reason: 'traits and rarity belong into the metadata, not into this contract' }] });
  const parameters: Erc721Parameters = {
    name, symbol, ids: minting.ids, firstId: minting.firstId, ownerMint: minting.ownerMint, publicMint: minting.publicMint, maxSupply: minting.maxSupply, ...metadata, uriStorage, baseUriChangeable, ...flags, royalty, access, owner: asked.owner,
  };
  return { contractName: contractIdentifier(name, 'Collection'), parameters: parameters as unknown as Record<string, Json>, understood: notes.understood, assumed: notes.assumed, unsupported: notes.unsupported };
}

function readIdentity(text: RequestText, notes: Notes): { name: string; symbol: string } {
  const names = readNames(text);
  if (names.name) notes.understand('name', `name ${names.name.value}`, names.name.quote);
  else notes.assume('name', `no name is given, so it is "${names.symbol?.value ?? 'My Collection'}"`);
  const name = names.name?.value ?? names.symbol?.value ?? 'My Collection';
  if (names.symbol) notes.understand('symbol', `symbol ${names.symbol.value}`, names.symbol.quote);
  const symbol = names.symbol?.value ?? (names.name ? symbolFromName(name) : 'NFT');
  if (!names.symbol) notes.assume('symbol', `no symbol is given, so it is ${symbol}`);
  return { name, symbol: symbol === symbol.toLowerCase() ? symbol.toUpperCase() : symbol };
}

type Minting = Pick<Erc721Parameters, 'ids' | 'firstId' | 'ownerMint' | 'publicMint' | 'maxSupply'>;

function readMinting(text: RequestText, notes: Notes, signature: Hit | undefined): Minting {
  const priceHit = text.find(phrases.price)[0];
  const price = priceHit ? readWei(Object.values(priceHit.match.groups ?? {}).find((value) => value !== undefined) ?? '') : null;
  if (priceHit) text.consume(priceHit.start, priceHit.end);
  const perWallet = count(text, phrases.perWallet);
  const perCall = count(text, phrases.perCall);
  const maxSupply = count(text, phrases.maxSupply);
  const open = text.takeAll(phrases.publicMint).find((hit) => !hit.negated);
  const firstHit = text.takeAll(phrases.firstId)[0];
  const automatic = text.takeAll(phrases.automatic).find((hit) => !hit.negated);
  const chosen = text.takeAll(phrases.chosen).find((hit) => !hit.negated);
  const isPublic = open !== undefined || priceHit !== undefined || perWallet !== null;
  const byOwner = signature ?? text.find(/\b(?:owner|admin\w*|deployer|creator|minter|team|only\s+\w+)\s+(?:can|may|is\s+able\s+to|should\s+be\s+able\s+to|must\s+be\s+able\s+to)\s+(?:\w+\s+){0,3}?(?:safe)?mint/).find((hit) => !hit.negated);
  const mint = text.feature(phrases.mint, 'minting');
  const role = roleHit(text, 'minter');
  if (isPublic) text.takeAll(phrases.withdraw);
  const list = signature?.match.groups?.list ?? '';
  const ids = !isPublic && (chosen ?? /\buint(?:256)?\b/.test(list)) ? 'chosen' : 'automatic';
  if (isPublic && chosen) notes.refuse(chosen.quote, 'In a public mint the ids are counted up; they cannot be chosen.', true);
  if (maxSupply) notes.understand('maxSupply', `never more than ${maxSupply.value.toLocaleString('en')} tokens`, maxSupply.quote);
  if (chosen ?? automatic) notes.understand('ids', ids === 'chosen' ? 'the minter chooses each id' : 'ids are counted up', (ids === 'chosen' ? chosen : automatic ?? chosen)?.quote ?? '');
  else notes.assume('ids', ids === 'chosen' ? 'the minter chooses each id' : 'ids are counted up');
  const firstId = firstHit && /^(?:1|one)$/i.test(firstHit.match.groups?.first ?? '') ? 1 : 0;
  if (firstHit) notes.understand('firstId', `the first id is ${firstId}`, firstHit.quote);
  const publicMint = isPublic ? readSale(notes, { open, priceHit, price, perWallet, perCall }) : null;
  const ownerMint = !isPublic || byOwner || role ? { functionName: signature?.match.groups?.name === 'mint' && !isPublic ? 'mint' as const : 'safeMint' as const } : null;
  if (ownerMint && mint.wanted) notes.understand('ownerMint', 'the owner or a role can mint', mint.quote);
  else if (ownerMint && !signature && !role) notes.assume('ownerMint', 'the owner mints');
  return { ids, firstId, ownerMint, publicMint, maxSupply: maxSupply?.value ?? null };
}

interface Sale { open: Hit | undefined; priceHit: Hit | undefined; price: bigint | null; perWallet: { value: number; quote: string } | null; perCall: { value: number; quote: string } | null }

function readSale(notes: Notes, sale: Sale): NonNullable<Erc721Parameters['publicMint']> {
  const price = sale.price ?? 0n;
  notes.understand('publicMint', price > 0n ? `anyone can mint for ${spokenWei(price)} each; the owner withdraws the proceeds` : 'anyone can mint for free', (sale.priceHit ?? sale.open)?.quote ?? sale.perWallet?.quote ?? '');
  if (sale.perWallet) notes.understand('publicMint.perWallet', `at most ${sale.perWallet.value} per wallet`, sale.perWallet.quote);
  const perCall = sale.perCall?.value ?? Math.min(defaultPerCall, sale.perWallet?.value ?? defaultPerCall);
  if (sale.perCall) notes.understand('publicMint.perCall', `at most ${perCall} per transaction`, sale.perCall.quote);
  else notes.assume('publicMint.perCall', `at most ${perCall} in one transaction`);
  return { price: price.toString(), perWallet: sale.perWallet?.value ?? null, perCall: sale.perWallet ? Math.min(perCall, sale.perWallet.value) : perCall };
}

function count(text: RequestText, pattern: RegExp): { value: number; quote: string } | null {
  for (const hit of text.find(pattern)) {
    const written = Object.values(hit.match.groups ?? {}).find((value) => value !== undefined);
    const number = written === undefined ? null : readNumber(written);
    const whole = number === null ? null : scaled(number, 0);
    if (whole === null || whole > 1_000_000_000n) continue;
    text.consume(hit.start, hit.end);
    return { value: Number(whole), quote: hit.quote };
  }
  return null;
}

/** `ipfs://x/{id}.json` is a base with a suffix; any other address is a base, closed with a slash. */
function splitUri(uri: string | null, uriStorage: boolean, notes: Notes): { baseUri: string; uriSuffix: string } {
  if (uri === null) return { baseUri: '', uriSuffix: '' };
  const parts = /^(.*?)\{id\}(.*)$/i.exec(uri);
  if (parts) return { baseUri: parts[1] ?? '', uriSuffix: uriStorage ? '' : parts[2] ?? '' };
  if (/[/=]$/.test(uri)) return { baseUri: uri, uriSuffix: '' };
  notes.assume('baseUri', `the metadata of token 1 is at ${uri}/1`);
  return { baseUri: `${uri}/`, uriSuffix: '' };
}
