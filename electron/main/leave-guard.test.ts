import { expect, test, vi } from 'vitest';
import { LeaveGuard } from './leave-guard.ts';
import type { Told } from './work-words.ts';

function guarded(question: Told | null = { title: 'A run is going on.', text: '' }) {
  const now = { question };
  const answers: ((answer: 'stop' | 'go_on') => void)[] = [];
  const ask = vi.fn((_question: Told) => new Promise<'stop' | 'go_on'>((resolve) => answers.push(resolve)));
  const guard = new LeaveGuard({ question: () => now.question, ask });
  const event = { preventDefault: vi.fn() };
  const again = vi.fn();
  return { guard, now, answers, ask, event, again, leave: () => guard.pass(event, again) };
}

test('who leaves with nothing under way is not asked', () => {
  const { leave, ask, event } = guarded(null);
  expect([leave(), ask.mock.calls.length, event.preventDefault.mock.calls.length]).toEqual([true, 0, 0]);
});

test('"go on" holds it up, and asks again the next time', async () => {
  const { leave, answers, ask, again } = guarded();
  expect(leave()).toBe(false);
  answers[0]?.('go_on');
  await Promise.resolve();
  expect(again).not.toHaveBeenCalled();
  await vi.waitFor(() => {
    expect(leave()).toBe(false);
    expect(ask).toHaveBeenCalledTimes(2);
  });
});

test('"stop" leaves once more, and then nothing asks', async () => {
  const { leave, answers, again, ask } = guarded();
  leave();
  answers[0]?.('stop');
  await vi.waitFor(() => expect(again).toHaveBeenCalledOnce());
  expect([leave(), ask.mock.calls.length]).toEqual([true, 1]);
});

test('who presses twice is asked once', () => {
  const { leave, ask, event } = guarded();
  leave();
  leave();
  expect([ask.mock.calls.length, event.preventDefault.mock.calls.length]).toEqual([1, 2]);
});

test('whatever ends the app from outside waits for no answer', () => {
  const { guard, leave, ask } = guarded();
  guard.open();
  expect([leave(), ask.mock.calls.length]).toEqual([true, 0]);
});
