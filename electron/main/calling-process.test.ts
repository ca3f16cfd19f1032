import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { CallingProcess } from './calling-process.ts';
import { playedHost } from './testing/played-host.ts';

const table = {
  hello: { input: z.object({ name: z.string() }), output: z.null() },
  work: { input: z.object({}), output: z.string() },
};
const greeting = { name: 'hello', input: { name: 'the reader' } } as const;
const coded = (code: string, reason: string) => expect.objectContaining({ code, details: { reason } });

function callingProcess() {
  const { host, started } = playedHost();
  const onDeath = vi.fn();
  const entry = new URL('file:///reader.js');
  return { process: new CallingProcess({ host, entry, table, greeting, onDeath }), started, onDeath };
}

const answer = (started: ReturnType<typeof callingProcess>['started'], number: number, output: unknown) =>
  started.at(-1)?.events.message({ answer: number, output });

test('it is started by the first question, and greeted before it is asked', async () => {
  const { process, started } = callingProcess();
  expect(started).toEqual([]);
  const asked = [process.ask('work', {}), process.ask('work', {})];
  expect(started.map(({ entry, told }) => [entry.href, told])).toEqual([
    [
      'file:///reader.js',
      [
        { ask: 1, name: 'hello', input: { name: 'the reader' } },
        { ask: 2, name: 'work', input: {} },
        { ask: 3, name: 'work', input: {} },
      ],
    ],
  ]);
  answer(started, 3, 'second');
  answer(started, 2, 'first');
  expect(await Promise.all(asked)).toEqual(['first', 'second']);
});

test('one that died tells why, and the next question starts and greets a fresh one', async () => {
  const { process, started, onDeath } = callingProcess();
  const open = process.ask('work', {});
  started[0]?.events.exit('killed by SIGKILL');
  await expect(open).rejects.toEqual(coded('process.died', 'killed by SIGKILL'));
  expect(onDeath.mock.calls).toEqual([[coded('process.died', 'killed by SIGKILL')]]);
  expect(started).toHaveLength(1);

  const next = process.ask('work', {});
  expect(started[1]?.told).toEqual([
    { ask: 1, name: 'hello', input: { name: 'the reader' } },
    { ask: 2, name: 'work', input: {} },
  ]);
  answer(started, 2, 'again');
  expect(await next).toBe('again');
});

test('a greeting that is refused is nobody’s error; what is asked says what is wrong', async () => {
  const { process, started } = callingProcess();
  const asked = process.ask('work', {});
  started[0]?.events.message({ refusal: 1, error: { code: 'store.failed', message: '', details: { reason: 'x' } } });
  answer(started, 2, 'done');
  expect(await asked).toBe('done');
});

test('one that was closed is let go, its end is no death, and none is started after it', async () => {
  const { process, started, onDeath } = callingProcess();
  const open = process.ask('work', {});
  process.close();
  expect(started[0]?.told.at(-1)).toBe('disconnect');
  started[0]?.events.exit('exit code 0');
  await expect(open).rejects.toEqual(coded('process.died', 'exit code 0'));
  await expect(process.ask('work', {})).rejects.toEqual(coded('process.died', 'it was closed'));
  expect([started.length, onDeath.mock.calls]).toEqual([1, []]);
});

test('one that rests is let go, its end is no death, and the next question starts a fresh one', async () => {
  const { process, started, onDeath } = callingProcess();
  const first = process.ask('work', {});
  answer(started, 2, 'done');
  expect(await first).toBe('done');
  process.rest();
  expect(started[0]?.told.at(-1)).toBe('disconnect');
  const next = process.ask('work', {});
  started[0]?.events.exit('exit code 0');
  answer(started, 2, 'again');
  expect(await next).toBe('again');
  expect([started.length, onDeath.mock.calls]).toEqual([2, []]);
});
