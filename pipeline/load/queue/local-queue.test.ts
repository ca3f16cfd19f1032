import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MetricsContract } from '../../contract/metrics.ts';
import type { ReceivedDocument } from '../gateway/intake.ts';
import { LocalQueue } from './local-queue.ts';

const document = (job_id: string): ReceivedDocument => ({
  job_id,
  file: `/${job_id}`,
  bytes: 1,
  name: job_id,
  sha256: '',
  webhook: null,
  arrival: null,
});
const contract = (job_id: string) => ({ status: 'FAILED', job_id }) as MetricsContract;
const queueOf = (room = 10, keep: () => Promise<void> | void = () => undefined) => new LocalQueue({ room, keep });

test('documents leave in the order in which they came, to whoever waits first', async () => {
  const queue = queueOf();
  const first = queue.take();
  const second = queue.take();
  for (const id of ['a', 'b', 'c']) expect(await queue.accept(document(id))).toBe(true);
  expect((await first)?.job_id).toBe('a');
  expect((await second)?.job_id).toBe('b');
  expect(queue).toMatchObject({ depth: 1, inFlight: 2 });
  expect(queue.read('a')).toEqual({ state: 'running' });
  expect(queue.read('c')).toEqual({ state: 'queued' });
  queue.ended(contract('a'));
  expect(queue.read('a')).toMatchObject({ state: 'ended', contract: { job_id: 'a' } });
  expect(queue.read('x')).toBeNull();
  expect(queue.inFlight).toBe(1);
});

test('one more than there is room for is not taken, those that are being kept included', async () => {
  let keepNow = (): void => undefined;
  const queue = queueOf(2, () => new Promise((resolve) => (keepNow = resolve)));
  const coming = [queue.accept(document('a')), queue.accept(document('b'))];
  expect(queue.hasRoom).toBe(false);
  expect(await queue.accept(document('c'))).toBe(false);
  keepNow();
  expect(await coming[1]).toBe(true);
});

test('what cannot be kept is not accepted, and takes no room', async () => {
  let fails = true;
  const queue = queueOf(1, () => {
    if (fails) throw new Error('the disk is full');
  });
  await expect(queue.accept(document('a'))).rejects.toThrow('the disk is full');
  expect(queue.read('a')).toBeNull();
  fails = false;
  expect(await queue.accept(document('b'))).toBe(true);
});

test('closed, it hands out what waits, and then tells everybody that there is no more', async () => {
  const queue = queueOf();
  await queue.accept(document('a'));
  queue.close();
  expect(await queue.accept(document('b'))).toBe(false);
  expect((await queue.take())?.job_id).toBe('a');
  expect(await queue.take()).toBeNull();
});

test('whatever comes and goes, each document is handed out once, and all that were accepted are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('accept', 'take'), { maxLength: 60 }), async (steps) => {
      const queue = queueOf(5);
      const accepted: string[] = [];
      const taken: Promise<ReceivedDocument | null>[] = [];
      for (const [index, step] of steps.entries()) {
        if (step === 'take') taken.push(queue.take());
        else if (await queue.accept(document(String(index)))) accepted.push(String(index));
      }
      queue.close();
      for (;;) {
        const left = await queue.take();
        if (left === null) break;
        taken.push(Promise.resolve(left));
      }
      const handed = (await Promise.all(taken)).flatMap((each) => each?.job_id ?? []);
      expect(handed).toEqual(accepted);
    }),
  );
});
