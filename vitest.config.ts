import { defineConfig } from 'vitest/config';

/**
 * Engines kill and time real processes, and a shared machine stalls for seconds now and then: one retry, which the report shows. Twice is a failure.
 * Tests stand beside their source. `unit` needs nothing; `engines` starts databases, chains and compilers; `walk` runs the whole product.
 */
export default defineConfig({
  test: {
    // Two cores: more workers only make every timing assumption worse.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['{apps,packages}/*/src/**/*.test.ts', 'test/house/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 } },
      { test: { name: 'engines', include: ['{apps,packages}/*/src/**/*.engine.ts'], testTimeout: 120_000, hookTimeout: 180_000, retry: 1 } },
      { test: { name: 'walk', include: ['test/walk/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 300_000, fileParallelism: false } },
    ],
  },
});
