import { AppError, type BytecodeReader, type CodeFunction, type CodeReading, type CodeVariable } from '@hyperlens/protocol';
import type { Hex } from 'viem';
import { keccak256 } from 'viem/utils';
import { readForwarder, walkCode } from './instructions.ts';
import { readTrailer } from './metadata.ts';
import { knownSignatures } from './signatures.ts';
import { makeThread, type Analysis, type Thread } from './thread.ts';

/** EIP-170 allows 24 576 bytes; some chains allow several times that. */
const mostBytes = 256 * 1024;
const remembered = 200;
/** More functions or variables than any real contract has are noise of code made to confuse. */
const mostEntries = 2_000;

export interface BytecodeOptions {
  /** For the functions, and again for the storage layout; default 3 s each. */
  timeoutMilliseconds?: number;
  /** Another analysis thread, for tests. */
  thread?: Thread;
}

/** Reads deployed bytecode with evmole and a walk of its own. Same code, same answer; answers are remembered. */
export function makeBytecodeReader({ timeoutMilliseconds = 3_000, thread = makeThread() }: BytecodeOptions = {}): BytecodeReader & { warm(): void } {
  const known = new Map<Hex, Promise<CodeReading>>();

  const analyse = async (code: Hex, hash: Hex): Promise<CodeReading> => {
    const bytes = Uint8Array.from(Buffer.from(code.slice(2), 'hex'));
    const base = { length: bytes.length, hash, functions: [], storage: null, instructions: {}, addresses: [], words: [], fragments: [], hashesCaller: false, forwardsTo: null, metadata: null } satisfies Partial<CodeReading>;
    if (bytes.length > mostBytes) return { ...base, incomplete: `the code has ${bytes.length} bytes; at most ${mostBytes} are read` };
    const trailer = readTrailer(bytes);
    const own = walkCode(trailer ? bytes.subarray(0, trailer.end) : bytes);
    const read = { ...base, ...own, forwardsTo: readForwarder(bytes), metadata: trailer?.metadata ?? null };
    if (bytes.length === 0) return { ...read, storage: [], incomplete: null };
    const functions = await thread.analyse(code, false, timeoutMilliseconds);
    const storage = await thread.analyse(code, true, timeoutMilliseconds);
    const reasons = [['functions', functions], ['storage layout', storage]] as const;
    const incomplete = reasons.flatMap(([what, one]) => ('failed' in one ? [`the ${what} could not be read: ${one.failed}`] : [])).join('; ');
    const found = functionsOf(functions);
    const selectors = new Set(found.map(({ selector }) => selector));
    return { ...read, functions: found, fragments: read.fragments.filter((one) => !selectors.has(one)), storage: variablesOf(storage), incomplete: incomplete || null };
  };

  return {
    async read(code, context) {
      if (context?.signal?.aborted) throw new AppError('INTERRUPTED', {}, context.signal.reason);
      const hash = keccak256(code);
      let reading = known.get(hash);
      if (!reading) {
        known.set(hash, reading = analyse(code, hash));
        const oldest = known.keys().next().value;
        if (known.size > remembered && oldest) known.delete(oldest);
      }
      const found = await reading;
      // What failed once may only have met a busy machine.
      if (found.incomplete !== null) known.delete(hash);
      return found;
    },
    warm: () => { thread.warm(); },
    close: () => thread.close(),
  };
}

function functionsOf(analysis: Analysis): CodeFunction[] {
  if ('failed' in analysis) return [];
  return (analysis.contract.functions ?? []).slice(0, mostEntries).map(({ selector, arguments: inputs, stateMutability }) => ({
    selector: `0x${selector}` as Hex, signature: knownSignatures.get(`0x${selector}`) ?? null, inputs: inputs === undefined ? null : splitTypes(inputs), mutability: mutabilityOf(stateMutability),
  })).toSorted((a, b) => (a.selector < b.selector ? -1 : 1));
}

function variablesOf(analysis: Analysis): CodeVariable[] | null {
  if ('failed' in analysis) return null;
  const selectors = (list: string[]): Hex[] => list.map((selector) => `0x${selector}` as Hex).toSorted();
  return (analysis.contract.storage ?? []).slice(0, mostEntries).map(({ slot, offset, type, reads, writes }) => ({ slot: `0x${slot}` as Hex, offset, type, reads: selectors(reads), writes: selectors(writes) }))
    .toSorted((a, b) => (a.slot < b.slot ? -1 : a.slot > b.slot ? 1 : a.offset - b.offset));
}

function mutabilityOf(text: string | undefined): CodeFunction['mutability'] { return text === 'pure' || text === 'view' || text === 'nonpayable' || text === 'payable' ? text : null; }

/** Types at the top level of a list: `uint256,(address,bytes)[]` has two. */
function splitTypes(text: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if ((character === ',' && depth === 0) || character === undefined) { if (at > from) parts.push(text.slice(from, at)); from = at + 1; }
  }
  return parts;
}
