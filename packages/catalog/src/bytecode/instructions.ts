import type { CodeReading } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { getAddress } from 'viem/utils';

type Name = keyof CodeReading['instructions'];
/** Opcodes of interest (Ethereum yellow paper, appendix H; EIP-1014, EIP-1052, EIP-1884). */
const names: Record<number, Name> = {
  0x31: 'BALANCE', 0x32: 'ORIGIN', 0x3a: 'GASPRICE', 0x3b: 'EXTCODESIZE', 0x3f: 'EXTCODEHASH', 0x40: 'BLOCKHASH', 0x41: 'COINBASE', 0x42: 'TIMESTAMP', 0x43: 'NUMBER', 0x47: 'SELFBALANCE', 0x55: 'SSTORE',
  0xa0: 'LOG', 0xa1: 'LOG', 0xa2: 'LOG', 0xa3: 'LOG', 0xa4: 'LOG', 0xf0: 'CREATE', 0xf1: 'CALL', 0xf2: 'CALLCODE', 0xf4: 'DELEGATECALL', 0xf5: 'CREATE2', 0xfa: 'STATICCALL', 0xff: 'SELFDESTRUCT',
};
const [gasOpcode, jumpTarget, push1, push32] = [0x5a, 0x5b, 0x60, 0x7f];
const [hashOpcode, callerOpcode] = [0x20, 0x33];
/** SUB, EQ, XOR. */
const comparisons = new Set([0x03, 0x14, 0x18]);
const calls = new Set([0xf1, 0xf2, 0xf4, 0xfa]);
/** STOP, JUMP, RETURN, REVERT, INVALID, SELFDESTRUCT: what follows is reached only by a jump. */
const ends = new Set([0x00, 0x56, 0xf3, 0xfd, 0xfe, 0xff]);
const mostConstants = 500;

/**
 * Walks the code from its first byte through every jump whose target is pushed as a constant in reached code, as compilers write them, so that
 * data after the code and the trailer count for nothing. Instructions that only computed jumps lead to are not seen.
 */
export function walkCode(code: Uint8Array): Pick<CodeReading, 'instructions' | 'addresses' | 'words' | 'fragments' | 'hashesCaller'> {
  const targets = jumpTargets(code);
  const seen = new Uint8Array(code.length);
  const waiting = [0];
  const counts = new Map<Name, number>();
  const addresses = new Map<string, number>();
  const words = new Map<string, number>();
  const fragments = new Map<string, number>();
  let hashesCaller = false;
  const count = (name: Name): void => { counts.set(name, (counts.get(name) ?? 0) + 1); };
  for (let start = waiting.pop(); start !== undefined; start = waiting.pop()) {
    // Instructions since the caller was put on the stack, and since a hash was taken after it.
    let [sinceCaller, sinceHash] = [Infinity, Infinity];
    for (let at = start; at < code.length && !seen[at];) {
      seen[at] = 1;
      const opcode = code[at] ?? 0;
      sinceCaller += 1;
      sinceHash += 1;
      if (opcode >= push1 && opcode <= push32) {
        const width = opcode - push1 + 1;
        const constant = code.subarray(at + 1, at + 1 + width);
        if (width <= 4) {
          const target = constant.reduce((sum, byte) => sum * 256 + byte, 0);
          if (targets.has(target) && !seen[target]) waiting.push(target);
          const fragment = fragmentOf(target, code, at + 1 + width);
          if (fragment && !(targets.has(target) && width < 4)) fragments.set(fragment, at);
        } else note(constant, at, addresses, words);
        at += 1 + width;
        continue;
      }
      if (opcode === callerOpcode) sinceCaller = 0;
      else if (opcode === hashOpcode) { sinceHash = sinceCaller <= 40 ? 0 : Infinity; sinceCaller = Infinity; }
      else if (comparisons.has(opcode) && sinceHash <= 12) hashesCaller = true;
      const name = names[opcode];
      if (name) count(name);
      if (opcode === gasOpcode && !calls.has(code[at + 1] ?? 0)) count('GAS');
      if (ends.has(opcode)) break;
      at += 1;
    }
  }
  const ordered = (found: Map<string, number>): Hex[] => [...found].toSorted(([, a], [, b]) => a - b).slice(0, mostConstants).map(([text]) => text as Hex);
  return { instructions: Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))), addresses: ordered(addresses), words: ordered(words), fragments: ordered(fragments).filter((one) => !/^0x0{2}|f{4}/.test(one)), hashesCaller };
}

/** The selector that a short constant stands for: four bytes as they are, or shifted to the left of a word, as optimizers write them. */
function fragmentOf(value: number, code: Uint8Array, next: number): string | null {
  const shift = code[next] === push1 && code[next + 2] === 0x1b ? code[next + 1] ?? 0 : null;
  const found = shift === null ? value : shift >= 200 ? Number((BigInt(value) << BigInt(shift) >> 224n) & 0xffff_ffffn) : 0;
  return found > 0xff_ffff ? `0x${found.toString(16).padStart(8, '0')}` : null;
}

/** Sorts a pushed constant: addresses are 20 bytes, or 32 with 12 zeros before them (immutables); masks and text are neither. */
function note(constant: Uint8Array, at: number, addresses: Map<string, number>, words: Map<string, number>): void {
  const hex = Buffer.from(constant).toString('hex');
  const digits = hex.padStart(64, '0');
  // Small numbers and masks have long runs of one digit; a real address or hash practically never has.
  const plain = /0{10}|f{10}/i.test(digits.slice(24));
  const keep = (found: Map<string, number>, key: string): void => { found.set(key, Math.min(at, found.get(key) ?? at)); };
  if ((constant.length === 20 || (constant.length === 32 && digits.startsWith('0'.repeat(24)))) && !plain) keep(addresses, getAddress(`0x${digits.slice(24)}`));
  else if (constant.length === 32 && !plain && !/^0{20}|^f{20}|0{16}$/.test(digits)) keep(words, `0x${digits}`);
}

function jumpTargets(code: Uint8Array): Set<number> {
  const targets = new Set<number>();
  for (let at = 0; at < code.length; at += 1) {
    const opcode = code[at] ?? 0;
    if (opcode === jumpTarget) targets.add(at);
    else if (opcode >= push1 && opcode <= push32) at += opcode - push1 + 1;
  }
  return targets;
}

/**
 * Where the code forwards every call by delegatecall: ERC-1167 in its original form, with shortened addresses, the later 0age and Solady
 * variants with PUSH0, and clones with immutable arguments behind. Null for anything else.
 */
export function readForwarder(code: Uint8Array): Hex | null {
  const hex = Buffer.from(code.subarray(0, 80)).toString('hex');
  const found = /^363d3d373d3d3d363d(6[0-9a-f]|7[0-3])(.*)/.exec(hex)
    ?? /^3d3d3d3d363d3d37363d(6[0-9a-f]|7[0-3])(.*)/.exec(hex) ?? /^365f5f375f5f365f(73)(.*)/.exec(hex)
    ?? /^36602c57(?:.{8,120}?)(73)(.*)/.exec(hex) ?? /^3d3d3d3d363d3d3761[0-9a-f]{4}6037363936[0-9a-f]{0,12}(73)(.*)/.exec(hex);
  if (!found) return null;
  const width = Number.parseInt(found[1] ?? '', 16) - push1 + 1;
  const rest = found[2] ?? '';
  // The delegatecall has to come at once after the address.
  if (width < 1 || width > 20 || !/^(5a|3d5a|5f5a)?.{0,4}f4/.test(rest.slice(2 * width))) return null;
  return getAddress(`0x${rest.slice(0, 2 * width).padStart(40, '0')}`);
}
