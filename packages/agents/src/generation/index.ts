export { canonicalJson, hashSpec } from './canonical.ts';
export { makeGeneration, requestLimit } from './generation.ts';
export type { Author, GenerationDependencies } from './generation.ts';
