import { expect, test } from 'vitest';
import type { SideResult } from '../../../pipeline/contract/comparison.ts';
import { differingSettings, fieldsOf, settingText, versionsOf } from './side-rows.ts';
import { sampleComparison } from './testing/sample-comparison.ts';

/** Two sides, the second with changes. */
const sidesWith = (changes: Partial<SideResult>): SideResult[] => {
  const [a] = sampleComparison().sides;
  return [a!, { ...a!, name: 'b', ...changes }];
};

test('only settings that differ are told; one that a side does not know differs', () => {
  const [a] = sidesWith({});
  expect(differingSettings(sidesWith({}))).toEqual([]);
  expect(differingSettings(sidesWith({ settings: { ...a!.settings, 'ocr.threads': 2 } }))).toEqual(['ocr.threads']);
  const { workers: _, ...settings } = a!.settings;
  const sides = sidesWith({ settings });
  expect(differingSettings(sides)).toEqual(['workers']);
  expect(sides.map((side) => settingText(side, 'workers'))).toEqual(['1', 'not known']);
});

test('versions that differ stand first, and say so', () => {
  const [a] = sidesWith({});
  const versions = versionsOf(sidesWith({ versions: { ...a!.versions, sharp: '0.35.4' } }));
  expect(versions[0]).toEqual({ key: 'sharp', differs: true });
  expect(versions.filter(({ differs }) => differs)).toHaveLength(1);
});

test('a field that the truth of one side names has a row, in the order of the fields', () => {
  const [a, b] = sampleComparison().sides;
  expect(a?.accuracy?.fields.currency).toBeUndefined();
  expect(fieldsOf([a!, b!])).toContain('currency');
  expect(fieldsOf([a!, b!])).toEqual(fieldsOf([b!, a!]));
  expect(fieldsOf(sidesWith({ accuracy: null }).slice(1))).toEqual([]);
});
