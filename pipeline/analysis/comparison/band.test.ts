import { expect, test } from 'vitest';
import type { Effect } from '../../contract/comparison.ts';
import { bandOf } from './band.ts';

const saving = (low: number, estimate: number, high: number, pairs = 10): Effect => ({
  metric: 'cpu',
  ratio: { estimate: 1 - estimate, low: 1 - high, high: 1 - low },
  bootstrap: null,
  p: 0.01,
  p_holm: 0.01,
  pairs,
  statistic: 'log_ratio',
  verdict: 'faster',
  reason: '',
  more_blocks: null,
});

test.each([
  [saving(0.11, 0.14, 0.17), 'within', 'Saves 14.0 % (11.0 to 17.0 %), within the 10–20 % the report expects.'],
  [saving(0.21, 0.24, 0.27), 'above', 'Saves 24.0 % (21.0 to 27.0 %), above the 10–20 % the report expects.'],
  [saving(0.01, 0.04, 0.07), 'below', 'Saves 4.0 % (1.0 to 7.0 %), below the 10–20 % the report expects.'],
  [
    saving(0.08, 0.14, 0.2),
    'cannot_tell',
    'Saves 14.0 % (8.0 to 20.0 %): the interval reaches over an edge of the 10–20 % the report expects.',
  ],
  [
    saving(-0.09, -0.05, -0.01),
    'below',
    'Saves nothing, uses 5.0 % more (1.0 to 9.0 % more), below the 10–20 % the report expects.',
  ],
  [
    saving(0.14, 0.14, 0.14, 1),
    'cannot_tell',
    'Saves 14.0 % in one pass pair, which cannot be held against the 10–20 % the report expects.',
  ],
  [{ ...saving(0, 0, 0), ratio: null }, 'cannot_tell', 'No saving could be measured against the 10–20 % the report expects.'],
])('%#: a saving against its band', (effect, position, sentence) => {
  expect(bandOf('threads', effect, true)).toEqual({ low: 0.1, high: 0.2, position, sentence });
});

test('settings of one’s own have no band', () => expect(bandOf(null, saving(0.1, 0.2, 0.3), true)).toBeNull());

test('figures that do not stand are held against no band, and the sentence says why', () => {
  const band = bandOf('threads', saving(0.12, 0.15, 0.18), false);
  expect(band?.position).toBe('cannot_tell');
  expect(band?.sentence).toContain('does not stand');
});
