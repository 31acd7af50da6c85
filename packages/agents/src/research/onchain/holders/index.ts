export { examineHolders, type HoldersInput } from './holders.ts';
export type { HolderOpinion } from './opinions.ts';
export type { HolderKind } from './label.ts';
