export { defineKind } from './kind.ts';
export type { AnyKind } from './kind.ts';
export { findKind, kinds } from './registry.ts';
