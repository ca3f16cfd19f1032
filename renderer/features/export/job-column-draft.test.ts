import { expect, test } from 'vitest';
import { factOf, jobColumnsOf } from './job-column-draft.ts';

test('columns with a name are taken, each once, with a constant or a fact', () => {
  expect(
    jobColumnsOf([
      { key: 0, column: ' tenant ', fact: null, constant: '42' },
      { key: 1, column: '', fact: null, constant: 'left out' },
      { key: 2, column: 'file_name', fact: 'file', constant: 'typed before' },
      { key: 3, column: 'tenant', fact: null, constant: '43' },
    ]),
  ).toEqual([
    { column: 'tenant', value: { constant: '42' } },
    { column: 'file_name', value: { fact: 'file' } },
  ]);
});

test('only facts are facts', () => {
  expect(factOf('file')).toBe('file');
  expect(factOf('password')).toBeNull();
});
