import { AppError } from '@hyperlens/protocol';
import { addressAfter, percentSource, readBasisPoints, spokenBasisPoints } from '../reader/index.ts';
import type { Hit, Notes, RequestText } from '../reader/index.ts';
import { highestFee } from './schema.ts';
import type { VaultParameters } from './schema.ts';

const entry = String.raw`(?:deposit(?:s|ing)?|entry|enter(?:ing)?|mint(?:s|ing)?)`;
const exit = String.raw`(?:withdraw(?:als?|s|ing)?|exit(?:s|ing)?|redeem(?:s|ing)?|redemptions?|leav(?:e|ing))`;

/** Fees on the way in and out, their recipient, and who may change them within which limit. */
export function readVaultFees(text: RequestText, notes: Notes): VaultParameters['fees'] {
  const change = text.take(/\b(?:the\s+)?(?:owner|admin|manager|governance)\s+(?:can|may|should\s+be\s+able\s+to)\s+(?:change|raise|lower|set|update|adjust|modify)\s+(?:the\s+|this\s+|that\s+|both\s+|these\s+)?(?:(?:deposit|withdrawal?|entry|exit)\s+)?fees?\b(?:\s+later)?|\b(?:adjustable|changeable|configurable)\s+(?:(?:deposit|withdrawal?)\s+)?fees?\b|\bfees?\s+(?:is|are|can\s+be|should\s+be)\s+(?:adjustable|changeable|changed|adjusted|updated|configurable)(?:\s+by\s+(?:the\s+)?owner)?/);
  const limit = text.take(new RegExp(String.raw`\b(?:fees?\s+)?(?:(?:can|may|must|should|will)\s+)?(?:never|not|at\s+most|up\s+to|max(?:imum)?(?:\s+fee)?|no\s+(?:more|higher)\s+than|limit(?:ed)?(?:\s+to)?|capped)\s*(?:(?:be\s+)?(?:above|over|more\s+than|exceed(?:s|ing)?|higher\s+than)|of|at|is|to|:)?\s*(?<limit>${percentSource})(?:\s+(?:hard\s+)?(?:limit|cap|max(?:imum)?))?`));
  const both = text.take(new RegExp(String.raw`(?<before>${percentSource})\s*(?:fees?\s*)?(?:on|for|at|per)?\s*(?:every\s+|each\s+|all\s+|both\s+)?(?:${entry}\s*(?:and|&|/|or|as\s+well\s+as)\s*(?:on\s+)?${exit}|${exit}\s*(?:and|&|/|or)\s*(?:on\s+)?${entry})(?:\s+fees?)?|\b(?:${entry}\s*(?:and|&|/)\s*${exit}|${exit}\s*(?:and|&|/)\s*${entry})\s+fees?\s*(?:of|is|are|:|=|at)?\s*(?<after>${percentSource})`));
  const deposit = both ?? oneSide(text, entry);
  const withdraw = both ?? oneSide(text, exit);
  text.takeAll(/\b(?:no|without(?:\s+any)?|zero)\s+(?:(?:deposit|withdrawal?|entry|exit)\s+)?fees?(?:\s+(?:at\s+all|on\s+(?:deposits?|withdrawals?)(?:\s+(?:and|or)\s+(?:deposits?|withdrawals?))?))?|\b(?:fees?|charges?)\s+(?:is|are)\s+fixed\b/);
  if (!deposit && !withdraw) {
    if (change) notes.refuse(change.quote, 'Fees are to be changed, but none is given: say how high the deposit or withdrawal fee is.', true);
    return null;
  }
  const depositBasisPoints = points(deposit);
  const withdrawBasisPoints = points(withdraw);
  const highest = Math.max(depositBasisPoints, withdrawBasisPoints);
  const asked = limit?.match.groups?.limit === undefined ? null : readBasisPoints(limit.match.groups.limit);
  const limitBasisPoints = asked ?? (change ? Math.min(highestFee, Math.max(2 * highest, 100)) : highest);
  if (asked !== null && asked < highest) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `a fee of ${spokenBasisPoints(highest)} with a limit of ${spokenBasisPoints(asked)}` });
  if (Math.max(highest, limitBasisPoints) > highestFee) notes.refuse((limit ?? deposit ?? withdraw)?.quote ?? '', `Fees above ${spokenBasisPoints(highestFee)} are not built.`, true);
  if (deposit && depositBasisPoints > 0) notes.understand('fees.depositBasisPoints', `${spokenBasisPoints(depositBasisPoints)} of every deposit`, deposit.quote);
  if (withdraw && withdrawBasisPoints > 0) notes.understand('fees.withdrawBasisPoints', `${spokenBasisPoints(withdrawBasisPoints)} of every withdrawal`, withdraw.quote);
  if (change) notes.understand('fees.changeable', `the owner can change the fees up to ${spokenBasisPoints(limitBasisPoints)}`, change.quote);
  if (change && asked === null) notes.assume('fees.limitBasisPoints', `fees never go above ${spokenBasisPoints(limitBasisPoints)}`);
  const recipient = addressAfter(text, String.raw`\b(?:fees?\s+(?:(?:is|are|go(?:es)?|will|be|get|should|sent|paid|collected)\s+){0,4}(?:to|by|recipient|receiver|collector)|fee[\s-](?:recipient|receiver|collector)|treasury|to|paid\s+to)\b`);
  if (recipient) notes.understand('fees.recipient', `fees go to ${recipient.address}`, recipient.quote);
  else notes.assume('fees.recipient', 'the deployer receives the fees');
  text.takeAll(/\bfees?\s+(?:go(?:es)?|are\s+(?:sent|paid)|is\s+(?:sent|paid))?\s*to\s+(?:the\s+)?(?:owner|deployer|treasury|me|team)\b|\b(?:charges?|charging|takes?|collects?|with)\s+(?:an?\s+)?fees?\b|\bfees?\b/);
  return { depositBasisPoints, withdrawBasisPoints, changeable: change !== undefined, limitBasisPoints, recipient: recipient?.address ?? '$deployer' };
}

function oneSide(text: RequestText, words: string): Hit | undefined {
  return text.take(new RegExp(String.raw`(?<before>${percentSource})\s*(?:${words}\s+fees?|(?:fees?\s*)?(?:is\s+|are\s+)?(?:taken\s+|charged\s+)?(?:on|for|upon|when|at|per|from)\s+(?:every\s+|each\s+|all\s+|the\s+|users?\s+)?${words})\b`))
    ?? text.take(new RegExp(String.raw`\b(?:${words}\s+fees?|fees?\s+(?:on|for|upon|when|at)\s+(?:every\s+|each\s+|all\s+)?${words})\s*(?:\(|of|is|are|:|=|at|should\s+be|will\s+be)?\s*(?<after>${percentSource})`));
}

function points(hit: Hit | undefined): number {
  const written = hit?.match.groups?.before ?? hit?.match.groups?.after;
  if (written === undefined) return 0;
  const value = readBasisPoints(written);
  if (value === null) throw new AppError('INPUT_INVALID', { where: written, problem: 'is not a whole number of basis points (0.01 %)' });
  return value;
}
