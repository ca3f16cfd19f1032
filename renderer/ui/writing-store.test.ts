import { expect, test } from 'vitest';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { WritingStore } from './writing-store.ts';

/** An answer that comes when it is asked to. */
function answer() {
  const { promise, resolve, reject } = Promise.withResolvers<{ file: string } | null>();
  return { ask: () => promise, resolve, reject };
}
const never = async () => null;

test('nothing is written while the person is asked where to; then it is told how far it is', async () => {
  const store = new WritingStore(never);
  const { ask, resolve } = answer();
  const writing = store.write('trace', 'Chrome trace', ask);
  expect(store.get('trace')).toMatchObject({ label: 'Chrome trace', phase: 'choosing' });
  store.hear({ event: 'progress', of: 'report', done: 0, total: 0 });
  expect(store.get('trace')?.phase).toBe('choosing');
  store.hear({ event: 'progress', of: 'trace', done: 0, total: 0 });
  expect(store.get('trace')?.phase).toBe('writing');
  store.hear({ event: 'progress', of: 'trace', done: 40, total: 100 });
  expect(store.get('trace')).toMatchObject({ done: 40, total: 100 });
  resolve({ file: '/there' });
  expect(await writing).toEqual({ end: 'written', file: '/there' });
  expect(store.get('trace')).toBeNull();
});

test('one of a kind at a time: a second takes nothing from the first', async () => {
  const store = new WritingStore(never);
  const [first, second] = [answer(), answer()];
  const writing = store.write('report', 'PDF', first.ask);
  expect(await store.write('report', 'HTML', second.ask)).toEqual({ end: 'not_chosen' });
  expect(store.get('report')?.label).toBe('PDF');
  const other = store.write('measurements', 'CSV', second.ask);
  first.resolve(null);
  expect(await writing).toEqual({ end: 'not_chosen' });
  expect(store.get('measurements')?.label).toBe('CSV');
  second.resolve(null);
  await other;
});

test('it can be stopped, and what goes wrong comes back as an end', async () => {
  const asked: string[] = [];
  const store = new WritingStore(async (of) => asked.push(of));
  const stopped = answer();
  const writing = store.write('measurements', 'JSON', stopped.ask);
  store.hear({ event: 'progress', of: 'measurements', done: 1, total: 9 });
  await store.cancel('measurements');
  store.hear({ event: 'progress', of: 'measurements', done: 2, total: 9 });
  expect([asked, store.get('measurements')?.phase]).toEqual([['measurements'], 'stopping']);
  stopped.reject(new BenchError('call.cancelled'));
  expect(await writing).toEqual({ end: 'cancelled' });
  await store.cancel('measurements');
  expect(asked).toHaveLength(1);

  const error = new BenchError('run.not_found', { run: 'x' });
  const failed = await store.write('measurements', 'JSON', () => Promise.reject(error));
  expect(failed).toEqual({ end: 'failed', error });
});

test('one that could not be stopped goes on, and that is told', async () => {
  const store = new WritingStore(() => Promise.reject(new BenchError('engine.died', { reason: 'gone' })));
  const { ask, resolve } = answer();
  const writing = store.write('trace', 'speedscope', ask);
  store.hear({ event: 'progress', of: 'trace', done: 1, total: 9 });
  await expect(store.cancel('trace')).rejects.toMatchObject({ code: 'engine.died' });
  expect(store.get('trace')?.phase).toBe('writing');
  resolve(null);
  await writing;
});
