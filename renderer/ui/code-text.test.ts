import { expect, test } from 'vitest';
import { codeParts } from './code-text.tsx';

test('a command in a sentence is told from its words', () => {
  expect(codeParts('Batching: not measured; `rbench compare --preset batch` would tell.')).toEqual([
    { text: 'Batching: not measured; ', isCode: false },
    { text: 'rbench compare --preset batch', isCode: true },
    { text: ' would tell.', isCode: false },
  ]);
});
