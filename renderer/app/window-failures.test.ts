import { expect, test } from 'vitest';
import { appCalls } from '../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { WindowFailures } from './window-failures.ts';

function heard() {
  const texts: string[] = [];
  const failures = new WindowFailures(async (text) => texts.push(text));
  return { failures, texts };
}

test('a failure is told with where it was and its stack, once', () => {
  const { failures, texts } = heard();
  const error = new Error('no such column');
  failures.tell(error, 'the screen runs');
  failures.tell(error, 'the screen runs');
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain('the screen runs: Error: no such column\n    at ');
});

test('a window that fails without end does not fill the log, and what it tells is taken', () => {
  const { failures, texts } = heard();
  for (let times = 0; times < 1000; times++) failures.tell(new Error(`${times} ${'x'.repeat(20_000)}`), 'not handled');
  expect(texts).toHaveLength(20);
  for (const text of texts) expect(appCalls['window.failed'].input.safeParse({ text }).success).toBe(true);
});

test('an error or a rejection that nobody handles is heard; a remark of the browser is not', () => {
  const { failures, texts } = heard();
  const page = new EventTarget();
  failures.listen(page as Window);
  page.dispatchEvent(Object.assign(new Event('error'), { error: new Error('in a timer') }));
  page.dispatchEvent(Object.assign(new Event('error'), { message: 'ResizeObserver loop', error: null }));
  page.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: new BenchError('run.busy') }));
  expect(texts).toEqual([
    expect.stringContaining('not handled: Error: in a timer'),
    expect.stringMatching(/^rejection not handled: run\.busy: /),
  ]);
});

test('a log that cannot be reached is no failure of its own', async () => {
  const failures = new WindowFailures(() => Promise.reject(new Error('gone')));
  failures.tell(new Error('first'), 'here');
  await new Promise(setImmediate);
});
