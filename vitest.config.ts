import { defineConfig } from 'vitest/config';

const sources = '{pipeline,fixtures,scripts,electron,renderer,examples}';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: [`${sources}/**/*.test.{ts,tsx}`], testTimeout: 30_000 } },
      {
        test: {
          name: 'integration',
          include: [`${sources}/**/*.integration.ts`],
          testTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['electron/e2e/*.e2e.ts'],
          globalSetup: 'electron/e2e/build.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
