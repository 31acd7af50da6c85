import type { Fork } from '@hyperlens/protocol';
import type { Admin } from './input.ts';

type Hex = `0x${string}`;

/** Storage slots looked through, and most addresses named. */
const slots = 12;
const most = 5;
/** Amounts are smaller than nearly every address. */
const leastAddress = 1n << 120n;

/**
 * Accounts without code whose addresses stand in the token's code or its first storage slots: whoever has power without being named as its
 * owner is likely among them. `known` are left out.
 */
export async function findSuspects(fork: Fork, token: Hex, known: ReadonlySet<string>): Promise<Admin[]> {
  const found = new Map<Hex, string>();
  const add = (value: bigint, role: string): void => {
    const address: Hex = `0x${value.toString(16).padStart(40, '0')}`;
    if (value >= leastAddress && value < (1n << 160n) - 1n && !known.has(address) && !found.has(address)) found.set(address, role);
  };
  for (const value of constants(await fork.code(token))) add(value, 'hidden, named in the code');
  for (let slot = 0; slot < slots; slot += 1) {
    const word = BigInt(await fork.storage(token, `0x${slot.toString(16)}`));
    // Alone in its slot or packed with a flag or a small number after or before it.
    if (word >> 160n < 1n << 16n) add(BigInt.asUintN(160, word), 'hidden, named in storage');
    if ((word & 0xffn) <= 18n && word >> 168n === 0n) add(word >> 8n, 'hidden, named in storage');
  }
  const suspects: Admin[] = [];
  for (const [address, role] of [...found].slice(0, most * 3)) {
    if (suspects.length < most && (await fork.code(address)) === '0x') suspects.push({ address, role });
  }
  return suspects;
}

/** Words of a message, of which a piece may be as long as an address: printable letters all through. */
function isText(value: bigint): boolean { return /^[\x20-\x7e\0]*$/.test(Buffer.from(value.toString(16).padStart(40, '0'), 'hex').toString('latin1')); }

/** Numbers of the length of an address that the code pushes: PUSH20, and PUSH32 with room before (immutables). */
function constants(code: Hex): bigint[] {
  const whole = Buffer.from(code.slice(2, 100_000), 'hex');
  // The compiler's trailer is data, and its length stands in the last two bytes.
  const trailer = whole.length > 2 && code.length <= 100_000 ? whole.readUInt16BE(whole.length - 2) + 2 : 0;
  const bytes = trailer > 2 && trailer <= 200 && trailer < whole.length ? whole.subarray(0, whole.length - trailer) : whole;
  const values: bigint[] = [];
  for (let place = 0; place < bytes.length && values.length < 200; place += 1) {
    const opcode = bytes[place] ?? 0;
    if (opcode < 0x60 || opcode > 0x7f) continue;
    const length = opcode - 0x5f;
    if (length === 20 || length === 32) {
      const value = BigInt(`0x${bytes.subarray(place + 1, place + 1 + length).toString('hex') || '0'}`);
      if (value < 1n << 160n && !isText(value)) values.push(value);
    }
    place += length;
  }
  return values;
}
