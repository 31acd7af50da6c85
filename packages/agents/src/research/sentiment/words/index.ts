// Words: how people talk about crypto, and how text becomes words.
export { readPhrases, stems, type Phrase } from './lists.ts';
export { stem, tokenize, type Token } from './tokens.ts';
export { phrasesAt, toneOf } from './lookup.ts';
export * from './signs.ts';
