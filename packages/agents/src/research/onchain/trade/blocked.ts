import { argumentLists, type Cast } from './arguments.ts';
import { encode, type Argument } from './encode.ts';
import type { Admin, TokenFunction } from './input.ts';
import type { Stage } from './stage.ts';

type Hex = `0x${string}`;
interface Around { stage: Stage; cast: Cast }

/** Lists of arguments one question is asked with, and accounts it is asked as. */
const [mostLists, mostAdmins] = [8, 4];
/** Gas of one more look at storage, less what else may differ (EIP-2929). */
const oneLook = 700n;
/** Storage positions looked through for what stands in the way, and numbers that are counts or moments rather than amounts. */
const [slots, small] = [16n, 1n << 64n];

function callsOf({ cast }: Around, one: TokenFunction): Hex[] {
  return (argumentLists(one, cast) ?? []).slice(0, mostLists).map((list: Argument[]) => encode(one.selector, one.inputs ?? [], list));
}

/** Whether a call of an account goes through with any of a few lists of arguments. */
export async function opensTo(around: Around, one: TokenFunction, from: Hex): Promise<boolean> {
  for (const data of callsOf(around, one)) if ((await around.stage.call(from, around.stage.token, data)).ok) return true;
  return false;
}

/** Whether it goes through for one of the admins. */
export async function opensToAny(around: Around, one: TokenFunction, admins: readonly Admin[]): Promise<boolean> {
  const people = admins.filter(({ only }) => only?.includes(one.selector) ?? true).slice(0, mostAdmins);
  for (const data of callsOf(around, one).slice(0, 4)) for (const { address } of people) if ((await around.stage.call(address, around.stage.token, data)).ok) return true;
  return false;
}

/** Those of the admins that are answered at all: the admin of a transparent proxy is refused everything, whatever it may do behind it. */
export async function readersOf({ stage }: Around, admins: readonly Admin[]): Promise<Admin[]> {
  const readers: Admin[] = [];
  for (const admin of admins) if ((await stage.call(admin.address, stage.token, '0x18160ddd')).ok) readers.push(admin);
  return readers;
}

/**
 * Whether one of the admins is refused for something else than not being known: later than a stranger, by the gas (older compilers give both the
 * same empty answer), or because of one switch, count or moment in storage, with which changed the admin gets through and a stranger does not.
 */
export async function isKnownTo(around: Around, one: TokenFunction, admins: readonly Admin[]): Promise<boolean> {
  const { stage } = around;
  const data = callsOf(around, one)[0];
  const people = admins.filter(({ only }) => only?.includes(one.selector) ?? true).slice(0, mostAdmins);
  if (data === undefined) return false;
  const stranger = await stage.wallet('stranger');
  const gasOf = (from: Hex): Promise<bigint> => stage.apart(async () => (await stage.send(from, stage.token, data)).gasUsed);
  const usual = await gasOf(stranger);
  for (const { address } of people) if (await gasOf(address) > usual + oneLook) return true;
  for (let slot = 0n; slot < slots; slot += 1n) {
    for (const word of otherwise(await stage.word(slot))) {
      const through = await stage.apart(async () => {
        await stage.put(slot, word);
        if (await opensTo(around, one, stranger)) return false;
        for (const { address } of people) if (await opensTo(around, one, address)) return true;
        return false;
      });
      if (through) return true;
    }
  }
  return false;
}

/** A storage word with one switch in it turned off, or, where it is a small number, with nothing and with a large one. */
function otherwise(word: bigint): bigint[] {
  if (word === 0n) return [];
  const switches = Array.from({ length: 32 }, (_, place) => BigInt(place) * 8n).filter((bit) => ((word >> bit) & 0xffn) === 1n).map((bit) => word ^ (1n << bit));
  return [...new Set([...switches.slice(0, 4), ...(word < small ? [0n, small - 1n] : [])])];
}
