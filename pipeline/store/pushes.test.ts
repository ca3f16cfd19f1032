import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { PushRecord } from '../contract/postgres.ts';
import { testStore, withDatabase } from './testing/folders.ts';
import { startedRun } from './testing/samples.ts';

const began = (changes: Partial<PushRecord> = {}): PushRecord => ({
  id: randomUUID(),
  started_at: '2026-11-24T08:00:00.000Z',
  ended_at: null,
  runs: [randomUUID()],
  target: 'bench@db.example.com:5432/production.public',
  dry_run: false,
  result: null,
  error: null,
  ...changes,
});

test('a push is kept when it begins and again when it ends, and they come newest first', () => {
  const { store } = testStore(onTestFinished);
  const first = began();
  const second = began({ started_at: '2026-11-24T09:00:00.000Z', dry_run: true });
  store.keepPush(first);
  store.keepPush(second);
  expect(store.listPushes(10)).toEqual([second, first]);
  const [run = ''] = first.runs;
  const result = {
    dry_run: false,
    seconds: 1.5,
    runs: [{ run, rows: 3, inserted: 2, jobs_inserted: 0, in_ledger: 1, checksum: 'ab' }],
  };
  const ended = { ...first, ended_at: '2026-11-24T08:00:02.000Z', result };
  store.keepPush(ended);
  expect(store.listPushes(10)).toEqual([second, ended]);
  expect(store.listPushes(1)).toEqual([second]);
  const failed = {
    ...second,
    error: { code: 'postgres.lost' as const, message: 'The connection was lost.', details: { where: 'there' } },
  };
  store.keepPush(failed);
  expect(store.listPushes(1)).toEqual([failed]);
});

test('the history outlives the runs it names', () => {
  const { store } = testStore(onTestFinished);
  const { run } = startedRun(store, 0);
  store.keepPush(began({ runs: [run.id] }));
  store.deleteRun(run.id, () => false);
  expect(store.listPushes(10)).toMatchObject([{ runs: [run.id] }]);
});

test('a line that was spoilt by hand says that the file is damaged', () => {
  const { store, file } = testStore(onTestFinished);
  store.keepPush(began());
  withDatabase(file, (database) => database.prepare(`UPDATE pushes SET runs = 'nonsense'`).run());
  expect(() => store.listPushes(10)).toThrow(expect.objectContaining({ code: 'store.corrupt' }));
});
