import { expect, test } from 'vitest';
import { appCalls } from '../../../pipeline/contract/app-calls.ts';
import type { JsonObject } from '../../../pipeline/contract/run.ts';
import { defaultSettings } from '../../../pipeline/contract/settings.ts';
import { comparisonAgain } from './compare-again.ts';

const comparison = {
  seed: 7,
  blocks: 3,
  metric: 'cpu',
  materiality: 0.02,
  preset: null,
  sides: [
    { name: 'a', settings: defaultSettings },
    { name: 'b', settings: { ...defaultSettings, 'ocr.threads': 2 } },
  ],
};
const plan = { documents: '/scans', selection: 'mixed', count: 10, comparison, criteria: {} } as unknown as JsonObject;

test('a comparison is measured again with its documents, its sides and its plan, under its name', () => {
  const again = comparisonAgain({ name: 'threads', plan });
  expect(again).toEqual({ name: 'threads', documents: '/scans', selection: 'mixed', count: 10, plan: comparison });
  expect(appCalls['compare.start'].input.safeParse(again).success).toBe(true);
});

test('what is no comparison, or cannot be repeated faithfully, is not repeated', () => {
  expect(comparisonAgain({ name: '', plan: { documents: '/scans', selection: 'all', count: null } })).toBeNull();
  expect(
    comparisonAgain({ name: '', plan: { ...plan, comparison: { ...comparison, blocks: 0 } } as unknown as JsonObject }),
  ).toBeNull();
});

test('code of another checkout is not run from the window: not again, and not asked for', () => {
  const code = { folder: '/elsewhere', name: 'a1b2c3d4' };
  const [a, b] = comparison.sides;
  const withCode = { ...comparison, sides: [{ ...a, code }, b] };
  expect(comparisonAgain({ name: '', plan: { ...plan, comparison: withCode } as unknown as JsonObject })).toBeNull();
  const asked = { name: '', documents: '/scans', selection: 'mixed', count: 10, plan: withCode };
  expect(appCalls['compare.start'].input.safeParse(asked).success).toBe(false);
});
