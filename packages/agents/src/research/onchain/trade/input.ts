import type { Forks, Json, WorkContext } from '@hyperlens/protocol';
import type { Ledger } from '../../evidence/index.ts';
import type { Pool } from '../pool.ts';

type Hex = `0x${string}`;

/** A function of the token, from its ABI or from its bytecode. */
export interface TokenFunction {
  /** Four bytes. */
  selector: Hex;
  /** `setFee`, or `setFee(uint256)`; absent when only the selector is known. */
  name?: string;
  /** Types as the Solidity ABI writes them: `uint256`, `address[]`; tuples in parentheses. Null when they are not known: then it is not tried, and said so. */
  inputs: string[] | null;
  mutability?: 'pure' | 'view' | 'nonpayable' | 'payable';
}

/** Somebody who may have power over the token. */
export interface Admin {
  address: Hex;
  /** How it was found: `owner`, `role`, `proxy admin`, `hidden`, `deployer` ... */
  role: string;
  /** Selectors of the token's functions it can call, for contracts that can send only what is written into them; absent: all. */
  only?: readonly Hex[];
}

/** What the code alone says about a flag, recorded by whoever read it. */
export interface CodeOpinion {
  /** Evidence id. */
  evidence: string;
  value: Json;
  /** Selectors of the functions it rests on; absent where it rests on none in particular. */
  functions?: readonly Hex[];
}

/** What trying out a token needs. Everything is optional knowledge except the token and its chain: less known means less can be tried. */
export interface TradeInput {
  ledger: Ledger;
  context?: WorkContext;
  forks: Forks;
  /** Network id, and the block everything is tried on top of. */
  network: string;
  block: number;
  address: Hex;
  /** From the liquidity part, any order. */
  pools: readonly Pool[];
  /** False when pools could not be looked for: that there are none here then says nothing. */
  poolsKnown?: boolean;
  /** Wallets that hold the token, largest first, pools and burn addresses left out where known. */
  holders: readonly Hex[];
  admins: readonly Admin[];
  functions: readonly TokenFunction[];
  /** By flag name. */
  code?: Readonly<Record<string, CodeOpinion>>;
  /** Most transactions to try; default 3000. What is left out is said to be unknown. */
  budget?: number;
}
