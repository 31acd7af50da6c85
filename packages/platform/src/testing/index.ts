export { startPostgres, type TestPostgres } from './postgres.ts';
export { makeOldHome, migrateTo, migrationNames } from './upgrade.ts';
