type Hex = `0x${string}`;

/** Which token's transfers. The address in lower case. */
export interface TransferKey { chainId: number; token: Hex }

/** Counts and sums over the Transfer logs of a range of blocks. Amounts in the token's smallest unit. */
export interface TransferTally {
  /** Transfer logs that could be read. */
  transfers: number;
  /** Logs with the topic of Transfer in a shape no token standard has; they are left out of balances. */
  oddities: number;
  mints: number;
  burns: number;
  minted: bigint;
  burned: bigint;
  /** Newest mints and burns, oldest first, at most 1000. */
  newest: SupplyChange[];
  /** Newest transfers that moved something, oldest first, at most 500. */
  recent: RecentTransfer[];
}
/** Tokens that came to be or ended. `account` got them, or had them. */
export interface SupplyChange { block: number; kind: 'mint' | 'burn'; account: Hex; amount: bigint }
export interface RecentTransfer { block: number; transaction: Hex; from: Hex; to: Hex; amount: bigint }

/**
 * What the logs of a range of blocks change in balances, by holder (lower-case address without 0x). `wrapped` is what Deposit and Withdrawal
 * logs of WETH9-like tokens add on top, for those that had no Transfer log beside them.
 */
export interface TransferChanges { transfers: Map<string, bigint>; wrapped: Map<string, bigint> }

/** A stored stretch of blocks, both ends included. `toHash` tells whether the chain still is the one that was read. */
export interface TransferHead { fromBlock: number; toBlock: number; toHash: Hex }

/** A stretch with what its logs add up to. */
export interface TransferSegment extends TransferHead { tally: TransferTally; changes: TransferChanges }

/**
 * Transfers of tokens that were read before, added up, so that the next scan reads new blocks only. Each token has a gapless row of stretches
 * of blocks; they are added at the end and taken away from the end. Throws DATABASE_UNAVAILABLE, DATABASE_FULL.
 */
export interface TransferIndex {
  /** The stretches of a token, oldest first. */
  heads(key: TransferKey): Promise<TransferHead[]>;
  /** Everything up to the end of this head, added up; null when the head is no longer there. */
  load(key: TransferKey, upTo: TransferHead): Promise<TransferSegment | null>;
  /**
   * Adds a stretch right behind `after` (null: the first). False, and nothing is stored, when the last stretch is another one by now: somebody
   * else was faster. Of several that try at once exactly one wins.
   */
  append(key: TransferKey, after: TransferHead | null, segment: TransferSegment): Promise<boolean>;
  /** Forgets this stretch and all behind it, when it is still there. */
  drop(key: TransferKey, from: TransferHead): Promise<void>;
}
