import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Countdown } from './countdown.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('ends when its time is up', () => {
  const onEnd = vi.fn();
  new Countdown(6, onEnd).run();
  vi.advanceTimersByTime(5999);
  expect(onEnd).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test('does not end while it is held, and then has what was left', () => {
  const onEnd = vi.fn();
  const countdown = new Countdown(6, onEnd);
  countdown.run();
  vi.advanceTimersByTime(4000);
  countdown.hold();
  vi.advanceTimersByTime(60_000);
  expect(onEnd).not.toHaveBeenCalled();
  countdown.run();
  countdown.run();
  vi.advanceTimersByTime(1999);
  expect(onEnd).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onEnd).toHaveBeenCalledTimes(1);
});
