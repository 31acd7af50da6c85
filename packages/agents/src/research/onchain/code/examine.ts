import type { CodeReading, Json } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import type { KnownFunction, OnchainInput } from '../input.ts';
import type { CodeOpinion } from '../trade/input.ts';
import { makeNotes } from '../writing.ts';
import { changing } from './functions.ts';
import { judgeCode, writersOf } from './powers.ts';
import { reachOf, type Reach } from './reach.ts';

const most = 200;

/**
 * Writes what the code alone says: facts `code.functions`, `code.instructions`, evidence `code.flag.<name>`, and the flag selfdestruct. Gives the
 * opinions on the other flags to the part that tries them out; `logic` is the code that does the work, without that of a proxy in front of it; for a contract that is no token they are nobody's flags.
 */
export function examineCode({ ledger, reader, context }: OnchainInput, functions: readonly KnownFunction[], readings: readonly CodeReading[], logic: readonly Hex[]): Readonly<Record<string, CodeOpinion>> {
  const notes = makeNotes(ledger, `chain:${reader.network.id}`, context.signal);
  const incomplete = readings.find((reading) => reading.incomplete !== null && reading.functions.length === 0)?.incomplete ?? null;
  const text = ({ selector, name }: KnownFunction): string => name ?? selector;
  if (incomplete && functions.length === 0) notes.missing('code.functions', 'Functions of the code', incomplete, 'evmole');
  else notes.fact('code.functions', 'Functions of the code', functions.slice(0, most).map(text), 'dispatcher of the code; names from published interfaces and well-known signatures', { confidence: 'medium' });
  notes.fact('code.unnamed', 'Changing functions without a known name', changing(functions).filter(({ name }) => name === null).length, 'selectors that no published interface and no well-known signature has');
  const sums: Record<string, number> = {};
  for (const reading of readings) for (const [name, times] of Object.entries(reading.instructions)) sums[name] = (sums[name] ?? 0) + times;
  notes.fact('code.instructions', 'Instructions of interest', Object.fromEntries(Object.entries(sums).toSorted(([a], [b]) => (a < b ? -1 : 1))), 'walk of the reachable code');
  for (const [name, title, getter] of [['code.supplyWriters', 'Functions that write the supply', '0x18160ddd'], ['code.balanceWriters', 'Functions that write balances', '0x70a08231']] as const) {
    const writers = writersOf(readings, getter);
    if (writers) notes.fact(name, title, writers.map((selector): Json => functions.find((one) => one.selector === selector)?.name ?? selector), 'storage layout that the bytecode uses, ordinary functions left out', { confidence: 'medium' });
  }
  const opinions: Record<string, CodeOpinion> = {};
  for (const { flag, value, because, confidence, functions: resting } of judgeCode(functions, readings, transferReach(logic))) {
    const origin = { title: `${flag}, from the code`, source: `chain:${reader.network.id}`, method: `${readings.length === 1 ? 'bytecode' : 'bytecode of the contract and the code it runs'}: ${because}`, confidence };
    const evidence = value === null ? ledger.unknown(`code.flag.${flag}`, because, origin) : ledger.known(`code.flag.${flag}`, value, origin);
    opinions[flag] = { evidence, value: value ?? 'unknown', ...(resting ? { functions: resting } : {}) };
  }
  if (opinions.selfdestruct) ledger.flag('selfdestruct', opinions.selfdestruct.evidence);
  return opinions;
}

/** What transfer(address,uint256) and transferFrom(address,address,uint256) can call, over all the code. */
function transferReach(logic: readonly Hex[]): Reach {
  const reaches = logic.flatMap((code) => (['0xa9059cbb', '0x23b872dd'] as const).map((selector) => reachOf(code, selector)));
  return { open: reaches.reduce((sum, { open }) => sum + open, 0), comparesCaller: reaches.some(({ comparesCaller }) => comparesCaller), complete: reaches.every(({ complete }) => complete) };
}
