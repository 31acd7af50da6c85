import { AppError } from '@hyperlens/protocol';
import type { Json, Reading } from '@hyperlens/protocol';
import { contractIdentifier } from '../builder/index.ts';
import { consumeBoilerplate, makeNotes, readAccess, readNames, readNumber, readRenounced, readText, refuseStrayAddresses, reportLeftovers, roleHit, settleAccess, spokenUnits, symbolFromName, toBaseUnits, wantedFeature } from '../reader/index.ts';
import type { Notes, Quantity, RequestText } from '../reader/index.ts';
import { readFee } from './fee.ts';
import { readLimits } from './limits.ts';
import { phrases } from './phrases.ts';
import { needsOwner } from './schema.ts';
import type { Erc20Parameters } from './schema.ts';
import { readSupply } from './supply.ts';

/** Reads a request for an ERC-20 token. Throws REQUEST_CONTRADICTS_ITSELF and INPUT_INVALID; what is not built is listed. */
export function readErc20(request: string): Reading {
  const text = readText(request);
  const notes = makeNotes();
  const { name, symbol } = readIdentity(text, notes);
  const asked = readAccess(text, notes);
  const renounced = readRenounced(text);
  consumeBoilerplate(text);
  text.takeAll(/\berc[\s-]?20\b(?:\s+(?:standard|compliant|compatible))*|\bbep-?20\b/);
  const decimals = readDecimals(text, notes);
  const fee = readFee(text, notes);
  const limitsAsked = readLimits(text);
  const fixed = text.find(phrases.fixed, { again: true }).find((hit) => !hit.negated);
  const flashMint = wanted(text, notes, 'flashMint', phrases.flashMint, 'flash minting', 'flash minting (ERC-3156), without a fee');
  const supplyAsked = readSupply(text, notes, asked.owner);
  text.takeAll(phrases.fixed);
  const noMore = text.takeAll(phrases.fixedMore);
  const upgradeable = wanted(text, notes, 'upgradeable', phrases.upgradeable, 'upgradeability', 'upgradeable behind an ERC-1967 proxy (UUPS)');
  const mint = readMint(text, notes);
  const burn = readBurn(text, notes);
  const pausable = wanted(text, notes, 'pausable', phrases.pause, 'pausing', 'all movement of tokens can be paused') || roleHit(text, 'pauser') !== undefined;
  const permit = wanted(text, notes, 'permit', phrases.permit, 'permit', 'approvals by signature (ERC-2612)');
  const votes = wanted(text, notes, 'votes', phrases.votes, 'voting power', 'voting power with delegation (ERC20Votes)');
  const denyList = wanted(text, notes, 'denyList', phrases.denyList, 'a deny list', 'accounts can be put on a deny list');
  if (mint && (fixed || noMore.length > 0)) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `the supply is fixed ("${fixed?.quote ?? noMore[0]?.quote}") and tokens can be minted ("${mint}")` });

  const supply = settleSupply(supplyAsked, { mint: mint !== undefined, decimals, notes });
  const limits = {
    transfer: settleLimit(limitsAsked.transfer?.quantity, supply, decimals), wallet: settleLimit(limitsAsked.wallet?.quantity, supply, decimals),
  };
  if (limits.transfer && limitsAsked.transfer) notes.understand('limits.transfer', `at most ${spokenUnits(limits.transfer, decimals)} tokens per transfer`, limitsAsked.transfer.hit.quote);
  if (limits.wallet && limitsAsked.wallet) notes.understand('limits.wallet', `at most ${spokenUnits(limits.wallet, decimals)} tokens per wallet`, limitsAsked.wallet.hit.quote);
  if (limits.transfer ?? limits.wallet) notes.assume('limits', 'the limits do not apply to the account that receives the initial supply');

  const powers = { mintable: mint !== undefined, burn, pausable, denyList, upgradeable, fee };
  const needed = needsOwner(powers);
  const access = settleAccess(asked, needed, renounced, notes);
  refuseStrayAddresses(text, notes);
  reportLeftovers(text, notes, { title: 'an ERC-20 token', wishes: otherKinds });

  const parameters: Erc20Parameters = { name, symbol, decimals, supply: { ...supply, recipient: supplyAsked.recipient }, ...powers, permit, votes, flashMint, limits, access, owner: asked.owner };
  return { contractName: contractIdentifier(name, 'Token'), parameters: parameters as unknown as Record<string, Json>, understood: notes.understood, assumed: notes.assumed, unsupported: notes.unsupported };
}

/** Contracts of another kind in the same request. */
const otherKinds = [
  { pattern: /\b(?:nfts?|erc-?(?:721|1155)|non-?fungible)(?:\s+(?:collection|contract|token)s?)?\b/, reason: 'one request is one contract; ask for the collection in a request of its own' },
  { pattern: /\b(?:multi-?sig(?:nature)?\s+wallet|escrow|(?:erc-?4626\s+)?vault)s?\b/, reason: 'one request is one contract; ask for it in a request of its own' },
];

function readIdentity(text: RequestText, notes: Notes): { name: string; symbol: string } {
  const names = readNames(text);
  if (names.name) notes.understand('name', `name ${names.name.value}`, names.name.quote);
  if (names.symbol) notes.understand('symbol', `symbol ${names.symbol.value}`, names.symbol.quote);
  const name = names.name?.value ?? names.symbol?.value ?? 'My Token';
  if (!names.name) notes.assume('name', `no name is given, so it is "${name}"`);
  const symbol = names.symbol?.value ?? (names.name ? symbolFromName(name) : 'MTK');
  if (!names.symbol) notes.assume('symbol', `no symbol is given, so it is ${symbol}`);
  // Lower-case tickers are written in capitals, as everywhere.
  return { name, symbol: symbol === symbol.toLowerCase() ? symbol.toUpperCase() : symbol };
}

function readDecimals(text: RequestText, notes: Notes): number {
  const hits = text.takeAll(phrases.decimals);
  const hit = hits[0];
  if (!hit) {
    notes.assume('decimals', '18 decimals');
    return 18;
  }
  const values = hits.map((entry) => {
    const { no, indivisible, before, after } = entry.match.groups ?? {};
    return no ?? indivisible ? 0 : Number(readNumber(before ?? after ?? '18')?.digits ?? 18n);
  });
  if (new Set(values).size > 1) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `${values.join(' and ')} decimals` });
  const decimals = values[0] ?? 18;
  if (decimals > 30) throw new AppError('INPUT_INVALID', { where: hit.quote, problem: 'a token has at most 30 decimals here' });
  notes.understand('decimals', `${decimals} decimals`, hit.quote);
  return decimals;
}

function wanted(text: RequestText, notes: Notes, field: string, pattern: RegExp, title: string, statement: string): boolean {
  return wantedFeature(text, notes, { field, pattern, title, statement });
}

/** The words that ask for minting; undefined when nobody may mint. */
function readMint(text: RequestText, notes: Notes): string | undefined {
  const anyone = text.find(/\b(?:any(?:one|body)|every(?:one|body)|users?|public(?:ly)?|people|holders?|free(?:ly)?)\s+(?:(?:can|may|is\s+able\s+to|are\s+able\s+to|should\s+be\s+able\s+to)\s+)?(?:freely\s+)?mint(?:able|ing)?\b(?:\s+by\s+anyone)?|\bmint(?:able|ed)\s+by\s+(?:anyone|everyone|the\s+public)\b/).find((hit) => !hit.negated);
  if (anyone) {
    text.consume(anyone.start, anyone.end);
    notes.refuse(anyone.quote, 'A token that anyone may mint without limit is not written.', true);
  }
  const reading = text.feature(phrases.mint, 'minting');
  const role = reading.wanted === undefined ? roleHit(text, 'minter') : undefined;
  if (role) notes.understand('mintable', 'accounts with the minter role can mint', role);
  if (role) return role;
  if (reading.wanted !== undefined) notes.understand('mintable', reading.wanted ? 'new tokens can be minted by the owner or a role' : 'nobody can mint after deployment', reading.quote);
  return reading.wanted ? reading.quote : undefined;
}

function readBurn(text: RequestText, notes: Notes): Erc20Parameters['burn'] {
  const others = text.takeAll(/\b(?:owner|admin\w*|operator|issuer)\s+(?:can|may|is\s+able\s+to|should\s+be\s+able\s+to)\s+burn\s+(?:\w+\s+){0,3}?(?:from\s+(?:any|other|every|all|a\s+(?:user|holder)|(?:the\s+)?(?:users?|holders?))|(?:any(?:one|body)|others?|users?|holders?|people)'?s?\b)[^\n.;,]{0,40}|\bburn\s+(?:tokens\s+)?(?:from\s+(?:any|other|every)\s+\w+|(?:any(?:one|body)'s|other\s+people's|others')\s+tokens)/).find((hit) => !hit.negated);
  if (others) notes.refuse(others.quote, "Burning other people's tokens is not written.", true);
  const ownerOnly = text.find(/\bonly\s+(?:the\s+)?(?:contract\s+)?(?:owner|admin\w*|deployer|burner)\s+(?:can|may|is\s+allowed\s+to|should\s+be\s+able\s+to)\s+burn\b|\bburn(?:able|ing)?\s+(?:is\s+)?(?:only\s+)?(?:allowed\s+)?(?:by|for|to)\s+(?:the\s+)?owner\s+only\b|\bburn(?:able|ing)?\s+only\s+(?:by|for)\s+(?:the\s+)?owner\b/).find((hit) => !hit.negated);
  const reading = text.feature(phrases.burn, 'burning');
  if (reading.wanted === undefined) return 'none';
  if (!reading.wanted) {
    notes.understand('burn', 'nobody can burn', reading.quote);
    return 'none';
  }
  notes.understand('burn', ownerOnly ? 'only the owner can burn, and only their own tokens' : 'holders can burn their own tokens', reading.quote);
  return ownerOnly ? 'owner' : 'holders';
}

function settleSupply(asked: ReturnType<typeof readSupply>, context: { mint: boolean; decimals: number; notes: Notes }): { initial: string; cap: string | null } {
  const { mint, decimals, notes } = context;
  const cap = asked.cap === null ? null : toBaseUnits(asked.cap, decimals);
  let initial = asked.initial === null ? null : toBaseUnits(asked.initial, decimals);
  if (initial !== null && cap !== null && BigInt(initial) > BigInt(cap)) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `the initial supply of ${spokenUnits(initial, decimals)} is above the cap of ${spokenUnits(cap, decimals)}` });
  if (initial === '0' && !mint) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: 'with no initial supply and no minting there would never be a token' });
  if (initial !== null) notes.understand('supply.initial', `initial supply ${spokenUnits(initial, decimals)}`, asked.quotes.initial);
  if (cap !== null) notes.understand('supply.cap', `never more than ${spokenUnits(cap, decimals)} tokens`, asked.quotes.cap);
  if (initial === null && mint) {
    initial = '0';
    notes.assume('supply.initial', 'no initial supply: tokens come from minting');
  } else if (initial === null) {
    initial = cap ?? toBaseUnits({ digits: 1_000_000n, scale: 0 }, decimals);
    notes.assume('supply.initial', cap === null ? 'no supply is given, so 1,000,000 tokens' : 'the whole capped supply is minted at deployment, because nobody can mint later');
  } else if (cap !== null && !mint && BigInt(initial) < BigInt(cap)) notes.assume('supply.cap', 'nobody can mint, so the supply never grows to the cap');
  if (initial !== '0' && asked.recipient === '$deployer') notes.assume('supply.recipient', 'the deployer receives the initial supply');
  return { initial, cap };
}

function settleLimit(quantity: Quantity | undefined, supply: { initial: string; cap: string | null }, decimals: number): string | null {
  if (!quantity) return null;
  if ('amount' in quantity) return toBaseUnits(quantity.amount, decimals);
  const whole = BigInt(supply.initial) > 0n ? BigInt(supply.initial) : supply.cap === null ? null : BigInt(supply.cap);
  if (whole === null) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: 'a limit is a share of the supply, but there is neither an initial supply nor a cap' });
  return ((whole * BigInt(quantity.basisPoints)) / 10_000n).toString();
}
