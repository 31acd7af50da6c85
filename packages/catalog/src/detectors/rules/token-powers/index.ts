export { tokenBlacklist } from './blacklist.ts';
export { tokenConfiscate } from './confiscate.ts';
export { tokenDrain, tokenTreasury } from './drain.ts';
export { tokenFee } from './fee.ts';
export { tokenAutoLiquidity, tokenLiquidity } from './liquidity.ts';
export { tokenMint } from './mint.ts';
export { tokenPause } from './pause.ts';
