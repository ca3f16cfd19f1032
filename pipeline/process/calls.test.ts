import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { BenchError } from '../contract/errors.ts';
import { CallClient, type CallContext, type CallHandlers, serveCalls } from './calls.ts';
import { channelPair } from './testing/pair.ts';

const table = {
  double: { input: z.object({ number: z.number() }), output: z.number() },
  wait: { input: z.object({}), output: z.string() },
  bad: { input: z.object({}), output: z.string() },
};

const coded = (code: string, reason?: string) =>
  expect.objectContaining({ code, ...(reason === undefined ? {} : { details: expect.objectContaining({ reason }) }) });

function conversation(change: Partial<CallHandlers<typeof table>> = {}) {
  const [asking, answering] = channelPair();
  const waiting: { context: CallContext; finish(text: string): void }[] = [];
  serveCalls(answering, table, {
    double: ({ number }) => number * 2,
    wait: (_input, context) =>
      new Promise((resolve, reject) => {
        waiting.push({ context, finish: resolve });
        context.signal.addEventListener('abort', () => reject(context.signal.reason));
      }),
    bad: () => 3 as never,
    ...change,
  });
  const post = vi.fn((message: unknown) => asking.post(message));
  const client = new CallClient(table, post);
  asking.onMessage((message) => client.receive(message));
  /** Past the types, as a page or a process of another version would. */
  const askAnything = (name: string, input: unknown) => client.ask(name as 'double', input as { number: number });
  return { client, askAnything, post, waiting, asking, answering };
}

test('calls that are open at once get each its own answer, in whatever order they come', async () => {
  const { client, waiting } = conversation();
  const first = client.ask('wait', {});
  const second = client.ask('wait', {});
  expect(await client.ask('double', { number: 4 })).toBe(8);
  waiting[1]?.finish('second');
  waiting[0]?.finish('first');
  expect(await Promise.all([first, second])).toEqual(['first', 'second']);
});

test('what a handler throws comes with its code and details, and what is not ours as internal', async () => {
  const refusing = conversation({
    double: () => {
      throw new BenchError('job.not_found', { job: 'x' });
    },
    wait: () => Promise.reject(new TypeError('of no use')),
  });
  await expect(refusing.client.ask('double', { number: 1 })).rejects.toEqual(
    expect.objectContaining({ code: 'job.not_found', details: { job: 'x' }, message: expect.stringContaining('no job x') }),
  );
  await expect(refusing.client.ask('wait', {})).rejects.toEqual(coded('internal', 'of no use'));
});

test.each(['nothing', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is no call', async (name) => {
  const { asking, post } = conversation();
  const answers: unknown[] = [];
  asking.onMessage((message) => answers.push(message));
  post({ ask: 7, name, input: {} });
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  expect(answers).toEqual([{ refusal: 7, error: coded('message.invalid', `there is no call ${name}`) }]);
});

test('an input that does not fit is refused before the handler sees it', async () => {
  const double = vi.fn(() => 0);
  const { askAnything } = conversation({ double });
  for (const input of [{ number: '4' }, {}, null, undefined, [4]]) {
    await expect(askAnything('double', input)).rejects.toEqual(coded('message.invalid'));
  }
  expect(double).not.toHaveBeenCalled();
});

test('an answer that does not fit is an error of the caller, and so is a call it does not know', async () => {
  const { client, askAnything } = conversation();
  await expect(client.ask('bad', {})).rejects.toEqual(
    expect.objectContaining({ code: 'message.invalid', details: expect.objectContaining({ from: 'an answer' }) }),
  );
  await expect(askAnything('constructor', {})).rejects.toEqual(coded('message.invalid'));
});

test('an answer that cannot cross, and a refusal of another form, end the call all the same', async () => {
  const { client, askAnything, post } = conversation({ bad: () => (() => undefined) as never });
  await expect(askAnything('bad', {})).rejects.toEqual(coded('internal', expect.stringContaining('could not be cloned')));
  const open = client.ask('wait', {});
  const asked = post.mock.lastCall?.[0] as { ask: number } | undefined;
  client.receive({ refusal: asked?.ask, error: { code: 'of another version', message: '' } });
  await expect(open).rejects.toEqual(coded('message.invalid'));
});

test('what is no request and no reply is passed over', async () => {
  const { client, post } = conversation();
  for (const message of [null, 'text', {}, { ask: '1', name: 'double' }, { cancel: 99 }, { answer: 99, output: 1 }]) {
    post(message);
    client.receive(message);
  }
  expect(await client.ask('double', { number: 1 })).toBe(2);
});

test('progress is told of the call that makes it, until it is answered', async () => {
  const { client, waiting } = conversation();
  const told: [number, number][] = [];
  const other = vi.fn();
  const call = client.ask('wait', {}, { onProgress: (done, total) => told.push([done, total]) });
  const silent = client.ask('wait', {}, { onProgress: other });
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting[0]?.context.progress(1, 3);
  waiting[0]?.context.progress(2, 3);
  waiting[0]?.finish('done');
  await call;
  waiting[0]?.context.progress(3, 3);
  waiting[1]?.finish('too');
  await silent;
  expect(told).toEqual([
    [1, 3],
    [2, 3],
  ]);
  expect(other).not.toHaveBeenCalled();
});

test('a call that is cancelled is refused as cancelled, and the others go on', async () => {
  const { client, waiting } = conversation();
  const stop = new AbortController();
  const cancelled = client.ask('wait', {}, { signal: stop.signal });
  const other = client.ask('wait', {});
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  stop.abort();
  await expect(cancelled).rejects.toEqual(coded('call.cancelled'));
  waiting[1]?.finish('done');
  expect(await other).toBe('done');
});

test('a call cancelled before it is asked is not asked, and one that has ended is not cancelled', async () => {
  const { client, post } = conversation();
  await expect(client.ask('wait', {}, { signal: AbortSignal.abort() })).rejects.toEqual(coded('call.cancelled'));
  expect(post).not.toHaveBeenCalled();
  const stop = new AbortController();
  await client.ask('double', { number: 1 }, { signal: stop.signal });
  stop.abort();
  expect(post).toHaveBeenCalledTimes(1);
});

test('when the other side dies, open calls end with its reason and so does every later one', async () => {
  const { client, post } = conversation();
  const open = [client.ask('wait', {}), client.ask('wait', {})];
  client.leave(new BenchError('process.died', { reason: 'killed by SIGKILL' }));
  client.leave(new BenchError('process.died', { reason: 'a later reason' }));
  const died = { status: 'rejected', reason: coded('process.died', 'killed by SIGKILL') };
  expect(await Promise.allSettled([...open, client.ask('wait', {})])).toEqual([died, died, died]);
  expect(post).toHaveBeenCalledTimes(2);
});

test('work is stopped when who asked for it is gone', async () => {
  const { client, waiting, asking } = conversation();
  client.ask('wait', {}).catch(() => undefined);
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  asking.leave();
  expect(waiting[0]?.context.signal.reason).toEqual(coded('call.cancelled'));
});
