import { describe, expect, it } from 'vitest';
import { signalNames } from '../../../pipeline/contract/signals.ts';
import { light } from '../../ui/palette.ts';
import { loadOption } from './load-chart-option.ts';
import { type Moment, shownStrips, signalRows } from './signal-lines.ts';

const moments: readonly Moment[] = [
  { at: 0, values: { arrived: 1, latency_p99_seconds: 2, memory_bytes: 500e6 } },
  { at: 1, values: { arrived: 4, latency_p99_seconds: 6, memory_bytes: 700e6 } },
  { at: 2, values: { arrived: 4, memory_bytes: 600e6 } },
];

describe('the signals of a load test', () => {
  it('are all shown that the engine records of a load', () => {
    const recorded = [
      'latency_p99_seconds',
      'gateway_server_errors',
      'workers_cpu_percent',
      'memory_bytes',
      'event_loop_lag_ms',
      'pool_free',
    ] as const;
    const all = [{ at: 0, values: Object.fromEntries(recorded.map((name) => [name, 1])) }];
    expect(signalRows(all).map(({ key }) => key)).toEqual(expect.arrayContaining([...recorded]));
    const { series } = loadOption(all, light) as { series: { data: unknown[] }[] };
    expect(series.filter(({ data }) => data.length > 0)).toHaveLength(recorded.length);
  });

  it('leave no chart for what was not read', () => {
    expect(shownStrips(moments).map(({ title }) => title)).toEqual(['uploads', 'latency, s', 'memory, MB']);
    expect(shownStrips([]).length).toBeGreaterThan(0);
  });

  it('stand in figures too: the last, the mean but of sums, the largest and when', () => {
    expect(signalRows(moments)).toEqual([
      { key: 'arrived', name: 'Uploads arrived', last: 4, mean: null, largest: 4, largestAt: 1 },
      { key: 'latency_p99_seconds', name: 'Latency p99, s', last: 6, mean: 4, largest: 6, largestAt: 1 },
      { key: 'memory_bytes', name: 'Memory of engine and workers, MB', last: 600, mean: 600, largest: 700, largestAt: 1 },
    ]);
  });

  it('have a name in the legends that no other has, since a click on it hides its line', () => {
    const everything = [{ at: 0, values: Object.fromEntries(signalNames.map((name) => [name, 1])) }];
    const every = shownStrips(everything).flatMap(({ lines }) => lines.map(({ name }) => name));
    expect(new Set(every).size).toBe(every.length);
  });
});
