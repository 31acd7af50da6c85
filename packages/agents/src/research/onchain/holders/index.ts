export { examineHolders, type HoldersInput } from './holders.ts';
export type { HolderKind } from './label.ts';
