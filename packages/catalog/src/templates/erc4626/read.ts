import { AppError } from '@hyperlens/protocol';
import type { Reading } from '@hyperlens/protocol';
import { addressAfter, consumeBoilerplate, findAddresses, makeNotes, numberSource, readAccess, readNames, readNumber, readText, scaled, symbolFromName } from '../reader/index.ts';
import type { Notes, RequestText } from '../reader/index.ts';
import { finishReading, readFeature, settleOwner } from '../reader/finish.ts';
import { readVaultFees } from './read-fees.ts';
import type { VaultParameters } from './schema.ts';
import { vaultWishes, vocabulary } from './words.ts';

/** Reads a request for a vault. Throws REQUEST_CONTRADICTS_ITSELF and INPUT_INVALID; what is not built is listed. */
export function readVault(request: string): Reading {
  const text = readText(request);
  const notes = makeNotes();
  const names = readNames(text);
  const asked = readAccess(text, notes);
  consumeBoilerplate(text);
  for (const wish of vaultWishes) for (const hit of text.takeAll(wish.pattern)) if (!hit.negated) notes.refuse(hit.quote, `${wish.reason}.`, true);
  const fees = readVaultFees(text, notes);
  const asset = readAsset(text, notes);
  const name = names.name?.value ?? 'Vault Share';
  if (names.name) notes.understand('name', `name ${name}`, names.name.quote);
  else notes.assume('name', `no name is given, so the share is called "${name}"`);
  const symbol = names.symbol?.value ?? (names.name ? symbolFromName(name) : 'vSHARE');
  if (names.symbol) notes.understand('symbol', `symbol ${symbol}`, names.symbol.quote);
  else notes.assume('symbol', `no symbol is given, so it is ${symbol}`);
  const depositCap = readCap(text, notes);
  const pause = readPause(text, notes);
  const permit = readFeature(text, notes, 'permit', /\b(?:erc-?2612|permits?\b(?:\s+(?:support|signatures?))?|approvals?\s+by\s+signature|signed\s+approvals?|gas-?less\s+approvals?)/, 'permit', 'approvals of shares by signature (ERC-2612)');
  const decimalsOffset = readOffset(text, notes);
  const needs = [pause !== 'none' ? 'can pause' : null, depositCap?.changeable ? 'can change the cap' : null, fees?.changeable ? 'can change the fees' : null].filter((need) => need !== null);
  const { access, owner } = settleOwner(asked, notes, needs.length ? needs.join(' and ') : null);
  text.takeAll(vocabulary);
  const parameters: Omit<VaultParameters, 'asset'> & { asset: string | null } = { asset, name, symbol, decimalsOffset, depositCap, fees, pause, permit, access, owner };
  return finishReading(text, notes, { title: 'a vault', name, fallback: 'Vault', parameters });
}

function readAsset(text: RequestText, notes: Notes): string | null {
  const named = addressAfter(text, String.raw`\b(?:underlying(?:\s+(?:asset|token))?|assets?|tokens?|deposits?|over|for|of|accepts?|holds?|holding|wraps?|erc-?20|usdc|usdt|dai|weth|wbtc)\b`) ?? findAddresses(text)[0];
  if (named) {
    text.consume(named.start, named.end);
    notes.understand('asset', `takes the token ${named.address}`, named.quote);
    notes.assume('asset', 'that address is an ERC-20 token on the target network, without a fee on transfer');
    return named.address;
  }
  const hint = text.find(/\b(?:usdc|usdt|dai|weth|wbtc|w?eth|w?mnt|stablecoins?|underlying|assets?|tokens?|vault)\b/, { again: true })[0];
  notes.refuse(hint?.quote ?? text.text.slice(0, 120), 'Which token does the vault take? Write its address on the target network (0x...); none is guessed.', true);
  return null;
}

function readCap(text: RequestText, notes: Notes): VaultParameters['depositCap'] {
  const coin = String.raw`\s*(?:(?:whole\s+)?(?:tokens?|coins?|units?|usdc|usdt|dai|weth|eth|wbtc|assets?|of\s+(?:the\s+)?(?:assets?|tokens?))\b)?(?:\s+(?:in\s+)?(?:total|deposits?))?`;
  const lead = String.raw`\b(?:(?:total\s+)?(?:deposits?|vault|tvl|total\s+assets|asset)\s+(?:is\s+|are\s+)?(?:caps?|limit|ceiling|maximum|max|capped|limited)|cap(?:ped)?|(?:max(?:imum)?|total)\s+(?:total\s+)?(?:deposits?|tvl|assets|capacity|size)|(?:holds?|accepts?|takes?|deposits?)\s+(?:at\s+most|up\s+to|no\s+more\s+than|a\s+maximum\s+of)|can(?:not|'t)?\s+(?:never\s+)?hold\s+more\s+than|limit(?:ed)?)\s*(?:on\s+(?:total\s+)?deposits?)?\s*(?:is|are|at|of|to|:|=|should\s+be)?\s*`;
  const hit = text.take(new RegExp(`${lead}(?<amount>${numberSource})${coin}`)) ?? text.take(new RegExp(`(?<amount>${numberSource})${coin}\\s*(?:deposit\\s+)?(?:cap|limit|ceiling|maximum)\\b(?:\\s+on\\s+deposits?)?`));
  const change = text.take(/\b(?:the\s+)?(?:owner|admin|manager|governance)\s+(?:can|may|should\s+be\s+able\s+to)\s+(?:change|raise|lower|set|update|adjust|increase|modify)\s+(?:the\s+|this\s+|that\s+)?(?:deposit\s+)?(?:cap|limit|it)\b(?:\s+later)?|\b(?:adjustable|changeable|configurable|updatable)\s+(?:deposit\s+)?(?:cap|limit)\b|\b(?:cap|limit)\s+(?:is|can\s+be|should\s+be)\s+(?:adjustable|changeable|changed|adjusted|raised|updated|configurable)(?:\s+by\s+(?:the\s+)?owner)?|\bset(?:Deposit)?Cap\b/);
  const amount = readNumber(hit?.match.groups?.amount ?? '');
  if (!hit || !amount) {
    if (change) notes.refuse(change.quote, 'A deposit cap is to be changed, but no first cap is given.', true);
    return null;
  }
  const tokens = scaled(amount, 0);
  if (tokens === null || tokens === 0n) throw new AppError('INPUT_INVALID', { where: hit.quote, problem: 'a deposit cap is a whole number of tokens above zero' });
  notes.understand('depositCap', `holds at most ${tokens.toLocaleString('en')} tokens by deposits${change ? '; the owner can change this' : ''}`, hit.quote);
  return { tokens: tokens.toString(), changeable: change !== undefined };
}

function readPause(text: RequestText, notes: Notes): VaultParameters['pause'] {
  const open = text.take(/\bwithdraw(?:al|ing)?s?\s+(?:(?:can|may|must|should|is|are)\s+)?(?:(?:always|never|cannot|can't|not|stay|stays|remain|remains|be|still)\s+)+(?:be\s+)?(?:open|possible|paus(?:ed|able)|stopped|blocked|work(?:s|ing)?|allowed)\b|\bbut\s+not\s+withdrawals\b/);
  const deposits = text.take(/\b(?:paus(?:e|es|ing|able)|stop|halt)\s+(?:new\s+|the\s+)?deposits?(?:\s+and\s+mints?(?:ing)?)?\b(?!\s*(?:and|,|\/|&|or)\s*(?:withdraw|redeem|redemption))|\bdeposits?\s+(?:can|may)\s+be\s+(?:paused|stopped|halted)(?:\s+by\s+(?:the\s+)?owner)?|\bpaus(?:e|able)\s+deposits?\s+only/);
  const all = text.feature(/\b(?:un)?paus(?:e[ds]?|able|ability|ing)\b(?:\s+(?:and\s+unpause|everything|the\s+vault|(?:all\s+)?(?:deposits?|withdrawals?)(?:\s*(?:and|,|\/|&)\s*(?:deposits?|withdrawals?))*))?|\bemergency\s+(?:stop|pause|shutdown)\b|\bcircuit\s+breaker\b/, 'pausing');
  const hit = deposits ?? open;
  if ((deposits ?? (open && all.wanted)) && hit) {
    notes.understand('pause', 'the owner can pause deposits; withdrawals stay open', hit.quote);
    return 'deposits';
  }
  if (all.wanted === undefined) return 'none';
  notes.understand('pause', all.wanted ? 'the owner can pause deposits and withdrawals' : 'no pausing', all.quote);
  return all.wanted ? 'all' : 'none';
}

function readOffset(text: RequestText, notes: Notes): number {
  const hit = text.take(/\b(?:decimals?\s+)?offset\s*(?:of|is|=|:|to)?\s*(?<value>\d{1,2})\b(?:\s+decimals?)?|\b(?<before>\d{1,2})\s+(?:decimals?\s+)?offset\b|\b(?<virtual>\d{1,2})\s+(?:extra|additional|virtual)\s+decimals?\b/);
  const value = hit?.match.groups?.value ?? hit?.match.groups?.before ?? hit?.match.groups?.virtual;
  text.takeAll(/\b(?:with\s+)?(?:protect(?:ion|ed)?\s+(?:against|from)\s+)?(?:the\s+)?(?:inflation|donation|first[\s-]depositor)\s*attacks?(?:\s+(?:protection|mitigation|resistan(?:t|ce)))?|\bvirtual\s+(?:shares?|assets?)(?:\s+and\s+(?:shares?|assets?))?|\bdecimals?\s+offset\b/);
  if (hit && value !== undefined) {
    if (Number(value) > 18) throw new AppError('INPUT_INVALID', { where: hit.quote, problem: 'a decimals offset is at most 18' });
    notes.understand('decimalsOffset', `shares have ${value} decimals more than the token`, hit.quote);
    return Number(value);
  }
  notes.assume('decimalsOffset', 'shares have 6 decimals more than the token, which makes the inflation attack on a first depositor pointless');
  return 6;
}
