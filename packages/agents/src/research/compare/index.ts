export { compareResults, differencesOf } from './compare.ts';
