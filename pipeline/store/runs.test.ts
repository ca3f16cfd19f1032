import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { RunSummary } from '../contract/run.ts';
import type { WritableStore } from './store.ts';
import { testStore, withDatabase } from './testing/folders.ts';
import { failed, finished, owner, sampleDocument, sampleJobs, sampleRun, startedRun } from './testing/samples.ts';

const coded = (code: string) => expect.objectContaining({ code });
const alive = () => true;
const dead = () => false;
const warnings = [{ code: 'noise.steal', message: 'The hypervisor took 4 %.', details: { percent: 4 } }];

test('a run comes back as it was made', () => {
  const { store } = testStore(onTestFinished);
  const run = sampleRun({ name: 'baseline', tags: ['a', 'b'], notes: 'é', owner, warnings, output_folder: '/out/1' });
  expect(store.createRun(run, [sampleDocument()], sampleJobs(2))).toEqual([1]);
  expect(store.readRun(run.id)).toEqual({
    ...run,
    state: 'running',
    pinned: false,
    created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    ended_at: null,
    summary: null,
  });
  expect(store.documentsOf(run.id)).toEqual([{ id: 1, ...sampleDocument() }]);
  store.keepEnvironment(run.id, { versions: { sharp: '1' } });
  expect(store.readRun(run.id).environment).toEqual({ versions: { sharp: '1' } });
});

test('a run that cannot be made whole is not made', () => {
  const { store } = testStore(onTestFinished);
  const run = sampleRun();
  const [job] = sampleJobs(1);
  expect(() => store.createRun(run, [sampleDocument()], [job!, job!])).toThrow(coded('internal'));
  expect(() => store.createRun(run, [], [job!])).toThrow(coded('internal'));
  expect(store.listRuns({ limit: 10 })).toEqual([]);
});

test('a document that did not change is kept once, one that did is kept anew', () => {
  const { store } = testStore(onTestFinished);
  const unreadable = sampleDocument({ sha256: null, truth: null, file: 'broken.jpg' });
  const ids = store.createRun(sampleRun(), [sampleDocument(), unreadable], []);
  const changed = sampleDocument({ truth: { fields: { total: '13.00' } } });
  const again = store.createRun(sampleRun(), [changed, sampleDocument(), unreadable], []);
  expect(ids).toEqual([1, 2]);
  expect(again).toEqual([3, 1, 2]);
});

test('an ended run has its summary, its warnings and no owner', () => {
  const { store } = testStore(onTestFinished);
  const { run } = startedRun(store, 1, sampleRun({ owner }));
  const summary = store.summarise(run.id, { cer: 0.01 });
  store.runEnded(run.id, { state: 'cancelled', summary, warnings });
  const [listed] = store.listRuns({ limit: 1 });
  expect(listed).toMatchObject({ state: 'cancelled', owner: null, summary, warnings, ended_at: expect.any(String) });
  expect(() => store.runEnded(randomUUID(), { state: 'completed', summary, warnings })).toThrow(coded('run.not_found'));
});

test('runs are listed newest first, by page, and found by words in id, name, tags and notes', () => {
  const { store } = testStore(onTestFinished);
  const runs = ['alpha', '100%', 'gamma'].map((name) => sampleRun({ name, tags: [`tag-${name}`], notes: `about ${name}` }));
  for (const run of runs) store.createRun(run, [], []);
  const names = (options: Parameters<typeof store.listRuns>[0]) => store.listRuns(options).map((run) => run.name);
  expect(names({ limit: 2 })).toEqual(['gamma', '100%']);
  expect(names({ limit: 2, offset: 2 })).toEqual(['alpha']);
  expect(names({ limit: 9, search: 'TAG-a' })).toEqual(['alpha']);
  expect(names({ limit: 9, search: 'about' })).toEqual(['gamma', '100%', 'alpha']);
  expect(names({ limit: 9, search: '0%' })).toEqual(['100%']);
  expect(names({ limit: 9, search: '_' })).toEqual([]);
  expect(names({ limit: 9, search: runs[0]!.id.slice(0, 8) })).toEqual(['alpha']);
});

test('a list is bounded to the pinned run, or to those that did not end well', () => {
  const { store } = testStore(onTestFinished);
  const { run: done } = startedRun(store, 1, sampleRun({ name: 'done', owner }));
  const { run: stopped } = startedRun(store, 1, sampleRun({ name: 'stopped', owner }));
  const summary = store.summarise(done.id, null);
  store.runEnded(done.id, { state: 'completed', summary, warnings: [] });
  store.runEnded(stopped.id, { state: 'cancelled', summary, warnings: [] });
  store.editRun(done.id, { pinned: true });
  const names = (options: Parameters<typeof store.listRuns>[0]) => store.listRuns(options).map((run) => run.name);
  expect(names({ limit: 9, only: 'pinned' })).toEqual(['done']);
  expect(names({ limit: 9, only: 'unfinished' })).toEqual(['stopped']);
  expect(names({ limit: 9, only: 'unfinished', search: 'done' })).toEqual([]);
});

test('of two runs made in one millisecond the later one is the latest', () => {
  const { store, file } = testStore(onTestFinished);
  const runs = [sampleRun(), sampleRun()] as const;
  for (const run of runs) store.createRun(run, [], []);
  withDatabase(file, (database) => database.exec(`UPDATE runs SET created_at = '2026-01-30T10:00:00.000Z'`));
  expect(store.findRun('latest')).toBe(runs[1].id);
  expect(store.listRuns({ limit: 1 })).toMatchObject([{ id: runs[1].id }]);
});

test('a run is found by its id, by a beginning that only it has, or as the latest', () => {
  const { store } = testStore(onTestFinished);
  expect(() => store.findRun('latest')).toThrow(coded('run.not_found'));
  const ids = ['3f2a0000-0000-4000-8000-000000000001', '3f2b0000-0000-4000-8000-000000000002'] as const;
  for (const id of ids) store.createRun(sampleRun({ id, kind: id === ids[0] ? 'load' : 'run' }), [], []);
  expect(store.findRun(ids[0])).toBe(ids[0]);
  expect(store.findRun('3F2A')).toBe(ids[0]);
  expect(store.findRun('3f2b0000-')).toBe(ids[1]);
  expect(store.findRun('latest')).toBe(ids[1]);
  expect(store.findRun('latest', 'load')).toBe(ids[0]);
  expect(store.findRun('latest', 'load', 'run')).toBe(ids[1]);
  expect(store.findRun('latest', 'compare')).toBe(ids[1]);
  expect(() => store.findRun('3f2')).toThrow(coded('run.ambiguous'));
  for (const nothing of ['3f2c', '', '%', "' OR 1", 'zz', `${ids[0]}0`]) {
    expect(() => store.findRun(nothing)).toThrow(coded('run.not_found'));
  }
  expect(() => store.readRun('3f2a')).toThrow(coded('run.not_found'));
});

test('a run is worked on by one living process; a dead one is followed, and its running jobs are queued again', () => {
  const { store } = testStore(onTestFinished);
  const { run, jobIds, start } = startedRun(store, 3, sampleRun({ owner }));
  for (const jobId of jobIds.slice(0, 2)) start(jobId);
  store.jobFinished(finished(jobIds[0]!));
  const heir = { pid: 1, started: '2', boot: 'b' };
  expect(() => store.claimRun(run.id, heir, alive)).toThrow(
    expect.objectContaining({ code: 'run.active', details: { run: run.id, pid: owner.pid } }),
  );
  expect(store.claimRun(run.id, heir, dead)).toBe(1);
  expect(store.readRun(run.id)).toMatchObject({ state: 'running', owner: heir, summary: null });
  expect(store.unfinishedJobs(run.id)).toMatchObject([
    { sequence: 1, state: 'queued', attempt: 2, started_us: null },
    { sequence: 2, state: 'queued', attempt: 1 },
  ]);
  expect(store.interruptAbandoned(dead)).toEqual([run.id]);
  expect(store.readRun(run.id)).toMatchObject({ state: 'interrupted', owner: null });
  expect(() => store.claimRun(randomUUID(), heir, dead)).toThrow(coded('run.not_found'));
});

test('only running runs without a living owner are marked as interrupted', () => {
  const { store } = testStore(onTestFinished);
  const living = sampleRun({ owner: { ...owner, pid: 1 } });
  const abandoned = sampleRun({ owner });
  const done = sampleRun({ owner });
  for (const run of [living, abandoned, done]) store.createRun(run, [], []);
  store.runEnded(done.id, { state: 'completed', summary: store.summarise(done.id, null), warnings: [] });
  expect(store.interruptAbandoned(({ pid }) => pid === 1)).toEqual([abandoned.id]);
  const states = [living, abandoned, done].map(({ id }) => store.readRun(id).state);
  expect(states).toEqual(['running', 'interrupted', 'completed']);
});

const tables = ['runs', 'documents', 'jobs', 'job_results', 'stage_spans', 'cpu_metrics', 'workers', 'signals', 'arrivals'];

function countRows(file: string): Record<string, number> {
  return withDatabase(file, (database) => {
    expect(database.pragma('foreign_key_check')).toEqual([]);
    const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    return Object.fromEntries(tables.map((table) => [table, count(table)]));
  });
}

/** A run with something in every table. */
function fullRun(store: WritableStore, file: string, changes: Parameters<typeof sampleRun>[0]): string {
  const { run, jobIds, start } = startedRun(store, 3, sampleRun(changes));
  for (const jobId of jobIds) start(jobId);
  store.jobFinished(finished(jobIds[0]!));
  store.jobFailed(failed(jobIds[1]!));
  store.recordSignals(run.id, [{ time_us: 1, name: 'queue_depth', value: 1 }]);
  const insert = 'INSERT INTO arrivals (run_id, sequence, job_id, planned_us) VALUES (?, 0, ?, 0)';
  withDatabase(file, (database) => database.prepare(insert).run(run.id, jobIds[0]!));
  return run.id;
}

test('deleting a run deletes everything of it, nothing of another, and names the folder of its outputs', () => {
  const { store, file } = testStore(onTestFinished);
  const other = fullRun(store, file, { output_folder: '/out/other' });
  const before = countRows(file);
  expect(Object.values(before)).not.toContain(0);
  const runId = fullRun(store, file, { output_folder: '/out/mine' });
  expect(store.deleteRun(runId, dead)).toEqual({ jobs: 3, output_folders: ['/out/mine'] });
  expect(countRows(file)).toEqual(before);
  expect(store.deleteRun(other, dead)).toEqual({ jobs: 3, output_folders: ['/out/other'] });
  expect(new Set(Object.values(countRows(file)))).toEqual(new Set([0]));
});

test('a run that is worked on is not deleted, and a folder that another run uses is not named', () => {
  const { store, file } = testStore(onTestFinished);
  const runId = fullRun(store, file, { owner, output_folder: '/out' });
  fullRun(store, file, { output_folder: '/out' });
  const before = countRows(file);
  expect(() => store.deleteRun(runId, alive)).toThrow(coded('run.active'));
  expect(countRows(file)).toEqual(before);
  expect(store.deleteRun(runId, dead)).toEqual({ jobs: 3, output_folders: [] });
  expect(() => store.deleteRun(runId, dead)).toThrow(coded('run.not_found'));
});

test('a summary that was kept is read back exactly', () => {
  const { store } = testStore(onTestFinished);
  const { run, jobIds, start } = startedRun(store, 1);
  start(jobIds[0]!);
  store.jobFinished(finished(jobIds[0]!));
  const summary: RunSummary = store.summarise(run.id, { cer: 1 / 3 });
  store.runEnded(run.id, { state: 'completed', summary, warnings: [] });
  expect(store.readRun(run.id).summary).toEqual(summary);
});
