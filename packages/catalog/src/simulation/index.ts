export { makeForks, type ForksOptions, type WarmForks } from './forks.ts';
