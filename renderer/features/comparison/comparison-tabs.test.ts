import { expect, test } from 'vitest';
import { tabNamed, tabsOf } from './comparison-tabs.ts';
import { sampleComparison } from './testing/sample-comparison.ts';

test('the matrix is there from three sides on', () => {
  const keys = (sides: 2 | 3 | 4) => tabsOf(sampleComparison({ sides })).map(({ key }) => key);
  expect(keys(2)).not.toContain('matrix');
  expect(keys(3)).toContain('matrix');
});

test('an address without a tab, or with one that is not there, shows the stages', () => {
  const two = tabsOf(sampleComparison());
  expect([null, 'plan', 'matrix', 'nonsense'].map((name) => tabNamed(name, two))).toEqual(['stages', 'plan', 'stages', 'stages']);
});
