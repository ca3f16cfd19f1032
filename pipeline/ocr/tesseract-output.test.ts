import { expect, test } from 'vitest';
import { wordsOfTsv } from './tesseract-output.ts';

test('words of the TSV keep text, confidence, box and the line they stand in', () => {
  const tsv = [
    '1\t1\t0\t0\t0\t0\t0\t0\t800\t600\t-1\t',
    '4\t1\t1\t1\t1\t0\t10\t20\t300\t30\t-1\t',
    '5\t1\t1\t1\t1\t1\t10\t20\t90\t30\t91.5\tTotal',
    '5\t1\t1\t1\t1\t2\t110\t21\t60\t28\t0\t"18',
    '4\t1\t1\t1\t2\t0\t10\t60\t300\t30\t-1\t',
    '5\t1\t1\t1\t2\t1\t10\t60\t40\t30\t88\t ',
    '5\t1\t1\t1\t2\t2\t60\t60\t40\t30\t96\tRM',
    '',
  ].join('\n');
  expect(wordsOfTsv(tsv)).toEqual([
    { text: 'Total', confidence: 0.915, line: 0, box: { x0: 10, y0: 20, x1: 100, y1: 50 } },
    { text: '"18', confidence: 0, line: 0, box: { x0: 110, y0: 21, x1: 170, y1: 49 } },
    { text: 'RM', confidence: 0.96, line: 1, box: { x0: 60, y0: 60, x1: 100, y1: 90 } },
  ]);
});

test('an empty page has no words', () => {
  expect(wordsOfTsv('1\t1\t0\t0\t0\t0\t0\t0\t800\t600\t-1\t\n')).toEqual([]);
});

test('a row whose places are no numbers is no word', () => {
  const row = (left: string, confidence: string) => `5\t1\t1\t1\t1\t1\t${left}\t92\t96\t15\t${confidence}\tTOTAL`;
  expect(wordsOfTsv([row('36x', '95'), row('36', 'nan'), row('Infinity', '95'), row('36', '95')].join('\n'))).toHaveLength(1);
});
