import { AppError } from '@hyperlens/protocol';
import type { Reading } from '@hyperlens/protocol';
import { addressAfter, consumeBoilerplate, makeNotes, readAccess, readNames, readText } from '../reader/index.ts';
import type { Notes, RequestText } from '../reader/index.ts';
import { finishReading, readFeature, settleOwner } from '../reader/finish.ts';
import { readGrants } from './read-grants.ts';
import { readSchedule } from './read-schedule.ts';
import { mostBeneficiaries } from './schema.ts';
import { vestingWishes, vocabulary } from './words.ts';

interface CurrencyReading { type: 'native' | 'token'; token: string | null; decimals: number }

/** Reads a request for a vesting contract. Throws REQUEST_CONTRADICTS_ITSELF and INPUT_INVALID; what is not built is listed. */
export function readVesting(request: string): Reading {
  const text = readText(request);
  const notes = makeNotes();
  const names = readNames(text);
  const asked = readAccess(text, notes);
  consumeBoilerplate(text);
  for (const wish of vestingWishes) for (const hit of text.takeAll(wish.pattern)) if (!hit.negated) notes.refuse(hit.quote, `${wish.reason}.`, true);
  const currency = readCurrency(text, notes);
  const never = text.take(/\b(?:ir|un|non-?)revocab(?:le|ility)\b/);
  if (never) notes.understand('revocable', 'no revoking', never.quote);
  const revocable = readFeature(text, notes, 'revocable', /\brevocab(?:le|ility)\b(?:\s+by\s+(?:the\s+)?owner)?|\b(?:the\s+)?(?:owner|admin|company|deployer)\s+(?:can|may)\s+(?:revoke|cancel|terminate|stop|claw\s?back)\b(?:\s+(?:(?:the|a|any|unvested|their|remaining)\s+)*(?:grants?|vesting|schedules?|tokens?|amounts?|beneficiar(?:y|ies))?)?|\b(?:can|may)\s*not\s+be\s+(?:revoked|cancel+ed)\b|\b(?:can|may)\s+be\s+(?:revoked|cancel+ed)(?:\s+by\s+(?:the\s+)?owner)?\b|\brevo(?:ke|cation|king)\b/, 'revoking', 'the owner can revoke a grant; what has vested stays with the beneficiary');
  if (never && revocable) throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict: `grants are irrevocable ("${never.quote}") and can be revoked` });
  const addAsked = text.take(/\b(?:the\s+)?(?:owner|admin|company|deployer)\s+(?:can|may|should\s+be\s+able\s+to)\s+(?:add|create|make|register|set\s+up|grant)\b(?:\s+(?:new|more|further|vesting|token|any)\s*)*(?:\s*(?:grants?|beneficiar(?:y|ies)|schedules?|vestings?|allocations?|recipients?|employees?))?(?:\s+later)?|\b(?:beneficiar(?:y|ies)|grants?|recipients?|schedules?)\s+(?:can\s+be|are)\s+(?:added|created|registered)\b(?:\s+(?:later|by\s+(?:the\s+)?owner|after\s+deployment))*/);
  const schedule = readSchedule(text, notes);
  const grants = readGrants(text, notes, currency.decimals);
  const addable = addAsked !== undefined || grants.length === 0;
  if (addAsked) notes.understand('addable', 'the owner can make grants after deployment, paying each in at once', addAsked.quote);
  else if (addable) notes.assume('addable', 'no beneficiary is named with an address and amount, so the owner makes the grants after deployment, paying each in at once');
  if (grants.length) notes.assume('funding', 'the contract is funded after deployment; until then nothing can be released');
  if (grants.length > mostBeneficiaries) notes.refuse(text.text.slice(0, 120), `At most ${mostBeneficiaries} beneficiaries can be named at deployment.`, true);
  if (addable && grants.length === 0 && schedule.start !== 'deployment') notes.refuse(text.text.slice(0, 120), 'A start date needs beneficiaries named with addresses and amounts; grants made later start when they are made.', true);
  const needs = [addable ? 'makes grants' : null, revocable ? 'can revoke grants' : null].filter((need) => need !== null);
  const { access, owner } = settleOwner(asked, notes, needs.length ? needs.join(' and ') : null);
  const name = names.name?.value ?? 'Token Vesting';
  if (names.name) notes.understand('contractName', `named ${name}`, names.name.quote);
  text.takeAll(vocabulary);
  const { type, token, decimals } = currency;
  return finishReading(text, notes, {
    title: 'a vesting contract', name, fallback: 'Vesting',
    parameters: { currency: type === 'native' ? { type } : { type, token, decimals }, grants, addable, schedule, revocable, access, owner },
  });
}

function readCurrency(text: RequestText, notes: Notes): CurrencyReading {
  const token = addressAfter(text, String.raw`\b(?:erc-?20|token(?:\s+(?:address|contract|at))?|usdc|usdt|dai|coin|asset)\b(?!\s*(?:to|for)\b)`);
  const decimals = text.take(/\b(?<value>\d{1,2})\s+decimals?\b|\bdecimals?\s*(?:of|is|:|=)?\s*(?<after>\d{1,2})\b/);
  const written = decimals?.match.groups?.value ?? decimals?.match.groups?.after;
  if (token) {
    const six = text.find(/\busd[ct]\b/, { again: true })[0];
    const value = written === undefined ? (six ? 6 : 18) : Number(written);
    notes.understand('currency', `vests the token ${token.address}`, token.quote);
    notes.assume('currency', 'that address is an ERC-20 token on the target network, without a fee on transfer');
    if (decimals) notes.understand('currency.decimals', `amounts are read with ${value} decimals`, decimals.quote);
    else notes.assume('currency.decimals', `amounts are read with ${value} decimals; say so when the token has others`);
    text.takeAll(/\berc[\s-]?20\b(?:\s+tokens?)?|\busd[ct]\b/);
    return { type: 'token', token: token.address, decimals: value };
  }
  const native = text.find(/\b(?:native\s+(?:currency|coins?|tokens?)|ether|eth|mnt|t?metis)\b/).find((hit) => !hit.negated);
  const tokens = text.find(/\b(?:erc[\s-]?20|tokens?|usdc|usdt|dai)\b/).find((hit) => !hit.negated);
  if (native && !/\btokens?\s+(?:vesting|at|address)|erc-?20/i.test(text.text)) {
    notes.understand('currency', 'vests the coin of the chain', native.quote);
    return { type: 'native', token: null, decimals: 18 };
  }
  notes.refuse((tokens ?? native)?.quote ?? text.text.slice(0, 120), 'Which token vests? Write its address on the target network (0x...), or say that it is the coin of the chain (ETH); none is guessed.', true);
  return { type: 'token', token: null, decimals: written === undefined ? 18 : Number(written) };
}
