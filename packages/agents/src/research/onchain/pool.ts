type Hex = `0x${string}`;

/**
 * A place where the token is traded: a pair in the manner of Uniswap V2 (getReserves, swap with amounts out) or a pool in the manner of
 * Uniswap V3 (slot0, swap with a callback). Addresses in any case; amounts in the smallest unit of each token.
 */
export interface Pool {
  kind: 'v2' | 'v3';
  address: Hex;
  token0: Hex;
  token1: Hex;
  /** Reserves at the block (v2), or what the pool holds (v3). */
  reserve0: bigint;
  reserve1: bigint;
  /** What the pool says made it, null when it does not say. */
  factory: Hex | null;
  /** Trading fee in hundredths of a basis point (3000 is 0.3 %), null when the pool does not say. */
  fee: number | null;
  /** Contracts that asked it to swap, as its Swap logs show, most often seen first; known routers of its factory may follow. */
  routers: Hex[];
}

/** The other token of a pool. */
export function quoteOf(pool: Pool, token: Hex): Hex {
  return pool.token0.toLowerCase() === token.toLowerCase() ? pool.token1 : pool.token0;
}

/** What the pool holds of a token. */
export function reserveOf(pool: Pool, token: Hex): bigint {
  return pool.token0.toLowerCase() === token.toLowerCase() ? pool.reserve0 : pool.reserve1;
}
