import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { type RunTable, runTableSchema } from '../contract/run-table.ts';
import { testStore } from './testing/folders.ts';
import {
  failed,
  finished,
  sampleDocument,
  sampleJobs,
  sampleMetrics,
  sampleResult,
  sampleRun,
  sampleSpan,
} from './testing/samples.ts';

const accuracy = {
  text: { cer: 0.125 },
  fields: ['right', 'right', 'wrong', 'missing', 'spurious'].map((status, field) => ({ field: `field ${field}`, status })),
};

/** Jobs in the order `queued, failed, succeeded, succeeded without truth`, kept in another. */
function tableRun() {
  const { store } = testStore(onTestFinished);
  const run = sampleRun();
  const jobs = sampleJobs(4).map((job, document) => ({ ...job, document }));
  const documents = jobs.map((_, index) => sampleDocument({ file: `${index}.jpg`, bytes: 100 + index }));
  store.createRun(run, documents, [...jobs].reverse());
  const ids = jobs.map(({ id }) => id);
  const workerId = randomUUID();
  store.workerStarted({ id: workerId, run_id: run.id, slot: 0, pid: 99, started_us: 1 });
  for (const job_id of ids.slice(1)) store.jobStarted({ job_id, worker_id: workerId, started_us: 10 });
  store.jobFailed(
    failed(ids[1]!, {
      spans: [
        sampleSpan({ stage: 'fetch', user_us: 10_000, system_us: 0, wall_us: 30_000 }),
        sampleSpan({ stage: 'ocr', user_us: 400_000, system_us: 100_000, wall_us: 700_000 }),
        sampleSpan({ stage: 'ocr', part: 'load model', user_us: 300_000, wall_us: 600_000 }),
      ],
    }),
  );
  const nothing = { quality_score: null, ocr_confidence: null };
  store.jobFinished(finished(ids[2]!, { result: { ...sampleResult, accuracy } }));
  store.jobFinished(finished(ids[3]!, { metrics: sampleMetrics(nothing), result: { ...sampleResult, accuracy: null } }));
  return { store, run, ids };
}

const listed = (table: RunTable) =>
  Object.fromEntries(
    Object.entries({ ...table, ...table.stages.ocr })
      .filter(([, column]) => column instanceof Float64Array)
      .map(([name, column]) => [name, Array.from(column as Float64Array)]),
  );

test('every job of a run has its row in the order of the plan, and NaN where it has no figure', () => {
  const { store, run, ids } = tableRun();
  const table = store.tableOf(run.id);
  expect(runTableSchema.parse(table).jobs).toEqual([
    { id: ids[0], sequence: 0, file: '0.jpg', state: 'queued', temperature: null, path: null, error: null },
    {
      ...{ id: ids[1], sequence: 1, file: '1.jpg', state: 'failed', temperature: 'warm', path: 'fast' },
      error: { code: 'ocr.failed', message: 'The OCR engine failed.' },
    },
    { id: ids[2], sequence: 2, file: '2.jpg', state: 'succeeded', temperature: 'warm', path: 'fast', error: null },
    { id: ids[3], sequence: 3, file: '3.jpg', state: 'succeeded', temperature: 'warm', path: 'fast', error: null },
  ]);
  expect(listed({ ...table, stages: {} })).toEqual({
    // Of the failed job: what its stages burnt, without their parts, which lie inside them.
    cpu_seconds: [Number.NaN, 0.51, 1.847, 1.847],
    wall_seconds: [Number.NaN, 0.73, 2.341, 2.341],
    bytes: [100, 101, 102, 103],
    quality: [Number.NaN, Number.NaN, 0.81, Number.NaN],
    confidence: [Number.NaN, Number.NaN, 0.93, Number.NaN],
    cer: [Number.NaN, Number.NaN, 0.125, Number.NaN],
    // A spurious field was not expected.
    fields_right: [Number.NaN, Number.NaN, 2, Number.NaN],
    fields_expected: [Number.NaN, Number.NaN, 4, Number.NaN],
  });
});

test('each stage that ran has its columns, in the order of the pipeline, without its parts', () => {
  const { store, run } = tableRun();
  const { stages } = store.tableOf(run.id);
  expect(Object.keys(stages)).toEqual(['fetch', 'ocr']);
  expect(Array.from(stages.fetch!.cpu_seconds)).toEqual([Number.NaN, 0.01, Number.NaN, Number.NaN]);
  expect(Array.from(stages.ocr!.cpu_seconds)).toEqual([Number.NaN, 0.5, 1.203, 1.203]);
  expect(Array.from(stages.ocr!.wall_seconds)).toEqual([Number.NaN, 0.7, 1.456, 1.456]);
});

test('a run without jobs has an empty table, and jobs of other runs are in none but their own', () => {
  const { store } = tableRun();
  const empty = sampleRun();
  store.createRun(empty, [], []);
  const table = store.tableOf(empty.id);
  expect([table.jobs, table.cpu_seconds, table.stages]).toEqual([[], new Float64Array(), {}]);
  expect(store.countSpans(empty.id)).toBe(0);
});

test('spans are counted over all jobs of the run, parts and failed jobs included', () => {
  const { store, run } = tableRun();
  expect(store.countSpans(run.id)).toBe(7);
});

test('a document is read by its id, with its truth', () => {
  const { store } = testStore(onTestFinished);
  const unreadable = sampleDocument({ sha256: null, truth: null, type: null, path_class: null, file: 'broken.jpg' });
  const ids = store.createRun(sampleRun(), [sampleDocument(), unreadable], []);
  expect(ids.map((id) => store.readDocument(id))).toEqual([
    { id: 1, ...sampleDocument() },
    { id: 2, ...unreadable },
  ]);
});

test('signals of a run come in the order of time and name, and those of another do not', () => {
  const { store } = testStore(onTestFinished);
  const [run, other] = [sampleRun(), sampleRun()];
  for (const each of [run, other]) store.createRun(each, [], []);
  store.recordSignals(run.id, [
    { time_us: 2, name: 'queue_depth', value: 1 },
    { time_us: 2, name: 'load_average', value: 0.25 },
  ]);
  store.recordSignals(run.id, [{ time_us: 1, name: 'queue_depth', value: 3 }]);
  store.recordSignals(other.id, [{ time_us: 1, name: 'queue_depth', value: 9 }]);
  expect(store.signalsOf(run.id)).toEqual([
    { time_us: 1, name: 'queue_depth', value: 3 },
    { time_us: 2, name: 'load_average', value: 0.25 },
    { time_us: 2, name: 'queue_depth', value: 1 },
  ]);
});
