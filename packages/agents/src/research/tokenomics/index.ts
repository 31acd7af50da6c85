export { makeTokenomicsService, type TokenomicsDependencies } from './service.ts';
