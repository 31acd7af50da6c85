import { defineConfig } from 'vitest/config';

/** Tests stand beside their source. `unit` needs nothing; `engines` starts databases, chains and compilers; `walk` runs the whole product. */
export default defineConfig({
  test: {
    // Two cores: more workers only make every timing assumption worse.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['{apps,packages}/*/src/**/*.test.ts', 'test/house/**/*.test.ts', 'bench/research/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 } },
      { test: { name: 'engines', include: ['{apps,packages}/*/src/**/*.engine.ts', 'bench/**/*.engine.ts'], testTimeout: 120_000, hookTimeout: 180_000 } },
      { test: { name: 'walk', include: ['test/walk/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 300_000, fileParallelism: false } },
    ],
  },
});
