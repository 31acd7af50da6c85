export { makeRunProcess } from './process.ts';
