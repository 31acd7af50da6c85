export { examineLiquidity, type LiquidityInput } from './liquidity.ts';
export { candidatesOf } from './liquidity.ts';
export { depthMethod, depthOf, openSale, type Sale } from './depth.ts';
export { findPools } from './find.ts';
export { quoteOf, reserveOf, type Pool } from '../pool.ts';
export { tryRelease, type Release, type Trying } from './release.ts';
