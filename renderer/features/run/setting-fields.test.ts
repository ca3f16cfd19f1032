import { expect, test } from 'vitest';
import { defaultSettings, settingKeys } from '../../../pipeline/contract/settings.ts';
import {
  changedKeys,
  controlOf,
  isChanged,
  mainSettings,
  modelNames,
  moreSettings,
  problemOf,
  settingsOf,
} from './setting-fields.ts';

test('every setting stands in exactly one group', () => {
  const placed = [...mainSettings, ...moreSettings.flatMap(({ keys }) => keys)];
  expect([...placed].sort()).toEqual([...settingKeys].sort());
});

test('controls follow the contract', () => {
  expect(controlOf('preOcr')).toEqual({ kind: 'switch' });
  expect(controlOf('enhancement.skip')).toEqual({ kind: 'choice', options: ['auto', 'always', 'never'] });
  expect(controlOf('workers')).toEqual({ kind: 'number', least: 1, most: 256, step: 1 });
  expect(controlOf('quality.threshold')).toEqual({ kind: 'number', least: 0, most: 1, step: 0.05 });
  expect(controlOf('input.maxMegabytes')).toEqual({ kind: 'number', least: 0, most: 4096, step: 1 });
  expect(controlOf('ocr.model')).toEqual({ kind: 'text' });
});

test('nothing typed is the defaults', () => {
  expect(settingsOf({})).toEqual(defaultSettings);
  expect(changedKeys({})).toEqual([]);
});

test('typed values become settings of the right kind', () => {
  const settings = settingsOf({ workers: '4', preOcr: 'true', 'quality.threshold': '0.5' });
  expect(settings).toEqual({ ...defaultSettings, workers: 4, preOcr: true, 'quality.threshold': 0.5 });
});

test('a value outside the range is refused with the sentence of the setting', () => {
  expect(problemOf('workers', { workers: '0' })).toContain('workers cannot be 0.');
  expect(problemOf('workers', { workers: '0' })).toContain('1 to 256');
  expect(problemOf('workers', { workers: '1.5' })).not.toBeNull();
  expect(problemOf('workers', { workers: '2' })).toBeNull();
  expect(settingsOf({ workers: '0' })).toBeNull();
});

test('an empty field says that it needs a value', () => {
  expect(problemOf('workers', { workers: ' ' })).toContain('Workers needs a value.');
  expect(problemOf('ocr.model', { 'ocr.model': ' ' })).toContain('OCR model needs a value.');
  expect(settingsOf({ 'ocr.model': '' })).toBeNull();
});

test('another spelling of the default is not a change; what is refused is', () => {
  expect(isChanged('quality.threshold', { 'quality.threshold': '0.60' })).toBe(false);
  expect(isChanged('quality.threshold', { 'quality.threshold': '0.7' })).toBe(true);
  expect(isChanged('quality.threshold', { 'quality.threshold': '7' })).toBe(true);
});

test('the models that can be chosen are those of the engine', () => {
  expect(modelNames('paddle', 'auto')).toEqual(['auto', 'mobile']);
  expect(modelNames('tesseract', 'auto')).toEqual(['auto', 'system', 'best_int', 'standard']);
  expect(modelNames('tesseract.js', 'fast')).toEqual(['auto', 'best_int', 'standard', 'fast']);
});

test('a model of another engine is a name that is refused, and no folder', () => {
  expect(modelNames('paddle', 'best_int')).toEqual(['auto', 'mobile', 'best_int']);
  expect(modelNames('paddle', '/models')).toEqual(['auto', 'mobile']);
  expect(modelNames('paddle', '')).toEqual(['auto', 'mobile']);
});
