export { makeGeneration, customKind, requestLimit, type Author, type GenerationDependencies } from './generation.ts';
export { makeAuthor, type AuthorDependencies } from './author.ts';
export { hashed } from './hash.ts';
