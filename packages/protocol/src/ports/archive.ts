import type { AbiEntry } from '../shapes/compilation.ts';
import type { SourceFiles } from '../shapes/spec.ts';
import type { WorkContext } from './build.ts';

type Hex = `0x${string}`;

/** A source that somebody published and an archive compiled to the code on the chain. */
export interface VerifiedSource {
  /** `exact`: with the same metadata hash, so that names and comments are those that were compiled. `partial`: the same instructions. */
  match: 'exact' | 'partial';
  name: string;
  compiler: string;
  language: string;
  files: SourceFiles;
  abi: AbiEntry[];
  /** ISO 8601, null when the archive does not say. */
  verifiedAt: string | null;
  /** As far as the archive knows how it was made. */
  deployment: { transactionHash: Hex; blockNumber: number; deployer: Hex } | null;
}

/** Keeps sources of contracts: published ones, or those this product deployed. Throws SOURCE_UNAVAILABLE. */
export interface SourceArchive {
  readonly id: string;
  readonly title: string;
  /** Null: it does not have the source, or not the chain. `network` is the network id, for archives that know networks apart which share a chain id. */
  contract(chainId: number, address: Hex, context?: WorkContext, network?: string): Promise<VerifiedSource | null>;
}

/** What a service with an index of its own says of a token; amounts are decimal text in the smallest unit. */
export interface TokenRecord { name: string | null; symbol: string | null; decimals: number | null; totalSupply: string | null; /** The service thinks it is spam. */ spam: boolean | null }
export interface TransferRecord { from: Hex; to: Hex; amount: string; transactionHash: Hex; blockNumber: number; time: string | null }

/** A service with an index of chains, asked for a second opinion at its own moment. Throws SOURCE_UNAVAILABLE; null where it does not know or does not offer it. */
export interface TokenArchive {
  readonly id: string;
  readonly title: string;
  /** Whether it has this chain. */
  covers(chainId: number): boolean;
  token(chainId: number, address: Hex, context?: WorkContext): Promise<TokenRecord | null>;
  /** Number of holders and the largest of them. */
  holders(chainId: number, address: Hex, context?: WorkContext): Promise<{ count: number | null; largest: { address: Hex; balance: string }[] } | null>;
  /** The newest transfers of a token, newest first. */
  transfers(chainId: number, address: Hex, context?: WorkContext): Promise<TransferRecord[] | null>;
  /** Tokens that a wallet has. */
  balances(chainId: number, wallet: Hex, context?: WorkContext): Promise<{ token: Hex; balance: string }[] | null>;
}
