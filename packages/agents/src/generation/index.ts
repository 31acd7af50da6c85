export { makeGeneration, customKind, type Author, type GenerationDependencies } from './generation.ts';
export { canonicalJson, hashed } from './hash.ts';
