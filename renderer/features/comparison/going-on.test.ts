import { expect, test } from 'vitest';
import { goingOnOf, isResumable, progressOf } from './going-on.ts';

const RUN = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const detail = (state: 'running' | 'interrupted' | 'cancelled' | 'completed' | 'failed', succeeded = 0, failed = 0) => ({
  run: { id: RUN, state, summary: null },
  summary: { jobs: { succeeded, failed, unfinished: 9 } } as never,
});
const live = (phase: 'running' | 'ended', number: number, run = RUN) => ({
  run_id: run,
  phase,
  pass: { number, of: 8, side: 'a' as const },
});

test('a comparison goes on here, elsewhere, or not', () => {
  expect(goingOnOf(RUN, null, live('running', 1))).toBe('here');
  expect(goingOnOf(RUN, detail('running'), live('running', 1))).toBe('here');
  expect(goingOnOf(RUN, detail('running'), null)).toBe('elsewhere');
  expect(goingOnOf(RUN, detail('running'), live('running', 1, OTHER))).toBe('elsewhere');
  expect(goingOnOf(RUN, detail('completed'), live('ended', 8))).toBe('no');
  expect(goingOnOf(RUN, null, null)).toBe('no');
});

test('there is more to read with each pass here, and with each document elsewhere', () => {
  expect(progressOf('here', detail('running', 3), live('running', 5))).toBe(5);
  expect(progressOf('elsewhere', detail('running', 3, 1), null)).toBe(4);
  expect(progressOf('no', detail('completed', 30), null)).toBe(0);
});

test('only what was left off is resumed: not what goes on in another program', () => {
  const open = { complete: false };
  expect(isResumable(detail('interrupted').run, open)).toBe(true);
  expect(isResumable(detail('cancelled').run, open)).toBe(true);
  expect(isResumable(detail('running').run, open)).toBe(false);
  expect(isResumable(detail('failed').run, open)).toBe(false);
  expect(isResumable(detail('interrupted').run, { complete: true })).toBe(false);
  expect(isResumable(null, open)).toBe(false);
});
