import { describe, expect, it } from 'vitest';
import { tInterval } from '../analysis/comparison/intervals.ts';
import { type KnownQueue, knownWait, simulatedWait } from './theory.ts';

const JOBS = 1_000_000;

describe('the model finds the mean wait that theory knows, within 2 %', () => {
  it.each([
    [1, 0.5],
    [1, 0.7],
    [2, 0.5],
    [2, 0.7],
    [4, 0.7],
    [16, 0.8],
  ])('Erlang C: %i servers, each %f busy', (servers, utilisation) => {
    const queue: KnownQueue = { servers, utilisation, service: 'exponential' };
    expect(Math.abs(simulatedWait(queue, JOBS, 1) / knownWait(queue) - 1)).toBeLessThan(0.02);
  });

  it.each([
    ['constant', 0.7],
    ['uniform', 0.6],
    ['two_sizes', 0.6],
    ['two_sizes', 0.8],
  ] as const)('Pollaczek–Khinchine: %s service, %f busy', (service, utilisation) => {
    const queue: KnownQueue = { servers: 1, utilisation, service };
    expect(Math.abs(simulatedWait(queue, JOBS, 1) / knownWait(queue) - 1)).toBeLessThan(0.02);
  });
});

it('a 95 % interval over ten seeds covers the wait of theory in at least 93 of 100 tries', () => {
  const queue: KnownQueue = { servers: 2, utilisation: 0.5, service: 'exponential' };
  const tries = 300;
  let covered = 0;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const interval = tInterval(Array.from({ length: 10 }, (_, seed) => simulatedWait(queue, 3000, attempt * 10 + seed)));
    if (interval !== null && interval.low <= knownWait(queue) && knownWait(queue) <= interval.high) covered += 1;
  }
  expect(covered / tries).toBeGreaterThanOrEqual(0.93);
});
