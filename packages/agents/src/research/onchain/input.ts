import type { ChainReader, ResearchTask, WorkContext } from '@hyperlens/protocol';
import type { Ledger } from '../evidence/index.ts';

type Hex = `0x${string}`;

/** A function the code answers to. From verified or supplied source, or from the bytecode; then the name is known only for common signatures. */
export interface KnownFunction {
  /** Four bytes. */
  selector: Hex;
  name: string | null;
  /** ABI types in order, `uint256`, `address[]`, `(address,uint256)[]`; null when they could not be told. */
  inputs: string[] | null;
  mutability: 'pure' | 'view' | 'nonpayable' | 'payable' | null;
}

/** An account that may be able to do more than a stranger. */
export interface Admin {
  address: Hex;
  /** `owner`: says so itself. `pending`: offered the ownership. `role`: holds an AccessControl role. `proxy`: may upgrade. `hidden`: found in storage, not declared. `rules`: a contract that does it for anybody, by rules of its own. `deployer`: made it. */
  why: 'owner' | 'pending' | 'role' | 'proxy' | 'hidden' | 'rules' | 'deployer';
  /** Selectors of the subject's functions it can call; absent for wallets and contracts that forward calls, which can call all. */
  only?: readonly Hex[];
  /** Evidence ids that name it. */
  evidence: string[];
}

/** What each part of the on-chain service is given. Parts write into `ledger` and never throw for what a source did wrong. */
export interface OnchainInput {
  task: ResearchTask;
  /** Pinned to `task.block`. */
  reader: ChainReader;
  ledger: Ledger;
  context: WorkContext;
  /** The subject, EIP-55. */
  address: Hex;
  /** Code at the address; `0x` for none. */
  code: Hex;
}

/** The subject as the first parts understood it; the later parts build on it. */
export interface Examined extends OnchainInput {
  /** Code that runs: the subject's own and, behind a proxy, its implementations', each once. */
  logic: { address: Hex; code: Hex }[];
  functions: KnownFunction[];
  /** Declared owner first, then the others, each address once. Never the zero address. */
  admins: Admin[];
  deployer: Hex | null;
  /** First block with code, null when it could not be found. */
  creationBlock: number | null;
  /** For tokens with a fungible supply; null otherwise. Amounts in the smallest unit. */
  token: { name: string | null; symbol: string | null; decimals: number | null; totalSupply: bigint | null } | null;
}
