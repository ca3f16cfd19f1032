/**
 * The reader as a real process: what it answers of a database that another process writes.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test, vi } from 'vitest';
import { mixedDocuments, storeRun } from '../cli/testing/stored-run.ts';
import { defaultCapacityInputs } from '../contract/criteria.ts';
import { BenchError } from '../contract/errors.ts';
import { readerCalls } from '../contract/reader-calls.ts';
import { unpackRunTable } from '../contract/run-table.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import { thisProcess } from '../engine/owner.ts';
import { isAlive } from '../measure/proc-stat.ts';
import { CallClient } from '../process/calls.ts';
import { nodeHost } from '../process/host.ts';
import { openStore } from '../store/store.ts';
import { testFolder, withDatabase } from '../store/testing/folders.ts';
import { failed, finished, sampleDocument, sampleResult, sampleRun, startedRun } from '../store/testing/samples.ts';

function startReader() {
  const exits: string[] = [];
  const process = nodeHost().start(new URL('./testing/reader.ts', import.meta.url), {
    message: (message) => calls.receive(message),
    line: () => undefined,
    exit(reason) {
      exits.push(reason);
      calls.leave(new BenchError('process.died', { reason }));
    },
  });
  onTestFinished(() => process.kill());
  const calls = new CallClient(readerCalls, (message) => process.post(message));
  return { process, calls, exits };
}

const coded = (code: string) => expect.objectContaining({ code });
const everything = { search: '', limit: 100, offset: 0 };

/** A database with one run of two jobs, which the test writes on. */
function writtenRun(change: Parameters<typeof sampleRun>[0] = {}) {
  const { file, path: folder } = testFolder(onTestFinished);
  const store = openStore(file, { mode: 'write' });
  onTestFinished(() => store.close());
  const run = sampleRun({ name: 'baseline', settings: defaultSettings, owner: thisProcess(), ...change });
  const { jobIds, start } = startedRun(store, 2, run);
  for (const jobId of jobIds) start(jobId);
  return { file, folder, store, run, jobIds };
}

test('a reader that is there before the database has nothing to tell, and sees it once it is made', async () => {
  const { calls } = startReader();
  await expect(calls.ask('runs.table', { run: randomUUID() })).rejects.toEqual(coded('message.invalid'));
  const { file } = testFolder(onTestFinished);
  expect(await calls.ask('open', { database: file, node: process.execPath })).toEqual({ notice: null });
  expect(await calls.ask('runs.list', everything)).toEqual([]);
  expect(await calls.ask('pushes.list', { limit: 5 })).toEqual([]);
  expect(await calls.ask('runs.estimate', { settings: defaultSettings })).toBeNull();
  await expect(calls.ask('runs.read', { run: randomUUID() })).rejects.toEqual(coded('store.missing'));

  const store = openStore(file, { mode: 'write' });
  onTestFinished(() => store.close());
  const run = sampleRun({ name: 'first' });
  store.createRun(run, [], []);
  expect(await calls.ask('runs.list', everything)).toMatchObject([{ id: run.id, name: 'first' }]);

  const other = writtenRun({ name: 'of another database' });
  await calls.ask('open', { database: other.file, node: process.execPath });
  expect(await calls.ask('runs.list', everything)).toMatchObject([{ name: 'of another database' }]);
});

test('it tells what a newer version wrote with a notice, and refuses what is no database', async () => {
  const { calls } = startReader();
  const { file, store, folder } = writtenRun();
  store.close();
  withDatabase(file, (database) => database.pragma('user_version = 999'));
  expect(await calls.ask('open', { database: file, node: process.execPath })).toEqual({
    notice: expect.stringMatching(/newer version \(schema 999/),
  });
  expect(await calls.ask('runs.list', everything)).toMatchObject([{ name: 'baseline' }]);
  const text = path.join(folder, 'text.sqlite');
  await writeFile(text, 'this is a text and no database, long enough to be looked at');
  await expect(calls.ask('open', { database: text, node: process.execPath })).rejects.toEqual(coded('store.not_a_database'));
});

test('a run and its jobs are told as they go on, with all that is kept of them', async () => {
  const { file, folder, store, run, jobIds } = writtenRun({ output_folder: 'set below' });
  const outputs = path.join(folder, 'results');
  withDatabase(file, (database) => database.prepare('UPDATE runs SET output_folder = ?').run(outputs));
  const words = { pages: [{ width: 9, height: 9 }], words: [] };
  await mkdir(outputs);
  await writeFile(path.join(outputs, 'words.json'), JSON.stringify(words));
  await sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } }).toFile(path.join(outputs, 'preview.jpg'));

  const { calls } = startReader();
  await calls.ask('open', { database: file, node: process.execPath });
  expect(await calls.ask('runs.read', { run: run.id })).toMatchObject({
    run: { state: 'running', summary: null },
    summary: { jobs: { succeeded: 0, failed: 0, unfinished: 2 } },
    workers: [{ slot: 0, pid: 99 }],
    spans: 0,
  });
  store.jobFinished(finished(jobIds[0]!, { result: { ...sampleResult, accuracy: { text: null, fields: [] } } }));
  store.jobFailed(failed(jobIds[1]!));
  store.recordSignals(run.id, [{ time_us: 1, name: 'queue_depth', value: 1 }]);

  expect(await calls.ask('runs.read', { run: run.id })).toMatchObject({
    summary: { jobs: { succeeded: 1, failed: 1, unfinished: 0 } },
    spans: 3,
  });
  const table = unpackRunTable(await calls.ask('runs.table', { run: run.id }));
  expect([table.jobs.map(({ id }) => id), Array.from(table.cer)]).toEqual([jobIds, [Number.NaN, Number.NaN]]);
  expect((await calls.ask('runs.timeline', { run: run.id })).jobs).toHaveLength(2);
  expect(await calls.ask('runs.signals', { run: run.id })).toEqual([{ time_us: 1, name: 'queue_depth', value: 1 }]);

  expect(await calls.ask('jobs.read', { job: jobIds[0]! })).toMatchObject({
    job: { state: 'succeeded' },
    document: { file: sampleDocument().file },
    result: { text: sampleResult.text },
    words,
  });
  expect(await calls.ask('jobs.image', { job: jobIds[0]!, kind: 'preview', page: 0 })).toMatchObject({
    type: 'image/jpeg',
    width: 40,
  });
  expect(await calls.ask('jobs.read', { job: jobIds[1]! })).toMatchObject({
    job: { state: 'failed', error: { code: 'ocr.failed' } },
    run_state: 'running',
    spans: [{ stage: 'ocr' }],
    result: null,
    words: null,
  });
  await writeFile(path.join(outputs, 'words.json'), '{"pages": 3}');
  expect(await calls.ask('jobs.read', { job: jobIds[0]! })).toMatchObject({ words: null });
  await expect(calls.ask('jobs.read', { job: randomUUID() })).rejects.toEqual(coded('job.not_found'));

  const summary = store.summarise(run.id, null);
  store.runEnded(run.id, { state: 'cancelled', summary, warnings: [] });
  expect(await calls.ask('runs.estimate', { settings: defaultSettings })).toBeNull();
  store.runEnded(run.id, { state: 'completed', summary, warnings: [] });
  expect(await calls.ask('runs.estimate', { settings: defaultSettings })).toMatchObject({ run: run.id, differs_in: [] });
});

test('a run whose engine died reads interrupted before anybody wrote it down', async () => {
  const { file, run, jobIds } = writtenRun({ owner: { pid: 1, started: 'never', boot: 'another' } });
  const { calls } = startReader();
  await calls.ask('open', { database: file, node: process.execPath });
  expect(await calls.ask('runs.list', everything)).toMatchObject([{ state: 'interrupted' }]);
  expect(await calls.ask('runs.read', { run: run.id })).toMatchObject({ run: { state: 'interrupted' } });
  expect(await calls.ask('jobs.read', { job: jobIds[0]! })).toMatchObject({ run_state: 'interrupted' });
});

test('a trace is written with progress, and one that is cancelled leaves no file', async () => {
  const { file, folder, store, run, jobIds } = writtenRun();
  for (const jobId of jobIds) store.jobFinished(finished(jobId));
  const { calls } = startReader();
  await calls.ask('open', { database: file, node: process.execPath });
  const out = path.join(folder, 'trace.json');
  const ask = (signal?: AbortSignal) => {
    const progress: number[] = [];
    const answer = calls.ask(
      'runs.trace',
      { run: run.id, format: 'chrome', file: out },
      { ...(signal === undefined ? {} : { signal }), onProgress: (done, total) => progress.push(done / total) },
    );
    return { answer, progress };
  };
  const stop = new AbortController();
  const cancelled = ask(stop.signal);
  stop.abort();
  await expect(cancelled.answer).rejects.toEqual(coded('call.cancelled'));
  await expect(readFile(out)).rejects.toMatchObject({ code: 'ENOENT' });
  const { answer, progress } = ask();
  expect(await answer).toMatchObject({ file: out, spans: expect.any(Number) });
  expect(progress.at(-1)).toBe(1);
  expect(JSON.parse(await readFile(out, 'utf8'))).toHaveProperty('traceEvents');
});

test('it looks at the machine, a real worker included', async () => {
  const { file } = writtenRun();
  const { calls } = startReader();
  await calls.ask('open', { database: file, node: process.execPath });
  expect(await calls.ask('examine', {})).toMatchObject({
    engines: expect.arrayContaining([
      expect.objectContaining({ what: 'tesseract.js, model best_int', found: true }),
      expect.objectContaining({ what: 'paddle, model mobile', found: true }),
    ]),
    hosts: [{ what: 'node', found: true, detail: expect.stringMatching(/^a worker process is ready in \d+ ms$/) }],
    database: { what: file, found: true, detail: expect.stringMatching(/^last run .*, a run is going on$/) },
  });
});

test('it finds out whether an engine and its model are there, before anything begins', async () => {
  const { file } = writtenRun();
  const { calls } = startReader();
  await calls.ask('open', { database: file, node: process.execPath });
  const find = (changed: Partial<Settings>) => calls.ask('ocr.find', { settings: { ...defaultSettings, ...changed } });
  expect(await find({})).toBeNull();
  expect(await find({ 'ocr.model': 'mobile' })).toMatchObject({ code: 'ocr.model_unknown', details: { model: 'mobile' } });
  expect(await find({ 'ocr.model': '/no/such/folder' })).toMatchObject({ code: 'ocr.model_missing' });
});

test('it leaves when nobody is there to ask, and an open call ends when it dies', async () => {
  const { file } = writtenRun();
  const [leaving, dying] = [startReader(), startReader()];
  for (const { calls } of [leaving, dying]) await calls.ask('open', { database: file, node: process.execPath });
  leaving.process.disconnect();
  const open = dying.calls.ask('examine', {});
  dying.process.kill();
  await expect(open).rejects.toEqual(coded('process.died'));
  await vi.waitFor(() => expect(leaving.exits).toEqual(['exit code 0']), { timeout: 10_000 });
  expect([leaving, dying].some(({ process }) => isAlive(process.pid!, null))).toBe(false);
});

test('what can be told of a machine at once tells the database as a file, or why it cannot be read', async () => {
  const { calls } = startReader();
  const { file, folder } = writtenRun();
  await calls.ask('open', { database: file, node: null });
  const told = await calls.ask('inventory', {});
  expect(told).toMatchObject({ database: { file, runs: 1 }, environment: { host: 'utility' } });
  expect(told.engines.length).toBeGreaterThan(3);
  const database = told.database as { bytes: number; schema_version: number; known_version: number };
  expect(database.bytes).toBeGreaterThan(10_000);
  expect(database.schema_version).toBe(database.known_version);

  await calls.ask('open', { database: path.join(folder, 'none.sqlite'), node: null });
  expect((await calls.ask('inventory', {})).database).toBeNull();
  await writeFile(path.join(folder, 'foreign.sqlite'), 'no database');
  await calls.ask('open', { database: path.join(folder, 'foreign.sqlite'), node: null }).catch(() => undefined);
  expect((await calls.ask('inventory', {})).database).toMatchObject({ problem: expect.stringMatching(/^store\./) });
});

test('a report that nobody waits for any more is not made', async () => {
  const { calls } = startReader();
  const { file } = testFolder(onTestFinished);
  const run = await storeRun(file, 'measured', mixedDocuments(6, 1, 2));
  await calls.ask('open', { database: file, node: null });
  const [policy, format] = ['published', 'html'] as const;
  const request = { of: { runs: [run], side: null }, inputs: defaultCapacityInputs, policy, format };
  const stop = new AbortController();
  const asked = calls.ask('reports.make', { ...request, version: '0' }, { signal: stop.signal });
  stop.abort();
  await expect(asked).rejects.toEqual(coded('call.cancelled'));
  expect((await calls.ask('reports.make', { ...request, version: '0' })).files).toHaveLength(1);
});

test('a simulation lets other questions be answered between, tells how far it is, and ends when nobody wants it any more', async () => {
  const { calls } = startReader();
  const { file } = testFolder(onTestFinished);
  const run = await storeRun(file, 'measured', mixedDocuments(6, 1, 2));
  await calls.ask('open', { database: file, node: process.execPath });
  const scenario = { documents_per_user: 5, profile: 'burst', workers: 1, queue_limit: 1000, fast_share: 0.7 } as const;
  const cases = [1, 16].map((cores) => ({ ...scenario, users: 100, cores }));
  const { projections } = await calls.ask('simulations.make', { run, scenarios: cases, seed: 1, seeds: 3 });
  expect(projections.map(({ predictions }) => predictions.length)).toEqual([4, 4]);

  const stop = new AbortController();
  const told = vi.fn();
  const endless = { run, scenarios: cases, seed: 1, seeds: 10_000 };
  const simulation = calls.ask('simulations.make', endless, { signal: stop.signal, onProgress: told });
  const end = expect(simulation).rejects.toEqual(coded('call.cancelled'));
  expect(await calls.ask('runs.list', everything)).toMatchObject([{ id: run }]);
  await vi.waitFor(() => expect(told).toHaveBeenCalled(), { timeout: 60_000 });
  stop.abort();
  await end;
});

test('the model is held against theory once, however often that is asked', async () => {
  const { calls } = startReader();
  const { file } = testFolder(onTestFinished);
  await calls.ask('open', { database: file, node: process.execPath });
  const told = vi.fn();
  const first = await calls.ask('simulations.theory', {}, { onProgress: told });
  for (const { error } of first) expect(Math.abs(error)).toBeLessThan(0.02);
  expect(told).toHaveBeenCalled();
  told.mockClear();
  expect(await calls.ask('simulations.theory', {}, { onProgress: told })).toEqual(first);
  expect(told).not.toHaveBeenCalled();
});
