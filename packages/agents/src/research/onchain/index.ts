export { makeOnchainService, type OnchainDependencies } from './service.ts';
export type { Market, Parts } from './parts.ts';
export { tokenParts } from './token-parts.ts';
export type { Admin, Examined, KnownFunction, OnchainInput } from './input.ts';
