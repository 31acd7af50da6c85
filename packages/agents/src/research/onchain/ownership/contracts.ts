import type { BytecodeReader, ChainReader, CodeReading, WorkContext } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { changing } from '../code/functions.ts';

/** What an account in charge can do by itself. */
export interface Reachable {
  /** Whether it can send this call. A wallet and what forwards calls can send any; another contract only those written into its code. */
  sends(selector: Hex): boolean;
  /** Its code asks nowhere who calls it, so that it acts for anybody by its own rules and obeys nobody in particular. */
  obeysNobody: boolean;
}

const anything: Reachable = { sends: () => true, obeysNobody: false };
/** ORIGIN and CALLER; CALLCODE, DELEGATECALL and SELFDESTRUCT, behind which other rules may stand. */
const decisive = [0x32, 0x33, 0xf2, 0xf4, 0xff];
/** Arguments that can hold a password or a signature; addresses and truth values cannot. */
const harmless = /^(address|bool)$/;

/** Instructions of the code one after the other, data and trailer left out as far as its length tells: opcodes, and constants of up to four bytes. */
function sweep(code: Hex): { opcodes: ReadonlySet<number>; short: ReadonlySet<number> } {
  const bytes = Buffer.from(code.slice(2), 'hex');
  const trailer = bytes.length > 2 ? bytes.readUInt16BE(bytes.length - 2) + 2 : 0;
  const end = trailer < bytes.length && trailer > 2 && trailer <= 200 ? bytes.length - trailer : bytes.length;
  const [opcodes, short] = [new Set<number>(), new Set<number>()];
  for (let at = 0; at < end; at += 1) {
    const opcode = bytes[at] ?? 0;
    opcodes.add(opcode);
    if (opcode < 0x60 || opcode > 0x7f) continue;
    const width = opcode - 0x5f;
    if (width <= 4) short.add(bytes.subarray(at + 1, at + 1 + width).reduce((sum, byte) => sum * 256 + byte, 0));
    // Shifted to the left of a word, as some compilers write the selector of a call.
    else if (width === 32) short.add(bytes.readUInt32BE(Math.min(at + 1, bytes.length - 4)));
    at += width;
  }
  return { opcodes, short };
}

/**
 * What a contract can send, from its code. It forwards anything when it runs other code (proxies, Safes) or calls with data that it was given
 * (multisigs, timelocks, governors, proxy admins); what could not be read is taken to.
 */
export function reachableBy(code: Hex, reading: CodeReading): Reachable {
  if (code === '0x' || code.startsWith('0xef0100') || reading.incomplete !== null) return anything;
  const { opcodes, short } = sweep(code);
  if (opcodes.has(0xf4) || opcodes.has(0xf2)) return anything;
  const doing = changing(reading.functions.map(({ selector, signature, inputs, mutability }) => ({ selector, name: signature, inputs, mutability })));
  const given = doing.some(({ inputs }) => inputs === null || inputs.some((type) => type.includes('bytes')));
  // Calldata that is copied and a call: a fallback may pass on what it gets.
  if (given || reading.functions.length === 0 || (opcodes.has(0x37) && opcodes.has(0xf1))) return anything;
  const sends = (selector: Hex): boolean => {
    const wanted = Number.parseInt(selector.slice(2), 16);
    // Trailing zero bits may be shifted away, so a shorter constant that differs from it only by them counts.
    return short.has(wanted) || [...short].some((value) => value > 0xff && wanted > value && Number.isInteger(Math.log2(wanted / value)));
  };
  const obeysNobody = !decisive.some((opcode) => opcodes.has(opcode)) && doing.every(({ inputs }) => (inputs ?? []).every((type) => harmless.test(type)));
  return { sends, obeysNobody };
}

/** The same for addresses on a chain. Throws what the reader throws. */
export async function readReachable(reader: ChainReader, bytecode: BytecodeReader, addresses: readonly Hex[], context: WorkContext): Promise<ReadonlyMap<Hex, Reachable>> {
  return new Map(await Promise.all(addresses.map(async (address): Promise<[Hex, Reachable]> => {
    const code = await reader.code(address);
    return [address, code === '0x' ? anything : reachableBy(code, await bytecode.read(code, context))];
  })));
}
