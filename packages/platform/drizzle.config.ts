/** For drizzle-kit, which makes a migration from a change of the tables: see docs/storage.md. */
export default { dialect: 'postgresql', schema: './src/storage/tables/index.ts', out: './drizzle' };
