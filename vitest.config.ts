import { defineConfig } from 'vitest/config';

const sources = '{pipeline,fixtures,scripts,electron,renderer,examples}';
/** Seconds are part of what they look at, so nothing runs beside them. */
const alone = [
  'examples/github-actions.integration.ts',
  'pipeline/cli/{baseline,load,load-faults,load-postgres,load-usage}.integration.ts',
  'pipeline/engine/comparison.integration.ts',
  'pipeline/ocr/paddle/engine.integration.ts',
  'scripts/bench/attribution.integration.ts',
];
const integration = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${sources}/**/*.test.{ts,tsx}`],
          testTimeout: 30_000,
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...integration,
          name: 'integration',
          include: [`${sources}/**/*.integration.ts`],
          exclude: alone,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...integration,
          name: 'integration-alone',
          include: alone,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['electron/e2e/*.e2e.ts'],
          globalSetup: 'electron/e2e/build.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 60_000 } },
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
