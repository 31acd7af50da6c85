import type { Reading } from '@hyperlens/protocol';
import { addressAfter, consumeBoilerplate, durationSource, makeNotes, percentSource, readAccess, readBasisPoints, readNames, readSeconds, readText, spokenBasisPoints, spokenDuration } from '../reader/index.ts';
import type { Notes, RequestText } from '../reader/index.ts';
import { finishReading } from '../reader/finish.ts';
import { highestFee } from './schema.ts';
import type { EscrowParameters } from './schema.ts';
import { escrowWishes, vocabulary } from './words.ts';

const judge = String.raw`(?:arbit(?:er|rator|ration|rate)s?|mediators?|judges?|referees?|moderators?|(?:trusted\s+)?third[\s-]part(?:y|ies)|escrow\s+agents?|agents?|resolvers?)`;

/** Reads a request for an escrow. Throws REQUEST_CONTRADICTS_ITSELF and INPUT_INVALID; what is not built is listed. */
export function readEscrow(request: string): Reading {
  const text = readText(request);
  const notes = makeNotes();
  const names = readNames(text);
  const fee = readFee(text, notes);
  const arbiterAddress = addressAfter(text, String.raw`\b(?:${judge}|disputes?\s+(?:are\s+)?(?:resolved|decided|settled)\s+by)\b`);
  const buyer = addressAfter(text, String.raw`\b(?:buyer|payer|client|customer|depositor)\b`);
  const seller = addressAfter(text, String.raw`\b(?:seller|payee|beneficiary|freelancer|vendor|merchant|contractor|supplier)\b`);
  const asked = readAccess(text, notes);
  consumeBoilerplate(text);
  for (const wish of escrowWishes) for (const hit of text.takeAll(wish.pattern)) if (!hit.negated) notes.refuse(hit.quote, `${wish.reason}.`, true);
  const currency = readCurrency(text, notes);
  const deadline = readDeadline(text, notes);
  const arbiter = readArbiter(text, notes, arbiterAddress?.address ?? asked.owner, arbiterAddress?.quote, deadline.mode === 'none');
  if (asked.style) notes.refuse(asked.quote, 'An escrow has no owner: buyer, seller and arbiter have all the powers there are.', false);
  const settled = deadline.mode === 'none' && arbiter === null ? { mode: 'per-deal' as const } : deadline;
  if (settled !== deadline) notes.assume('deadline', 'without an arbiter each deal has a deadline, after which the buyer can take the money back');
  if (buyer) notes.understand('buyer', `only ${buyer.address} opens deals`, buyer.quote);
  if (seller) notes.understand('seller', `every deal pays ${seller.address}`, seller.quote);
  else notes.assume('seller', 'seller and amount are named when a deal is opened, so one contract serves any number of deals');
  const name = names.name?.value ?? 'Escrow';
  if (names.name) notes.understand('contractName', `named ${name}`, names.name.quote);
  text.takeAll(vocabulary);
  const parameters: EscrowParameters = { currency, buyer: buyer?.address ?? null, seller: seller?.address ?? null, arbiter, deadline: settled, fee };
  return finishReading(text, notes, { title: 'an escrow', name, fallback: 'Escrow', parameters });
}

function readFee(text: RequestText, notes: Notes): EscrowParameters['fee'] {
  const hit = text.take(new RegExp(String.raw`(?<before>${percentSource})\s*(?:(?:platform|service|escrow|arbitration|arbiter|protocol|transaction|commission|release|handling)\s+)*(?:fees?|commission|cut)\b|\b(?:(?:platform|service|escrow|arbitration|arbiter|protocol|transaction)\s+)*(?:fees?|commission|cut)\s*(?:of|is|:|=|at)?\s*(?<after>${percentSource})|\b(?:takes?|keeps?|charges?|charging|taking)\s+(?:an?\s+)?(?<taken>${percentSource})`));
  const written = hit?.match.groups?.before ?? hit?.match.groups?.after ?? hit?.match.groups?.taken;
  text.takeAll(/\b(?:no|without(?:\s+any)?|zero)\s+(?:platform\s+|service\s+)?fees?\b/);
  if (!hit || written === undefined) return null;
  const basisPoints = readBasisPoints(written);
  if (basisPoints === null || basisPoints > highestFee) {
    notes.refuse(hit.quote, `A fee is a whole number of basis points, at most ${spokenBasisPoints(highestFee)}.`, true);
    return null;
  }
  if (basisPoints === 0) return null;
  const recipient = addressAfter(text, String.raw`\b(?:fees?\s+(?:(?:is|are|go(?:es)?|will|be|sent|paid)\s+){0,3}(?:to|recipient|receiver|collector)|fee[\s-](?:recipient|receiver|collector)|treasury|platform\s+(?:wallet|address)|paid\s+to|to)\b`);
  text.takeAll(/\b(?:that\s+)?(?:go(?:es)?|sent|paid)\s+to\s+(?:the\s+)?(?:platform|deployer|treasury|owner|me|us)\b|\b(?:to|for)\s+(?:the\s+)?(?:platform|deployer|treasury)\b/);
  notes.understand('fee.basisPoints', `${spokenBasisPoints(basisPoints)} of every released payment`, hit.quote);
  if (recipient) notes.understand('fee.recipient', `fees go to ${recipient.address}`, recipient.quote);
  else notes.assume('fee.recipient', 'the deployer receives the fees');
  notes.assume('fee', 'refunds are free of the fee');
  return { basisPoints, recipient: recipient?.address ?? '$deployer' };
}

function readCurrency(text: RequestText, notes: Notes): EscrowParameters['currency'] {
  const native = text.takeAll(/\b(?:(?:in|of|with|for|using|holds?|pays?|paid\s+in|native)\s+)?(?:native\s+(?:currency|coins?|tokens?|eth)|ether|eth|mnt|metis|t?metis)\b(?:\s+payments?)?/).find((hit) => !hit.negated);
  const token = addressAfter(text, String.raw`\b(?:erc-?20|tokens?|usdc|usdt|dai|weth|currency|paid\s+(?:in|with)|payments?\s+in|stablecoins?)\b`);
  if (token) {
    text.takeAll(/\berc[\s-]?20\b(?:\s+tokens?)?|\bstablecoins?\b/);
    notes.understand('currency', `deals are paid with the token ${token.address}`, token.quote);
    notes.assume('currency', 'that address is an ERC-20 token on the target network, without a fee on transfer');
    return { type: 'token', token: token.address };
  }
  const any = text.takeAll(/\b(?:any\s+)?erc[\s-]?20(?:\s+tokens?)?\b(?:\s+(?:payments?|of\s+(?:their|your)\s+choice))?|\b(?:any|arbitrary|different)\s+tokens?\b|\b(?:in|with)\s+tokens\b|\btoken\s+(?:escrow|payments?)\b|\bstablecoins?\b/).find((hit) => !hit.negated);
  const coin = text.take(/\b(?:usdc|usdt|dai|weth)\b/);
  if (any && native) notes.refuse(any.quote, 'One contract takes either the coin of the chain or ERC-20 tokens, not both.', true);
  if (any ?? coin) {
    notes.understand('currency', 'each deal names the ERC-20 token it is paid with', (any ?? coin)?.quote ?? '');
    if (coin) notes.assume('currency', `no address of ${coin.match[0].toUpperCase()} is given, so the token is named for each deal`);
    return { type: 'any-token' };
  }
  if (native) notes.understand('currency', 'deals are paid in the coin of the chain', native.quote);
  else notes.assume('currency', 'deals are paid in the coin of the chain');
  return { type: 'native' };
}

function readDeadline(text: RequestText, notes: Notes): EscrowParameters['deadline'] {
  const fixed = text.take(new RegExp(String.raw`\b(?:deadlines?|time-?outs?|time\s+limit|expir(?:y|es|ation)|refund(?:s|able|ed)?(?:\s+(?:window|period))?|(?:after|within|for))\s*(?:of|is|are|in|after|:|=|to|the\s+buyer|possible)?\s*(?:after\s+|within\s+|in\s+)?(?<time>${durationSource})(?:\s+(?:refund\s+)?(?:deadline|time-?out|window|period|expiry))?|(?<before>${durationSource})\s+(?:refund\s+)?(?:deadline|time-?out|window|time\s+limit|period|expiry|refund)\b`));
  const written = fixed?.match.groups?.time ?? fixed?.match.groups?.before;
  const none = text.take(/\b(?:no|without(?:\s+an?)?)\s+(?:refund\s+)?(?:deadline|time-?out|expiry|time\s+limit)s?\b/) ?? text.find(/\b(?:deadline|time-?out)s?\b/).find((hit) => hit.negated);
  const words = text.takeAll(/\b(?:(?:refund|delivery|expiry)\s+)?(?:deadlines?|time-?outs?|time\s+limits?|expiry(?:\s+date)?|expiration)(?:\s+(?:refunds?|passes|has\s+passed|is\s+over|per\s+deal|for\s+each\s+deal))?\b|\b(?:buyer\s+)?(?:can\s+)?(?:get\s+)?refund(?:s|ed)?\s+(?:after|if)\s+(?:the\s+)?(?:deadline|time|seller\s+(?:does\s+not|doesn't|fails\s+to)\s+deliver(?:\s+(?:in|on)\s+time)?)/).find((hit) => !hit.negated);
  const seconds = written === undefined ? null : readSeconds(written);
  if (fixed && seconds !== null && seconds >= 60) {
    notes.understand('deadline', `the buyer can take the money back ${spokenDuration(seconds)} after paying in`, fixed.quote);
    return { mode: 'fixed', seconds };
  }
  if (words) {
    notes.understand('deadline', 'each deal has a deadline, after which the buyer can take the money back', words.quote);
    return { mode: 'per-deal' };
  }
  if (none) notes.understand('deadline', 'no deadline', none.quote);
  return { mode: 'none' };
}

function readArbiter(text: RequestText, notes: Notes, account: string, quote: string | undefined, undated: boolean): EscrowParameters['arbiter'] {
  const splits = text.take(new RegExp(String.raw`\b(?:${judge}\s+(?:can|may)\s+)?(?:split(?:s|ting)?|divid(?:e|es|ing))\b(?:\s+(?:the\s+)?(?:money|funds?|amount|payment|deposit))?(?:\s+between\s+(?:the\s+)?(?:parties|buyer\s+and\s+(?:the\s+)?seller|both))?|\bpartial\s+(?:refunds?|releases?|payouts?)`));
  const dispute = text.takeAll(/\b(?:(?:open|raise|start|file)s?\s+(?:a\s+)?|(?:can\s+)?)?disput(?:e|es|ed|ing)\b(?:\s+(?:a\s+deal|resolution|the\s+deal|mechanism|handling))?/).find((hit) => !hit.negated);
  const named = text.takeAll(new RegExp(String.raw`\b(?:an?\s+|the\s+|neutral\s+|trusted\s+)*${judge}\b`));
  const refused = named.find((hit) => hit.negated) ?? text.take(/\btrust-?less\b/);
  const wanted = named.find((hit) => !hit.negated);
  const rules = text.find(/\b(?:releas(?:e|es|ed|ing)|refund(?:s|ed)?|confirm(?:s|ed)?|money\s+back)\b/, { again: true })[0];
  if (refused && !wanted) {
    notes.understand('arbiter', 'nobody but the parties decides', refused.quote);
    return null;
  }
  if (!wanted && !dispute && quote === undefined && !splits) {
    if (rules && !undated) {
      notes.assume('arbiter', 'nobody but the parties decides, because no arbiter is asked for');
      return null;
    }
    notes.assume('arbiter', 'the deployer is the arbiter: deals that a party disputes need somebody who decides');
    return { account, acts: 'disputed', splits: false };
  }
  const acts = dispute ? 'disputed' : 'always';
  notes.understand('arbiter', `${account === '$deployer' ? 'an arbiter' : `the arbiter ${account}`} decides ${acts === 'disputed' ? 'deals that a party disputed' : 'any funded deal'}${splits ? ' and can divide the money' : ''}`, quote ?? (wanted ?? dispute ?? splits)?.quote ?? '');
  if (account === '$deployer') notes.assume('arbiter.account', 'the deployer is the arbiter');
  return { account, acts, splits: splits !== undefined };
}
