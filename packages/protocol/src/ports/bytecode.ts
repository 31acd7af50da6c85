import type { WorkContext } from './build.ts';

type Hex = `0x${string}`;

/** A function that the dispatcher of a contract answers to. */
export interface CodeFunction {
  /** Four bytes. */
  selector: Hex;
  /** Canonical signature when the selector is that of a well-known function; null otherwise. Another function may have the same selector. */
  signature: string | null;
  /** ABI types in order, as the code decodes them; null when they could not be told. */
  inputs: string[] | null;
  mutability: 'pure' | 'view' | 'nonpayable' | 'payable' | null;
}
/** A variable in storage as the code uses it. `reads` and `writes` are selectors. */
export interface CodeVariable { slot: Hex; offset: number; type: string; reads: Hex[]; writes: Hex[] }

/** What deployed bytecode says about itself, without its source. */
export interface CodeReading {
  /** Length in bytes. */
  length: number;
  /** keccak-256 of the code. */
  hash: Hex;
  functions: CodeFunction[];
  /** Null when the layout could not be told in time. */
  storage: CodeVariable[] | null;
  /** How often each of the instructions of interest stands in code that can be reached. Absent: never. `GAS` counts only where gas is looked at, not passed on to a call. */
  instructions: Partial<Record<'SELFDESTRUCT' | 'DELEGATECALL' | 'CALLCODE' | 'CALL' | 'STATICCALL' | 'CREATE' | 'CREATE2' | 'ORIGIN' | 'GASPRICE' | 'GAS' | 'EXTCODESIZE' | 'EXTCODEHASH' | 'COINBASE' | 'TIMESTAMP' | 'NUMBER' | 'BLOCKHASH' | 'SELFBALANCE' | 'BALANCE' | 'SSTORE' | 'LOG', number>>;
  /** Addresses written into the code (constants and immutables), EIP-55, in order of first use. */
  addresses: Hex[];
  /** 32-byte constants that are neither addresses nor masks: event topics, storage positions, role names. */
  words: Hex[];
  /** 4-byte constants that are not selectors of `functions`: those of calls it makes, of errors, and of functions that a fallback answers. */
  fragments: Hex[];
  /** Something is compared soon after the caller was hashed, so that it may know an account by the hash alone. Following the values tells whether it does. */
  hashesCaller: boolean;
  /** ERC-1167 and its variants: the code forwards everything to this address. */
  forwardsTo: Hex | null;
  /** The compiler's trailer: version, and where the metadata is. Null when there is none. */
  metadata: { solc: string | null; ipfs: string | null; swarm: string | null } | null;
  /** Why parts are missing; null when everything was read. */
  incomplete: string | null;
}

/** Reads bytecode. Never throws for what the code is: what could not be read is said in `incomplete`. Throws INTERRUPTED. */
export interface BytecodeReader { read(code: Hex, context?: WorkContext): Promise<CodeReading>; close(): Promise<void> }
