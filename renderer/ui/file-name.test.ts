import { expect, test } from 'vitest';
import { fileNameFrom } from './file-name.ts';

test('a file is named after the title, in signs that every system takes', () => {
  expect(fileNameFrom('Chance of staying within 200 CPU-h / month?', 'svg')).toBe('chance-of-staying-within-200-cpu-h-month.svg');
  expect(fileNameFrom('Coût: größer', 'png')).toBe('cout-gro-er.png');
  expect(fileNameFrom('…', 'png')).toBe('chart.png');
});
