export { examineLiquidity, type LiquidityInput } from './liquidity.ts';
