import type { CodeReading } from '@hyperlens/protocol';
import type { Hex } from 'viem';

/**
 * A value on the stack of the walk: a number, the contract itself, the caller, a hash of memory that the caller was written into, what stands at
 * a fixed place in storage, or anything else. What comes out of mappings, memory, calldata or another contract is anything.
 */
type Value = bigint | 'self' | 'caller' | 'digest' | 'stored' | 'any';

/** What a call path of the code can do. `complete` is false when the walk ended before every path was seen. */
export interface Reach {
  /** Calls of another contract whose address does not stand in the code. */
  open: number;
  /** The hash itself of the caller's address is compared with a constant or one fixed place in storage; as a place in storage it counts for nothing. */
  comparesCaller: boolean;
  complete: boolean;
}

/** Where the caller was last written into memory on a path. `at` null: at a place worked out at run time. */
interface Written { at: bigint | null; step: number }
/** Instructions between writing the caller to a place that is not known and hashing it. */
const recently = 120;

/** Instructions one walk follows, times one place is passed, and deepest stack (yellow paper: 1024). */
const [mostSteps, mostVisits, deepest] = [60_000, 24, 1_024];
const word = 1n << 256n;
const calls = new Map([[0xf1, 7], [0xf2, 7], [0xf4, 6], [0xfa, 6]]);
/** Stack items taken and put by the opcodes that are not worked out (yellow paper, appendix H; EIP-1153, EIP-5656, EIP-7516). */
const shapes: [from: number, to: number, taken: number, put: number][] = [
  [0x01, 0x07, 2, 1], [0x08, 0x09, 3, 1], [0x0a, 0x0b, 2, 1], [0x10, 0x14, 2, 1], [0x15, 0x15, 1, 1], [0x16, 0x18, 2, 1], [0x19, 0x19, 1, 1], [0x1a, 0x1d, 2, 1], [0x1e, 0x1e, 1, 1], [0x20, 0x20, 2, 1], [0x30, 0x30, 0, 1], [0x31, 0x31, 1, 1], [0x32, 0x34, 0, 1], [0x35, 0x35, 1, 1], [0x36, 0x36, 0, 1], [0x37, 0x37, 3, 0],
  [0x38, 0x38, 0, 1], [0x39, 0x39, 3, 0], [0x3a, 0x3a, 0, 1], [0x3b, 0x3b, 1, 1], [0x3c, 0x3c, 4, 0], [0x3d, 0x3d, 0, 1], [0x3e, 0x3e, 3, 0], [0x3f, 0x40, 1, 1], [0x41, 0x48, 0, 1], [0x49, 0x49, 1, 1], [0x4a, 0x4a, 0, 1], [0x50, 0x50, 1, 0], [0x51, 0x51, 1, 1], [0x52, 0x53, 2, 0], [0x54, 0x54, 1, 1], [0x55, 0x55, 2, 0],
  [0x58, 0x5a, 0, 1], [0x5b, 0x5b, 0, 0], [0x5c, 0x5c, 1, 1], [0x5d, 0x5d, 2, 0], [0x5e, 0x5e, 3, 0], [0xa0, 0xa0, 2, 0], [0xa1, 0xa1, 3, 0], [0xa2, 0xa2, 4, 0], [0xa3, 0xa3, 5, 0], [0xa4, 0xa4, 6, 0], [0xf0, 0xf0, 3, 1], [0xf1, 0xf2, 7, 1], [0xf4, 0xf4, 6, 1], [0xf5, 0xf5, 4, 1], [0xfa, 0xfa, 6, 1],
];
const shapeOf = new Map(shapes.flatMap(([from, to, taken, put]) => Array.from({ length: to - from + 1 }, (_, index) => [from + index, { taken, put }] as const)));

/**
 * Follows what the code does when it is called with this selector, down both sides of every condition that calldata or state decides, and
 * counts calls of contracts that are not fixed in the code, and looks whether the caller is known by a hash. Without a selector every function
 * is followed. Says nothing about whether a path is ever taken.
 */
export function reachOf(code: Hex, selector: Hex | null): Reach {
  const bytes = Buffer.from(code.slice(2), 'hex');
  const targets = jumpTargets(bytes);
  const open = new Set<number>();
  const visits = new Map<number, number>();
  const seen = new Set<string>();
  const waiting: { at: number; stack: Value[]; written: Written | null }[] = [{ at: 0, stack: [], written: null }];
  let [steps, complete] = [0, true];
  const comparisons = new Map<number, boolean>();
  const comparesCaller = (): boolean => [...comparisons.values()].includes(true);
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    let { at, stack, written } = path;
    for (;;) {
      if ((steps += 1) > mostSteps) return { open: open.size, comparesCaller: comparesCaller(), complete: false };
      const opcode = bytes[at] ?? 0;
      if (opcode >= 0x5f && opcode <= 0x7f) { stack.push(BigInt(`0x0${bytes.subarray(at + 1, at + opcode - 0x5e).toString('hex')}`)); at += opcode - 0x5e; }
      else if (opcode >= 0x80 && opcode <= 0x8f) { stack.push(stack.at(0x7f - opcode) ?? 'any'); at += 1; }
      else if (opcode >= 0x90 && opcode <= 0x9f) { const [top, other] = [stack.length - 1, stack.length - 2 - (opcode - 0x90)]; if (other < 0) break; [stack[top], stack[other]] = [stack[other] ?? 'any', stack[top] ?? 'any']; at += 1; }
      else if (opcode === 0x56 || opcode === 0x57) {
        const target = stack.pop() ?? 'any';
        const condition = opcode === 0x56 ? 1n : stack.pop() ?? 'any';
        // A jump to somewhere worked out at run time: the rest of this path is not seen.
        const known = typeof target === 'bigint' && targets.has(Number(target)) ? Number(target) : null;
        if (known === null && condition !== 0n) complete &&= typeof target === 'bigint';
        if (condition === 0n || (typeof condition !== 'bigint' && known === null)) { at += 1; continue; }
        if (known === null) break;
        if (typeof condition !== 'bigint') waiting.push({ at: at + 1, stack: [...stack], written });
        const state = `${known} ${stack.join(' ')}`;
        const times = (visits.get(known) ?? 0) + 1;
        visits.set(known, times);
        if (seen.has(state)) break;
        if (times > mostVisits) { complete = false; break; }
        seen.add(state);
        at = known;
      } else {
        const shape = shapeOf.get(opcode);
        // STOP, RETURN, REVERT, INVALID, SELFDESTRUCT and what is no instruction.
        if (!shape || stack.length > deepest) break;
        if (calls.has(opcode)) { const target = stack.at(-2) ?? 'any'; if (typeof target !== 'bigint' && target !== 'self') open.add(at); }
        const taken = Array.from({ length: shape.taken }, () => stack.pop() ?? 'any');
        if (comparing.has(opcode)) comparisons.set(at, (comparisons.get(at) ?? true) && isMark(taken));
        if (opcode === 0x52 && taken[1] === 'caller') written = { at: typeof taken[0] === 'bigint' ? taken[0] : null, step: steps };
        const hashed = opcode === 0x20 && holds(written, taken, steps);
        // What went out in a call or an event was not written to be hashed.
        if (opcode === 0x20 || calls.has(opcode) || (opcode >= 0xa0 && opcode <= 0xa4)) written = null;
        if (shape.put > 0) stack.push(opcode === 0x58 ? BigInt(at) : hashed ? 'digest' : workOut(opcode, taken, selector));
        at += 1;
      }
    }
  }
  return { open: open.size, comparesCaller: comparesCaller(), complete };
}

/** Functions that are followed one by one, when there are too many paths to follow all at once. */
const mostAlone = 64;

/** Whether the code of one of these readings knows an account by the hash of its address. */
export function comparesCaller(code: Hex, readings: readonly CodeReading[]): boolean {
  const whole = reachOf(code, null);
  if (whole.comparesCaller || whole.complete) return whole.comparesCaller;
  const selectors = [...new Set(readings.flatMap((reading) => reading.functions.map(({ selector }) => selector)))].toSorted();
  return selectors.slice(0, mostAlone).some((selector) => reachOf(code, selector).comparesCaller);
}

/** SUB, EQ, XOR. */
const comparing = new Set([0x03, 0x14, 0x18]);

/**
 * The hash of the caller on one side, on the other a constant or a fixed place in storage. A comparison that also meets other values, as that of
 * a tree of hashes does with every branch, knows nobody.
 */
function isMark(sides: readonly Value[]): boolean {
  return sides.includes('digest') && sides.some((one) => one === 'stored' || (typeof one === 'bigint' && one !== 0n));
}

/** Whether the memory that is hashed, `[place, length]`, holds the caller that was written. */
function holds(written: Written | null, [place = 'any', length = 'any']: Value[], step: number): boolean {
  if (written === null) return false;
  if (typeof place !== 'bigint' || typeof length !== 'bigint' || written.at === null) return step - written.step <= recently;
  return written.at + 32n > place && written.at < place + length;
}

/** The value of an instruction, where numbers alone decide it. */
function workOut(opcode: number, [a = 'any', b = 'any']: Value[], selector: Hex | null): Value {
  if (opcode === 0x30) return 'self';
  if (opcode === 0x32 || opcode === 0x33) return 'caller';
  if (opcode === 0x35) return a === 0n && selector !== null ? BigInt(selector.padEnd(66, '0')) : 'any';
  // More than enough arguments, and no money with it.
  if (opcode === 0x36) return 4n + 32n * 3n;
  if (opcode === 0x34) return 0n;
  if (opcode === 0x16 && (a === 'self' || b === 'self')) return 'self';
  if (opcode === 0x54) return typeof a === 'bigint' ? 'stored' : 'any';
  // Masked to its length, or shifted to the left of the word as in packed encoding, it is still the caller.
  if ((opcode === 0x16 || opcode === 0x1b || opcode === 0x02) && (a === 'caller' || b === 'caller')) return 'caller';
  if (typeof a !== 'bigint') return 'any';
  if (opcode === 0x15) return a === 0n ? 1n : 0n;
  if (opcode === 0x19) return word - 1n - a;
  if (typeof b !== 'bigint') return 'any';
  switch (opcode) {
    case 0x01: return (a + b) % word;
    case 0x02: return (a * b) % word;
    case 0x03: return (a - b + word) % word;
    case 0x04: return b === 0n ? 0n : a / b;
    case 0x0a: return b < 512n ? a ** b % word : 'any';
    case 0x10: return a < b ? 1n : 0n;
    case 0x11: return a > b ? 1n : 0n;
    case 0x12: return BigInt.asIntN(256, a) < BigInt.asIntN(256, b) ? 1n : 0n;
    case 0x13: return BigInt.asIntN(256, a) > BigInt.asIntN(256, b) ? 1n : 0n;
    case 0x14: return a === b ? 1n : 0n;
    case 0x16: return a & b;
    case 0x17: return a | b;
    case 0x18: return a ^ b;
    case 0x1b: return a > 255n ? 0n : (b << a) % word;
    case 0x1c: return a > 255n ? 0n : b >> a;
    default: return 'any';
  }
}

function jumpTargets(bytes: Uint8Array): Set<number> {
  const targets = new Set<number>();
  for (let at = 0; at < bytes.length; at += 1) {
    const opcode = bytes[at] ?? 0;
    if (opcode === 0x5b) targets.add(at);
    else if (opcode >= 0x60 && opcode <= 0x7f) at += opcode - 0x5f;
  }
  return targets;
}
