import { expect, test } from 'vitest';
import { light } from '../../../ui/palette.ts';
import { signalsOption } from './signals-option.ts';

const option = (signals: Parameters<typeof signalsOption>[0]) =>
  signalsOption(signals, light) as { xAxis: { min: number; max: number }; series: { name: string; data: number[][] }[] };

test('a signal that is not told leaves no point', () => {
  const { series } = option([
    { time_seconds: 1, values: { machine_cpu_percent: 50, queue_depth: 3 } },
    { time_seconds: 2, values: { queue_depth: 2 } },
  ]);
  expect(series.map(({ name, data }) => [name, data])).toEqual([
    ['machine CPU %', [[1, 50]]],
    [
      'queue depth',
      [
        [1, 3],
        [2, 2],
      ],
    ],
    ['jobs in flight', []],
  ]);
});

test('the axis begins with the run and later shows the last five minutes', () => {
  expect(option([]).xAxis).toMatchObject({ min: 0, max: 30 });
  expect(option([{ time_seconds: 12.4, values: {} }]).xAxis).toMatchObject({ min: 0, max: 30 });
  expect(option([{ time_seconds: 400.5, values: {} }]).xAxis).toMatchObject({ min: 100, max: 401 });
});
