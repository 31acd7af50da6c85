import type { CodeReading, Confidence } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import type { KnownFunction } from '../input.ts';
import { changing, isEverybodys } from './functions.ts';
import type { Reach } from './reach.ts';

/** What the code alone says about one token flag. `value` null: it does not tell. */
export interface Opinion { flag: string; value: boolean | null; because: string; confidence: Confidence; /** Selectors of changing functions it rests on; absent when it rests on getters or on nothing. */ functions?: Hex[] }

interface Rule { flag: string; title: string; names: RegExp; reads?: true }

/** Names of functions by the power they give, matched against the whole signature without case. `reads`: getters count too. */
const rules: readonly Rule[] = [
  { flag: 'is_mintable', title: 'makes new tokens', names: /^(_?mint\w*|issue|increasesupply|configureminter|addminter|rebase)\((?!\))(?!uint256,address\)|address\)$)/ },
  { flag: 'transfer_pausable', title: 'stops transfers', names: /^(_?pause|unpause|setpaused?|togglepause|stop\(\)|freeze\(\)|unfreeze\(\)|(enable|disable|open|close|start|stop|set|toggle)_?(trading|transfers?|sell|swap)\w*)(\(|$)/ },
  { flag: 'is_blacklisted', title: 'shuts single addresses out', names: /(black_?list|blocklist|denylist|\b(add|del|set|remove|block)bots?|antibot|\bban\b|freezeaccount|freeze\(address|frozenaccount|lockaddress|setlock\(address|isfrozen|isbot)/, reads: true },
  { flag: 'is_whitelisted', title: 'exempts single addresses', names: /(white_?list|excludefrom|includein(fee|reward)|exempt|excludemultiple)/, reads: true },
  { flag: 'personal_slippage_modifiable', title: 'sets a tax for single addresses', names: /(set|update|change)\w*(fee|tax)\w*\(address(\[\])?,u?int/ },
  { flag: 'slippage_modifiable', title: 'changes taxes', names: /^(set|update|change|reduce|remove|restore)\w*(fees?|tax(es)?|basispoints|slippage)\w*\((?!address)|^setparams\(uint256,uint256\)|^setallfee/ },
  { flag: 'anti_whale_modifiable', title: 'changes limits of amounts', names: /^(set|update|change|remove|increase|decrease|lift|disable)\w*(max(tx|wallet|sell|buy|trans|hold)|limit|txn?amount|walletsize|maxamount)\w*\(/ },
  { flag: 'is_anti_whale', title: 'limits amounts', names: /(max(tx|wallet|sell|buy|trans|hold)|limitsineffect|txlimit)/, reads: true },
  { flag: 'trading_cooldown', title: 'makes traders wait', names: /(cooldown|transferdelay|selldelay|buydelay|lasttrade)/, reads: true },
  { flag: 'owner_change_balance', title: 'changes balances of others', names: /^(setbalances?|updatebalance|force\w*transfer|forcedtransfer|admintransfer|confiscate|seize|clawback|wipefrozen\w*|destroyblackfunds|burn\(address,uint256\)|burnfor|redistribute|adminburn)/ },
];

/** Selectors of functions that may write balances or the supply as part of their ordinary work. */
const ordinary = new Set<Hex>(['0xa9059cbb', '0x23b872dd', '0x42966c68', '0x79cc6790', '0x4000aea0', '0xd8fbe994', '0x9b96eece', '0xd0e30db0', '0x2e1a7d4d', '0xe3ee160e', '0xef55bec6', '0x6e553f65', '0x94bf804d', '0xb460af94', '0xba087652', '0x205c2878', '0x2f4f21e2']);

/** Which functions write the variable that a getter reads, beside the ordinary ones: the layout comes from the bytecode. Null when it is not known. */
export function writersOf(readings: readonly CodeReading[], getter: Hex): Hex[] | null {
  const storage = readings.flatMap((reading) => reading.storage ?? []);
  const variables = storage.filter(({ reads, type }) => reads.includes(getter) && (getter !== '0x70a08231' ? !type.startsWith('mapping') : /^mapping\(address => u?int/.test(type)));
  if (variables.length === 0) return null;
  return [...new Set(variables.flatMap(({ writes }) => writes))].filter((selector) => !ordinary.has(selector)).toSorted();
}

/** Whether a function writes a variable that transfers read or write; null when the storage layout does not tell. */
function touches(readings: readonly CodeReading[], selector: Hex): boolean | null {
  const storage = readings.flatMap((reading) => reading.storage ?? []);
  const used = storage.filter(({ reads, writes }) => ['0xa9059cbb', '0x23b872dd'].some((transfer) => reads.includes(transfer as Hex) || writes.includes(transfer as Hex)));
  // The supply is what minting and burning write beside balances.
  const supply = storage.filter(({ reads }) => reads.includes('0x18160ddd'));
  return used.length === 0 ? null : [...used, ...supply].some(({ writes }) => writes.includes(selector));
}

/** What names of functions and the instructions of the code say about a token's flags; `reach` is what transfers can call. Trying them out says more; see the trade part. */
export function judgeCode(functions: readonly KnownFunction[], readings: readonly CodeReading[], reach: Reach | null = null): Opinion[] {
  const unnamed = changing(functions).filter(({ name }) => name === null);
  const unread = readings.some((reading) => reading.incomplete !== null && reading.functions.length === 0);
  const opinions = rules.map(({ flag, title, names, reads }): Opinion => {
    const candidates = reads ? functions : changing(functions);
    const named = candidates.filter((one) => one.name !== null && !isEverybodys(one) && names.test(one.name.toLowerCase()));
    const hits = named.map(({ name }) => name);
    const supply = readings.flatMap((reading) => reading.storage ?? []).filter(({ reads: getters, type }) => getters.includes('0x18160ddd') && !type.startsWith('mapping'));
    const listed = flag === 'is_blacklisted' || flag === 'is_whitelisted';
    const idle = hits.length > 0 && (listed || !reads) && candidates.filter(({ name }) => hits.includes(name)).every(({ selector }) => touches(readings, selector) === false || (flag === 'is_mintable' && supply.length > 0 && !supply.some(({ writes }) => writes.includes(selector))));
    const acting = changing(functions).filter(({ name }) => name !== null && hits.includes(name)).map(({ selector }) => selector);
    if (idle) return { flag, value: null, confidence: 'low', ...(acting.length > 0 && acting.length === hits.length ? { functions: acting } : {}), because: `functions whose names say that it ${title} (${hits.slice(0, 12).join(', ')}), but they write nothing of what ${flag === 'is_mintable' ? 'counts the supply' : 'transfers use'}` };
    if (hits.length > 0) return { flag, value: true, confidence: 'medium', ...(acting.length === hits.length ? { functions: acting } : {}), because: `functions whose names say that it ${title}: ${hits.slice(0, 12).join(', ')}` };
    if (unread) return { flag, value: null, confidence: 'low', because: 'the functions of the code could not be read' };
    if (unnamed.length > 0) return { flag, value: null, confidence: 'low', because: `no well-known function that ${title}, but ${unnamed.length === 1 ? 'one function that changes something has an unknown name' : `${unnamed.length} functions that change something have unknown names`}` };
    return { flag, value: false, confidence: 'medium', because: `no function whose name says that it ${title}` };
  });
  const raise = (flag: string, writers: Hex[] | null, what: string): void => {
    const known = opinions.find((one) => one.flag === flag);
    const extra = writers?.filter((selector) => !/^burn/i.test(functions.find((one) => one.selector === selector)?.name ?? '')) ?? [];
    if (known && known.value !== true && extra.length > 0) Object.assign(known, { value: null, ...(flag === 'is_mintable' ? { functions: extra } : {}), because: `${what} is also written by ${extra.slice(0, 12).join(', ')}, whose purpose the code alone does not tell` });
  };
  raise('is_mintable', writersOf(readings, '0x18160ddd'), 'the total supply');
  raise('owner_change_balance', writersOf(readings, '0x70a08231'), 'the table of balances');
  return [...opinions, ...judgeInstructions(readings, reach)];
}

function judgeInstructions(readings: readonly CodeReading[], reach: Reach | null): Opinion[] {
  const total = (name: keyof CodeReading['instructions']): number => readings.reduce((sum, reading) => sum + (reading.instructions[name] ?? 0), 0);
  const calls = total('CALL') + total('STATICCALL') + total('DELEGATECALL') + total('CALLCODE');
  const gas = total('GAS') + total('GASPRICE');
  const made = total('CREATE') + total('CREATE2');
  return [
    { flag: 'selfdestruct', value: total('SELFDESTRUCT') > 0, confidence: 'high', because: `${total('SELFDESTRUCT')} reachable SELFDESTRUCT instructions` },
    reach && reach.open > 0 ? { flag: 'external_call', value: true, confidence: 'medium', because: `transfer or transferFrom can reach ${reach.open} instructions that call a contract whose address does not stand in the code` }
      : { flag: 'external_call', value: calls === 0 ? false : null, confidence: calls === 0 ? 'high' : 'low', because: `${calls} reachable instructions that call other contracts${calls > 0 ? '; whether a transfer makes one is seen only by trying' : ''}` },
    { flag: 'gas_abuse', value: gas + made === 0 ? false : null, confidence: gas + made === 0 ? 'high' : 'low', because: `gas or its price is looked at ${gas} times and contracts are made ${made} times${gas + made > 0 ? '; what for is seen only by trying' : ''}` },
  ];
}
