export { hashingEmbedder } from './hashing.ts';
