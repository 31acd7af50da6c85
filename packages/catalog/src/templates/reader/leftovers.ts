import type { Notes } from './notes.ts';
import type { RequestText } from './text.ts';
import { commonWishes } from './wishes.ts';
import type { Wish } from './wishes.ts';

/** Words that carry no wish of their own. */
const filler = new Set((
  'a an the this that these those it its they them their he she we us our i me my you your and or but so as also plus then too etc with within without of on in at by to from for into per via about over under up ' +
  'is are be been being was were am do does did done has have had having can could may might must shall should will would need needs needed want wants wanted like get gets let lets make makes made making create creates created creating ' +
  'build builds building write writing generate develop develops deploy deploys deployed deployment launch issue give gives please kindly thanks thank hello hi hey dear sir team just really very simple basic standard normal regular plain classic new fresh own good nice cool great ' +
  'smart contract contracts token tokens coin coins solidity evm code program project company startup app dapp game community club brand thing things something stuff kind type types sort version file ' +
  'requirement requirements feature features spec specification details detail description following follows below above here list notes note called named name symbol ticker which who whom whose where when what how only each every all any some both one ones same other another ' +
  'fungible non nft nfts collection collectible collectibles multi erc erc20 erc721 erc1155 erc-20 erc-721 erc-1155 bep20 standardized compliant compatible based total supply initial amount value number function functions functionality option options support supports supporting supported enabled enable included include includes including allow allows allowed able possible available use uses used using ' +
  'nobody never ever stablecoin stablecoins stablecoin-like cannot membership artwork artworks art badge badges piece pieces drop item items there thats meme memecoin emergency case simply-put yourself points utility crypto-currency if no not yes ok okay well deal owner owners holder holders user users people person account accounts wallet wallets address addresses anyone someone everybody admin deployer me myself their-own own max maximum min minimum exactly simply blockchain chain network crypto web3 openzeppelin library libraries digital asset assets online custom main next small big little first last again now today soon still even more most less least at-least such say says tell know think hope idea be: + & - / : , . = ( ) \' "'
).split(' '));

/** Words that make a clause a wish for behaviour rather than a description. */
const behaviour = /\b(?:can|could|may|must|should|shall|will|would|cannot|able|allow\w*|enable\w*|automatic\w*|when(?:ever)?|if|every|after|before|until|once|unless|upon|each\s+time|require\w*|support\w*|function\w*|hold(?:er)?s|users?|owner|add|include|implement\w*|with|have|has|uses?|using|ability|feature\w*|send\w*|pay\w*|receiv\w*|reward\w*|lock\w*|withdraw\w*|transfer\w*|mint\w*|burn\w*|paus\w*|charg\w*|tax\w*|fee\w*|limit\w*|vot\w*)\b/i;

/** Words that name a feature; unread they are never mere description. */
const featureWord = /\b(?:mint|burn|paus|fee|tax|royalt|permit|vot(?:e|ing)|delegat|flash|deny|black|block\s?list|freez|upgrad|limit|capp?ed|\bcap\b|vest|cliff|lock|stak|reward|refund|penalt|withdraw|deadline|quorum|threshold|transferable|supply|price|whitelist|allowlist)/i;
/** A number standing alone (not part of a word, a version or a standard). */
const looseNumber = /(?<![\w.\-/])\d[\d,_]*(?:\.\d+)?\s?(?:%|[kmb]\b)?(?![\w-])/i;

/**
 * Lists what nobody consumed: known wishes as essential, unknown clauses that ask for behaviour as essential, mere description as not.
 * Call it last; it consumes everything. `title` names the kind in the reason ("an ERC-20 token").
 */
export function reportLeftovers(text: RequestText, notes: Notes, options: { title: string; wishes?: readonly Wish[] }): void {
  for (const wish of [...(options.wishes ?? []), ...commonWishes]) {
    for (const hit of text.takeAll(wish.pattern)) {
      if (!hit.negated) notes.refuse(hit.quote, `${sentence(wish.reason)}.`, true);
    }
  }
  // What it is for ("for our gaming community") is no part of the contract and needs no remark.
  for (const hit of text.find(/\bfor\s+(?:my|our|the|a|an|use\s+(?:in|by)|some|this)\s+[^,.;\n]{0,60}?(?=\s+(?:with|that|which|called|named|and)\b|[,.;\n]|$)/)) {
    if (!behaviour.test(hit.match[0].replace(/\b(?:users?|holders?|with|use)\b/gi, ''))) text.consume(hit.start, hit.end);
  }
  const remaining = text.remaining();
  let start = 0;
  for (const match of `${text.text}\n`.matchAll(/\n|;|[.!?](?=\s|$)|,(?=\s)|\s(?=(?:and|but)\s)/g)) {
    const end = match.index;
    const words = leftWords(remaining.slice(start, end));
    const clause = text.text.slice(start, end).replace(/^[\s,.;!?]*(?:(?:and|but)\s+)?/i, '').trim();
    if ((words.length > 0 || looseNumber.test(remaining.slice(start, end))) && clause !== '') {
      const purpose = /^\s*(?:for|because|since|as\s+part\s+of|inspired\s+by|to\s+(?:celebrate|represent|support|use|reward))\b/i.test(clause);
      // A number or a feature word that nobody read is a wish that would be lost.
      const rest = remaining.slice(start, end);
      const asks = !purpose && (featureWord.test(rest) || looseNumber.test(rest) || (words.length > 1 && behaviour.test(clause)));
      notes.refuse(clause, asks ? `It was not understood what this asks of ${options.title}.` : `This was read as description: nothing of it is in the contract.`, asks);
    }
    start = end;
  }
  text.consume(0, text.text.length);
}

/** Words of a text that are neither filler nor numbers, in lower case. */
export function leftWords(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}_'-]+/u).map((word) => word.replace(/^['-]+|['-]+$|'s$/g, '')).filter((word) => word.length > 1 && !filler.has(word) && !/^\d+$/.test(word));
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
