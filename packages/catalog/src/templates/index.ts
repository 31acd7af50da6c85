export { defineKind } from './kind.ts';
export type { AnyKind } from './kind.ts';
export { kindLibrary } from './library.ts';
export { findKind, kinds } from './registry.ts';
