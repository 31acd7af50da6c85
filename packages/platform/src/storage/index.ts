export * as tables from './tables/index.ts';
