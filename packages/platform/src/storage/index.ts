export { openStorage, type Database, type Storage, type StorageOptions } from './storage.ts';
export { driverError, errorCode, isConnectionError, isUniqueViolation, toStorageError } from './errors.ts';
export type { Listener } from './listener.ts';
export * as tables from './tables/index.ts';
export { embeddingDimensions } from './tables/templates.ts';
