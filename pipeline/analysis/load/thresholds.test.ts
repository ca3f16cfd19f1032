import { describe, expect, test } from 'vitest';
import { firstToBreak, judgeSignals, type LoadSignal, type SecondOfLoad } from './thresholds.ts';

const calm: Omit<SecondOfLoad, 'at'> = { cpu_percent: 20, queue_depth: 0, pool_free: 10, answers: 10, server_errors: 0 };
const time = (count: number, change: (at: number) => Partial<SecondOfLoad> = () => ({})): SecondOfLoad[] =>
  Array.from({ length: count }, (_, at) => ({ at, ...calm, ...change(at) }));
const levelOf = (seconds: readonly SecondOfLoad[], signal: LoadSignal) =>
  judgeSignals(seconds).find((each) => each.signal === signal);

test('nothing fires on a calm machine, and what was not measured says so', () => {
  expect(judgeSignals(time(60)).map(({ level }) => level)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(
    levelOf(
      time(60, () => ({ pool_free: null })),
      'pool',
    ),
  ).toEqual({ signal: 'pool', level: null, firings: [] });
  expect(judgeSignals([]).every(({ level }) => level === null)).toBe(true);
});

describe('CPU', () => {
  test('is critical after more than 30 s above 95 %, not at 30 and not at 95', () => {
    const busyFor = (seconds: number) =>
      levelOf(
        time(100, (at) => (at >= 10 && at < 10 + seconds ? { cpu_percent: 96 } : {})),
        'cpu',
      );
    expect(busyFor(31)).toMatchObject({ level: 'ok' });
    expect(busyFor(32)).toMatchObject({ level: 'critical', firings: [{ from: 41, since: 10, seconds: 1, worst: 96 }] });
    expect(
      levelOf(
        time(100, () => ({ cpu_percent: 95 })),
        'cpu',
      ),
    ).toMatchObject({ level: 'ok' });
  });

  test('a second of rest begins the count anew', () => {
    expect(
      levelOf(
        time(61, (at) => (at === 30 ? {} : { cpu_percent: 100 })),
        'cpu',
      ),
    ).toMatchObject({ level: 'ok' });
  });
});

test.each([
  [50, 'ok'],
  [51, 'warning'],
  [100, 'warning'],
  [101, 'critical'],
])('a queue of %i is %s', (depth, level) => {
  expect(
    levelOf(
      time(20, (at) => (at === 7 ? { queue_depth: depth } : {})),
      'queue',
    ),
  ).toMatchObject({ level });
});

test.each([
  [2, 'ok'],
  [1, 'warning'],
  [0, 'warning'],
])('%i free connections are %s', (free, level) => {
  expect(
    levelOf(
      time(20, (at) => (at === 7 ? { pool_free: free } : {})),
      'pool',
    ),
  ).toMatchObject({ level });
});

test('any 5xx warns; more than 1 % of the answers of ten seconds is critical', () => {
  const errors = (count: number) =>
    levelOf(
      time(60, (at) => (at === 30 ? { server_errors: count } : {})),
      'errors',
    );
  expect(errors(1)).toMatchObject({ level: 'warning', firings: [{ from: 30, seconds: 10, worst: 0.01 }] });
  expect(errors(2)).toMatchObject({ level: 'critical' });
  expect(
    levelOf(
      time(60, () => ({ answers: 0 })),
      'errors',
    ),
  ).toMatchObject({ level: null });
});

test('what breaks first is what was critical first, and at the same moment what the report names first', () => {
  const queueThenErrors = time(60, (at) => ({ queue_depth: at > 20 ? 200 : 0, server_errors: at > 30 ? 5 : 0 }));
  expect(firstToBreak(judgeSignals(queueThenErrors))).toMatchObject({ signal: 'queue', from: 21 });
  const together = time(60, (at) => (at === 40 ? { queue_depth: 200, server_errors: 5 } : {}));
  expect(firstToBreak(judgeSignals(together))).toMatchObject({ signal: 'queue', from: 40 });
  expect(firstToBreak(judgeSignals(time(60)))).toBeNull();
});
