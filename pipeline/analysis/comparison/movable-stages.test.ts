import { expect, test } from 'vitest';
import { settingKeys } from '../../contract/settings.ts';
import { differingKeys, stagesMovedBy } from './movable-stages.ts';

test('OCR threads cannot move fetch, scoring, enhancement or upload', () => {
  expect([...stagesMovedBy(['ocr.threads'])]).toEqual(['pre_ocr', 'ocr', 'schema_adaptation']);
});

test('every setting of OCR but the turning of pages leaves the same stages alone; workers move all, limits none', () => {
  for (const key of settingKeys.filter((each) => each.startsWith('ocr.') && each !== 'ocr.turnPages')) {
    expect(stagesMovedBy([key])).toEqual(stagesMovedBy(['ocr.threads']));
  }
  expect([...stagesMovedBy(['ocr.turnPages'])]).toEqual(['pre_ocr', 'ocr', 'schema_adaptation', 'upload']);
  expect(stagesMovedBy(['workers']).size).toBe(7);
  expect(stagesMovedBy(['job.timeout', 'input.maxMegabytes']).size).toBe(0);
});

test('several changes move what any of them moves; one of an unknown version may move anything', () => {
  expect(stagesMovedBy(['ocr.model', 'enhancement.skip']).has('upload')).toBe(true);
  expect(stagesMovedBy(['ocr.telepathy']).size).toBe(7);
});

test('keys differ by their values, and where only one side knows them', () => {
  expect(differingKeys({ one: 1, two: [2], three: 3 }, { one: 1, two: [2], four: 4 })).toEqual(['three', 'four']);
});
