import { expect, test } from 'vitest';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { ended, lifeOf } from './testing/lives.ts';
import { endOf, progressOf, questionOf, timeWords } from './work-words.ts';

test('how work ended is told in a sentence', () => {
  expect(endOf(ended('completed'))).toEqual({
    title: 'Run completed',
    text: '“receipts”: 57 documents measured, 1 failed, in 3 min 20 s.',
  });
  expect(endOf(ended('cancelled', { kind: 'compare', name: '' }))).toEqual({
    title: 'Comparison stopped',
    text: '57 documents measured, 1 failed, in 3 min 20 s; 2 documents not yet done.',
  });
  expect(endOf(ended('failed', { kind: 'load' })).title).toBe('Load test failed');
  const error = new BenchError('input.no_documents', { folder: '~/x' }).toInfo();
  expect(endOf(lifeOf({ phase: 'ended', error, outcome: null }))).toEqual({
    title: 'Run could not go on',
    text: `“receipts”: ${error.message}`,
  });
});

test.each([
  ['preparing, nothing known', lifeOf({ phase: 'preparing', prepared: { done: 0, total: 0 } }), null],
  ['preparing', lifeOf({ phase: 'preparing', prepared: { done: 1, total: 4 } }), 0.25],
  ['prepared', lifeOf({ phase: 'preparing', prepared: { done: 4, total: 4 } }), null],
  ['running', lifeOf(), 0.2],
  ['resumed', lifeOf({ jobs: { total: 60, finished_before: 30, succeeded: 12, failed: 3 } }), 0.75],
  ['stopping', lifeOf({ phase: 'stopping' }), 0.2],
  ['ended', ended('completed'), -1],
])('progress while %s', (_phase, live, expected) => expect(progressOf(live)).toBe(expected));

test('leaving is asked about only while something goes on, and the question says what stays', () => {
  expect(questionOf(null, false)).toBeNull();
  expect(questionOf(ended('completed'), false)).toBeNull();
  expect(questionOf(lifeOf(), false)).toEqual({
    title: 'A run is going on.',
    text: '12 of 60 documents are done. What is measured is kept, and the run can be resumed from the list of runs.',
  });
  expect(questionOf(lifeOf({ kind: 'load' }), false)?.text).toContain('arrivals that are still to come are not sent');
  expect(questionOf(lifeOf({ phase: 'preparing' }), false)?.text).toBe('Its documents are being looked at.');
  expect(questionOf(null, true)?.title).toBe('A push is going on.');
});

test.each([
  [0.4, '0 s'],
  [59.6, '1 min 0 s'],
  [200, '3 min 20 s'],
  [3600, '1 h 0 min'],
  [86_460, '24 h 1 min'],
])('%d seconds read %s', (seconds, words) => expect(timeWords(seconds)).toBe(words));
