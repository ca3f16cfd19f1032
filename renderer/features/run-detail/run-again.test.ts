import { expect, test } from 'vitest';
import { defaultSettings } from '../../../pipeline/contract/settings.ts';
import { requestAgain } from './run-again.ts';

const plan = { documents: '/scans', selection: 'mixed', count: 10 };

test('a run is measured again with its documents and settings, under its name', () => {
  const settings = { ...defaultSettings, workers: 3 };
  expect(requestAgain({ kind: 'run', name: 'receipts', plan, settings })).toEqual({
    name: 'receipts',
    documents: '/scans',
    selection: 'mixed',
    count: 10,
    settings,
  });
});

test('a setting that came later has its default', () => {
  expect(requestAgain({ kind: 'run', name: '', plan, settings: { workers: 2 } })?.settings).toEqual({
    ...defaultSettings,
    workers: 2,
  });
});

test('what cannot be repeated faithfully is not repeated', () => {
  expect(requestAgain({ kind: 'run', name: '', plan: {}, settings: {} })).toBeNull();
  expect(requestAgain({ kind: 'run', name: '', plan, settings: { gone: 1 } })).toBeNull();
});

test('a comparison or a load test is not repeated as a run of its documents', () => {
  expect(requestAgain({ kind: 'load', name: '', plan, settings: {} })).toBeNull();
  expect(requestAgain({ kind: 'compare', name: '', plan, settings: {} })).toBeNull();
});
