export { examineHolders, type HoldersInput } from './holders.ts';
export type { HolderKind } from './label.ts';
export { describe as describeDistribution, type Distribution } from './distribution.ts';
