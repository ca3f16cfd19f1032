import { expect, test } from 'vitest';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { outcomeOf } from './push-outcome.ts';

const ended = { started_at: '2026-11-20T09:30:00.000Z', ended_at: '2026-11-20T09:31:00.000Z', dry_run: false, error: null };
const open = { ...ended, ended_at: null };

test('a push without an end goes on where the app began it just now, and else did not end', () => {
  expect(outcomeOf(open, '2026-11-20T09:29:59.000Z')).toBe('going on');
  expect(outcomeOf(open, '2026-11-20T09:30:01.000Z')).toBe('did not end');
  expect(outcomeOf(open, null)).toBe('did not end');
});

test('what has ended says how', () => {
  const failed = (error: BenchError) => ({ ...ended, error: error.toInfo() });
  expect(outcomeOf(ended, null)).toBe('complete');
  expect(outcomeOf({ ...ended, dry_run: true }, null)).toBe('dry run');
  expect(outcomeOf(failed(new BenchError('call.cancelled')), null)).toBe('cancelled');
  expect(outcomeOf(failed(new BenchError('postgres.lost', { where: 'x', reason: 'y' })), null)).toBe('failed');
});
